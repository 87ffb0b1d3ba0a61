"""What the pages read: the list of cases, one case whole, the meetings to come, and the next step."""

from datetime import date, datetime

import pytest

from app.models.binder import Dispatch, PlanVersion
from app.models.codes import Answer, CaseState, MeetingKind, MeetingStatus, Paper
from app.models.errors import KnownError
from app.models.who import Who
from app.services import case_states, cases, consents, groups, meetings, people
from app.services.case_file import read_case, sent_document
from app.services.case_list import case_lines, coming_meetings
from app.services.case_states import StateFacts
from app.services.cases import NewCase
from app.services.consents import SignedConsent
from app.services.groups import Membership
from app.services.meetings import MeetingFacts
from app.services.next_step import Step, next_step
from app.services.people import GuardianFacts, YouthFacts
from app.storage.binder import Binder
from tests.services.readings import only, whole
from tests.services.scene import JOINED, Scene, set_scene
from tests.storage.binders import TestClock

TUESDAY = datetime(2026, 3, 10, 13)


def sign(binder: Binder, scene: Scene, *signers: Who) -> None:
    for who in signers:
        signed = SignedConsent(
            by=who, signed=JOINED, valid_from=JOINED, valid_until=date(2026, 6, 30), all_in_group=True
        )
        consents.record_consent(binder, scene.case, signed)


def activate(binder: Binder, scene: Scene) -> None:
    for state in (CaseState.SEEKING_CONSENT, CaseState.ACTIVE):
        case_states.change_state(binder, scene.case, StateFacts(state=state, date=date(2026, 3, 4)))


def record(
    binder: Binder, scene: Scene, paper: Paper, *, to: str | None = None, meeting: str | None = None
) -> None:
    with binder.writing() as work:
        work.keep_document("d" * 64, b"%PDF")
        work.flush()
        work.add(
            Dispatch(
                case_id=scene.case,
                at=work.now,
                by="Sara",
                paper=paper,
                how="printed",
                document="d" * 64,
                to=to,
                meeting_key=meeting,
                plan_version=1 if paper is Paper.PLAN else None,
            )
        )


def step(binder: Binder, scene: Scene) -> Step:
    return next_step(read_case(binder, scene.case)).step


def test_the_list_shows_name_age_state_and_consent(binder: Binder, scene: Scene) -> None:
    sign(binder, scene, scene.karin)
    (line,) = case_lines(binder)
    assert (line.name, line.age, line.state, line.members) == ("Amir Nilsson", 14, CaseState.NOMINATED, 2)
    assert [line.names[each.who] for each in line.consent.missing if each.who] == ["Tomas Nilsson"]
    assert not line.enrolled


def test_the_list_is_the_same_as_the_whole_case_says(binder: Binder, scene: Scene) -> None:
    sign(binder, scene, scene.karin, scene.tomas)
    (line,) = case_lines(binder)
    assert line.consent.covered
    assert line.consent.covered_through == read_case(binder, scene.case).status.covered_through


def test_coming_meetings_count_the_answers(binder: Binder, scene: Scene) -> None:
    key = only(meetings.plan_meeting(binder, scene.case, MeetingFacts(starts=TUESDAY)), scene.case)
    meetings.record_answer(binder, scene.case, key, scene.karin, Answer.YES)
    meetings.record_answer(binder, scene.case, key, scene.tomas, Answer.NO)
    (row,) = coming_meetings(binder)
    assert (row.name, row.starts, row.called, row.yes, row.no) == ("Amir Nilsson", TUESDAY, 6, 1, 1)
    meetings.cancel_meeting(binder, scene.case, key)
    assert coming_meetings(binder) == ()


def test_the_steps_lead_from_a_fresh_case_to_a_sent_plan(binder: Binder, clock: TestClock) -> None:
    youth = YouthFacts(name="Amir", birth_date=date(2011, 3, 8))
    case_id = only(cases.open_case(binder, NewCase(youth=youth)))
    other = set_scene(binder)
    scene = Scene(case_id, other.karin, other.tomas, other.police, other.school, other.ake, other.zofia)
    assert step(binder, scene) is Step.ADD_GUARDIAN
    karin = Who.guardian(only(people.add_guardian(binder, case_id, GuardianFacts(name="Karin")), case_id))
    assert step(binder, scene) is Step.BUILD_GROUP
    groups.add_member(binder, case_id, scene.ake, Membership(purpose="Känner centrum", from_=JOINED))
    assert step(binder, scene) is Step.PRINT_FORM
    record(binder, scene, Paper.CONSENT_FORM)
    assert step(binder, scene) is Step.RECORD_SIGNATURE
    sign(binder, scene, karin)
    assert next_step(read_case(binder, case_id)).who == Who.YOUTH  # turns fifteen on Sunday
    sign(binder, scene, Who.YOUTH)
    assert step(binder, scene) is Step.ACTIVATE
    activate(binder, scene)
    assert step(binder, scene) is Step.PLAN_MEETING
    key = only(
        meetings.plan_meeting(binder, case_id, MeetingFacts(starts=TUESDAY, kind=MeetingKind.START)), case_id
    )
    assert step(binder, scene) is Step.HOLD_MEETING
    with binder.writing() as work:
        work.case(case_id).meetings[0].opened_at = TUESDAY
    assert step(binder, scene) is Step.GO_ON_MEETING
    with binder.writing() as work:
        work.case(case_id).meetings[0].status = MeetingStatus.HELD
        work.add(
            PlanVersion(
                case_id=case_id, meeting_key=key, version=1, agreed_at=TUESDAY, snapshot="{}", digest="0"
            )
        )
    assert step(binder, scene) is Step.SEND_PLAN
    record(binder, scene, Paper.PLAN, to="youth", meeting=key)
    assert step(binder, scene) is Step.PLAN_MEETING


def test_a_refusal_is_what_one_sees_first(binder: Binder, scene: Scene) -> None:
    refusing = SignedConsent(by=scene.karin, signed=JOINED, valid_from=JOINED, refused=(scene.police,))
    consents.record_consent(binder, scene.case, refusing)
    assert next_step(read_case(binder, scene.case)).who == scene.karin
    assert step(binder, scene) is Step.SEE_CONSENT


def test_a_meeting_within_hours_comes_before_everything(
    binder: Binder, scene: Scene, clock: TestClock
) -> None:
    meetings.plan_meeting(binder, scene.case, MeetingFacts(starts=TUESDAY))
    clock.at = datetime(2026, 3, 10, 8, 59)
    assert step(binder, scene) is Step.PRINT_FORM
    clock.at = datetime(2026, 3, 10, 9, 0)
    assert step(binder, scene) is Step.HOLD_MEETING


def test_names_are_found_and_strangers_are_question_marks(binder: Binder, scene: Scene) -> None:
    file = read_case(binder, scene.case)
    coordinator = whole(binder, scene.case).coordinator_id
    assert coordinator is not None
    names = (Who.YOUTH, scene.karin, Who.contact(scene.ake), Who.coordinator(coordinator), Who.guardian("x"))
    assert [file.name(each) for each in names] == [
        "Amir Nilsson", "Karin Nilsson", "Åke Örn", binder.person, "?",
    ]  # fmt: skip
    assert (file.scope_name(scene.police), file.scope_name(f"contact:{scene.ake}")) == ("Polisen", "Åke Örn")


def test_what_was_sent_is_opened_again(binder: Binder, scene: Scene) -> None:
    record(binder, scene, Paper.CONSENT_FORM)
    (sent,) = read_case(binder, scene.case).dispatches
    assert sent_document(binder, sent.document) == b"%PDF"
    with pytest.raises(KnownError, match="no_such_document"):
        sent_document(binder, "e" * 64)
