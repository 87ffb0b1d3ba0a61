"""Kallelse and inbjudan to a planned meeting: who is called, what each gets, what has gone (R5, R10, R27)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from app.documents.cover_letter import file_name
from app.documents.papers import invitation as letter
from app.documents.render import on_one_page, render
from app.documents.words import texts
from app.models.binder import Dispatch
from app.models.circles import order_of
from app.models.codes import Channel, MeetingStatus, Paper
from app.models.errors import Kind, KnownError
from app.models.meeting import Meeting
from app.models.meeting_snapshots import InvitationSnapshot
from app.models.permit import RECORD
from app.models.snapshots import NextMeeting
from app.models.who import Who, WhoKind
from app.services import dispatch, meetings, papers
from app.services.changes import Changes
from app.services.compose import place_is_secret
from app.services.dispatch import Handed, MailDraft
from app.services.gate import Override, Permit, Recipient, called_to, permit, permit_message
from app.services.papers import Material, PaperFile, copy_of, must_be_for
from app.services.send_out import Copies
from app.services.sending import SendingRow
from app.storage.binder import Binder


@dataclass(frozen=True, kw_only=True)
class InvitationSheet:
    """Everybody whom a meeting calls, what has gone to them, and the text message to copy."""

    material: Material
    meeting: Meeting
    rows: tuple[SendingRow, ...]
    message: str


def planned_meeting(material: Material, number: int | None = None) -> Meeting:
    """The planned meeting of that number, else the next one, today's included.

    KnownError RULE `no_meeting_of_number`, `meeting_of_number_not_planned`, or `no_planned_meeting`.
    """
    planned = [each for each in material.case.meetings if each.status is MeetingStatus.PLANNED]
    if number is not None:
        if all(each.number != number for each in material.case.meetings):
            raise KnownError(Kind.RULE, "no_meeting_of_number", number=number)
        planned = [each for each in planned if each.number == number]
        if not planned:
            raise KnownError(Kind.RULE, "meeting_of_number_not_planned", number=number)
        return min(planned, key=order_of)
    today = datetime.combine(material.on, time())
    coming = [each for each in planned if each.starts >= today]
    if not coming:
        raise KnownError(Kind.RULE, "no_planned_meeting")
    return min(coming, key=order_of)


def sheet(binder: Binder, case_id: str, meeting_key: str) -> InvitationSheet:
    """The sheet of a planned meeting; KnownError RULE `no_such_meeting`, `meeting_not_planned`."""
    material = papers.gather(binder, case_id)
    meeting = meetings.meeting(material.case, meeting_key)
    if meeting.status is not MeetingStatus.PLANNED:
        raise KnownError(Kind.RULE, "meeting_not_planned")
    with binder.reading() as work:
        sent = work.all(Dispatch, case_id=case_id, paper=Paper.INVITATION, meeting_key=meeting_key)
    gone: dict[str, list[Dispatch]] = {}
    for each in sorted(sent, key=lambda each: (each.at, each.id), reverse=True):
        if each.to is not None:
            gone.setdefault(material.stands_for(each.to), []).append(each)
    people = called_to(material.case, material.book, material.on, meeting)
    message = letter.text_message(meeting.starts, material.on, material.setting.letterhead.coordinator)
    if material.setting.demo:
        message = texts("mail")("demo_subject", subject=message)
    return InvitationSheet(
        material=material,
        meeting=meeting,
        rows=tuple(_row(each, tuple(gone.get(str(each.who), ()))) for each in people),
        message=message,
    )


def invitation(material: Material, permit: Permit, meeting: Meeting) -> PaperFile:
    """The letter to the one whom the permit is for; without anybody, one that names nobody (R20)."""
    must_be_for(material, permit, Paper.INVITATION)
    case, person = material.case, permit.person
    secret = place_is_secret(case)
    named = permit.to == RECORD or (person is not None and not _is_family(material, person.who))
    booked = {each.who: each.interpreter for each in meeting.called}
    snapshot = InvitationSnapshot(
        on=material.on,
        meeting=NextMeeting(
            starts=meeting.starts, minutes=meeting.minutes, place=None if secret else meeting.place
        ),
        initials=_initials(case.young_person.name) if named and not secret else None,
        family=person is not None and _is_family(material, person.who),
        interpreter=person is not None and bool(booked.get(person.who)),
        place_withheld=secret and bool(meeting.place),
        letterhead=material.setting.letterhead,
        words=material.setting.words,
    )
    copy = copy_of(permit, material)
    content = on_one_page(lambda room: letter.invitation(snapshot, copy, room), letter.ROOMS)
    return PaperFile(
        paper=Paper.INVITATION,
        name=file_name(Paper.INVITATION, meeting.starts.date()),
        content=render(content, material.pictures),
        permit=permit,
        meeting_key=meeting.key,
    )


def copies(
    sheet: InvitationSheet, wanted: Sequence[Who], overrides: Mapping[Who, Override]
) -> tuple[Copies, ...]:
    """The letters of those wanted, in the sheet's order; left out is who may not have one, with no override.

    Reads nothing from the binder: a thread may make them.
    """
    made = []
    for row in sheet.rows:
        who, override = row.recipient.who, overrides.get(row.recipient.who)
        if who in wanted and (row.recipient.allowed or override):
            leave = permit_for(sheet.material, str(who), sheet.meeting, override)
            made.append(
                Copies(recipient=row.recipient, papers=(invitation(sheet.material, leave, sheet.meeting),))
            )
    return tuple(made)


def permit_for(material: Material, to: str, meeting: Meeting, override: Override | None = None) -> Permit:
    """Leave to invite one recipient to a meeting; errors as `gate.permit`, and RULE `not_called`."""
    leave = permit(
        material.case,
        material.book,
        Paper.INVITATION,
        to,
        on=material.on,
        meeting=meeting,
        override=override,
    )
    called = {each.who for each in meeting.called}
    if called and leave.person is not None and leave.person.who not in called:
        raise KnownError(Kind.RULE, "not_called")
    return leave


def make_drafts(sheet: InvitationSheet, made: Sequence[Copies]) -> tuple[MailDraft, ...]:
    """An unsent message for each, the letter encrypted with a password of its own (R18)."""
    return tuple(
        dispatch.draft_for(
            sheet.material, each.recipient, each.papers, meeting=sheet.meeting.starts.date(), invites=True
        )
        for each in made
    )


def record_message(binder: Binder, sheet: InvitationSheet, who: Who) -> Changes:
    """Put on the record that the text message to somebody was copied, to be sent by phone (R27).

    It says when, and nothing else, so no cover is asked for; its words are kept as they were.
    """
    material = sheet.material
    text = PaperFile(
        paper=Paper.INVITATION,
        name="",
        content=sheet.message.encode(),
        permit=permit_message(material.case, material.book, str(who), on=material.on),
        meeting_key=sheet.meeting.key,
    )
    return dispatch.record(binder, [Handed(file=text, how=dispatch.MESSAGED, channel=Channel.TEXT_MESSAGE)])


def _row(recipient: Recipient, sent: tuple[Dispatch, ...]) -> SendingRow:
    """A row that lacks its letter until one has gone; a text message alone is no letter."""
    letters = [each for each in sent if each.how != dispatch.MESSAGED]
    return SendingRow(recipient=recipient, sent=sent, lacking=() if letters else (Paper.INVITATION,))


def _is_family(material: Material, who: Who) -> bool:
    """Whether somebody is invited, not called: the youth, guardians, and the youth's private network."""
    if who.kind in (WhoKind.YOUTH, WhoKind.GUARDIAN):
        return True
    return who.kind is WhoKind.CONTACT and material.book.contacts[who.key].private_network


def _initials(name: str) -> str:
    """The first letters of a first and a last name: "E.H."."""
    words = name.split()
    ends = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(f"{word[0].upper()}." for word in ends)
