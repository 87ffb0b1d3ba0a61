"""Inför mötet: what the coordinator reads the day before, for herself alone (R8, R10, R11, R22)."""

from collections.abc import Iterator

from app.documents.cover_letter import file_name
from app.documents.papers import briefing as page
from app.documents.render import on_one_page, render
from app.models.actions import OpenAction, open_actions
from app.models.circles import held, is_of_the_group, is_shared_with
from app.models.codes import Answer, Paper, Standing
from app.models.consent_status import ConsentWarningCode, consent_status
from app.models.group import members
from app.models.key_dates import coming_key_dates
from app.models.meeting import Called, Meeting
from app.models.meeting_snapshots import (
    Ahead,
    BriefingSnapshot,
    Expected,
    Helper,
    NewsLine,
    OpenStep,
)
from app.models.permit import RECORD
from app.models.snapshots import NextMeeting, PlannedAction
from app.models.who import Who
from app.services.changes import Changes
from app.services.compose import person, place_is_secret
from app.services.cover_words import scope_name
from app.services.dispatch import PRINTED
from app.services.gate import permit
from app.services.papers import Material, PaperFile, copy_of
from app.storage.binder import Binder

WARNED = {
    ConsentWarningCode.RUNS_OUT,
    ConsentWarningCode.OUTSIDE_SCOPE,
    ConsentWarningCode.BIRTHDAY,
    ConsentWarningCode.DEVIATION_ENDS,
    ConsentWarningCode.REFUSED,
}
"""The warnings that stand on the page; that a consent has no end is nothing for the table."""


def briefing(material: Material, meeting: Meeting) -> PaperFile:
    """The page before a planned meeting, never more than one; the host's own, outside the test (R5)."""
    leave = permit(material.case, material.book, Paper.BRIEFING, RECORD, on=material.on)
    snapshot, copy = briefing_snapshot(material, meeting), copy_of(leave, material)
    content = on_one_page(lambda room: page.briefing(snapshot, copy, room), page.ROOMS)
    return PaperFile(
        paper=Paper.BRIEFING,
        name=file_name(Paper.BRIEFING, meeting.starts.date()),
        content=render(content, material.pictures),
        permit=leave,
        meeting_key=meeting.key,
        standing=Standing.WORKING,
    )


def note_printed(binder: Binder, paper: PaperFile) -> Changes:
    """Put in the log that the page was printed; it goes to nobody, so it is not among what was sent."""
    with binder.writing() as work:
        detail = {"form": "plain"} | ({"meeting": paper.meeting_key} if paper.meeting_key else {})
        work.log(PRINTED, case=paper.permit.case_id, paper=paper.paper, detail=dict(detail))
    return Changes.of("log", ids=(paper.permit.case_id,))


def briefing_snapshot(material: Material, meeting: Meeting) -> BriefingSnapshot:
    """What the page is made of; of small meetings only what all who are called may know, since the page lies
    on the table (R16)."""
    case, book, on = material.case, material.book, material.on
    shared = [each for each in held(case.meetings, before=meeting) if is_shared_with(each, meeting)]
    told = next((each for each in reversed(shared) if each.youth_view or each.youth_view_absent), None)
    secret = place_is_secret(case)
    return BriefingSnapshot(
        case_reference=case.reference,
        youth=person(case, book, Who.YOUTH),
        on=on,
        meeting_number=meeting.number,
        meeting_kind=meeting.kind,
        meeting=NextMeeting(
            starts=meeting.starts, minutes=meeting.minutes, place=None if secret else meeting.place
        ),
        place_withheld=secret and bool(meeting.place),
        coming=_answered(material, meeting, Answer.YES),
        declined=_answered(material, meeting, Answer.NO),
        silent=_answered(material, meeting, Answer.NONE),
        newcomers=tuple(_newcomers(material, meeting)),
        open=tuple(_open(material, each) for each in open_actions(case, before=meeting)),
        ahead=tuple(dict.fromkeys(_ahead(material))),
        view=None if told is None else told.youth_view,
        view_absent=None if told is None else told.youth_view_absent,
        view_on=None if told is None else told.starts.date(),
        letterhead=material.setting.letterhead,
        words=material.setting.words,
    )


def _answered(material: Material, meeting: Meeting, answer: Answer) -> tuple[Expected, ...]:
    def is_meant(called: Called) -> bool:
        return (called.answer or Answer.NONE) is answer

    own = None if material.case.coordinator_id is None else Who.coordinator(material.case.coordinator_id)
    return tuple(
        Expected(person=person(material.case, material.book, each.who), interpreter=each.interpreter)
        for each in meeting.called
        if is_meant(each) and each.who != own
    )


def _newcomers(material: Material, meeting: Meeting) -> Iterator[Helper]:
    """The members who have come since the last meeting of the group (R8)."""
    been = [each for each in held(material.case.meetings, before=meeting) if is_of_the_group(each)]
    if not been:
        return
    since = been[-1].starts.date()
    for each in members(material.case, meeting.starts.date()):
        if each.from_ > since:
            named = person(material.case, material.book, Who.contact(each.contact_id))
            yield Helper(person=named, purpose=each.purpose)


def _open(material: Material, waiting: OpenAction) -> OpenStep:
    case, book, action = material.case, material.book, waiting.action
    return OpenStep(
        action=PlannedAction(
            key=action.key,
            what=action.what,
            responsible=person(case, book, action.responsible),
            due=action.due,
            documented=action.documented,
            times_carried=waiting.times_carried,
        ),
        agreed_on=waiting.meeting.starts.date(),
        news=tuple(
            NewsLine(
                on=each.date,
                by=None if each.by is None else person(case, book, each.by).name,
                outcome=each.outcome,
                note=each.note,
            )
            for each in waiting.news
        ),
    )


def _ahead(material: Material) -> Iterator[Ahead]:
    """What is missing now, then what runs out within thirty days, then the key dates (R4, R22)."""
    case, book = material.case, material.book
    status = consent_status(case, book.contacts, material.on)
    for missing in status.missing:
        if missing.who is None:
            yield Ahead(code="no_guardian")
        else:
            yield Ahead(code=str(missing.why), name=person(case, book, missing.who).name)
    for each in status.warnings:
        if each.code not in WARNED:
            continue
        names = [person(case, book, who).name for who in each.added]
        if each.organisation is not None:
            names = [scope_name(case, book, each.organisation)]
        elif each.who is not None:
            names = [person(case, book, each.who).name]
        code = "birthday_nobody" if each.code is ConsentWarningCode.BIRTHDAY and not names else str(each.code)
        on = None if each.code is ConsentWarningCode.OUTSIDE_SCOPE else each.on
        yield Ahead(code=code, name=", ".join(names) or None, on=on)
    for key_date in coming_key_dates(case, material.on):
        yield Ahead(code=str(key_date.kind), on=key_date.date)
