"""`recover`: a new passphrase with the recovery code."""

import argparse
from pathlib import Path
from typing import Any

from app.cli.parser import path
from app.cli.terminal import Terminal, first_line
from app.services import binders


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "recover",
        help="sätter en ny lösenfras med återställningskoden",
        description="Sätter en ny lösenfras med återställningskoden. Koden gäller som förut.",
    )
    parser.add_argument("binder", metavar="PÄRM", type=path, help="pärmens mapp")
    parser.add_argument(
        "--code-file",
        metavar="FIL",
        type=path,
        required=True,
        help="fil med återställningskoden på första raden",
    )
    parser.add_argument(
        "--new-file",
        metavar="FIL",
        type=path,
        help="fil med den nya lösenfrasen på första raden; annars frågar kommandot",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Set it for the first of the binder's persons."""
    code = first_line(arguments.code_file)
    chosen = terminal.new_passphrase(arguments.new_file)
    with binders.recover(
        Path(arguments.binder), code=code, passphrase=chosen, clock=terminal.clock
    ) as binder:
        person = binder.person
    terminal.say(f"Den nya lösenfrasen gäller för {person}. Äldre kopior öppnas fortfarande med den gamla.")
    return 0
