"""The overview: what each case says by itself, her own reminders among it, the week and the numbers."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from app.models.codes import AttendanceStatus, CaseState, ClosingReason, FiledKind, KeyDateKind
from app.models.meeting import Attendance
from app.models.pressing import Cause, Part, Pressing, Step
from app.models.states import ENROLLED, OVER
from app.models.steps import pressing
from app.models.who import Who
from app.services import (
    case_states,
    consents,
    key_dates,
    meetings,
    notes,
    record_transfer,
    reminders,
    send_out,
    sending,
)
from app.services.address_book import ContactFacts, edit_contact
from app.services.case_file import CaseFile, read_case
from app.services.case_states import ClosingFacts, StateFacts
from app.services.consents import SignedConsent
from app.services.contact_lists import contact_lists_out_of_date
from app.services.coordinators import CoordinatorFacts, edit_coordinator
from app.services.key_dates import KeyDateFacts
from app.services.meetings import MeetingFacts
from app.services.next_step import matter_of, next_step
from app.services.notes import NoteFacts
from app.services.overview import Line, overview
from app.services.reminders import ReminderFacts
from app.storage.binder import Binder
from tests.services.readings import only
from tests.services.scene import Scene, set_scene
from tests.storage.binders import TestClock
from tests.ui.pages import caseload

TODAY = date(2026, 3, 4)
OF_MORE = (Cause.REMINDER, Cause.MANY_SENT, Cause.NO_STAND_IN, Cause.LIST_CHANGED)
"""Why lines are there that more than the rules of one case have asked for."""


def lines(binder: Binder) -> list[Line]:
    return [each for some in overview(binder).lines.values() for each in some]


def causes(binder: Binder) -> set[Cause]:
    return {each.pressing.cause for each in lines(binder)}


def one(binder: Binder, cause: Cause) -> Line:
    (found,) = [each for each in lines(binder) if each.pressing.cause is cause]
    return found


def plain(step: Pressing) -> tuple[Any, ...]:
    """A step without its meeting's record, which is read in another way each time."""
    key = step.meeting.key if step.meeting else None
    return (
        step.step,
        step.cause,
        step.due,
        step.who,
        step.on,
        key,
        *((step.persons, step.no, step.days, step.months, step.age, step.papers)),
    )


def by_case(binder: Binder) -> dict[str, set[tuple[Any, ...]]]:
    """What the overview shows of each case by the rules of one case."""
    found: dict[str, set[tuple[Any, ...]]] = {}
    for each in lines(binder):
        if each.case_id and each.pressing.cause not in OF_MORE:
            found.setdefault(each.case_id, set()).add(plain(each.pressing))
    return found


def read_all(binder: Binder) -> dict[str, CaseFile]:
    """Each case, read whole."""
    with binder.reading() as work:
        ids = work.case_ids()
    return {each: read_case(binder, each) for each in ids}


def alone(files: dict[str, CaseFile]) -> dict[str, set[tuple[Any, ...]]]:
    """The same, said by each case that is read whole."""
    said = {each: {plain(one) for one in pressing(matter_of(file))} for each, file in files.items()}
    return {each: some for each, some in said.items() if some}


def test_what_is_read_at_once_is_what_each_case_says(binder: Binder, clock: TestClock) -> None:
    clock.at = datetime(2026, 3, 4, 14, 12)
    people = caseload.address(binder)
    amir = caseload.amir(binder, people)
    caseload.others(binder, people)
    key_dates.add_key_date(binder, amir, KeyDateFacts(kind=KeyDateKind.TRIAL, date=date(2026, 3, 20)))
    closing = ClosingFacts(reason=ClosingReason.GOALS_MET)
    with binder.reading() as work:
        jonas = next(each.id for each in work.cases_for_list() if each.name == "Jonas Ek")
    case_states.change_state(
        binder, jonas, StateFacts(state=CaseState.CLOSED, date=date(2026, 3, 4), closing=closing)
    )
    for passed in (0, 1, 3, 1, 25, 70, 300):
        clock.tick(days=passed)
        shown = by_case(binder)
        assert shown
        files = read_all(binder)
        assert shown == alone(files)
        check_the_header(files, shown)


def check_the_header(files: dict[str, CaseFile], shown: dict[str, set[tuple[Any, ...]]]) -> None:
    """The one step of a case's header is among its lines, or nothing in the case presses."""
    calm = (Step.SEE_PLAN, Step.REOPEN, Step.HOLD_MEETING, Step.PLAN_MEETING, Step.ACTIVATE)
    for each, file in files.items():
        step = next_step(file).step
        waits = file.state not in OVER | ENROLLED | {CaseState.SEEKING_CONSENT}
        assert step in {own for own, *_ in shown.get(each, ())} or step in calm or waits


def sign(binder: Binder, scene: Scene, *people: Who, until: date = date(2026, 12, 31)) -> None:
    for who in people:
        day = date(2026, 2, 1)
        consents.record_consent(
            binder,
            scene.case,
            SignedConsent(by=who, signed=day, valid_from=day, valid_until=until, all_in_group=True),
        )


def begin(binder: Binder, scene: Scene) -> None:
    for state in (CaseState.SEEKING_CONSENT, CaseState.ACTIVE):
        case_states.change_state(binder, scene.case, StateFacts(state=state, date=TODAY))


def test_her_own_reminders_stand_among_the_steps(binder: Binder, scene: Scene) -> None:
    for text, away in (("Ring lokalvården", 0), ("Semester", 40), ("Boka lokal", -1)):
        reminders.set_reminder(binder, ReminderFacts(text=text, day=TODAY + timedelta(days=away)))
    seen = overview(binder)
    said = {part: [each.text for each in some if each.number] for part, some in seen.lines.items()}
    assert said[Part.TODAY] == ["Ring lokalvården"]
    assert (said[Part.LATE], said[Part.LATER]) == (["Boka lokal"], ["Semester"])
    number = next(each.number for each in lines(binder) if each.text == "Semester")
    reminders.tick_reminder(binder, number)
    assert "Semester" not in [each.text for each in lines(binder)]


def test_a_note_to_follow_up_is_named_and_not_quoted(binder: Binder, scene: Scene) -> None:
    facts = NoteFacts(
        text="Mår dåligt, dricker igen.\nRingde mamma.",
        at=datetime(2026, 3, 3, 9),
        with_="Karin",
        follow_up_on=TODAY,
    )
    notes.write_note(binder, scene.case, facts)
    line = one(binder, Cause.REMINDER)
    assert (line.text, line.name, line.note.with_) == ("", "Amir Nilsson", "Karin")
    # One of her own with the same words but for another case is hers.
    reminders.set_reminder(binder, ReminderFacts(text="Mår dåligt, dricker igen.", day=TODAY))
    assert sorted(each.text for each in lines(binder) if each.number) == ["", "Mår dåligt, dricker igen."]


def test_an_organisation_that_sends_one_after_another_is_told(binder: Binder, scene: Scene) -> None:
    sign(binder, scene, scene.karin, scene.tomas, Who.YOUTH)
    begin(binder, scene)
    from app.services.address_book import add_contact
    from tests.builders import a_meeting

    faces = [
        only(add_contact(binder, ContactFacts(name=name, organisation_id=scene.police)))
        for name in ("Bo Polis", "Eva Polis")
    ]

    def meet(number: int, on: date, who: str, **fields: Any) -> None:
        with binder.writing() as work:
            case = work.case(scene.case)
            made = a_meeting(number, on)
            made.attendance = [
                Attendance(
                    who=Who.contact(who), status=fields.pop("status", AttendanceStatus.PRESENT), **fields
                )
            ]
            case.meetings.append(made)

    meet(1, date(2026, 1, 7), scene.ake)
    meet(2, date(2026, 2, 4), faces[0])
    assert Cause.MANY_SENT not in causes(binder)
    meet(3, date(2026, 3, 3), faces[1], status=AttendanceStatus.ABSENT)
    assert Cause.MANY_SENT not in causes(binder)
    meet(
        4,
        date(2026, 3, 4),
        scene.ake,
        status=AttendanceStatus.SUBSTITUTE,
        substitute_name="Ny Vikarie",
        substitute_organisation=scene.police,
    )
    line = one(binder, Cause.MANY_SENT)
    assert (line.text, line.pressing.persons, line.pressing.step) == ("Polisen", 3, Step.SEE_GROUP)


def test_the_week_holds_seven_days_and_no_place_of_the_protected(
    binder: Binder, scene: Scene, clock: TestClock
) -> None:
    for on in (datetime(2026, 3, 4, 8), datetime(2026, 3, 10, 13), datetime(2026, 3, 11, 13)):
        meetings.plan_meeting(binder, scene.case, MeetingFacts(starts=on, place="Skogås"))
    assert [(each.starts.day, each.place) for each in overview(binder).week] == [
        (4, "Skogås"),
        (10, "Skogås"),
    ]
    with binder.writing() as work:
        work.case(scene.case).young_person.protected_identity = True
    assert [each.place for each in overview(binder).week] == [None, None]


def test_the_numbers_count_states_and_what_lacks(binder: Binder, scene: Scene) -> None:
    begin(binder, scene)
    counts = overview(binder).counts
    assert (counts.active, counts.lacking, counts.running, counts.queued) == (1, 1, 1, 0)
    sign(binder, scene, scene.karin, scene.tomas)
    assert overview(binder).counts.lacking == 0


def test_a_fresh_binder_is_led_until_its_first_meeting(binder: Binder) -> None:
    begun = overview(binder).begun
    assert (begun.case, begun.group, begun.consent, begun.meeting) == (False, False, False, False)
    scene = set_scene(binder)
    begun = overview(binder).begun
    assert (begun.case, begun.group, begun.consent) == (True, True, False)
    sign(binder, scene, scene.karin)
    assert overview(binder).begun.consent
    meetings.plan_meeting(binder, scene.case, MeetingFacts(starts=datetime(2026, 3, 10, 13)))
    assert overview(binder).begun is None


def test_what_was_transferred_waits_no_more(binder: Binder, clock: TestClock) -> None:
    clock.at = datetime(2026, 3, 4, 14, 12)
    amir = caseload.amir(binder, caseload.address(binder))
    step = one(binder, Cause.NOT_TRANSFERRED).pressing
    assert step.papers == (FiledKind.PLAN, FiledKind.MINUTES)
    record_transfer.transfer(binder, amir, [(FiledKind.PLAN, "2")])
    assert one(binder, Cause.NOT_TRANSFERRED).pressing.papers == (FiledKind.MINUTES,)
    record_transfer.transfer(binder, amir, [(FiledKind.MINUTES, step.meeting.key)])
    assert Cause.NOT_TRANSFERRED not in causes(binder)


def test_a_stand_in_is_asked_for_once_where_there_is_somebody(binder: Binder, scene: Scene) -> None:
    begin(binder, scene)
    assert Cause.NO_STAND_IN not in causes(binder)
    edit_coordinator(binder, "nils", CoordinatorFacts(name="Nils Ersättare"))
    line = one(binder, Cause.NO_STAND_IN)
    assert (line.case_id, line.pressing.persons) == (scene.case, 1)
    with binder.writing() as work:
        work.case(scene.case).stand_in_id = "nils"
    assert Cause.NO_STAND_IN not in causes(binder)


def test_a_line_of_the_binder_has_no_case(binder: Binder) -> None:
    own = Line(
        pressing=Pressing(step=Step.SEE_BINDER, cause=Cause.BINDER, due=TODAY), text="Säkerhetskopiera."
    )
    assert overview(binder, [own]).lines[Part.TODAY] == (own,)


def test_a_contact_list_that_has_changed_waits_to_be_sent_anew(
    binder: Binder, scene: Scene, clock: TestClock
) -> None:
    sign(binder, scene, scene.karin, scene.tomas, Who.YOUTH)
    begin(binder, scene)
    sheet = sending.list_sheet(binder, scene.case)
    wanted = [each.recipient.who for each in sheet.rows]
    send_out.record_printed(binder, send_out.copies(sheet, wanted, {}), {})
    sent_on = clock.at.date()
    assert Cause.LIST_CHANGED not in causes(binder)
    clock.tick(days=2)
    with binder.reading() as work:
        known = ContactFacts.of(work.address_book().contacts[scene.ake])
    edit_contact(binder, scene.ake, replace(known, phone="08-465 004 44"))
    line = one(binder, Cause.LIST_CHANGED)
    (found,) = contact_lists_out_of_date(binder)
    step = line.pressing
    assert (line.case_id, step.step, step.on) == (scene.case, Step.SEND_LIST, sent_on)
    assert step.persons == len(found.waiting) == len(wanted)
    send_out.record_printed(
        binder, send_out.copies(sending.list_sheet(binder, scene.case), wanted[1:], {}), {}
    )
    assert one(binder, Cause.LIST_CHANGED).pressing.persons == 1
    edit_contact(binder, scene.ake, known)
    assert one(binder, Cause.LIST_CHANGED).pressing.persons == len(wanted) - 1
