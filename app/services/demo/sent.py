"""What has left the demo binder: the latest plans in everybody's hands, the older papers in the record."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from app.models.binder import PlanVersion
from app.models.case import Case
from app.models.codes import Channel, FiledKind, MeetingStatus
from app.models.errors import KnownError
from app.models.permit import Allowed
from app.models.standing import Transfer
from app.models.states import ENROLLED
from app.services import dispatch, papers
from app.services.dispatch import DRAFTED, PRINTED, Handed
from app.services.gate import Recipient, permit_whole, recipients
from app.services.papers import Material, PaperFile
from app.storage.binder import Binder

SOON = timedelta(hours=2)
"""So long after a meeting its plan is sent."""

IN_TIME = timedelta(days=14)
"""What is younger than this still waits to be transferred to the record (R19)."""


RUNNING = frozenset(each.value for each in ENROLLED)
"""The states in which papers go out."""


class Staged:
    """A clock that stands where it is put: what is told of the past is dated then."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The time it was put at."""
        return self.now


def send_plans(binder: Binder, cases: Sequence[tuple[str, int | None]], clock: Staged) -> None:
    """Hand out the latest plan and the contact list of these cases, as on the day of the meeting.

    A case comes with how many get theirs, None for all. `clock` is the binder's.
    """
    today = clock.now
    for case_id, most in cases:
        clock.now = today
        try:
            material = papers.gather(binder, case_id)
            version = papers.plan_version(material)
        except KnownError:
            continue
        meeting = papers.meeting_of(material, version)
        clock.now = meeting.starts + SOON
        on = clock.now.date()
        material = replace(material, on=on)
        copies = _whole(material, version)
        handed = [
            _handed(file, each, each.decision)
            for each in recipients(material.case, material.book, on, meeting)[:most]
            if isinstance(each.decision, Allowed)
            for file in copies
        ]
        dispatch.record(binder, handed)
    clock.now = today


def transferred(case: Case, today: date, by: str) -> Iterator[Transfer]:
    """What says that all is in the record but what an open case brought in the last weeks (R19)."""
    waits_from = today - IN_TIME if _is_running(case) else date.max
    version = 0
    for each in sorted(case.meetings, key=lambda each: each.starts):
        if each.status is not MeetingStatus.HELD:
            continue
        version += bool(each.goals)
        if each.starts.date() >= waits_from:
            continue
        at = each.starts + timedelta(days=2)
        yield _transfer(case, FiledKind.MINUTES, each.key, each.revision, at, by)
        if each.goals:
            yield _transfer(case, FiledKind.PLAN, str(version), 0, at, by)
    for note in case.notes:
        if note.at.date() < waits_from:
            yield _transfer(case, FiledKind.NOTE, note.key, note.revision, note.at + timedelta(days=1), by)


def _is_running(case: Case) -> bool:
    last = max(case.states, key=lambda each: (each.date, each.position))
    return last.state.value in RUNNING


def _transfer(case: Case, kind: FiledKind, key: str, revision: int, at: datetime, by: str) -> Transfer:
    return Transfer(case_id=case.id, kind=kind, key=key, at=at, by=by, revision=revision)


def _whole(material: Material, version: PlanVersion) -> tuple[PaperFile, ...]:
    """The papers as the whole group gets them: the same bytes for everybody."""
    plan, listed = (
        permit_whole(material.case, material.book, paper, on=material.on) for paper in dispatch.SENT_PAPERS
    )
    return papers.plan(material, plan, version), papers.contacts(material, listed)


def _to(file: PaperFile, each: Recipient, decision: Allowed) -> PaperFile:
    """The same paper by one recipient's leave."""
    leave = replace(file.permit, to=str(each.who), person=each.person, ground=decision.ground)
    return replace(file, permit=leave)


def _handed(file: PaperFile, each: Recipient, decision: Allowed) -> Handed:
    by_mail = each.channel is Channel.ENCRYPTED_MAIL
    return Handed(
        file=_to(file, each, decision),
        how=DRAFTED if by_mail else PRINTED,
        channel=each.channel,
        password=dispatch.new_password() if by_mail else None,
    )
