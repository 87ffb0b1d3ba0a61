"""What presses in a case on a day: the steps the rules ask for, each with the day it is wanted by.

Both the one step in a case's header and the lines of the overview come from here (R1, R4, R10,
R17, R19, R22, R24).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from app.models.after_closing import ask_again
from app.models.circles import held, is_of_the_group
from app.models.codes import CaseState, FiledKind
from app.models.consent_status import ConsentWarning, ConsentWarningCode
from app.models.contact_list import recipients
from app.models.cover import Cover, governing, person_cover
from app.models.days import days_later
from app.models.group import members
from app.models.key_dates import coming_key_dates, ended
from app.models.permit import Allowed, permit
from app.models.pressing import Answers, Cause, Held, Matter, Pressing, Step
from app.models.rhythm import MOST_DAYS, rhythm
from app.models.states import ENROLLED, OVER, change_on
from app.models.who import Who

HOLD_BEFORE = timedelta(hours=4)
"""So long before it starts a meeting may be opened as the thing to do now."""

TO_SIGN = timedelta(days=14)
"""So long a case may seek consent before it is late."""

PLAN_LAPSES = timedelta(days=MOST_DAYS)
"""So long after its meeting a plan is worth sending: then the next one is due (R10)."""

TO_FILE = timedelta(days=7)
"""So long after a meeting what came of it may wait to be transferred to the record (R19)."""

PAUSE_AHEAD = timedelta(days=14)
"""So long before a pause ends the next meeting is to be planned."""


def pressing(matter: Matter) -> Iterator[Pressing]:
    """All that presses in a case, in the order in which it is done.

    What must come first stands alone: who has no guardian is not asked for signatures. A case that only
    waits its turn presses for nothing but its dates.
    """
    state, _since = matter.entered
    if state in OVER:
        yield from (each for each in _meetings_now(matter) if each.cause is Cause.MEETING_ON)
        yield from _after_closing(matter)
        return
    yield from _meetings_now(matter)
    yield from _sending(matter)
    if state in ENROLLED or state is CaseState.SEEKING_CONSENT:
        yield from setting_up(matter)
    yield from _rhythm(matter)
    yield from _answers(matter)
    yield from _dates(matter)
    yield from _to_the_record(matter)


def _meetings_now(matter: Matter) -> Iterator[Pressing]:
    for each in matter.planned:
        day, answers = each.starts.date(), matter.answers.get(each.key, Answers())
        if each.opened_at is not None:
            yield Pressing(step=Step.GO_ON_MEETING, cause=Cause.MEETING_ON, due=day, meeting=each)
        elif day <= matter.today:
            yield Pressing(
                step=Step.HOLD_MEETING,
                cause=Cause.MEETING,
                due=day,
                meeting=each,
                persons=answers.yes,
                no=answers.no,
            )


def _sending(matter: Matter) -> Iterator[Pressing]:
    """The last plans while they have not gone to everybody who may have them (R5, R17)."""
    for each in _fresh(matter):
        yield from _sending_of(matter, each)


def _fresh(matter: Matter) -> Iterator[Held]:
    """The last meetings of the group and of a circle, while what came of them is worth an errand."""
    return (each for each in matter.held if each.meeting.starts >= matter.now - PLAN_LAPSES)


def _sending_of(matter: Matter, of: Held) -> Iterator[Pressing]:
    """The plan, or where the group only talked its minutes until somebody has them or they are filed: nobody
    must have them."""
    last = of.meeting
    if not of.agreed:
        if is_of_the_group(last) and not of.sent_to and FiledKind.MINUTES not in of.filed:
            due = days_later(last.starts.date(), TO_FILE.days)
            yield Pressing(step=Step.SEND_MINUTES, cause=Cause.MINUTES_UNSENT, due=due, meeting=last)
        return
    due = days_later(last.starts.date(), 1)
    if not of.sent_to:
        yield Pressing(step=Step.SEND_PLAN, cause=Cause.PLAN_UNSENT, due=due, meeting=last)
        return
    case, book, status = matter.case, matter.book, matter.status
    waiting = tuple(
        who
        for who in recipients(case, status)
        if str(who) not in of.sent_to and isinstance(permit(case, book, status, who, meeting=last), Allowed)
    )
    if waiting:
        yield Pressing(
            step=Step.SEND_PLAN,
            cause=Cause.PLAN_PARTLY_SENT,
            due=due,
            meeting=last,
            who=waiting,
            persons=len(waiting),
        )


def setting_up(matter: Matter) -> Iterator[Pressing]:
    """What the group needs before it may share anything, one thing after another (R1, R4)."""
    due = _wanted(matter)
    if matter.status.day.guardian_missing:
        yield Pressing(step=Step.ADD_GUARDIAN, cause=Cause.NO_GUARDIAN, due=due)
    elif not members(matter.case, matter.today):
        yield Pressing(step=Step.BUILD_GROUP, cause=Cause.NO_GROUP, due=due)
    elif matter.status.refusals:
        who = tuple(dict.fromkeys(who for who, _ in matter.status.refusals))
        yield Pressing(step=Step.SEE_CONSENT, cause=Cause.REFUSED, due=due, who=who)
    else:
        found = tuple(_signatures(matter, due))
        yield from found
        if not found and matter.state not in ENROLLED:
            yield Pressing(step=Step.ACTIVATE, cause=Cause.COVERED, due=matter.today)


def _wanted(matter: Matter) -> date:
    """By when a lack is to be mended: at once where the group meets already, else within two weeks."""
    state, since = matter.entered
    return since if state in ENROLLED else since + TO_SIGN


def _signatures(matter: Matter, due: date) -> Iterator[Pressing]:
    """Signatures that lack today, else those that will: at a birthday, at an end (R4)."""
    lacking = [each for each in matter.status.missing if each.who is not None]
    if lacking:
        causes = {Cover.WITHDRAWN: Cause.WITHDRAWN, Cover.EXPIRED: Cause.EXPIRED}
        reasons = {each.why for each in lacking}
        cause = causes.get(reasons.pop(), Cause.NOT_SIGNED) if len(reasons) == 1 else Cause.NOT_SIGNED
        who = tuple(each.who for each in lacking if each.who is not None)
        yield _sign(matter, cause, max(due, _lost(matter, who)), who)
        return
    found: dict[tuple[Cause, date], Pressing] = {}
    for each in filter(None, map(partial(_warned, matter), matter.status.warnings)):
        same = found.get((each.cause, each.due))
        who = tuple(dict.fromkeys((*(same.who if same else ()), *each.who)))
        found[each.cause, each.due] = replace(each, who=who)
    yield from found.values()


def _lost(matter: Matter, who: tuple[Who, ...]) -> date:
    """The first day on which a consent that somebody had no longer held."""
    days = [date.min]
    for each in who:
        consent = governing(matter.case.consents, each, matter.today)
        if consent is not None and consent.withdrawn is not None and consent.withdrawn <= matter.today:
            days.append(consent.withdrawn)
        elif consent is not None and consent.valid_until is not None:
            days.append(days_later(consent.valid_until, 1))
    return min(max(days), matter.today)


def _warned(matter: Matter, warning: ConsentWarning) -> Pressing | None:
    on = warning.on or matter.today
    match warning.code:
        case ConsentWarningCode.OUTSIDE_SCOPE if warning.who is not None:
            return _sign(matter, Cause.OUTSIDE_SCOPE, on, (warning.who,), on=on)
        case ConsentWarningCode.BIRTHDAY:
            unsigned = [
                who
                for who in warning.added
                if person_cover(matter.case.consents, who, on) is not Cover.COVERED
            ]
            if unsigned:
                due = days_later(on, -1)
                return _sign(matter, Cause.BIRTHDAY, due, tuple(unsigned), on=on, age=warning.age or 0)
        case ConsentWarningCode.RUNS_OUT if warning.who is not None:
            return _sign(matter, Cause.RUNS_OUT, on, (warning.who,), on=on)
        case ConsentWarningCode.DEVIATION_ENDS:
            return Pressing(
                step=Step.SEE_CONSENT, cause=Cause.DEVIATION_ENDS, due=on, on=on, who=warning.dropped
            )
    return None


def _sign(
    matter: Matter, cause: Cause, due: date, who: tuple[Who, ...], *, on: date | None = None, age: int = 0
) -> Pressing:
    """A signature to get: first the form is printed, then what was signed is recorded."""
    signed = max((each.signed for each in matter.case.consents), default=None)
    printed = matter.form_on is not None and (signed is None or matter.form_on >= signed)
    step = Step.RECORD_SIGNATURE if printed else Step.PRINT_FORM
    return Pressing(step=step, cause=cause, due=due, who=who, on=on, age=age)


def _rhythm(matter: Matter) -> Iterator[Pressing]:
    """The next meeting, before five weeks have passed or the pause has ended (R10)."""
    kept = rhythm(matter.case, matter.today)
    if kept is None:
        return
    change = change_on(matter.case, matter.today)
    if change is not None and change.state is CaseState.PAUSED and change.until is not None:
        if change.until < matter.today:
            yield Pressing(step=Step.ACTIVATE, cause=Cause.PAUSE_OVER, due=change.until, on=change.until)
        elif kept.next is None and change.until - matter.today <= PAUSE_AHEAD:
            yield Pressing(step=Step.PLAN_MEETING, cause=Cause.PAUSE_ENDS, due=change.until, on=change.until)
        return
    if kept.paused:
        return
    due = matter.today + timedelta(days=MOST_DAYS - 1 - kept.days)
    if kept.next is None:
        first = not any(is_of_the_group(each) for each in held(matter.case.meetings))
        cause = Cause.NO_FIRST if first else Cause.NO_NEXT
        if not any(is_of_the_group(each) for each in matter.planned):
            yield Pressing(step=Step.PLAN_MEETING, cause=cause, due=due, days=kept.days)
    elif kept.next_too_late and kept.next.starts.date() > days_later(matter.today, 7):
        yield Pressing(
            step=Step.MOVE_MEETING,
            cause=Cause.NEXT_TOO_LATE,
            due=due,
            meeting=kept.next,
            days=kept.days,
        )


def _answers(matter: Matter) -> Iterator[Pressing]:
    """Who has not answered the day before; on a Friday before Monday."""
    ahead = {4: 3, 5: 2}.get(matter.today.weekday(), 1)
    last = days_later(matter.today, ahead)
    for each in matter.planned:
        silent = matter.answers.get(each.key, Answers()).silent
        if matter.today < each.starts.date() <= last and each.opened_at is None and silent:
            yield Pressing(
                step=Step.SEE_ANSWERS,
                cause=Cause.UNANSWERED,
                due=matter.today,
                meeting=each,
                persons=silent,
            )


def _dates(matter: Matter) -> Iterator[Pressing]:
    if not matter.case.key_dates:
        return
    for each in ended(matter.case, matter.today):
        yield Pressing(step=Step.SEE_DATES, cause=Cause.DECISION_ENDED, due=each.date, on=each.date)
    for day in dict.fromkeys(each.date for each in coming_key_dates(matter.case, matter.today)):
        yield Pressing(step=Step.SEE_DATES, cause=Cause.KEY_DATE, due=day, on=day)


def _to_the_record(matter: Matter) -> Iterator[Pressing]:
    """What came of the last meetings, until social services' own record has it (R19)."""
    for each in _fresh(matter):
        made = (FiledKind.PLAN, FiledKind.MINUTES) if each.agreed else (FiledKind.MINUTES,)
        papers = tuple(paper for paper in made if paper not in each.filed)
        if papers:
            yield Pressing(
                step=Step.TRANSFER,
                cause=Cause.NOT_TRANSFERRED,
                due=days_later(each.meeting.starts.date(), TO_FILE.days),
                meeting=each.meeting,
                papers=papers,
            )


def _after_closing(matter: Matter) -> Iterator[Pressing]:
    asked = ask_again(matter.case, matter.today)
    if asked is not None:
        yield Pressing(
            step=Step.FOLLOW_UP, cause=Cause.AFTER_CLOSING, due=asked.on, on=asked.on, months=asked.months
        )
