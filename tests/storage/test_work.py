"""One unit of work: what it loads, keeps, and protects."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import object_session
from sqlalchemy.orm.exc import DetachedInstanceError

from app.models.codes import CaseState, MeetingKind, MeetingStatus, Paper
from app.models.errors import Kind, KnownError
from app.models.records import (
    Case,
    CaseStateChange,
    Contact,
    Dispatch,
    Meeting,
    PlanVersion,
    Record,
    YoungPerson,
)
from app.storage.binder import Binder
from tests.storage.binders import MORNING, PERSON, TestClock, new_binder
from tests.storage.samples import SCAN, add_address_book, full_case, small_case

MOST_QUESTIONS = 30


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def binder(tmp_path: Path, clock: TestClock):
    with new_binder(tmp_path / "parm", clock) as opened:
        yield opened


def everything(record: Record) -> list[Record]:
    """A record and all that hangs on it; raises where something was not loaded."""
    found = [record]
    for relation in inspect(type(record)).relationships:
        value = getattr(record, relation.key)
        for each in value if isinstance(value, list) else [value] if value is not None else []:
            found += everything(each)
    return found


def test_a_case_comes_whole_and_stays_readable(binder: Binder) -> None:
    with binder.writing() as work:
        add_address_book(work)
        work.add(full_case("c1"))
        work.add(small_case("c2"))
    with binder.reading() as work:
        case = work.case("c1")
        bare = work.case("c2")
    assert object_session(case) is None
    records = everything(case)
    kinds = {type(each).__name__ for each in records}
    assert len(kinds) == 25
    assert len([each for each in records if type(each).__name__ == "Action"]) == 96
    assert [each.number for each in case.meetings] == list(range(1, 13))
    assert case.states[1].closing.goal_outcomes[0].goal == "m1-mål0"
    assert everything(bare) == [bare, bare.young_person]
    with pytest.raises(DetachedInstanceError):
        _ = case.attachments[0].content


def test_a_case_is_loaded_with_as_many_questions_however_much_hangs_on_it(binder: Binder) -> None:
    with binder.writing() as work:
        add_address_book(work)
        work.add(full_case("c1"))
        work.add(small_case("c2"))
    asked = []
    for case_id in ("c1", "c2"):
        statements: list[str] = []
        with binder.reading() as work:
            connection = work._session.connection()
            event.listen(connection, "before_cursor_execute", lambda *heard: statements.append(heard[2]))  # noqa: B023
            work.case(case_id)
        asked.append(len(statements))
    # A question a kind of record, and none a row.
    assert 0 < asked[1] <= asked[0] <= MOST_QUESTIONS


def test_all_cases_come_in_order(binder: Binder) -> None:
    with binder.writing() as work:
        for each in ("c2", "c1", "c3"):
            work.add(small_case(each))
    with binder.reading() as work:
        assert [each.id for each in work.all_cases()] == ["c1", "c2", "c3"] == list(work.case_ids())
        assert all(each.young_person.name == "Kim Prov" for each in work.all_cases())


def test_a_case_that_does_not_exist_is_named(binder: Binder) -> None:
    with binder.reading() as work, pytest.raises(KnownError) as refused:
        work.case("c9")
    assert (refused.value.code, refused.value.kind) == ("no_such_case", Kind.RULE)
    assert refused.value.details == {"id": "c9"}


def test_the_bytes_of_an_attachment_come_when_asked_for(binder: Binder) -> None:
    with binder.writing() as work:
        add_address_book(work)
        work.add(full_case("c1", meetings=1))
    with binder.reading() as work:
        (attachment,) = work.case("c1").attachments
        assert work.attachment_content(attachment.id) == SCAN
        with pytest.raises(KnownError, match="no_such_attachment"):
            work.attachment_content(999)


def test_the_list_of_cases_is_rows(binder: Binder, clock: TestClock) -> None:
    today = clock().date()
    with binder.writing() as work:
        add_address_book(work)
        case = full_case("c1", meetings=2)
        case.participants[0].to = today
        case.participants[1].to = today - timedelta(1)
        case.participants[2].from_ = today + timedelta(1)
        for number, days in ((3, 9), (4, 2)):
            case.meetings.append(
                Meeting(
                    key=f"m{number}",
                    number=number,
                    kind=MeetingKind.ORDINARY,
                    starts=clock() + timedelta(days),
                    status=MeetingStatus.PLANNED,
                )
            )
        work.add(case)
        work.add(small_case("c2", "Ö Prov"))
    with binder.reading() as work:
        first, second = work.cases_for_list()
    assert (first.id, first.name, first.birth_date) == ("c1", "Kim Prov", date(2009, 5, 17))
    assert (first.state, first.members) == (CaseState.CLOSED, 1)
    assert first.next_meeting == clock() + timedelta(2)
    assert first.last_meeting == full_case("x", meetings=2).meetings[1].starts
    assert (second.id, second.state, second.next_meeting, second.members) == ("c2", None, None, 0)


def test_a_case_is_deleted_with_all_that_hangs_on_it(binder: Binder) -> None:
    with binder.writing() as work:
        add_address_book(work)
        work.add(full_case("c1"))
    with binder.writing() as work:
        work.delete(work.case("c1"))
    with binder.reading() as work:
        left = {type_.__name__ for type_ in (Case, YoungPerson, Meeting, CaseStateChange) if work.all(type_)}
        assert left == set()
        assert len(work.contacts()) == 3


def test_a_reference_to_nobody_is_refused(binder: Binder) -> None:
    def add() -> None:
        with binder.writing() as work:
            work.add(Contact(id="p1", name="Hemligt Namn", organisation_id="o9"))

    with pytest.raises(IntegrityError) as refused:
        add()
    # What an error report may carry: never a name.
    assert "Hemligt" not in str(refused.value)


def test_a_unit_of_work_that_fails_leaves_nothing(binder: Binder) -> None:
    def fail() -> None:
        with binder.writing() as work:
            work.add(small_case("c1"))
            work.flush()
            work.log("changed", case="c1")
            raise KnownError(Kind.RULE, "no")

    before = _log_length(binder)
    with pytest.raises(KnownError, match="no"):
        fail()
    with binder.reading() as work:
        assert work.case_ids() == []
    assert _log_length(binder) == before


def test_two_units_of_work_that_change_the_same_row_do_not_overwrite_each_other(binder: Binder) -> None:
    with binder.writing() as work:
        work.add(small_case("c1"))
    with binder.reading() as work:
        case = work.case("c1")
    assert case.revision == 1
    with binder.writing() as work:
        work.case("c1").code_name = "Ekorren"
    with binder.reading() as work:
        assert work.case("c1").revision == 2


def test_a_draft_is_kept_by_form_and_record(binder: Binder, clock: TestClock) -> None:
    before = _log_length(binder)
    with binder.writing() as work:
        work.drafts.put("note", "c1", {"text": "Ringde h"}, base=3)
    clock.tick(seconds=1)
    with binder.writing() as work:
        work.drafts.put("note", "c1", {"text": "Ringde hem"}, base=3)
        work.drafts.put("note", "c2", {"text": "x"})
    with binder.reading() as work:
        draft = work.drafts.get("note", "c1")
        assert draft is not None
        assert (draft.content, draft.base, draft.at) == (
            {"text": "Ringde hem"},
            3,
            MORNING + timedelta(seconds=1),
        )
        assert work.drafts.get("note", "c3") is None
        assert {each.record for each in work.drafts.all()} == {"c1", "c2"}
    with binder.writing() as work:
        work.drafts.delete("note", "c1")
        work.drafts.delete("note", "c9")
    with binder.reading() as work:
        assert [each.record for each in work.drafts.all()] == ["c2"]
    # What is not yet a fact does not stand in the log.
    assert _log_length(binder) == before


def test_with_a_case_goes_what_was_typed_about_it_and_nothing_of_others(binder: Binder) -> None:
    about = [
        ("quick_contact", "c1", {"text": "Ringde h"}),
        ("note", "c1 n7", {"text": "Chefen"}),
        ("meeting", "c1:m2", {"notes": {}}),
        ("capture", "", {"case": "c1", "text": "Ringde"}),
        ("window", "resume", {"page": "case", "args": {"case_id": "c1"}}),
    ]
    others = [
        ("quick_contact", "c10", {"text": "Om c1"}),
        ("note", "c10 n7", {"text": "c1 ringde"}),
        ("contact_entry", "xc1", {"name": "c1 eller c1:m2"}),
        ("capture", "c_", {"case": "c10"}),
    ]
    with binder.writing() as work:
        for form, record, content in (*about, *others):
            work.drafts.put(form, record, content)
        work.add(small_case("c1"))
    with binder.writing() as work:
        work.erase_case("c1")
    with binder.reading() as work:
        assert {(each.form, each.record) for each in work.drafts.all()} == {each[:2] for each in others}


def test_settings_hold_any_json(binder: Binder) -> None:
    with binder.writing() as work:
        assert work.settings.get("theme", "light") == "light"
        work.settings.put("theme", "dark")
        work.settings.put("letterhead", {"unit": "Provenheten", "lines": [1, None]})
        work.settings.put("theme", None)
    with binder.reading() as work:
        assert work.settings.get("theme", "light") is None
        assert work.settings.get("letterhead") == {"unit": "Provenheten", "lines": [1, None]}


def test_what_was_agreed_and_sent_cannot_be_changed(binder: Binder) -> None:
    with binder.writing() as work:
        work.add(small_case("c1"))
        work.flush()
        work.add(
            PlanVersion(
                case_id="c1", meeting_key="m1", version=1, agreed_at=MORNING, snapshot="{}", digest="0"
            )
        )
        work.keep_document("aa", b"papper")
        work.keep_document("aa", b"papper")
        work.flush()
        work.add(Dispatch(case_id="c1", at=MORNING, by=PERSON, paper=Paper.PLAN, how="saved", document="aa"))

    def change() -> None:
        with binder.writing() as work:
            work.all(PlanVersion)[0].snapshot = '{"annat": 1}'

    def remove() -> None:
        with binder.writing() as work:
            work.delete(work.case("c1"))

    for forbidden in (change, remove):
        with pytest.raises(IntegrityError, match="not changed"):
            forbidden()
    with binder.reading() as work:
        assert work.all(PlanVersion)[0].snapshot == "{}"
        assert work.document("aa") == b"papper"
        with pytest.raises(KnownError, match="no_such_document"):
            work.document("bb")


def test_retention_erases_a_case_with_all_that_was_fixed(binder: Binder) -> None:
    with binder.writing() as work:
        for id_, digest in (("c1", "aa"), ("c2", "bb")):
            work.add(small_case(id_))
            work.keep_document(digest, b"papper")
            plan = PlanVersion(
                case_id=id_, meeting_key="m1", version=1, agreed_at=MORNING, snapshot="{}", digest="0"
            )
            work.add(plan)
            sent = Dispatch(
                case_id=id_, at=MORNING, by=PERSON, paper=Paper.PLAN, how="saved", document=digest
            )
            work.add(sent)
    with binder.writing() as work:
        work.erase_case("c1")
        work.log("erased")
    with binder.reading() as work:
        assert work.case_ids() == ["c2"]
        assert [each.case_id for each in work.all(PlanVersion)] == ["c2"]
        assert [each.case_id for each in work.all(Dispatch)] == ["c2"]
        assert work.document("bb") == b"papper"
        with pytest.raises(KnownError, match="no_such_document"):
            work.document("aa")

    def remove() -> None:
        with binder.writing() as work:
            work.delete(work.all(PlanVersion)[0])

    with pytest.raises(IntegrityError, match="not changed"):
        remove()


def _log_length(binder: Binder) -> int:
    with binder.reading() as work:
        return len(work.log_rows())
