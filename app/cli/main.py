"""One command from its words to its exit status: the only place that turns errors into lines and numbers."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from importlib import import_module

from app.cli.parser import Parser
from app.cli.terminal import Terminal
from app.models.clock import Clock
from app.models.errors import Kind, KnownError
from app.services.wording import explain

COMMANDS = {
    "new": "app.cli.new",
    "open": "app.cli.open_window",
    "import": "app.cli.import_file",
    "demo": "app.cli.demo",
    "export": "app.cli.export_file",
    "plan": "app.cli.papers",
    "contacts": "app.cli.papers",
    "consent-form": "app.cli.papers",
    "drafts": "app.cli.papers",
    "log": "app.cli.log",
    "consent": "app.cli.consent",
    "verify": "app.cli.verify",
    "backup": "app.cli.backup",
    "restore": "app.cli.backup",
    "carry": "app.cli.carry",
    "passphrase": "app.cli.passphrase",
    "recover": "app.cli.recover",
}
"""Every subcommand and the module that has it: `register(commands)` adds its parsers, each with a default
`run` that takes the arguments and a `Terminal` and returns the exit status."""

INTERRUPTED = 130
"""The exit status of who pressed Ctrl+C, as shells have it."""


def main(argv: Sequence[str], clock: Clock = datetime.now) -> int:
    """Run one command; returns the exit status of interchange.md, never a traceback."""
    terminal = Terminal(clock)
    try:
        status = _run(argv, terminal)
        terminal.flush()
    except BrokenPipeError:
        # Whoever read the result has had enough: that is no failure.
        _let_go_of_output()
        return 0
    except KeyboardInterrupt:
        terminal.say("Avbrutet. Det som inte blev klart är ogjort.")
        return INTERRUPTED
    except Exception as error:
        return _told(error, terminal)
    return status


def _run(argv: Sequence[str], terminal: Terminal) -> int:
    parser = Parser(
        prog="insatsparm",
        description="Insatspärmen från kommandoraden. Utan kommando öppnas fönstret.",
        epilog="Hjälp om ett kommando: insatsparm KOMMANDO --help",
    )
    commands = parser.add_subparsers(title="Kommandon", metavar="KOMMANDO", required=True)
    known = argv[0] if argv and argv[0] in COMMANDS else None
    for module in dict.fromkeys(COMMANDS.values() if known is None else [COMMANDS[known]]):
        import_module(module).register(commands)
    try:
        arguments = parser.parse_args(argv)
    except SystemExit:
        return 0  # argparse has shown the help that was asked for
    status: int = arguments.run(arguments, terminal)
    return status


def _told(error: Exception, terminal: Terminal) -> int:
    """Say what went wrong, and give its exit status."""
    # What cannot even be said (a closed or full terminal) must not become a traceback.
    with suppress(OSError):
        terminal.flush()
    _let_go_of_output()
    with suppress(OSError):
        match error:
            case KnownError():
                terminal.say(explain(error))
                return int(error.kind)
            case OSError():
                named = f" ({error.filename})" if error.filename else ""
                # Only who fails needs it. What a command writes has been explained where it is written.
                from app.services.files import explained, explained_reading

                known = explained_reading(error) if error.filename else explained(error)
                terminal.say(explain(known) + named)
            case MemoryError():
                terminal.say("Datorns minne räckte inte till. Inget har ändrats.")
            case _:
                where = type(error).__name__
                terminal.say(f"Ett fel i programmet ({where}) stoppade kommandot. Det som pågick är ogjort.")
    return int(Kind.ENVIRONMENT)


def _let_go_of_output() -> None:
    """Point standard output nowhere, so that Python does not complain of it when it ends."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
