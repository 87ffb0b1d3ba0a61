"""What can be done at a meeting, each as a plain function from proceedings to proceedings."""

from dataclasses import replace
from datetime import date
from typing import Any

from app.models.base import new_key
from app.models.codes import AttendanceStatus, Outcome, ViewAbsent
from app.models.who import Who
from app.services.meeting_state import CARRIED, Agenda, Aim, Next, Proceedings, Promise, Seat, Step, Verdict

# who came


def attend(now: Proceedings, who: Who, status: AttendanceStatus | None) -> Proceedings:
    """Say how somebody came; a substitute's name goes when it is no longer a substitute."""

    def changed(seat: Seat) -> Seat:
        if status is AttendanceStatus.SUBSTITUTE:
            return replace(seat, status=status)
        cleared = replace(seat, substitute_contact=None, substitute_name="", substitute_organisation=None)
        return replace(cleared, status=status)

    return _seated(now, who, changed)


def attend_rest(now: Proceedings) -> Proceedings:
    """Say that everybody of whom nothing was said is there."""
    seats = tuple(
        replace(each, status=AttendanceStatus.PRESENT) if each.status is None else each for each in now.seats
    )
    return replace(now, seats=seats)


def describe(now: Proceedings, who: Who, **told: Any) -> Proceedings:
    """Say more of a seat: `reason`, `substitute_name`, `substitute_contact` or `substitute_organisation`."""
    return _seated(now, who, lambda seat: replace(seat, **told))


def seat(now: Proceedings, who: Who, status: AttendanceStatus | None = None) -> Proceedings:
    """Give a chair to somebody who came without being called; one who has a chair keeps it."""
    if now.seat(who) is not None:
        return now
    return replace(now, seats=(*now.seats, Seat(who=who, status=status)))


def _seated(now: Proceedings, who: Who, change: Any) -> Proceedings:
    return replace(now, seats=tuple(change(each) if each.who == who else each for each in now.seats))


# what became of it (R11)


def judge(now: Proceedings, agenda: Agenda, action: str, outcome: Outcome | None, *, on: date) -> Proceedings:
    """Give the verdict on an open action of the agenda.

    What is not done goes on in the new plan as a step that carries it, unless it stands there already;
    done or dropped takes such a step away again. `on` is the meeting's day.
    """

    def changed(verdict: Verdict) -> Verdict:
        done_on = (verdict.done_on or on) if outcome is Outcome.DONE else None
        return replace(verdict, outcome=outcome, done_on=done_on)

    judged = _judged(now, action, changed)
    if outcome in CARRIED:
        return carry(judged, agenda.promise(action), on=on)
    carried = judged.carried(action)
    return judged if carried is None else remove_step(judged, carried.key)


def note_why(now: Proceedings, action: str, note: str) -> Proceedings:
    """Say in one line why, before or after the verdict."""
    return _judged(now, action, lambda verdict: replace(verdict, note=note))


def done_on(now: Proceedings, action: str, day: date | None) -> Proceedings:
    """Say on which day it was done."""
    return _judged(now, action, lambda verdict: replace(verdict, done_on=day))


def carry(now: Proceedings, promise: Promise, *, on: date) -> Proceedings:
    """Let an open action go on in the new plan, under the goal it belonged to; once."""
    if now.carried(promise.key) is not None:
        return now
    step = Step(
        key=new_key(),
        what=promise.what,
        responsible=promise.responsible.who,
        due=promise.due if promise.due is not None and promise.due > on else None,
        documented=promise.documented or "",
        carried_from=promise.key,
    )
    aim = next((each for each in now.aims if each.continues == promise.goal_key), None)
    if aim is None:
        aim = Aim(
            key=new_key(),
            life_area=promise.life_area,
            goal=promise.goal,
            long_term=promise.long_term,
            continues=promise.goal_key,
        )
        now = replace(now, aims=(*now.aims, aim))
    return _aimed(now, aim.key, lambda each: replace(each, steps=(*each.steps, step)))


def _judged(now: Proceedings, action: str, change: Any) -> Proceedings:
    verdicts = tuple(change(each) if each.action == action else each for each in now.verdicts)
    return replace(now, verdicts=verdicts)


# words


def say(now: Proceedings, **texts: str) -> Proceedings:
    """Write `strengths`, `youth_view`, `notes` or `private_notes`; own words end the lack of them (R14)."""
    changed = replace(now, **texts)  # type: ignore[arg-type]
    if changed.youth_view.strip() and changed.youth_view_absent is not None:
        changed = replace(changed, youth_view_absent=None)
    return changed


def view_absent(now: Proceedings, why: ViewAbsent | None) -> Proceedings:
    """Say why the youth's own words are not there (R14)."""
    return replace(now, youth_view_absent=why)


def keep_typing(now: Proceedings, name: str, text: str) -> Proceedings:
    """Keep a half-written field; an empty text forgets it."""
    typing = {key: value for key, value in now.typing.items() if key != name}
    return replace(now, typing={**typing, name: text} if text else typing)


# what is agreed now (R12)


def add_aim(now: Proceedings, life_area: str, goal: str) -> Proceedings:
    """Agree a goal, last in its life area."""
    return replace(now, aims=(*now.aims, Aim(key=new_key(), life_area=life_area, goal=goal)))


def change_aim(now: Proceedings, aim: str, **told: Any) -> Proceedings:
    """Say a goal otherwise: `goal`, `long_term` or `life_area`."""
    return _aimed(now, aim, lambda each: replace(each, **told))


def remove_aim(now: Proceedings, aim: str) -> Proceedings:
    """Let a goal end, with the steps agreed for it."""
    return replace(now, aims=tuple(each for each in now.aims if each.key != aim))


def add_step(
    now: Proceedings,
    aim: str,
    what: str,
    responsible: Who,
    *,
    due: date | None = None,
    documented: str = "",
) -> Proceedings:
    """Agree a step, last under its goal; `due` None is by the next meeting."""
    step = Step(key=new_key(), what=what, responsible=responsible, due=due, documented=documented)
    return _aimed(now, aim, lambda each: replace(each, steps=(*each.steps, step)))


def change_step(now: Proceedings, step: str, **told: Any) -> Proceedings:
    """Say a step otherwise: `what`, `responsible`, `due`, `order` or `documented`."""
    steps = {each.key: replace(each, **told) if each.key == step else each for each in now.steps}
    return replace(
        now,
        aims=tuple(replace(aim, steps=tuple(steps[each.key] for each in aim.steps)) for aim in now.aims),
    )


def remove_step(now: Proceedings, step: str) -> Proceedings:
    """Take a step out of the new plan."""
    aims = tuple(
        replace(aim, steps=tuple(each for each in aim.steps if each.key != step)) for aim in now.aims
    )
    return replace(now, aims=aims)


def move_step(now: Proceedings, step: str, by: int) -> Proceedings:
    """Move a step up (-1) or down (1) among those of its goal; at the end it stays."""
    aim = now.aim_of(step)
    steps = list(aim.steps)
    here = next(index for index, each in enumerate(steps) if each.key == step)
    there = min(max(here + by, 0), len(steps) - 1)
    steps.insert(there, steps.pop(here))
    return _aimed(now, aim.key, lambda each: replace(each, steps=tuple(steps)))


def _aimed(now: Proceedings, aim: str, change: Any) -> Proceedings:
    return replace(now, aims=tuple(change(each) if each.key == aim else each for each in now.aims))


# what comes then (R10)


def plan_next(now: Proceedings, coming: Next | None) -> Proceedings:
    """Plan the meeting after this one, or none."""
    return replace(now, next=coming)


def go_to(now: Proceedings, step: int) -> Proceedings:
    """Be at one of the five steps, 0–4."""
    return replace(now, step=step)
