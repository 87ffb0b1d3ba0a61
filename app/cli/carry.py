"""`carry`: takes the copy that was laid out when the binder was closed to its places, without any key."""

import argparse
from pathlib import Path
from typing import Any

from app.cli.parser import path
from app.cli.terminal import Terminal
from app.models.errors import Kind, KnownError
from app.services.keep_backups import carry_out
from app.services.wording import explain


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "carry",
        help="bär ut den säkerhetskopia som lades i ordning när pärmen låstes",
        description="Bär ut den säkerhetskopia som lades i ordning när pärmen låstes, utan lösenfras.",
    )
    parser.add_argument("binder", metavar="PÄRM", type=path, help="pärmens mapp")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Carry it; a line for each place it did not get to."""
    binder = Path(arguments.binder)
    if not binder.is_dir():
        raise KnownError(Kind.ENVIRONMENT, "no_such_file")
    done = carry_out(binder)
    for place, code in done.items():
        if code is not None:
            terminal.say(f"{place}: {explain(KnownError(Kind.ENVIRONMENT, code))}")
    if not done:
        terminal.say("Det finns ingen säkerhetskopia att bära ut.")
    return int(Kind.ENVIRONMENT) if any(done.values()) else 0
