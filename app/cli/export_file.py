"""`export`: the binder, or one case, as an interchange file."""

import argparse
from pathlib import Path
from typing import Any

from app.cli.parser import add_binder, add_case, path
from app.cli.terminal import Terminal
from app.services import interchange
from app.services.binders import open_binder
from app.services.files import new_file, refuse_inside


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "export",
        help="skriver pärmen som en utbytesfil",
        description="Skriver pärmen som en utbytesfil i klartext, privata anteckningar inräknade.",
    )
    add_binder(parser)
    parser.add_argument("--out", metavar="FIL.json", type=path, required=True, help="filen som skrivs")
    add_case(parser, required=False)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Export; the file takes its place only when it is whole."""
    folder, out = Path(arguments.binder), Path(arguments.out)
    refuse_inside(folder, out)
    passphrase = terminal.passphrase(arguments.passphrase_file)
    with (
        open_binder(folder, passphrase=passphrase, clock=terminal.clock) as binder,
        new_file(out) as file,
    ):
        interchange.export_file(binder, file.write, arguments.case)
    terminal.say("Filen är skriven i klartext. Förvara den som en akt, och radera den när den inte behövs.")
    return 0
