"""The libraries and the font that Qt takes from the system: looked for once, installed where we may.

Windows and macOS have what Qt needs. On a Linux desktop nearly all is there; a bare server lacks most of it,
and Qt then names the wrong culprit or, without a font, draws boxes and says nothing.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from installer.places import SetupError

# What the loader asks for: the Debian package that has it.
LIBRARIES = {
    # every Qt program, on a screen or not
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libX11.so.6": "libx11-6",
    "libzstd.so.1": "libzstd1",
    # the network library that QtPdf leans on; the program itself connects to nothing
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libbrotlidec.so.1": "libbrotli1",
    # a window
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    # a printer
    "libcups.so.2": "libcups2",
}
FONT = "fonts-dejavu-core"


def loads(library: str) -> bool:
    """Whether the system's loader finds a library, by the name that programs ask for."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_font(folders: Iterable[Path] | None = None) -> bool:
    """Whether there is any outline font in the folders that fontconfig looks in."""
    if folders is None:
        own = [Path.home() / ".fonts", Path.home() / ".local/share/fonts"]
        folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), *own]
    return any(
        name.lower().endswith((".ttf", ".otf", ".ttc"))
        for folder in folders
        for _, _, names in os.walk(folder)
        for name in names
    )


def missing(
    has_library: Callable[[str], bool] = loads, is_there_a_font: Callable[[], bool] = has_font
) -> dict[str, str]:
    """What the system lacks: the library's name, or `font`, and the Debian package that has it."""
    lacking = {library: package for library, package in LIBRARIES.items() if not has_library(library)}
    return lacking if is_there_a_font() else {**lacking, "font": FONT}


def see_to_libraries(
    *,
    look: Callable[[], dict[str, str]] = missing,
    run: Callable[[list[str]], bool] | None = None,
    which: Callable[[str], str | None] = shutil.which,
    is_root: bool | None = None,
    platform: str = sys.platform,
) -> None:
    """Install what the system lacks where we may; else raise `SetupError` with the one line to type."""
    if not platform.startswith("linux"):
        return
    lacking = look()
    if not lacking:
        return
    if is_root is None:
        is_root = os.geteuid() == 0
    packages = sorted(set(lacking.values()))
    if which("apt-get") and is_root:
        print("Installerar det som Qt behöver från systemet: " + ", ".join(packages), file=sys.stderr)
        run = run or _quietly
        install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
        # The package list may be missing or old: fetch it only then, and try once more.
        if not run(install):
            run(["apt-get", "update"])
            run(install)
        lacking = look()
        if not lacking:
            return
    raise SetupError(_the_line_to_type(lacking, which))


def _the_line_to_type(lacking: dict[str, str], which: Callable[[str], str | None]) -> str:
    packages = sorted(set(lacking.values()))
    libraries = sorted(name for name in lacking if name != "font")
    things = ", ".join([*libraries, *(["ett typsnitt"] if "font" in lacking else [])])
    text = f"Datorn saknar något som fönstren behöver: {things}.\n"
    # dnf and zypper find a package by the library that it provides.
    provided = [f"'{name}()(64bit)'" for name in libraries] + ["dejavu-sans-fonts"] * ("font" in lacking)
    if which("apt-get"):
        line = "apt-get install -y --no-install-recommends " + " ".join(packages)
    elif tool := next((name for name in ("dnf", "zypper") if which(name)), None):
        line = f"{tool} install -y " + " ".join(provided)
    else:
        return text + "Installera det med datorns pakethanterare och försök sedan igen."
    return text + f"Skriv den här raden och försök sedan igen:\n  sudo {line}"


def _quietly(command: list[str]) -> bool:
    """Run a command of the system's; its output is shown only where it failed."""
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        sys.stderr.write(done.stdout.decode(errors="replace"))
    return done.returncode == 0
