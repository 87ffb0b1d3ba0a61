"""The sending sheet: who gets what from a meeting, on which ground, and what has gone (R16, R17)."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models.binder import Dispatch, PlanVersion
from app.models.circles import held
from app.models.codes import MeetingStatus, Paper
from app.models.errors import Kind, KnownError
from app.models.meeting import Meeting
from app.models.mentions import Mention, mentioned
from app.models.snapshots import PlanSnapshot
from app.models.who import Who
from app.services import issue_plan, meetings, papers
from app.services.dispatch import AFTER_MEETING, SENT_PAPERS, SENT_WITHOUT_PLAN, kinds_for
from app.services.gate import Recipient, recipients
from app.services.minutes import held_meeting, minutes_snapshot
from app.services.papers import Material
from app.storage.binder import Binder


@dataclass(frozen=True, kw_only=True)
class SendingRow:
    """A recipient on the sheet, what has gone to them of it, latest first, and what they have yet to get.

    `older` is the plan they hold that a correction has replaced (R15), None where they hold none or the last.
    """

    recipient: Recipient
    sent: tuple[Dispatch, ...]
    lacking: tuple[Paper, ...]
    older: Dispatch | None = None

    @property
    def is_done(self) -> bool:
        """Whether all that they are to get has left for them in some way."""
        return not self.lacking


@dataclass(frozen=True, kw_only=True)
class Named:
    """Somebody outside the group whom the plan's text names (R16): for the coordinator's eyes alone.

    `text` is the passage, `mention` the place in it.
    """

    text: str
    mention: Mention


@dataclass(frozen=True, kw_only=True)
class SendingSheet:
    """All that the coordinator needs before the papers go.

    Without a meeting it is the sheet of the contact list alone, which is sent anew when it has changed (R9).
    A meeting that only talked has no `version` of a plan: of it the minutes go. `kinds` are chosen of those
    `offered`.
    """

    material: Material
    kinds: tuple[Paper, ...]
    rows: tuple[SendingRow, ...]
    offered: tuple[Paper, ...] = ()
    meeting: Meeting | None = None
    version: PlanVersion | None = None
    snapshot: PlanSnapshot | None = None
    named: tuple[Named, ...] = ()

    @property
    def youth(self) -> str:
        """The name of the young person whom the papers are about."""
        return self.material.case.young_person.name


def sheet_of(
    binder: Binder, case_id: str, meeting_key: str, kinds: Sequence[Paper] | None = None
) -> SendingSheet:
    """The sheet of a meeting's papers, or of the contact list alone where no meeting is named."""
    return sheet(binder, case_id, meeting_key, kinds) if meeting_key else list_sheet(binder, case_id)


def sheet(
    binder: Binder,
    case_id: str,
    meeting_key: str | None = None,
    kinds: Sequence[Paper] | None = None,
) -> SendingSheet:
    """The sheet for the chosen papers of a held meeting, else of the latest one with a plan.

    `kinds` are some of `dispatch.AFTER_MEETING`, else what goes to everyone from that meeting. KnownError
    RULE `no_plan` where none is named and nothing was agreed yet, `no_such_meeting`, `meeting_not_held`.
    """
    material = papers.gather(binder, case_id)
    meeting = meeting_to_send(material) if meeting_key is None else _held(material, meeting_key)
    version = issue_plan.latest_of(list(material.versions), meeting.key)
    people = recipients(material.case, material.book, material.on, meeting)
    offered = tuple(
        each
        for each in AFTER_MEETING
        if (each is not Paper.PLAN or version is not None)
        and (each is not Paper.MY_PLAN or any(one.who == Who.YOUTH for one in people))
    )
    usual = SENT_PAPERS if version is not None else SENT_WITHOUT_PLAN
    chosen = tuple(each for each in kinds or usual if each in offered) or usual
    with binder.reading() as work:
        outside = work.names_outside(case_id)
        gone = [each for each in work.all(Dispatch, case_id=case_id) if each.paper in AFTER_MEETING]
    said = minutes_snapshot(material, meeting)
    notes = [said.notes] if Paper.MINUTES in chosen and said.notes else []
    return SendingSheet(
        material=material,
        kinds=chosen,
        offered=offered,
        meeting=meeting,
        version=version,
        snapshot=None if version is None else said.plan,
        rows=_rows(
            people,
            [each for each in gone if _is_of(each, material, meeting, version)],
            material,
            chosen,
            older=[each for each in gone if _is_older(each, meeting, version)],
        ),
        named=names_outside_group(said.plan, outside, [each.person.name for each in people], notes),
    )


def meeting_to_send(material: Material, number: int | None = None) -> Meeting:
    """The held meeting of a number, else the latest one with a plan.

    Of several with the number the latest one with a plan, else the latest. KnownError RULE
    `no_meeting_of_number` or `meeting_not_held`, or `no_plan`.
    """
    planned = {each.meeting_key for each in material.versions}
    been = [each for each in held(material.case.meetings) if each.number == number]
    if number is not None and not any(each.key in planned for each in been):
        return held_meeting(material, number)
    return papers.meeting_of(material, papers.plan_version(material, number))


def _held(material: Material, key: str) -> Meeting:
    found = meetings.meeting(material.case, key)
    if found.status is not MeetingStatus.HELD:
        raise KnownError(Kind.RULE, "meeting_not_held", number=found.number)
    return found


def _is_of(sent: Dispatch, material: Material, meeting: Meeting, version: PlanVersion | None) -> bool:
    """Whether a paper that left is of a meeting: its plan as it is now, its minutes, or what is of a day.

    A correction of the plan makes the other papers no older.
    """
    if sent.paper is Paper.MINUTES:
        return sent.meeting_key == meeting.key
    if sent.paper is Paper.PLAN:
        return version is not None and sent.plan_version == version.version
    agreed = [each.agreed_at for each in material.versions if each.meeting_key == meeting.key]
    return sent.at >= min(agreed, default=meeting.closed_at or meeting.starts)


def _is_older(sent: Dispatch, meeting: Meeting, version: PlanVersion | None) -> bool:
    """Whether it is the meeting's plan as it was before a correction (R15)."""
    return (
        version is not None
        and sent.paper is Paper.PLAN
        and sent.meeting_key == meeting.key
        and sent.plan_version != version.version
    )


def list_sheet(binder: Binder, case_id: str) -> SendingSheet:
    """The sheet for the contact list alone: who has got it as it is today is done (R9, R17)."""
    material = papers.gather(binder, case_id)
    with binder.reading() as work:
        listed = work.all(Dispatch, case_id=case_id, paper=Paper.CONTACTS)
    says = papers.list_said(material).says
    return SendingSheet(
        material=material,
        kinds=(Paper.CONTACTS,),
        offered=(Paper.CONTACTS,),
        rows=_rows(
            recipients(material.case, material.book, material.on),
            [each for each in listed if each.says == says],
            material,
            (Paper.CONTACTS,),
        ),
    )


def _rows(
    people: Sequence[Recipient],
    sent: Sequence[Dispatch],
    material: Material,
    kinds: Sequence[Paper],
    *,
    older: Sequence[Dispatch] = (),
) -> tuple[SendingRow, ...]:
    now, before = _by_recipient(sent, material), _by_recipient(older, material)
    return tuple(
        _row(each, now.get(str(each.who), []), before.get(str(each.who), []), kinds) for each in people
    )


def _by_recipient(sent: Sequence[Dispatch], material: Material) -> dict[str, list[Dispatch]]:
    """What left for each, by WHO text as they are known now, the latest first."""
    gone: dict[str, list[Dispatch]] = {}
    for each in sorted(sent, key=lambda each: (each.at, each.id), reverse=True):
        if each.to is not None:
            gone.setdefault(material.stands_for(each.to), []).append(each)
    return gone


def _row(
    recipient: Recipient, sent: Sequence[Dispatch], older: Sequence[Dispatch], kinds: Sequence[Paper]
) -> SendingRow:
    gone = {each.paper for each in sent}
    wanted = kinds_for(str(recipient.who), kinds)
    lacking = tuple(kind for kind in wanted if kind not in gone)
    behind = older[0] if older and Paper.PLAN in lacking else None
    return SendingRow(recipient=recipient, sent=tuple(sent), lacking=lacking, older=behind)


def names_outside_group(
    snapshot: PlanSnapshot, outside: Sequence[str], inside: Sequence[str], notes: Sequence[str] = ()
) -> tuple[Named, ...]:
    """Where the plan, or what goes with it, names people of the binder who are not in this group (R16)."""
    return tuple(
        Named(text=text, mention=mention)
        for text in (*_texts(snapshot), *notes)
        for mention in mentioned(text, outside, inside)
    )


def _texts(snapshot: PlanSnapshot) -> list[str]:
    found = [snapshot.strengths, snapshot.youth_view]
    for area in snapshot.areas:
        for goal in area.goals:
            found += [goal.goal, goal.long_term]
            for action in goal.actions:
                found += [action.what, action.documented]
    for each in snapshot.follow_ups:
        found += [each.what, each.note]
    return list(dict.fromkeys(each for each in found if each))
