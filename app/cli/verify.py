"""`verify`: is the binder, or a backup, whole?"""

import argparse
from pathlib import Path
from typing import Any

from app.cli.parser import add_passphrase, path
from app.cli.terminal import Terminal
from app.models.errors import Kind, KnownError
from app.services.backup import Findings, Receipt, read_receipts, verify_backup
from app.services.binders import verify
from app.services.wording import explain


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "verify",
        help="kontrollerar att pärmen eller en säkerhetskopia är hel",
        description="Kontrollerar varje sida, varje rad och loggens kedja. Ändrar ingenting.",
    )
    parser.add_argument("binder", metavar="PÄRM", type=path, nargs="?", help="pärmens mapp")
    parser.add_argument("--backup", metavar="FIL", type=path, help="en säkerhetskopia i stället")
    parser.add_argument(
        "--receipt",
        metavar="FIL",
        type=path,
        help="fil med kvitton på säkerhetskopior, som loggen jämförs med",
    )
    add_passphrase(parser)
    parser.set_defaults(run=lambda arguments, terminal: run(arguments, terminal, parser))


def run(arguments: argparse.Namespace, terminal: Terminal, parser: argparse.ArgumentParser) -> int:
    """Tell what was looked at, or a line for every problem."""
    if (arguments.binder is None) == (arguments.backup is None):
        parser.error("argument PÄRM: eller --backup FIL behövs, ett av dem.")
    receipts = () if arguments.receipt is None else read_receipts(Path(arguments.receipt))
    passphrase = terminal.passphrase(arguments.passphrase_file)
    if arguments.backup is None:
        found = _verified(Path(arguments.binder), passphrase, receipts)
        return _told(found, "Pärmen är hel", receipts, terminal)
    note, found = verify_backup(Path(arguments.backup), passphrase=passphrase, receipts=receipts)
    return _told(found, f"Säkerhetskopian från {note.made:%Y-%m-%d %H:%M} är hel", receipts, terminal)


def _verified(binder: Path, passphrase: str, receipts: tuple[Receipt, ...]) -> Findings:
    try:
        return verify(binder, passphrase=passphrase, receipts=receipts)
    except KnownError as error:
        if error.code != "binder_open_elsewhere":
            raise
        raise KnownError(Kind.ENVIRONMENT, "verify_while_open") from error


def _told(found: Findings, whole: str, receipts: tuple[Receipt, ...], terminal: Terminal) -> int:
    for each in found.problems:
        where = f" ({each.where})" if each.where else ""
        terminal.say(explain(KnownError(Kind.DAMAGED, f"verify_{each.code}")) + where)
    if found.problems:
        return int(Kind.DAMAGED)
    terminal.result(f"{whole}: {found.pages} sidor, {found.rows} rader, {found.entries} rader i loggen.")
    terminal.result(f"Loggens sista länk: {found.log_digest}")
    if receipts:
        terminal.result("Loggen stämmer med kvittona för den här pärmen.")
    return 0
