"""Makes `.venv`: an empty environment, the locked packages in it, the path to the program, a launcher.

What was interrupted is made again from nothing; only the tools for testing are added to what stands.
All that is said goes to standard error: standard output belongs to the program that is about to start.
"""

import hashlib
import os
import platform
import re
import subprocess
import sys
from pathlib import Path

from installer import system
from installer.places import Place, SetupError

PIP = "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"

# Set for another installation than this one, each would send the packages somewhere else or stop pip.
_NOT_FOR_US = (
    "PYTHONPATH",
    "PYTHONHOME",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_NO_BINARY",
    "PIP_CONSTRAINT",
)
_DOWNLOADING = re.compile(
    r"\s*(?:Downloading|Using cached) (?:\S*/)?([\w.]+)-([\w.]+)-\S+?\.whl\S* \(([^)]+)\)"
)


def make(place: Place, level: str) -> None:
    """Bring the environment to a level (`runtime` or `dev`) and stamp it.

    Raises `SetupError` where the machine does not let it; the next start then begins again.
    """
    system.see_to_libraries()
    try:
        if place.is_ready("runtime"):
            print("Hämtar verktygen som kontrollerna behöver. Det tar någon minut.", file=sys.stderr)
            _install(place, level)
        else:
            print("Hämtar Insatspärmens delar. Det görs en gång och tar ett par minuter.", file=sys.stderr)
            place.stamp.unlink(missing_ok=True)
            _make_empty(place)
            _install(place, level)
            _write_path(place)
            _write_launcher(place)
        place.write_stamp(["runtime", "dev"] if level == "dev" else ["runtime"])
    except OSError as error:
        raise SetupError(
            f"Det gick inte att skriva i {place.venv}: {error.strerror or error}.\n"
            "Stäng Insatspärmen om den är öppen, se efter att det finns plats på disken (ungefär 1 GB) "
            "och att du får skriva i mappen."
        ) from error
    print("Klart.", file=sys.stderr)


def _make_empty(place: Place) -> None:
    try:
        import venv
    except ImportError as error:
        raise SetupError(
            "Pythons modul venv saknas. Skriv den här raden och försök sedan igen:\n"
            "  sudo apt-get install -y python3-venv"
        ) from error
    try:
        # Without pip: Debian's python3 lacks ensurepip, and the wheel beside this file does without it.
        venv.EnvBuilder(with_pip=False, clear=True, symlinks=not place.windows).create(place.venv)
    except (ValueError, subprocess.CalledProcessError) as error:
        raise SetupError(f"Det gick inte att göra mappen {place.venv}: {error}") from error


def pip_wheel(folder: Path = Path(__file__).parent / "wheels") -> Path:
    """The pip that ships with the program; raises `SetupError` where a byte of it differs."""
    wheel = folder / PIP
    try:
        found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    except OSError:
        found = ""
    if found != PIP_SHA256:
        raise SetupError(f"Filen {wheel} saknas eller är ändrad. Hämta hem Insatspärmen på nytt.")
    return wheel


def pip_command(place: Place, level: str) -> list[str]:
    """The command that installs a level's lock: nothing else, only with its hashes, nothing built."""
    # The tests compile what they use while they run: for all else it would be a third of the installation.
    ahead = [] if level == "runtime" else ["--no-compile"]
    return [
        *(str(place.python), "-X", "utf8", str(pip_wheel() / "pip"), "install"),
        *("--require-hashes", "--only-binary", ":all:", "--no-user", "--no-input"),
        *("--disable-pip-version-check", "--no-warn-script-location", "--progress-bar", "off"),
        *(*ahead, "-r", str(place.lock(level))),
    ]


def _install(place: Place, level: str) -> None:
    environ = {name: value for name, value in os.environ.items() if name not in _NOT_FOR_US}
    said: list[str] = []
    with subprocess.Popen(
        pip_command(place, level),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environ,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        for line in pip.stdout or ():
            said.append(line.rstrip())
            if found := _DOWNLOADING.match(line):
                print("  {} {} ({})".format(*found.groups()), file=sys.stderr)
    if pip.returncode:
        raise SetupError(explain("\n".join(said)))


def explain(said: str) -> str:
    """What to do about pip's words, in Swedish, with the last of them underneath."""
    if "DO NOT MATCH THE HASHES" in said:
        why = (
            "En del som hämtades är inte den som den ska vara (fel kontrollsumma), och används därför inte.\n"
            "Försök igen. Händer det på nytt: säg till den som sköter er IT."
        )
    elif "No matching distribution" in said and "Connection" not in said and "resolution" not in said:
        python = f"Python {sys.version_info.major}.{sys.version_info.minor}"
        why = (
            "En del finns inte färdig för den här datorn "
            f"({python}, {platform.system()} {platform.machine()}).\n"
            "Prova med en annan Python, till exempel 3.12: python3.12 -m installer run"
        )
    else:
        why = (
            "Delarna kunde inte hämtas. Är datorn ansluten till internet?\n"
            "Bakom en brandvägg behöver pip veta vilken proxy eller vilket eget paketförråd som gäller;\n"
            "det ställer er IT in i pip.conf."
        )
    return why + "\n\nDet sista som pip sa:\n" + "\n".join(f"  {line}" for line in said.splitlines()[-8:])


def _write_path(place: Place) -> None:
    """Let the environment's Python find the program where it lies, without building a package of it.

    An å in the path is read as UTF-8 on Windows too, since the program is always started with `-X utf8`.
    """
    (packages,) = place.venv.glob("Lib/site-packages" if place.windows else "lib/python3*/site-packages")
    (packages / "insatsparm.pth").write_text(f"{place.root}\n", encoding="utf-8")


def _write_launcher(place: Place) -> None:
    """The command `insatsparm`, for a shortcut or the path."""
    if place.windows:
        # Found beside the file itself: cmd reads an å of ours in another code page.
        text = '@"%~dp0python.exe" -P -X utf8 -m app %*\r\n'
    else:
        # The shell finds Python, since a first line of our own may not have spaces or be long.
        quoted = str(place.python).replace("'", "'\\''")
        text = f"#!/bin/sh\nexec '{quoted}' -P -X utf8 -m app \"$@\"\n"
    place.launcher.write_bytes(text.encode())
    place.launcher.chmod(0o755)
