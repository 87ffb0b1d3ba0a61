"""Noting the days that matter, changing and removing them, with a way back (R22)."""

from datetime import date

import pytest

from app.models.codes import CaseState, KeyDateKind
from app.models.errors import KnownError
from app.models.states import state_on
from app.services import case_states, key_dates
from app.services.case_states import StateFacts
from app.services.key_dates import KeyDateFacts
from app.storage.binder import Binder
from tests.services.readings import logged, only, whole
from tests.services.scene import Scene

TRIAL = KeyDateFacts(kind=KeyDateKind.TRIAL, date=date(2026, 4, 2), note="  Södertörns   tingsrätt ")


def said(binder: Binder, scene: Scene) -> list[tuple[KeyDateKind, date, str | None]]:
    return [(each.kind, each.date, each.note) for each in whole(binder, scene.case).key_dates]


def test_a_day_is_noted_changed_and_taken_away_and_the_log_knows(binder: Binder, scene: Scene) -> None:
    number = int(only(key_dates.add_key_date(binder, scene.case, TRIAL), scene.case))
    assert said(binder, scene) == [(KeyDateKind.TRIAL, date(2026, 4, 2), "Södertörns tingsrätt")]
    later = KeyDateFacts(kind=KeyDateKind.TRIAL, date=date(2026, 5, 7))
    changes = key_dates.edit_key_date(binder, scene.case, number, later)
    assert scene.case in changes.ids
    assert said(binder, scene) == [(KeyDateKind.TRIAL, date(2026, 5, 7), None)]
    key_dates.remove_key_date(binder, scene.case, number)
    assert said(binder, scene) == []
    assert logged(binder, scene.case)[-3:] == ["key_date_added", "key_date_changed", "key_date_removed"]
    with binder.reading() as work:
        before = [row.details["on"] for row in work.log_rows(case=scene.case)[-3:]]
    assert before == ["2026-04-02", "2026-04-02", "2026-05-07"]


def test_a_removed_day_comes_back_as_it_was(binder: Binder, scene: Scene) -> None:
    number = int(only(key_dates.add_key_date(binder, scene.case, TRIAL), scene.case))
    known = KeyDateFacts.of(key_dates.key_date(whole(binder, scene.case), number))
    key_dates.remove_key_date(binder, scene.case, number)
    key_dates.add_key_date(binder, scene.case, known)
    assert said(binder, scene) == [(KeyDateKind.TRIAL, date(2026, 4, 2), "Södertörns tingsrätt")]


def test_what_is_gone_cannot_be_changed_but_removed_twice(binder: Binder, scene: Scene) -> None:
    with pytest.raises(KnownError, match="no_such_key_date"):
        key_dates.edit_key_date(binder, scene.case, 99, TRIAL)
    key_dates.remove_key_date(binder, scene.case, 99)
    assert "key_date_removed" not in logged(binder, scene.case)


def test_a_placement_does_not_close_a_case(binder: Binder, scene: Scene) -> None:
    for state in (CaseState.SEEKING_CONSENT, CaseState.ACTIVE):
        case_states.change_state(binder, scene.case, StateFacts(state=state, date=date(2026, 3, 4)))
    placed = KeyDateFacts(kind=KeyDateKind.PLACEMENT_FROM, date=date(2026, 3, 4))
    key_dates.add_key_date(binder, scene.case, placed)
    assert state_on(whole(binder, scene.case), date(2026, 3, 4)) is CaseState.ACTIVE
