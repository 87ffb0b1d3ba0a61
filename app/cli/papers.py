"""`plan`, `contacts`, `consent-form` and `drafts`: the papers of a case as files."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.cli.parser import add_binder, add_case, words
from app.cli.terminal import Terminal, first_line
from app.models.codes import Paper
from app.models.errors import Kind, KnownError
from app.models.permit import RECORD
from app.models.who import Who
from app.services import dispatch, outbox, papers
from app.services.binders import Binder, open_binder
from app.services.gate import Override, Permit, permit, permit_whole
from app.services.papers import Material, PaperFile, meeting_of


def register(commands: Any) -> None:
    """Add the commands."""
    for name, run, summary in (
        ("plan", _plan, "planen från det senaste mötet som har en"),
        ("contacts", _contacts, "gruppens kontaktlista"),
        ("consent-form", _consent_form, "samtyckesblankett att skriva under för hand"),
    ):
        parser = _paper(commands, name, summary)
        parser.set_defaults(run=run)
        parser.add_argument(
            "--for",
            dest="to",
            metavar="TO",
            type=_recipient,
            help="en mottagares exemplar: youth, guardian:ID, contact:ID, coordinator:ID eller record",
        )
        if name == "consent-form":
            parser.add_argument(
                "--all", action="store_true", help="alla som ska skriva under, även de som har gjort det"
            )
            continue
        parser.add_argument(
            "--ground",
            metavar="TEXT",
            type=words,
            help="laglig grund när samtycket inte räcker; skrivs i loggen",
        )
        if name == "plan":
            _add_meeting(parser)
    parser = commands.add_parser(
        "drafts",
        help="ett e-postutkast per mottagare",
        description="Gör ett e-postutkast per mottagare, med krypterade papper.",
    )
    add_binder(parser)
    add_case(parser)
    _add_meeting(parser)
    parser.add_argument("--out", metavar="FOLDER", required=True, help="ny eller tom mapp för utkasten")
    parser.add_argument("--passwords-out", metavar="F", required=True, help="fil för lösenorden, som JSON")
    parser.set_defaults(run=_drafts)


def _paper(commands: Any, name: str, summary: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=summary, description=f"Gör {summary} som PDF."
    )
    add_binder(parser)
    add_case(parser)
    parser.add_argument("--out", metavar="F.pdf", required=True, help="filen som skrivs")
    parser.add_argument(
        "--password-file",
        metavar="F",
        help="fil med ett lösenord på första raden: PDF:en krypteras (AES-256)",
    )
    return parser


def _recipient(text: str) -> str:
    """A WHO text or `record`, as argparse's `type`; whether the case knows them is the gate's question."""
    to = words(text)
    try:
        return to if to == RECORD else str(Who.parse(to))
    except ValueError:
        raise argparse.ArgumentTypeError(
            "ska vara youth, guardian:ID, contact:ID, coordinator:ID eller record."
        ) from None


def _add_meeting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--meeting", metavar="N", type=int, help="mötets nummer; annars det senaste som har en plan"
    )


def _plan(arguments: argparse.Namespace, terminal: Terminal) -> int:
    def make(material: Material) -> PaperFile:
        version = papers.plan_version(material, arguments.meeting)
        leave = _permit(material, Paper.PLAN, arguments, meeting_of(material, version))
        return papers.plan(material, leave, version)

    return _save(arguments, terminal, make)


def _contacts(arguments: argparse.Namespace, terminal: Terminal) -> int:
    return _save(
        arguments,
        terminal,
        lambda material: papers.contacts(material, _permit(material, Paper.CONTACTS, arguments)),
    )


def _consent_form(arguments: argparse.Namespace, terminal: Terminal) -> int:
    def make(material: Material) -> PaperFile:
        leave = None
        if arguments.to is not None:
            leave = permit(material.case, material.book, Paper.CONSENT_FORM, arguments.to, on=material.on)
        return papers.consent_form(material, leave, all_signers=arguments.all)

    return _save(arguments, terminal, make)


def _drafts(arguments: argparse.Namespace, terminal: Terminal) -> int:
    terminal.must_be_heard()
    with _opened(arguments, terminal) as binder:
        material = papers.gather(binder, arguments.case)
        version = papers.plan_version(material, arguments.meeting)
        made, left_out = dispatch.drafts(material, version)
        outbox.put_drafts(binder, Path(arguments.out), made, passwords=Path(arguments.passwords_out))
        terminal.json(
            {
                "made": [str(each.person.who) for each in made],
                "left_out": [{"who": str(each.person.who), "why": str(each.why)} for each in left_out],
            }
        )
    return 0


def _permit(material: Material, paper: Paper, arguments: argparse.Namespace, meeting: Any = None) -> Permit:
    override = None if arguments.ground is None else Override(ground=arguments.ground)
    case, book, on = material.case, material.book, material.on
    if arguments.to is None:
        return permit_whole(case, book, paper, on=on, override=override)
    return permit(case, book, paper, arguments.to, on=on, meeting=meeting, override=override)


def _save(arguments: argparse.Namespace, terminal: Terminal, make: Callable[[Material], PaperFile]) -> int:
    password = None
    if arguments.password_file is not None:
        password = first_line(arguments.password_file)
        if not password:
            raise KnownError(Kind.RULE, "password_empty")
    with _opened(arguments, terminal) as binder:
        made = make(papers.gather(binder, arguments.case))
        outbox.save(binder, Path(arguments.out), made, password=password)
    return 0


@contextmanager
def _opened(arguments: argparse.Namespace, terminal: Terminal) -> Iterator[Binder]:
    passphrase = terminal.passphrase(arguments.passphrase_file)
    with open_binder(Path(arguments.binder), passphrase=passphrase, clock=terminal.clock) as binder:
        yield binder
