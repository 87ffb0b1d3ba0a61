"""Starts the program in its environment; a first start without a screen is refused before any fetching."""

import os
import subprocess
import sys
from collections.abc import Mapping

from installer.places import Place, SetupError

NO_SCREEN = """\
Insatspärmen öppnar ett fönster, men den här datorn har ingen skärm att visa det på
(varken DISPLAY eller WAYLAND_DISPLAY är satt).

Det här går att göra utan skärm, från kommandoraden:
  python3 -m installer run new PÄRM            gör en ny, tom pärm
  python3 -m installer run import PÄRM FIL     läser in ärenden från en fil
  python3 -m installer run plan PÄRM --case ÄRENDE --out PLAN.pdf
                                               skriver ut åtgärdsplanen som PDF
  python3 -m installer run verify PÄRM         kontrollerar att pärmen är hel
  python3 -m installer run --help              visar alla kommandon

Via SSH går det att låna skärmen hos datorn du sitter vid: ssh -X."""


def refuse_without_screen(
    arguments: list[str], *, environ: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> None:
    """Raise `SetupError` where these arguments would open a window and there is no screen to open it on.

    A Qt platform that was chosen by hand (offscreen, vnc) is taken at its word. Windows and macOS always have
    a screen.
    """
    opens_window = not arguments or (arguments[0] == "open" and not {"-h", "--help"} & set(arguments))
    has_screen = any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if opens_window and not has_screen and platform.startswith("linux"):
        raise SetupError(NO_SCREEN)


def command(place: Place, arguments: list[str]) -> list[str]:
    """The command line that starts the program.

    `-P` keeps the folder one stands in off the module path: a stray `json.py` among downloads is not ours.
    """
    return [str(place.python), "-P", "-X", "utf8", "-m", "app", *arguments]


def program(place: Place, arguments: list[str]) -> int:
    """Become the program; on Windows, where no process can become another, wait for it; return its status."""
    line = command(place, arguments)
    if not place.windows:
        sys.stdout.flush()
        sys.stderr.flush()
        os.execv(line[0], line)
    return subprocess.call(line)
