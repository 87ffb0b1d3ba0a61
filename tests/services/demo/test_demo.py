"""The invented binder: the same for the same number, all states in it, and nothing that is anybody's."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from personnummer import personnummer

from app.models.codes import CaseState, MeetingStatus
from app.models.consent_status import ConsentWarningCode, consent_status
from app.models.cover import Cover
from app.models.errors import KnownError
from app.models.states import state_on
from app.services import interchange
from app.services.demo.caseload import caseload
from app.services.demo.fates import MOST_OPEN, fates
from app.services.demo.make import make_demo
from app.services.settings import is_demo
from app.storage.binder import Binder
from tests.storage.binders import new_binder

TODAY = date(2026, 3, 4)
ROOT = Path(__file__).resolve().parents[3]
PHONE = re.compile(r"070-174 06 (0[5-9]|[1-9]\d)|08-465 004 \d\d")
OPEN = {each.value for each in CaseState} - {"closed", "followed_up", "declined"}


def clock() -> datetime:
    return datetime(2026, 3, 4, 9, 12)


def nobody(_part: float) -> None:
    pass


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Binder]:
    made = new_binder(tmp_path_factory.mktemp("demo") / "parm", clock)
    make_demo(made)
    yield made
    made.close()


def exported(binder: Binder) -> str:
    pieces: list[bytes] = []
    interchange.export_file(binder, pieces.append)
    return b"".join(pieces).decode()


def strings(value: Any) -> Iterator[tuple[str, str]]:
    """Every text of a tree with its key."""
    if isinstance(value, dict):
        for key, each in value.items():
            if isinstance(each, str):
                yield key, each
            else:
                yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


@pytest.mark.long
def test_it_is_the_same_in_another_process_with_another_hash_seed() -> None:
    script = (
        "import json, datetime; from app.services.demo.caseload import caseload;"
        "print(json.dumps(caseload(30, 7, datetime.date(2026, 3, 4), lambda part: None)))"
    )
    # This process has a seed of its own, drawn when it began.
    told = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "1"},
        capture_output=True,
        check=True,
    ).stdout
    assert told == (json.dumps(caseload(30, 7, TODAY, nobody)) + "\n").encode()


@pytest.mark.long
def test_two_binders_of_the_same_numbers_export_the_same_bytes_and_others_do_not(
    demo: Binder, tmp_path: Path
) -> None:
    with new_binder(tmp_path / "en till", clock) as again:
        make_demo(again, today=TODAY)
        assert exported(again) == exported(demo)
    first, other = (caseload(5, seed, TODAY, nobody) for seed in (1, 2))
    assert first["cases"] != other["cases"]


def test_its_file_is_taken_back_without_a_warning_and_unchanged(demo: Binder, tmp_path: Path) -> None:
    text = exported(demo)
    with new_binder(tmp_path / "tom", clock) as empty:
        done = interchange.import_file(empty, text.encode())
        assert (done.warnings, done.conflicts) == ((), ())
        assert exported(empty) == text


@pytest.mark.parametrize(
    "today",
    [
        date(2028, 2, 29),
        *(
            pytest.param(each, marks=pytest.mark.long)
            for each in (date(2026, 2, 28), date(2026, 7, 15), date(2026, 12, 24))
        ),
    ],
)
def test_any_day_of_the_year_gives_a_file_without_faults_or_oddities(today: date, tmp_path: Path) -> None:
    tree = caseload(26, 3, today, nobody)
    with new_binder(tmp_path / "tom", lambda: datetime(today.year, today.month, today.day, 7)) as empty:
        done = interchange.import_file(empty, json.dumps(tree).encode())
        assert done.warnings == ()


def test_every_state_and_warning_is_there(demo: Binder) -> None:
    with demo.reading() as work:
        cases, contacts = work.all_cases(), {each.id: each for each in work.contacts()}
    assert {state_on(each, TODAY) for each in cases} == set(CaseState)
    status = [consent_status(each, contacts, TODAY) for each in cases]
    assert {warning.code for each in status for warning in each.warnings} >= set(ConsentWarningCode) - {
        ConsentWarningCode.NOBODY_REQUIRED,
        ConsentWarningCode.DEVIATION_ENDS,
    }
    covers = {cover for each in status for cover in each.persons.values()}
    assert covers >= {Cover.COVERED, Cover.MISSING, Cover.EXPIRED, Cover.WITHDRAWN}
    assert any(each.excused for each in status)
    assert any(each.young_person.protected_identity for each in cases)
    assert {each.coordinator_id for each in cases} == {"sara", "mikael"}
    assert any(each.stand_in_id for each in cases)
    meetings = [each for case in cases for each in case.meetings]
    assert {each.status for each in meetings} == set(MeetingStatus)
    assert any(each.starts.date() == TODAY and each.status is MeetingStatus.PLANNED for each in meetings)
    assert all(each.notes for each in cases)


@pytest.mark.parametrize("count", [1, 24, 60, 200, 700])
def test_never_more_than_a_hundred_and_fifty_are_open(count: int) -> None:
    made = list(fates(count, Random("1/fates")))
    assert len(made) == count
    assert sum(each.is_open for each in made) <= MOST_OPEN
    assert sum(each.is_open for each in made) == sum(each.state.value in OPEN for each in made)


def test_no_number_and_no_address_is_anybodys() -> None:
    tree = caseload(60, 5, TODAY, nobody)
    told = Counter(key for key, _ in strings(tree))
    assert told["identity_number"] == 60
    numbers = []
    for key, text in strings(tree):
        if key == "phone":
            assert PHONE.fullmatch(text), text
        elif key == "email":
            assert re.fullmatch(r"[a-z.-]+@example\.se", text), text
        elif key == "identity_number":
            numbers.append(text)
            assert personnummer.valid(text)
            assert text[9:12] in ("238", "239"), text
    assert len(set(numbers)) == 60


def test_identity_numbers_tell_the_same_day_and_sex_as_the_case() -> None:
    for case in caseload(60, 5, TODAY, nobody)["cases"]:
        youth = case["young_person"]
        assert youth["identity_number"][:8] == youth["birth_date"].replace("-", "")


def test_no_gap_is_left_open_and_words_are_swedish_prose() -> None:
    for key, text in strings(caseload(200, 9, TODAY, nobody)):
        assert not set(text) & set("{}"), (key, text)
        assert text == text.strip()
        assert "!" not in text


def test_what_is_open_is_carried_or_judged_and_nobody_answers_for_a_step_from_outside() -> None:
    for case in caseload(60, 2, TODAY, nobody)["cases"]:
        known = {"youth", f"coordinator:{case['coordinator']}"}
        known |= {f"guardian:{each['id']}" for each in case["guardians"]}
        known |= {f"contact:{each['contact']}" for each in case["participants"]}
        waiting: set[str] = set()
        for meeting in case["meetings"]:
            judged = {each["action"] for each in meeting["follow_ups"]}
            assert meeting["status"] != "held" or meeting["kind"] == "small" or judged == waiting
            steps = [action for goal in meeting["goals"] for action in goal["actions"]]
            assert {each["responsible"] for each in steps} <= known
            if meeting["status"] == "held" and meeting["kind"] != "small":
                waiting = {each["id"] for each in steps}


def test_a_binder_knows_that_it_is_a_demo_and_takes_no_second(demo: Binder, tmp_path: Path) -> None:
    assert is_demo(demo)
    with pytest.raises(KnownError) as refused:
        make_demo(demo)
    assert refused.value.code == "demo_not_empty"
    with new_binder(tmp_path / "egen", clock) as own:
        assert not is_demo(own)
        with pytest.raises(KnownError) as wrong:
            make_demo(own, cases=0)
        assert wrong.value.code == "demo_cases"
        for day in (date.min, date.max):
            with pytest.raises(KnownError) as wrong:
                make_demo(own, today=day)
            assert wrong.value.code == "demo_day"
        assert not is_demo(own)


def test_the_latest_plans_are_as_sent_but_for_the_one_that_waits(demo: Binder) -> None:
    from app.services.case_file import read_case
    from app.services.next_step import Step, next_step

    steps = {id_: next_step(read_case(demo, id_)).step for id_ in ("demo-0001", "demo-0010")}
    assert steps["demo-0010"] is Step.SEND_PLAN
    assert steps["demo-0001"] is not Step.SEND_PLAN
    assert read_case(demo, "demo-0001").dispatches
