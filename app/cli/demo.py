"""`demo`: a binder with an invented caseload, to look at and to try things on."""

import argparse
from pathlib import Path
from typing import Any

from app.cli.parser import add_binder, day
from app.cli.terminal import Terminal
from app.services import binders
from app.services.demo import make
from app.services.demo.town import PERSON


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "demo",
        help="gör en pärm med påhittade uppgifter",
        description="Gör en krypterad pärm med påhittade ungdomar. Samma tal ger samma innehåll.",
    )
    add_binder(parser)
    parser.add_argument("--cases", metavar="N", type=int, default=make.CASES, help="antal ärenden (24)")
    parser.add_argument(
        "--seed", metavar="TAL", type=int, default=make.SEED, help="annat tal ger andra ärenden"
    )
    parser.add_argument("--today", metavar="DATUM", type=day, help="dagen som pärmen speglar; annars i dag")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Make the binder; where it cannot be finished there is none."""
    folder = Path(arguments.binder)
    passphrase = terminal.new_passphrase(arguments.passphrase_file)
    with binders.undone_on_failure(folder):
        binder, _code = make.new_demo(
            folder,
            passphrase=passphrase,
            clock=terminal.clock,
            cases=arguments.cases,
            seed=arguments.seed,
            today=arguments.today,
        )
        binder.close()
    terminal.say(f"Pärmen är klar. Alla uppgifter i den är påhittade. Den tillhör {PERSON}.")
    return 0
