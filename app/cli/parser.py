"""Argparse in Swedish: help, headings and what it says of a mistake."""

import argparse
import os
import re
from collections.abc import Iterable
from datetime import date
from typing import Any, NoReturn

from app.models.errors import Kind, KnownError

_SAID = (
    (r"the following arguments are required: (.*)", r"\1 saknas."),
    (r"unrecognized arguments: (.*)", r"\1 förstås inte."),
    (r"argument (.*?): expected one argument", r"\1 behöver ett värde."),
    (r"argument (.*?): not allowed with argument (.*)", r"\1 går inte ihop med \2."),
    (r"argument (.*?): ignored explicit argument '?(.*?)'?", r"\1 tar inget värde."),
    (r"argument (.*?): invalid choice: '(.*?)'.*", r"\1 kan inte vara \2."),
    (r"argument (.*?): invalid \w+ value: '(.*)'", r"\1 kan inte vara \2."),
    (r"one of the arguments (.*) is required", r"någon av \1 behövs."),
    (r"argument (.*?): (.*)", r"\1 \2"),
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Help(argparse.HelpFormatter):
    """The layout of help, with Swedish words."""

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Any, prefix: str | None = None
    ) -> None:
        """The line that shows how a command is written."""
        super().add_usage(usage, actions, groups, "Så här: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that speaks Swedish and raises KnownError USAGE instead of ending the program."""

    def __init__(self, **settings: Any) -> None:
        given: dict[str, Any] = {"allow_abbrev": False, "add_help": False, "formatter_class": Help}
        super().__init__(**(given | settings))
        self._positionals.title = "Argument"
        self._optionals.title = "Flaggor"
        self.add_argument("-h", "--help", action="help", help="visar den här hjälpen")

    def error(self, message: str) -> NoReturn:
        """A mistake in the command line, in Swedish, with the line that shows how it is written."""
        for pattern, swedish in _SAID:
            if match := re.fullmatch(pattern, message, re.DOTALL):
                message = match.expand(swedish)
                break
        else:
            message = "kommandoraden går inte att förstå."
        raise KnownError(Kind.USAGE, "wrong_usage", why=message, usage=self.format_usage().strip())


def day(text: str) -> date:
    """A day, exactly `YYYY-MM-DD`, as argparse's `type`."""
    if not _DAY.fullmatch(text):
        raise argparse.ArgumentTypeError("ska vara ett datum på formen ÅÅÅÅ-MM-DD.")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("finns inte i kalendern.") from None


def words(text: str) -> str:
    """Words that are no path, as argparse's `type`: UTF-8 whatever the locale.

    Where the locale knows less than UTF-8, Python hands over what it cannot read as half characters.
    """
    try:
        return os.fsencode(text).decode("utf-8")
    except UnicodeError:
        raise argparse.ArgumentTypeError("är inte text i UTF-8.") from None


def path(text: str) -> str:
    """The path of a binder or a file, as argparse's `type`; an empty one would be the working folder."""
    if not text:
        raise argparse.ArgumentTypeError("är tom.")
    return text


def add_binder(parser: argparse.ArgumentParser) -> None:
    """The arguments of every command that opens a binder."""
    parser.add_argument("binder", metavar="PÄRM", type=path, help="pärmens mapp")
    add_passphrase(parser)


def add_passphrase(parser: argparse.ArgumentParser) -> None:
    """Where the passphrase comes from."""
    parser.add_argument(
        "--passphrase-file",
        metavar="FIL",
        type=path,
        help="fil med lösenfrasen på första raden, - för standard in; annars frågar kommandot",
    )


def add_case(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Which case a command speaks of."""
    parser.add_argument("--case", metavar="ID", type=words, required=required, help="ärendets id")
