"""`new`: an empty binder, and its recovery code once."""

import argparse
from pathlib import Path
from typing import Any

from app.cli.parser import add_binder, path, words
from app.cli.terminal import Terminal
from app.services import binders
from app.services.files import fresh_file

SOMEBODY = "Samordnare"


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("new", help="gör en tom pärm", description="Gör en tom, krypterad pärm.")
    add_binder(parser)
    parser.add_argument("--name", metavar="VEM", type=words, default=SOMEBODY, help="vem lösenfrasen tillhör")
    parser.add_argument(
        "--recovery-out",
        metavar="FIL",
        type=path,
        help="ny fil som återställningskoden skrivs till; annars visas den här",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Make the binder and hand over the code; where the code cannot be handed over there is no binder."""
    folder = Path(arguments.binder)
    passphrase = terminal.new_passphrase(arguments.passphrase_file)
    if arguments.recovery_out is None:
        with binders.undone_on_failure(folder):
            terminal.result(_create(folder, passphrase, arguments.name, terminal))
            terminal.flush()
    else:
        with fresh_file(Path(arguments.recovery_out)) as file, binders.undone_on_failure(folder):
            file.write(_create(folder, passphrase, arguments.name, terminal).encode() + b"\n")
            file.flush()
    terminal.say("Pärmen är klar. Förvara återställningskoden på ett säkert ställe, inte i datorn.")
    return 0


def _create(folder: Path, passphrase: str, person: str, terminal: Terminal) -> str:
    binder, code = binders.create(folder, passphrase=passphrase, person=person, clock=terminal.clock)
    binder.close()
    return code
