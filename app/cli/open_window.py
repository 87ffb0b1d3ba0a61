"""`open`: the window on a binder; `app.__main__` takes it when it is written rightly."""

import argparse
from typing import Any

from app.cli.parser import path
from app.cli.terminal import Terminal
from app.models.errors import Kind, KnownError


def register(commands: Any) -> None:
    """Add the command, so that the help names it."""
    parser = commands.add_parser("open", help="öppnar fönstret på en pärm")
    parser.add_argument("binder", metavar="PÄRM", type=path, help="pärmens mapp")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:  # noqa: ARG001 - every command takes both
    """Reached only by an odd way of writing it, such as `open -- BINDER`."""
    raise KnownError(Kind.USAGE, "wrong_usage", why="skriv insatsparm open PÄRM.", usage="")
