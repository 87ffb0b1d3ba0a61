"""Where the program begins: the command line goes to `app.cli`, everything else to the windows."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

NO_SCREEN = (
    "Det finns ingen skärm att visa fönster på. Kommandona utan fönster fungerar: skriv insatsparm --help."
)
NO_QT = "Fönstren kan inte visas: systembibliotek som Qt behöver saknas. Kör: python3 -m installer setup"
ENVIRONMENT = 5
INTERRUPTED = 130
INTERRUPTION = "Avbrutet. Det som inte blev klart är ogjort."
DRAW_SCAN = "draw-scan"
"""Starts the helper that draws a scan (`app.ui.scan_process`); the program says it to itself."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with the words of its command line; gives the exit status (interchange.md)."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words == [DRAW_SCAN]:
        from app.ui.scan_process import run

        return run()
    if words and not _opens_window(words):
        return _command(words)
    folder = Path(words[1]) if words else None
    if folder is not None and not folder.is_dir():
        return _refuse(f"Mappen {folder} finns inte.")
    if not _has_screen():
        return _refuse(NO_SCREEN)
    return _show(folder)


def _command(words: Sequence[str]) -> int:
    try:
        from app.cli.main import main as command
        from app.services.protection import forbid_dumps

        # A command has the keys and the text of a binder in its memory as much as a window has.
        forbid_dumps()
        return command(words)
    except KeyboardInterrupt:
        # While the command line was still being loaded; it hears of the others itself.
        sys.stderr.write(f"{INTERRUPTION}\n")
        return INTERRUPTED


def _opens_window(words: Sequence[str]) -> bool:
    return words[0] == "open" and len(words) == 2 and not words[1].startswith("-")


def _has_screen() -> bool:
    """Whether Qt could show a window: elsewhere than on Linux and BSD there always is a desktop."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _show(folder: Path | None) -> int:
    from app.services.protection import forbid_dumps

    forbid_dumps()
    # Before Qt: its import hook makes every module that comes later dearer.
    from app.ui.preferences import PreferenceFile

    try:
        from app.ui import program
    except ImportError:
        return _refuse(NO_QT)
    program.refuse_without_screen(NO_SCREEN, ENVIRONMENT)
    windows = program.Program(sys.argv[:1], PreferenceFile())
    windows.start(folder.absolute() if folder is not None else None)
    return windows.run()


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return ENVIRONMENT


if __name__ == "__main__":
    sys.exit(main())
