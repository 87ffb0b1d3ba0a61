"""Min plan: the youth's own page, of what the youth may know (R7, R12, R14, R16)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, time

from app.documents.cover_letter import file_name
from app.documents.papers import my_plan as page
from app.documents.render import on_one_page, render
from app.models.actions import OpenAction, open_actions, open_goals
from app.models.circles import held, may_know, order_of
from app.models.codes import MeetingStatus, Paper
from app.models.errors import Kind, KnownError
from app.models.group import members
from app.models.meeting import Meeting
from app.models.meeting_snapshots import Helper, MyPlanSnapshot
from app.models.snapshots import NextMeeting, PlannedAction
from app.models.who import Who
from app.services.compose import person, place_is_secret
from app.services.gate import Permit
from app.services.papers import Material, PaperFile, copy_of, must_be_for


def my_plan(material: Material, permit: Permit) -> PaperFile:
    """The page as it holds on the material's day, never more than one.

    It has what both the youth and, in somebody else's copy, that person may know (R16). KnownError RULE
    `no_plan` before the first meeting that the youth may know of.
    """
    must_be_for(material, permit, Paper.MY_PLAN)
    snapshot = my_plan_snapshot(material, (Who.YOUTH, *([permit.person.who] if permit.person else [])))
    copy = copy_of(permit, material)
    content = on_one_page(lambda room: page.my_plan(snapshot, copy, room), page.ROOMS)
    return PaperFile(
        paper=Paper.MY_PLAN,
        name=file_name(Paper.MY_PLAN, material.on),
        content=render(content, material.pictures),
        permit=permit,
    )


def my_plan_snapshot(material: Material, readers: Iterable[Who] = (Who.YOUTH,)) -> MyPlanSnapshot:
    """What the page is made of, as far as all its readers may know."""
    case, book, on = material.case, material.book, material.on
    among = tuple(readers)

    def known(meeting: Meeting) -> bool:
        return all(may_know(who, meeting) for who in among)

    been = [each for each in held(case.meetings) if known(each)]
    if not been:
        raise KnownError(Kind.RULE, "no_plan")
    waiting = [each for each in open_actions(case) if known(each.meeting)]
    said = [each.youth_view for each in been if (each.youth_view or "").strip()]
    goals = [each.goal for each in open_goals(case, known=known)]
    secret = place_is_secret(case)
    coming = _next_meeting(material, known)
    return MyPlanSnapshot(
        youth=person(case, book, Who.YOUTH),
        on=on,
        view=said[-1] if said else None,
        goals=tuple(dict.fromkeys(goals)),
        steps=_steps_of(material, waiting, Who.YOUTH),
        helpers=_helpers(material, waiting),
        next_meeting=None
        if coming is None
        else NextMeeting(
            starts=coming.starts, minutes=coming.minutes, place=None if secret else coming.place
        ),
        place_withheld=secret and coming is not None and bool(coming.place),
        letterhead=material.setting.letterhead,
        words=material.setting.words,
    )


def _next_meeting(material: Material, known: Callable[[Meeting], bool]) -> Meeting | None:
    today = datetime.combine(material.on, time())
    coming = [
        each
        for each in material.case.meetings
        if each.status is MeetingStatus.PLANNED and each.starts >= today and known(each)
    ]
    return min(coming, key=order_of, default=None)


def _helpers(material: Material, waiting: Sequence[OpenAction]) -> tuple[Helper, ...]:
    """Who has promised something, in the plan's order; then the members who are there for something (R7)."""
    case, book = material.case, material.book
    promised = dict.fromkeys(each.action.responsible for each in waiting)
    purposes = {Who.contact(each.contact_id): each.purpose for each in members(case, material.on)}
    everybody = dict.fromkeys([*promised, *(who for who, purpose in purposes.items() if purpose)])
    return tuple(
        Helper(
            person=person(case, book, who),
            steps=_steps_of(material, waiting, who),
            purpose=purposes.get(who),
        )
        for who in everybody
        if who != Who.YOUTH
    )


def _steps_of(material: Material, waiting: Sequence[OpenAction], who: Who) -> tuple[PlannedAction, ...]:
    return tuple(
        PlannedAction(
            key=each.action.key,
            what=each.action.what,
            responsible=person(material.case, material.book, who),
            due=each.action.due,
        )
        for each in waiting
        if each.action.responsible == who
    )
