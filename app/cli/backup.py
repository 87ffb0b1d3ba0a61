"""`backup` and `restore`: the whole binder in one encrypted file, and back."""

import argparse
from pathlib import Path
from typing import Any

from app.cli.parser import add_binder, add_passphrase, path
from app.cli.terminal import Terminal, first_line
from app.services.backup import back_up, restore
from app.services.binders import open_binder
from app.services.files import refuse_inside


def register(commands: Any) -> None:
    """Add the commands."""
    out = commands.add_parser(
        "backup",
        help="gör en säkerhetskopia",
        description="Gör en krypterad säkerhetskopia i en enda fil, läser igenom den och skriver ett kvitto.",
    )
    add_binder(out)
    out.add_argument("--out", metavar="FIL", type=path, required=True, help="filen som skrivs")
    out.set_defaults(run=run_backup)
    back = commands.add_parser(
        "restore",
        help="gör en ny pärm av en säkerhetskopia",
        description="Gör en ny pärm av en säkerhetskopia. Skriver aldrig över en pärm som finns.",
    )
    back.add_argument("file", metavar="FIL", type=path, help="säkerhetskopian")
    back.add_argument("binder", metavar="PÄRM", type=path, help="mappen som pärmen ska ligga i; ny eller tom")
    add_passphrase(back)
    back.add_argument(
        "--code-file",
        metavar="FIL",
        type=path,
        help="fil med återställningskoden på första raden, i stället för lösenfrasen",
    )
    back.set_defaults(run=run_restore)


def run_backup(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Make it; the file takes its place only when every page and row of it has been read."""
    folder, out = Path(arguments.binder), Path(arguments.out)
    refuse_inside(folder, out)
    passphrase = terminal.passphrase(arguments.passphrase_file)
    with open_binder(folder, passphrase=passphrase, clock=terminal.clock) as binder:
        made = back_up(binder, out)
    terminal.result(made.receipt.line())
    terminal.say(
        f"Säkerhetskopian är gjord och genomläst: {made.pages} sidor, {made.rows} rader."
        " Spara kvittot på ett annat ställe än kopian."
    )
    return 0


def run_restore(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Make a binder of it; nothing is there until all of it is."""
    code = passphrase = None
    if arguments.code_file is not None:
        code = first_line(arguments.code_file)
    else:
        passphrase = terminal.passphrase(arguments.passphrase_file)
    done = restore(
        Path(arguments.file),
        Path(arguments.binder),
        clock=terminal.clock,
        passphrase=passphrase,
        code=code,
    )
    terminal.result(
        f"Återställd: {done.rows} rader, {done.note.entries} rader i loggen,"
        f" så som pärmen var {done.note.made:%Y-%m-%d %H:%M}."
    )
    if done.erased:
        many = "ett ärende" if done.erased == 1 else f"{done.erased} ärenden"
        terminal.say(f"Gallrat igen: {many} som hade gallrats sedan kopian gjordes.")
    if done.unread_erasures:
        terminal.say(
            "Listan över gallrade ärenden bredvid kopian är skadad. Gallra själv det som ska vara borta."
        )
    return 0
