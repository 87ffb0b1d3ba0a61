"""`log`: who did what, when and on what ground, one JSON object a line."""

import argparse
from pathlib import Path
from typing import Any

from app.cli.parser import add_binder, add_case
from app.cli.terminal import Terminal
from app.services.binders import open_binder
from app.services.log import read_log

_TOLD = ("case", "to", "paper", "ground")


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("log", help="visar loggen", description="Visar loggen, en JSON-rad i taget.")
    add_binder(parser)
    add_case(parser, required=False)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Print the log in order, of the whole binder or of one case."""
    passphrase = terminal.passphrase(arguments.passphrase_file)
    with open_binder(Path(arguments.binder), passphrase=passphrase, clock=terminal.clock) as binder:
        rows = read_log(binder, case=arguments.case)
    for row in rows:
        line = {"at": row.at.isoformat(timespec="seconds"), "by": row.by, "what": row.what}
        line |= {name: str(row.details[name]) for name in _TOLD if name in row.details}
        terminal.json(line | {"digest": row.digest})
    return 0
