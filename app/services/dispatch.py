"""After the meeting: the papers go to everyone, one message each, and all is on the record (R17, R18)."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.documents.cover_letter import cover_letter
from app.documents.render import Attachment, Draft, encrypt, make_draft
from app.models.binder import Dispatch, PlanVersion
from app.models.codes import Channel, Paper
from app.models.meeting import Meeting
from app.models.permit import Blocked
from app.models.snapshots import Person
from app.models.who import Who
from app.services import issue_plan, papers
from app.services.changes import Changes
from app.services.gate import Override, Recipient, permit, recipients
from app.services.minutes import minutes
from app.services.my_plan import my_plan
from app.services.papers import Material, PaperFile, meeting_of
from app.storage.binder import Binder
from app.storage.work import Work

SENT_PAPERS = (Paper.PLAN, Paper.CONTACTS)
"""What goes to everyone after a meeting (R9, R17)."""

SENT_WITHOUT_PLAN = (Paper.MINUTES, Paper.CONTACTS)
"""What goes to everyone after a meeting that only talked, and so fixed no plan."""

AFTER_MEETING = (Paper.PLAN, Paper.MINUTES, Paper.CONTACTS, Paper.MY_PLAN)
"""What may be chosen to go after a meeting; the youth's own page goes to the youth alone."""

PRINTED, DRAFTED, SAVED, MESSAGED = "printed", "drafted", "saved", "messaged"

SAVED_ENCRYPTED = "saved_encrypted"
"""What the log says of a saved paper that nobody reads without its password; a draft's always are so."""

NO_ADDRESS = "no_address"

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_GROUPS, _LETTERS = 4, 4


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """Somebody who gets no draft; `why` is a code of the rules (`Block`), or `no_address`."""

    person: Person
    why: str


@dataclass(frozen=True, kw_only=True)
class MailDraft:
    """One recipient's unsent message: its bytes as an .eml, the papers in it, and their password."""

    person: Person
    email: str
    phone: str | None
    message: bytes
    password: str
    papers: tuple[PaperFile, ...]


def new_password() -> str:
    """A password to be told by phone: sixteen letters and digits in groups, none alike to ear or eye.

    79 random bits; trust.md asks for at least 60.
    """
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS)) for _ in range(_GROUPS))


def copies_for(
    material: Material,
    version: PlanVersion | None,
    to: str,
    *,
    meeting: Meeting | None = None,
    override: Override | None = None,
    kinds: Sequence[Paper] = SENT_PAPERS,
) -> tuple[PaperFile, ...]:
    """One recipient's copies of what is sent after a meeting, or of the list alone, each with its own leave.

    A plan needs its `version`, minutes their `meeting` where that fixed no plan. Errors as `gate.permit`.
    """
    if version is not None:
        meeting = meeting_of(material, version)
    made: list[PaperFile] = []
    for kind in kinds_for(to, kinds):
        leave = permit(
            material.case,
            material.book,
            kind,
            to,
            on=material.on,
            meeting=meeting if kind in (Paper.PLAN, Paper.MINUTES) else None,
            override=override,
        )
        match kind:
            case Paper.PLAN:
                assert version is not None
                made.append(papers.plan(material, leave, version))
            case Paper.CONTACTS:
                made.append(papers.contacts(material, leave))
            case Paper.MINUTES:
                assert meeting is not None
                made.append(minutes(material, leave, meeting))
            case Paper.MY_PLAN:
                made.append(my_plan(material, leave))
            case _:
                raise ValueError(f"{kind} is not sent after a meeting")
    return tuple(made)


def kinds_for(to: str, kinds: Sequence[Paper]) -> tuple[Paper, ...]:
    """Which of some papers a recipient gets: the youth's own page is for the youth."""
    return tuple(kind for kind in kinds if kind is not Paper.MY_PLAN or to == str(Who.YOUTH))


def draft_for(
    material: Material,
    recipient: Recipient,
    copies: tuple[PaperFile, ...],
    *,
    meeting: date | None = None,
    invites: bool = False,
) -> MailDraft:
    """An unsent message with the copies encrypted under a password of their own (R18, R20).

    `meeting` is the day of the meeting that they come from, or that they invite to.
    """
    assert recipient.email is not None
    password, letterhead = new_password(), material.setting.letterhead
    letter = cover_letter(
        recipient.person.name,
        letterhead,
        len(copies),
        encrypted=True,
        meeting=meeting,
        invites=invites,
        demo=material.setting.demo,
    )
    message = make_draft(
        Draft(
            sender_name=letterhead.coordinator or "",
            sender_address=letterhead.email or "",
            recipient_name=recipient.person.name,
            recipient_address=recipient.email,
            subject=letter.subject,
            body=letter.body,
            attachments=tuple(Attachment(each.name, encrypt(each.content, password)) for each in copies),
        )
    )
    return MailDraft(
        person=recipient.person,
        email=recipient.email,
        phone=recipient.phone,
        message=message,
        password=password,
        papers=copies,
    )


def drafts(material: Material, meeting: Meeting) -> tuple[tuple[MailDraft, ...], tuple[LeftOut, ...]]:
    """A draft of what goes to everyone from a held meeting, for each who may have it and has an address.

    Returned with who is left out and why. A meeting that fixed no plan gives its minutes.
    """
    version = issue_plan.latest_of(list(material.versions), meeting.key)
    made: list[MailDraft] = []
    left_out: list[LeftOut] = []
    for each in recipients(material.case, material.book, material.on, meeting):
        if isinstance(each.decision, Blocked):
            left_out.append(LeftOut(person=each.person, why=each.decision.reason))
        elif not each.email:
            left_out.append(LeftOut(person=each.person, why=NO_ADDRESS))
        else:
            kinds = SENT_PAPERS if version is not None else SENT_WITHOUT_PLAN
            copies = copies_for(material, version, str(each.who), meeting=meeting, kinds=kinds)
            made.append(draft_for(material, each, copies, meeting=meeting.starts.date()))
    return tuple(made), tuple(left_out)


@dataclass(frozen=True, kw_only=True)
class Handed:
    """A paper that left the binder: `how` is `printed`, `drafted`, `saved`, or `messaged` for a text.

    With a password it left encrypted, and the password is kept so that it can be told again.
    """

    file: PaperFile
    how: str
    channel: Channel | None = None
    password: str | None = None


def record(binder: Binder, handed: Iterable[Handed]) -> Changes:
    """Put on the record what left: the bytes, to whom, how, and on which ground; all at once (R15, R17)."""
    everything = list(handed)
    with binder.writing() as work:
        # Each paper is kept once, however many get the same: to ask for each of them would be felt.
        for file in {each.file.digest: each.file for each in everything}.values():
            work.keep_document(file.digest, file.content)
            if file.said is not None:
                work.keep_list(file.said.says, file.said.to_json())
        return Changes.of("dispatch", ids=tuple(sorted({_record(work, each) for each in everything})))


def _record(work: Work, handed: Handed) -> str:
    file, leave = handed.file, handed.file.permit
    version = None if file.version is None else file.version.version
    work.add(
        Dispatch(
            case_id=leave.case_id,
            at=work.now,
            by=work.by,
            paper=file.paper,
            how=handed.how,
            document=file.digest,
            to=leave.to,
            to_name=None if leave.person is None else leave.person.name,
            channel=handed.channel,
            encrypted=handed.password is not None,
            ground=leave.ground,
            reason=leave.reason,
            standing=file.standing,
            meeting_key=file.meeting_key,
            plan_version=version,
            secret=handed.password,
            says=None if file.said is None else file.said.says,
        )
    )
    named = {"case": leave.case_id, "to": leave.to, "paper": file.paper, "ground": leave.ground}
    if leave.overridden:
        work.log("cover_overridden", **named, detail={"reason": leave.reason} if leave.reason else None)
    detail: dict[str, str | int] = {"form": "plain" if handed.password is None else "encrypted"}
    detail["document"] = file.digest
    if version is not None:
        detail["version"] = version
    encrypted = handed.how == SAVED and handed.password is not None
    work.log(SAVED_ENCRYPTED if encrypted else handed.how, **named, detail=detail)
    return leave.case_id
