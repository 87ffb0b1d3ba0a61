"""`installer screenshots`: pictures of every page, dialog and paper of the invented binder.

What takes them lies with the tests and needs only the program's own environment, no screen.
"""

import os
import subprocess
from collections.abc import Callable

from installer.places import Place


def command(place: Place, arguments: list[str]) -> list[str]:
    """The command line that takes the pictures."""
    return [str(place.python), "-P", "-X", "utf8", "-m", "tests.pictures", *arguments]


def take(place: Place, arguments: list[str], call: Callable[[list[str]], int] | None = None) -> int:
    """Take them; the status is that of the program that does."""
    environ = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    environ["QT_QPA_PLATFORM"] = "offscreen"
    call = call or (lambda line: subprocess.call(line, env=environ))
    return call(command(place, arguments))
