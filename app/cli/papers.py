"""`plan`, `minutes`, `contacts`, `my-plan`, `invitation`, `consent-form` and `drafts`: papers as files."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.cli.parser import add_binder, add_case, path, words
from app.cli.terminal import Terminal, first_line
from app.models.codes import Paper
from app.models.errors import Kind, KnownError
from app.models.permit import RECORD
from app.models.who import Who
from app.services import dispatch, invitations, outbox, papers
from app.services.binders import Binder, open_binder
from app.services.gate import Override, Permit, permit, permit_invitation, permit_whole
from app.services.minutes import held_meeting, minutes
from app.services.my_plan import my_plan
from app.services.papers import Material, PaperFile, meeting_of
from app.services.sending import meeting_to_send

_DEFAULT_MEETING = {
    "plan": "det senaste som har en plan",
    "minutes": "det senaste hållna",
    "invitation": "nästa planerade",
}
"""The commands that are about one meeting, and which it is where none is named."""


def register(commands: Any) -> None:
    """Add the commands."""
    for name, run, summary in (
        ("plan", _plan, "planen från det senaste mötet som har en"),
        ("minutes", _minutes, "mötesanteckningarna från det senaste hållna mötet"),
        ("contacts", _contacts, "gruppens kontaktlista"),
        ("my-plan", _my_plan, "Min plan, en sida till den det gäller"),
        ("invitation", _invitation, "kallelse eller inbjudan till nästa planerade möte"),
        ("consent-form", _consent_form, "samtyckesblankett att skriva under för hand"),
    ):
        parser = _paper(commands, name, summary)
        parser.set_defaults(run=run)
        parser.add_argument(
            "--for",
            dest="to",
            metavar="VEM",
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
        if name in _DEFAULT_MEETING:
            _add_meeting(parser, _DEFAULT_MEETING[name])
    parser = commands.add_parser(
        "drafts",
        help="ett e-postutkast per mottagare",
        description="Gör ett e-postutkast per mottagare, med krypterade papper.",
    )
    add_binder(parser)
    add_case(parser)
    _add_meeting(parser, _DEFAULT_MEETING["plan"])
    parser.add_argument(
        "--out", metavar="MAPP", type=path, required=True, help="ny eller tom mapp för utkasten"
    )
    parser.add_argument(
        "--passwords-out", metavar="FIL", type=path, required=True, help="fil för lösenorden, som JSON"
    )
    parser.set_defaults(run=_drafts)


def _paper(commands: Any, name: str, summary: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=summary, description=f"Gör en PDF: {summary}."
    )
    add_binder(parser)
    add_case(parser)
    parser.add_argument("--out", metavar="FIL.pdf", type=path, required=True, help="filen som skrivs")
    parser.add_argument(
        "--password-file",
        metavar="FIL",
        type=path,
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


def _add_meeting(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument("--meeting", metavar="N", type=int, help=f"mötets nummer; annars {default}")


def _plan(arguments: argparse.Namespace, terminal: Terminal) -> int:
    def make(material: Material) -> PaperFile:
        version = papers.plan_version(material, arguments.meeting)
        leave = _permit(material, Paper.PLAN, arguments, meeting_of(material, version))
        return papers.plan(material, leave, version)

    return _save(arguments, terminal, make)


def _minutes(arguments: argparse.Namespace, terminal: Terminal) -> int:
    def make(material: Material) -> PaperFile:
        meeting = held_meeting(material, arguments.meeting)
        return minutes(material, _permit(material, Paper.MINUTES, arguments, meeting), meeting)

    return _save(arguments, terminal, make)


def _my_plan(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """The youth's own copy, unless somebody else's is asked for."""
    if arguments.to is None:
        arguments.to = str(Who.YOUTH)
    return _save(
        arguments,
        terminal,
        lambda material: my_plan(material, _permit(material, Paper.MY_PLAN, arguments)),
    )


def _invitation(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Without a recipient it names nobody, and so asks for no cover (R5, R20)."""

    def make(material: Material) -> PaperFile:
        meeting = invitations.planned_meeting(material, arguments.meeting)
        if arguments.to is None:
            leave = permit_invitation(material.case, material.on)
        else:
            leave = invitations.permit_for(material, arguments.to, meeting, _override(arguments))
        return invitations.invitation(material, leave, meeting)

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
    passphrase = terminal.passphrase(arguments.passphrase_file)
    with _opened(arguments, terminal, passphrase) as binder:
        material = papers.gather(binder, arguments.case)
        made, left_out = dispatch.drafts(material, meeting_to_send(material, arguments.meeting))
        outbox.put_drafts(binder, Path(arguments.out), made, passwords=Path(arguments.passwords_out))
        terminal.json(
            {
                "made": [str(each.person.who) for each in made],
                "left_out": [{"who": str(each.person.who), "why": str(each.why)} for each in left_out],
            }
        )
    return 0


def _permit(material: Material, paper: Paper, arguments: argparse.Namespace, meeting: Any = None) -> Permit:
    override = _override(arguments)
    case, book, on = material.case, material.book, material.on
    if arguments.to is None:
        return permit_whole(case, book, paper, on=on, override=override)
    return permit(case, book, paper, arguments.to, on=on, meeting=meeting, override=override)


def _override(arguments: argparse.Namespace) -> Override | None:
    return None if arguments.ground is None else Override(ground=arguments.ground)


def _save(arguments: argparse.Namespace, terminal: Terminal, make: Callable[[Material], PaperFile]) -> int:
    # In the order of the other commands, for whoever writes both to standard input.
    passphrase = terminal.passphrase(arguments.passphrase_file)
    password = None
    if arguments.password_file is not None:
        password = first_line(arguments.password_file)
        if not password:
            raise KnownError(Kind.RULE, "password_empty")
    with _opened(arguments, terminal, passphrase) as binder:
        made = make(papers.gather(binder, arguments.case))
        outbox.save(binder, Path(arguments.out), made, password=password)
    return 0


def _opened(arguments: argparse.Namespace, terminal: Terminal, passphrase: str) -> Binder:
    return open_binder(Path(arguments.binder), passphrase=passphrase, clock=terminal.clock)
