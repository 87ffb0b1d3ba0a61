"""What is committed: what belongs at the top, no host of a registry, no name that Windows would refuse."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOP = {
    *("app", "resources", "installer", "tests", ".ci", ".gitignore", ".gitattributes"),
    *("LICENSE", "README.md", "pyproject.toml", "requirements.txt", "requirements-dev.txt"),
}
# Put together here, so that this file does not name them itself.
HOSTS = ["py" + "pi.org", "python" + "hosted.org", "np" + "mjs.org", "deb." + "debian.org", "crates" + ".io"]
MADE = {".venv", "build", "dist", "__pycache__", ".git"}


@cache
def committed() -> tuple[Path, ...]:
    """The files of the project: git's, or in an unpacked archive all but what tools have made."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode == 0:
        return tuple(
            path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).exists()
        )
    found = (path for path in ROOT.rglob("*") if path.is_file())
    return tuple(path for path in found if not MADE & set(path.relative_to(ROOT).parts))


def texts() -> list[tuple[Path, str]]:
    """The committed files that are text, with their text."""
    found = []
    for path in committed():
        data = path.read_bytes()
        if b"\0" not in data:
            found.append((path.relative_to(ROOT), data.decode("utf-8")))
    return found


def test_only_what_belongs_there_lies_at_the_top() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in committed()} <= TOP


def test_no_text_names_a_registry() -> None:
    named = [f"{path}: {host}" for path, text in texts() for host in HOSTS if host in text]
    assert named == []


def test_names_are_different_without_case_and_short_enough_for_windows() -> None:
    names = [path.relative_to(ROOT).as_posix() for path in committed()]
    assert len({name.casefold() for name in names}) == len(names)
    assert [name for name in names if len(name) > 140 or set(name) & set('<>:"|?*\\')] == []


def test_what_was_borrowed_keeps_its_licence_beside_it() -> None:
    fonts = [path for path in committed() if path.suffix in (".ttf", ".otf")]
    assert fonts
    for font in fonts:
        family = font.stem.split("-")[0]
        beside = [path.name for path in font.parent.iterdir() if "LICENSE" in path.name or "OFL" in path.name]
        assert any(name.startswith((family, "LICENSE")) for name in beside), font.name


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert all(f"\n{number}." in text for number in range(1, 16))
    assert "‘Compatible Licences’ according to Article 5 EUPL are:" in text
