"""What a command reads and writes: results, messages, passphrases and the binder they open."""

import getpass
import io
import json
import sys
from pathlib import Path
from typing import Any, TextIO

from app.models.clock import Clock
from app.models.errors import Kind, KnownError

_LONGEST_LINE = 65_536
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class Terminal:
    """The world of one command: results go to standard output, messages to standard error, both UTF-8."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._heard = sys.stdout is not None
        self.out = _utf8(sys.stdout)
        self.err = _utf8(sys.stderr)

    def must_be_heard(self) -> None:
        """KnownError ENVIRONMENT `no_output` where standard output is closed: ask before changing."""
        if not self._heard:
            raise KnownError(Kind.ENVIRONMENT, "no_output")

    def result(self, text: str) -> None:
        """One line of the result; KnownError as `must_be_heard`."""
        self.must_be_heard()
        print(text, file=self.out)

    def json(self, value: Any) -> None:
        """One line of the result, as JSON."""
        self.result(json.dumps(value, ensure_ascii=False))

    def say(self, text: str) -> None:
        """One line to the person at the terminal."""
        print(text, file=self.err, flush=True)

    def flush(self) -> None:
        """See to it that the result is out; OSError where nobody can take it."""
        self.out.flush()

    def passphrase(self, file: str | None) -> str:
        """The passphrase: the first line of a file (`-` for standard input), or asked for without echo."""
        return self._ask("Lösenfras: ") if file is None else first_line(file)

    def new_passphrase(self, file: str | None) -> str:
        """A passphrase that is chosen now; asked for twice at a terminal."""
        if file is not None:
            return first_line(file)
        chosen = self._ask("Ny lösenfras: ")
        if self._ask("En gång till: ") != chosen:
            raise KnownError(Kind.RULE, "passphrases_differ")
        return chosen

    def _ask(self, prompt: str) -> str:
        if sys.stdin is None or not sys.stdin.isatty():
            raise KnownError(Kind.USAGE, "no_terminal")
        try:
            return getpass.getpass(prompt, self.err)
        except EOFError:
            raise KnownError(Kind.USAGE, "no_terminal") from None


def first_line(file: str) -> str:
    """The first line of a file or of standard input, without the marks that Windows' editors leave.

    OSError where the file cannot be read; KnownError USAGE `no_terminal` where standard input is closed,
    SECRET `passphrase_unreadable` where it is no text.
    """
    if file == "-" and sys.stdin is None:
        raise KnownError(Kind.USAGE, "no_terminal")
    if file == "-":
        stream = getattr(sys.stdin, "buffer", None)
        line = stream.readline(_LONGEST_LINE) if stream is not None else sys.stdin.readline().encode()
    else:
        with Path(file).open("rb") as opened:
            line = opened.read(_LONGEST_LINE)
    try:
        text = line.decode(_MARKS.get(line[:2], "utf-8"))
    except UnicodeDecodeError as error:
        raise KnownError(Kind.SECRET, "passphrase_unreadable") from error
    return text.removeprefix("\ufeff").split("\n", 1)[0].rstrip("\r")


def _utf8(stream: TextIO | None) -> TextIO:
    """A stream that writes UTF-8 whatever the locale; a program without a console has none."""
    if stream is None:
        return io.StringIO()
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return stream
