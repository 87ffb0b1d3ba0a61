"""`consent`: what the consents of a case amount to on a day (R4), as JSON."""

import argparse
from pathlib import Path
from typing import Any

from app.cli.parser import add_binder, add_case, day
from app.cli.terminal import Terminal
from app.services.binders import open_binder
from app.services.case_file import read_case

_NO_GUARDIAN = "guardian"
"""Who is missing where a minor has no guardian recorded."""


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "consent",
        help="visar samtyckesläget",
        description="Visar ett ärendes samtyckesläge en dag, som JSON.",
    )
    add_binder(parser)
    add_case(parser)
    parser.add_argument("--on", metavar="DATUM", type=day, help="dagen, ÅÅÅÅ-MM-DD; annars i dag")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Print the status; not covered is an answer, no failure."""
    passphrase = terminal.passphrase(arguments.passphrase_file)
    with open_binder(Path(arguments.binder), passphrase=passphrase, clock=terminal.clock) as binder:
        case = read_case(binder, arguments.case)
    status = case.status_on(arguments.on or terminal.clock().date())
    terminal.json(
        {
            "covered": status.covered,
            "on": status.on.isoformat(),
            "age": status.age,
            "required": [str(who) for who in status.required],
            "missing": [
                {"who": _NO_GUARDIAN if each.who is None else str(each.who), "why": str(each.why)}
                for each in status.missing
            ],
            "organisations": {key: str(state) for key, state in status.organisations.items()},
        }
    )
    return 0
