"""An environment made for real, from a lock with one tiny package that lies on this disk: no network."""

import hashlib
import re
import shutil
import statistics
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from installer import environment
from installer.places import Place, SetupError

ROOT = Path(__file__).resolve().parents[2]


def tiny_wheel(folder: Path) -> str:
    """Put a package with one module on the disk and return its SHA-256."""
    folder.mkdir()
    path = folder / "liten-1.0-py3-none-any.whl"
    about = "liten-1.0.dist-info"
    files = {
        "liten.py": "ORD = 'hej'\n",
        f"{about}/METADATA": "Metadata-Version: 2.1\nName: liten\nVersion: 1.0\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{about}/RECORD"] = "".join(f"{name},,\n" for name in [*files, f"{about}/RECORD"])
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in files.items():
            wheel.writestr(name, text)
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A folder with a space and an å in its name, this installer, a lock and a program that answers 3."""
    root = tmp_path / "Min pärm" / "program"
    shutil.copytree(ROOT / "installer", root / "installer", ignore=shutil.ignore_patterns("__pycache__"))
    digest = tiny_wheel(tmp_path / "hjul")
    place = Place(root, windows=False)
    place.lock("runtime").write_text(f"liten==1.0 --hash=sha256:{digest}\n")
    place.lock("dev").write_text(f"liten==1.0 --hash=sha256:{digest}\n")
    (root / "app").mkdir()
    (root / "app" / "__init__.py").touch()
    program = "import sys, liten\nprint(liten.ORD, sys.argv[1:])\nsys.exit(3)\n"
    (root / "app" / "__main__.py").write_text(program)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", (tmp_path / "hjul").as_uri())
    monkeypatch.delenv("PIP_EXTRA_INDEX_URL", raising=False)
    return place


def install(place: Place, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "installer", *arguments],
        cwd=cwd or place.root,
        capture_output=True,
        text=True,
        check=False,
    )


def test_from_nothing_to_the_program_and_straight_to_it_the_second_time(project: Place) -> None:
    first = install(project, "run", "log", "en pärm", "--å")
    assert first.returncode == 3, first.stderr
    assert first.stdout == "hej ['log', 'en pärm', '--å']\n"
    assert "Hämtar Insatspärmens delar" in first.stderr
    assert install(project, "run", "log").stdout == "hej ['log']\n"
    by_launcher = subprocess.run(
        [project.launcher, "log", "x y"], cwd="/", capture_output=True, text=True, check=False
    )
    assert (by_launcher.returncode, by_launcher.stdout) == (3, "hej ['log', 'x y']\n")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a screen")
def test_without_a_screen_nothing_is_fetched_for_a_window(
    project: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    refused = install(project, "run")
    assert refused.returncode == 5
    assert "ingen skärm" in refused.stderr
    assert not project.venv.exists()


@pytest.mark.long
def test_the_second_start_costs_at_most_three_tenths_of_a_second(project: Place) -> None:
    assert install(project, "setup").returncode == 0

    def median(line: list[str]) -> float:
        times = []
        for _ in range(7):
            began = time.perf_counter()
            subprocess.run(line, cwd=project.root, stdout=subprocess.DEVNULL, check=False)
            times.append(time.perf_counter() - began)
        return statistics.median(times)

    direct = median([str(project.python), "-P", "-X", "utf8", "-m", "app", "log"])
    assert median([sys.executable, "-m", "installer", "run", "log"]) - direct <= 0.3


@pytest.mark.long
def test_an_interrupted_installation_is_made_again(project: Place) -> None:
    assert install(project, "setup").returncode == 0
    project.stamp.unlink()
    (packages,) = project.venv.glob("lib/python3*/site-packages")
    (packages / "liten.py").unlink()
    (packages / "halv.py").touch()
    again = install(project, "run", "log")
    assert again.stdout == "hej ['log']\n", again.stderr
    assert not (packages / "halv.py").exists()


@pytest.mark.long
def test_a_package_that_is_not_the_locked_one_is_refused(project: Place) -> None:
    project.lock("runtime").write_text(f"liten==1.0 --hash=sha256:{'0' * 64}\n")
    refused = install(project, "run", "log")
    assert refused.returncode == 5
    assert "fel kontrollsumma" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not project.stamp.exists()


@pytest.mark.long
def test_tools_for_testing_are_added_to_what_stands(
    project: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.make(project, "runtime")
    mark = project.venv / "kvar"
    mark.touch()
    environment.make(project, "dev")
    assert mark.exists()
    assert project.is_ready("dev")
    assert project.is_ready("runtime")
    assert "verktygen" in capsys.readouterr().err


def test_something_in_the_way_is_words_and_not_a_traceback(project: Place) -> None:
    project.venv.write_text("en fil där mappen skulle vara")
    refused = install(project, "setup")
    assert refused.returncode == 5
    assert ".venv" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_on_windows_the_launcher_has_no_path_for_a_code_page_to_spoil(tmp_path: Path) -> None:
    place = Place(tmp_path / "Pärm", windows=True)
    place.scripts.mkdir(parents=True)
    environment._write_launcher(place)
    assert place.launcher.read_bytes() == b'@"%~dp0python.exe" -P -X utf8 -m app %*\r\n'


def test_the_pip_that_ships_is_the_one_we_know_and_carries_its_licence() -> None:
    with zipfile.ZipFile(environment.pip_wheel()) as wheel:
        assert any(re.search(r"dist-info/licenses/LICENSE\.txt$", name) for name in wheel.namelist())


def test_a_changed_or_missing_pip_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="Hämta hem"):
        environment.pip_wheel(tmp_path)
    wheel = bytearray(environment.pip_wheel().read_bytes())
    wheel[1000] ^= 1
    (tmp_path / environment.PIP).write_bytes(wheel)
    with pytest.raises(SetupError, match="ändrad"):
        environment.pip_wheel(tmp_path)


def test_pip_is_held_to_the_lock(tmp_path: Path) -> None:
    line = environment.pip_command(Place(tmp_path, windows=False), "runtime")
    assert "--require-hashes" in line
    assert line[line.index("--only-binary") + 1] == ":all:"
    # It would throw away the proxy and the certificates that a municipality has set.
    assert "--isolated" not in line


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "fel kontrollsumma"),
        ("ERROR: No matching distribution found for sqlcipher3==0.6.4", "Prova med en annan Python"),
        ("Temporary failure in name resolution\nERROR: No matching distribution found for x", "internet"),
        ("ERROR: HTTP error 407 while getting x", "proxy"),
    ],
)
def test_what_pip_says_is_explained(said: str, words: str) -> None:
    text = environment.explain(said)
    assert words in text
    assert said.splitlines()[-1] in text
