"""`import`: an interchange file into the binder, all or nothing."""

import argparse
from pathlib import Path
from typing import Any

from app.cli.parser import add_binder, path
from app.cli.terminal import Terminal
from app.models.errors import KnownError
from app.services import interchange
from app.services.binders import open_binder


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "import", help="läser in en utbytesfil", description="Läser in en utbytesfil: allt eller inget."
    )
    add_binder(parser)
    parser.add_argument("file", metavar="FIL.json", type=path, help="utbytesfilen")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Import, and tell what came of it as JSON; a refused file has a line for every fault."""
    terminal.must_be_heard()
    passphrase = terminal.passphrase(arguments.passphrase_file)
    content = interchange.read_file(Path(arguments.file))
    try:
        with open_binder(Path(arguments.binder), passphrase=passphrase, clock=terminal.clock) as binder:
            done = interchange.import_file(binder, content)
    except KnownError as error:
        for line in interchange.faults(error):
            terminal.say(line)
        return int(error.kind)
    terminal.json(
        {
            "added": done.added,
            "updated": done.updated,
            "unchanged": done.unchanged,
            "conflicts": done.conflicts,
            "warnings": done.warnings,
        }
    )
    return 0
