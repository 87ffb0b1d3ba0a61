"""The sending sheet: who gets what from a meeting, on which ground, and what has gone (R16, R17)."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models.binder import Dispatch, PlanVersion
from app.models.codes import Paper
from app.models.errors import Kind, KnownError
from app.models.mentions import Mention, mentioned
from app.models.snapshots import PlanSnapshot
from app.services import issue_plan, papers
from app.services.dispatch import AFTER_MEETING, SENT_PAPERS, kinds_for
from app.services.gate import Recipient, recipients
from app.services.papers import Material, meeting_of
from app.storage.binder import Binder


@dataclass(frozen=True, kw_only=True)
class SendingRow:
    """A recipient on the sheet, what has gone to them of it, latest first, and what they have yet to get."""

    recipient: Recipient
    sent: tuple[Dispatch, ...]
    lacking: tuple[Paper, ...]

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

    Without a plan it is the sheet of the contact list alone, which is sent anew when it has changed (R9).
    """

    material: Material
    kinds: tuple[Paper, ...]
    rows: tuple[SendingRow, ...]
    version: PlanVersion | None = None
    snapshot: PlanSnapshot | None = None
    named: tuple[Named, ...] = ()

    @property
    def youth(self) -> str:
        """The name of the young person whom the papers are about."""
        return self.material.case.young_person.name


def sheet_of(
    binder: Binder, case_id: str, meeting_key: str, kinds: Sequence[Paper] = SENT_PAPERS
) -> SendingSheet:
    """The sheet of a meeting's papers, or of the contact list alone where no meeting is named."""
    return sheet(binder, case_id, meeting_key, kinds) if meeting_key else list_sheet(binder, case_id)


def sheet(
    binder: Binder,
    case_id: str,
    meeting_key: str | None = None,
    kinds: Sequence[Paper] = SENT_PAPERS,
) -> SendingSheet:
    """The sheet for the chosen papers of a meeting, else of the latest one with a plan.

    `kinds` are some of `dispatch.AFTER_MEETING`. KnownError RULE `no_plan` where nothing was agreed yet.
    """
    material = papers.gather(binder, case_id)
    if meeting_key is None:
        version = papers.plan_version(material)
    else:
        found = issue_plan.latest_of(list(material.versions), meeting_key)
        if found is None:
            raise KnownError(Kind.RULE, "no_plan")
        version = found
    with binder.reading() as work:
        outside = work.names_outside(case_id)
        sent = [
            each
            for each in work.all(Dispatch, case_id=case_id)
            if each.paper in AFTER_MEETING and _is_of(each, version)
        ]
    snapshot, meeting = issue_plan.read(version), meeting_of(material, version)
    people = recipients(material.case, material.book, material.on, meeting)
    notes = [meeting.notes] if Paper.MINUTES in kinds and meeting.notes else []
    return SendingSheet(
        material=material,
        kinds=tuple(kinds),
        version=version,
        snapshot=snapshot,
        rows=_rows(people, sent, material, kinds),
        named=names_outside_group(snapshot, outside, [each.person.name for each in people], notes),
    )


def _is_of(sent: Dispatch, version: PlanVersion) -> bool:
    """Whether a paper that left is of a version's meeting: its plan or minutes, or a page of a day since."""
    if sent.paper is Paper.MINUTES:
        return sent.meeting_key == version.meeting_key
    if sent.plan_version is not None:
        return sent.plan_version == version.version
    return sent.at >= version.agreed_at


def list_sheet(binder: Binder, case_id: str) -> SendingSheet:
    """The sheet for the contact list alone: who has got it as it is today is done (R9, R17)."""
    material = papers.gather(binder, case_id)
    with binder.reading() as work:
        listed = work.all(Dispatch, case_id=case_id, paper=Paper.CONTACTS)
    says = papers.list_said(material).says
    return SendingSheet(
        material=material,
        kinds=(Paper.CONTACTS,),
        rows=_rows(
            recipients(material.case, material.book, material.on),
            [each for each in listed if each.says == says],
            material,
            (Paper.CONTACTS,),
        ),
    )


def _rows(
    people: Sequence[Recipient], sent: Sequence[Dispatch], material: Material, kinds: Sequence[Paper]
) -> tuple[SendingRow, ...]:
    gone: dict[str, list[Dispatch]] = {}
    for each in sorted(sent, key=lambda each: (each.at, each.id), reverse=True):
        if each.to is not None:
            gone.setdefault(material.stands_for(each.to), []).append(each)
    return tuple(_row(each, gone.get(str(each.who), []), kinds) for each in people)


def _row(recipient: Recipient, sent: Sequence[Dispatch], kinds: Sequence[Paper]) -> SendingRow:
    gone = {each.paper for each in sent}
    wanted = kinds_for(str(recipient.who), kinds)
    lacking = tuple(kind for kind in wanted if kind not in gone)
    return SendingRow(recipient=recipient, sent=tuple(sent), lacking=lacking)


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
