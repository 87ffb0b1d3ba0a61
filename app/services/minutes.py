"""Mötesanteckningar: the minutes of a held meeting, for those who may know of it (R5, R16)."""

from dataclasses import replace

from app.documents.cover_letter import file_name
from app.documents.papers.minutes import minutes as minutes_paper
from app.documents.papers.shared import Copy
from app.documents.render import render
from app.models.circles import held, order_of
from app.models.codes import MeetingStatus, Paper, Standing
from app.models.errors import Kind, KnownError
from app.models.meeting import Meeting
from app.models.meeting_snapshots import MinutesSnapshot
from app.models.permit import RECORD
from app.services import issue_plan
from app.services.compose import place_is_secret, plan_snapshot
from app.services.gate import Permit
from app.services.papers import Material, PaperFile, copy_of, must_be_for


def held_meeting(material: Material, number: int | None = None) -> Meeting:
    """The held meeting of that number, else the latest one, small ones too.

    KnownError RULE `no_meeting_of_number`, `meeting_not_held`, or `no_held_meeting`.
    """
    been = held(material.case.meetings)
    if number is None:
        if not been:
            raise KnownError(Kind.RULE, "no_held_meeting")
        return been[-1]
    if all(each.number != number for each in material.case.meetings):
        raise KnownError(Kind.RULE, "no_meeting_of_number", number=number)
    found = [each for each in been if each.number == number]
    if not found:
        raise KnownError(Kind.RULE, "meeting_not_held", number=number)
    return max(found, key=order_of)


def minutes(material: Material, permit: Permit, meeting: Meeting) -> PaperFile:
    """The minutes of a held meeting; what it agreed stands in them as its plan was fixed (R15).

    A recipient's copy is established by being sent, the host's own is working material until then (R19).
    """
    must_be_for(material, permit, Paper.MINUTES)
    snapshot, copy = minutes_snapshot(material, meeting), minutes_copy(material, permit, meeting)
    return PaperFile(
        paper=Paper.MINUTES,
        name=file_name(Paper.MINUTES, meeting.starts.date()),
        content=render(minutes_paper(snapshot, copy), material.pictures),
        permit=permit,
        meeting_key=meeting.key,
        standing=copy.standing,
    )


def minutes_copy(material: Material, permit: Permit, meeting: Meeting) -> Copy:
    """Whose copy of a meeting's minutes it is, and what they are in law (R19)."""
    unsent = permit.to == RECORD and meeting.key not in material.minutes_sent
    standing = Standing.WORKING if unsent else Standing.ESTABLISHED
    return replace(copy_of(permit, material), standing=standing)


def minutes_snapshot(material: Material, meeting: Meeting) -> MinutesSnapshot:
    """What the minutes of a held meeting are made of."""
    assert meeting.status is MeetingStatus.HELD
    version = issue_plan.latest_of(list(material.versions), meeting.key)
    if version is not None:
        plan = issue_plan.read(version)
    else:
        plan = plan_snapshot(material.case, meeting, material.book, setting=material.setting, version=0)
    return MinutesSnapshot(
        plan=plan,
        minutes=meeting.minutes,
        place=None if place_is_secret(material.case) else meeting.place,
        notes=meeting.notes,
    )
