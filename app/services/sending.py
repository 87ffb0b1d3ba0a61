"""The sending sheet: who gets what from a meeting, on which ground, and what has gone (R16, R17)."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models.binder import Dispatch, PlanVersion
from app.models.codes import Paper
from app.models.errors import Kind, KnownError
from app.models.mentions import Mention, mentioned
from app.models.snapshots import PlanSnapshot
from app.services import issue_plan, papers
from app.services.dispatch import SENT_PAPERS
from app.services.gate import Recipient, recipients
from app.services.papers import Material, meeting_of
from app.storage.binder import Binder


@dataclass(frozen=True, kw_only=True)
class SendingRow:
    """A recipient on the sheet, and what has gone to them of this version, latest first."""

    recipient: Recipient
    sent: tuple[Dispatch, ...]

    @property
    def is_done(self) -> bool:
        """Whether this version has left for them in some way."""
        return bool(self.sent)


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


def sheet_of(binder: Binder, case_id: str, meeting_key: str) -> SendingSheet:
    """The sheet of a meeting's plan, or of the contact list alone where no meeting is named."""
    return sheet(binder, case_id, meeting_key) if meeting_key else list_sheet(binder, case_id)


def sheet(binder: Binder, case_id: str, meeting_key: str | None = None) -> SendingSheet:
    """The sheet for the plan of a meeting, else for the latest one.

    KnownError RULE `no_plan` where nothing was agreed yet.
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
            if each.plan_version == version.version
            or (each.plan_version is None and each.at >= version.agreed_at)
        ]
    snapshot = issue_plan.read(version)
    people = recipients(material.case, material.book, material.on, meeting_of(material, version))
    return SendingSheet(
        material=material,
        kinds=SENT_PAPERS,
        version=version,
        snapshot=snapshot,
        rows=_rows(people, sent, material),
        named=names_outside_group(snapshot, outside, [each.person.name for each in people]),
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
        rows=_rows(
            recipients(material.case, material.book, material.on),
            [each for each in listed if each.says == says],
            material,
        ),
    )


def _rows(
    people: Sequence[Recipient], sent: Sequence[Dispatch], material: Material
) -> tuple[SendingRow, ...]:
    gone: dict[str, list[Dispatch]] = {}
    for each in sorted(sent, key=lambda each: (each.at, each.id), reverse=True):
        if each.to is not None:
            gone.setdefault(material.stands_for(each.to), []).append(each)
    return tuple(SendingRow(recipient=each, sent=tuple(gone.get(str(each.who), ()))) for each in people)


def names_outside_group(
    snapshot: PlanSnapshot, outside: Sequence[str], inside: Sequence[str]
) -> tuple[Named, ...]:
    """Where the plan names people of the binder who are not in this group (R16)."""
    return tuple(
        Named(text=text, mention=mention)
        for text in _texts(snapshot)
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
