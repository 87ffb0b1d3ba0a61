"""`passphrase`: another passphrase for the person whose present one is given."""

import argparse
from pathlib import Path
from typing import Any

from app.cli.parser import add_binder, path
from app.cli.terminal import Terminal
from app.services.binders import change_passphrase, open_binder


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "passphrase", help="byter lösenfras", description="Byter lösenfrasen för den som öppnar pärmen."
    )
    add_binder(parser)
    parser.add_argument(
        "--new-file",
        metavar="FIL",
        type=path,
        help="fil med den nya lösenfrasen på första raden; annars frågar kommandot",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Change it; older copies and backups keep the old one."""
    present = terminal.passphrase(arguments.passphrase_file)
    chosen = terminal.new_passphrase(arguments.new_file)
    with open_binder(Path(arguments.binder), passphrase=present, clock=terminal.clock) as binder:
        change_passphrase(binder, chosen)
    terminal.say("Lösenfrasen är bytt. Äldre kopior och säkerhetskopior öppnas fortfarande med den gamla.")
    return 0
