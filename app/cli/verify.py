"""`verify`: is the binder whole?"""

import argparse
from pathlib import Path
from typing import Any

from app.cli.parser import add_binder
from app.cli.terminal import Terminal
from app.models.errors import Kind, KnownError
from app.services.binders import verify
from app.services.wording import explain


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "verify",
        help="kontrollerar att pärmen är hel",
        description="Kontrollerar varje sida, varje rad och loggens kedja. Ändrar ingenting.",
    )
    add_binder(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Tell what was looked at, or a line for every problem."""
    passphrase = terminal.passphrase(arguments.passphrase_file)
    found = verify(Path(arguments.binder), passphrase=passphrase)
    for each in found.problems:
        where = f" ({each.where})" if each.where else ""
        terminal.say(explain(KnownError(Kind.DAMAGED, f"verify_{each.code}")) + where)
    if found.problems:
        return int(Kind.DAMAGED)
    terminal.result(
        f"Pärmen är hel: {found.pages} sidor, {found.rows} rader, {found.entries} rader i loggen."
    )
    terminal.result(f"Loggens sista länk: {found.log_digest}")
    return 0
