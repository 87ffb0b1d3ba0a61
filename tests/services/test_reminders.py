"""Her own reminders: with and without a case, ticked off and back, and those that a note made."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.models.errors import KnownError
from app.services import notes, reminders
from app.services.notes import NoteFacts
from app.services.reminders import ReminderFacts
from app.storage.binder import Binder
from tests.services.readings import logged, only, whole
from tests.services.scene import Scene

BOOK = ReminderFacts(text=" Boka lokal\n", day=date(2026, 3, 20))
CALL = NoteFacts(
    text="Ring rektorn\nom schemat", at=datetime(2026, 3, 4, 9, 12), follow_up_on=date(2026, 3, 9)
)


def days(binder: Binder, *, done: bool | None = False) -> list[tuple[date, str, bool]]:
    return [(each.date, each.text, each.done) for each in reminders.reminders(binder, done=done)]


def number(binder: Binder) -> int:
    (row,) = reminders.reminders(binder, done=None)
    return row.id


def test_one_without_a_case_is_kept_and_logged(binder: Binder) -> None:
    changes = reminders.set_reminder(binder, BOOK)
    assert (changes.kinds, changes.ids) == ({"reminder"}, {str(number(binder))})
    (row,) = reminders.reminders(binder)
    assert (row.text, row.date, row.done, row.case_id, row.name) == (
        "Boka lokal", date(2026, 3, 20), False, None, None,
    )  # fmt: skip
    assert logged(binder)[-1] == "reminder_set"


def test_one_of_a_case_says_whose(binder: Binder, scene: Scene) -> None:
    changes = reminders.set_reminder(binder, replace(BOOK, case_id=scene.case))
    (row,) = reminders.reminders(binder, case_id=scene.case)
    assert changes.ids == {scene.case, str(row.id)}
    assert (row.case_id, row.name, row.protected_identity) == (scene.case, "Amir Nilsson", False)
    assert reminders.reminders(binder, case_id="annat") == ()
    assert logged(binder, scene.case)[-1] == "reminder_set"


def test_they_come_in_order_of_day_then_of_writing(binder: Binder) -> None:
    for day, text in ((9, "b"), (2, "sen"), (9, "a")):
        reminders.set_reminder(binder, ReminderFacts(text=text, day=date(2026, 3, day)))
    assert [text for _, text, _ in days(binder)] == ["sen", "b", "a"]


def test_ticked_off_and_back(binder: Binder) -> None:
    reminders.set_reminder(binder, BOOK)
    reminders.tick_reminder(binder, number(binder))
    assert days(binder) == []
    assert days(binder, done=True) == [(date(2026, 3, 20), "Boka lokal", True)]
    reminders.tick_reminder(binder, number(binder), done=False)
    assert days(binder) == [(date(2026, 3, 20), "Boka lokal", False)]
    assert logged(binder)[-2:] == ["reminder_done", "reminder_reopened"]


def test_changed_it_concerns_both_cases(binder: Binder, scene: Scene) -> None:
    reminders.set_reminder(binder, replace(BOOK, case_id=scene.case))
    reminders.tick_reminder(binder, number(binder))
    changes = reminders.change_reminder(
        binder, number(binder), ReminderFacts(text="Boka annan lokal", day=date(2026, 3, 21))
    )
    assert changes.ids == {scene.case, str(number(binder))}
    assert days(binder, done=True) == [(date(2026, 3, 21), "Boka annan lokal", True)]
    assert logged(binder, scene.case)[-1] == "reminder_changed"


def test_removed_it_comes_back_with_its_number(binder: Binder, scene: Scene) -> None:
    reminders.set_reminder(binder, replace(BOOK, case_id=scene.case))
    (before,) = reminders.reminders(binder)
    reminders.remove_reminder(binder, before.id)
    assert days(binder, done=None) == []
    reminders.set_reminder(binder, ReminderFacts.of(before), number=before.id)
    assert reminders.reminders(binder) == (before,)
    assert logged(binder, scene.case)[-2:] == ["reminder_removed", "reminder_set"]


def test_refused(binder: Binder, scene: Scene) -> None:
    with pytest.raises(KnownError, match="text_missing"):
        reminders.set_reminder(binder, replace(BOOK, text=" \n"))
    with pytest.raises(KnownError, match="no_such_case"):
        reminders.set_reminder(binder, replace(BOOK, case_id="annat"))
    for act in (reminders.tick_reminder, reminders.remove_reminder):
        with pytest.raises(KnownError, match="no_such_reminder"):
            act(binder, 7)
    with pytest.raises(KnownError, match="no_such_reminder"):
        reminders.change_reminder(binder, 7, BOOK)
    assert (days(binder, done=None), "reminder_set" in logged(binder)) == ([], False)


def test_a_note_is_followed_up_on_its_reminders_new_day(binder: Binder, scene: Scene) -> None:
    key = only(notes.write_note(binder, scene.case, CALL), scene.case)
    moved = ReminderFacts(text="Ring rektorn", day=date(2026, 3, 11), case_id=scene.case)
    assert reminders.change_reminder(binder, number(binder), moved).kinds == {"reminder", "note"}
    (note,) = whole(binder, scene.case).notes
    assert note.follow_up_on == date(2026, 3, 11)
    notes.edit_note(binder, scene.case, key, replace(CALL, follow_up_on=date(2026, 3, 12)))
    assert days(binder) == [(date(2026, 3, 12), "Ring rektorn", False)]


def test_a_reminder_with_words_of_its_own_leaves_its_note(binder: Binder, scene: Scene) -> None:
    key = only(notes.write_note(binder, scene.case, CALL), scene.case)
    own = ReminderFacts(text="Ring skolan", day=date(2026, 3, 9), case_id=scene.case)
    reminders.change_reminder(binder, number(binder), own)
    assert whole(binder, scene.case).notes[0].follow_up_on is None
    notes.delete_note(binder, scene.case, key)
    assert days(binder) == [(date(2026, 3, 9), "Ring skolan", False)]


def test_a_removed_reminder_leaves_its_note_until_it_comes_back(binder: Binder, scene: Scene) -> None:
    notes.write_note(binder, scene.case, CALL)
    (before,) = reminders.reminders(binder)
    assert reminders.remove_reminder(binder, before.id).kinds == {"reminder", "note"}
    assert whole(binder, scene.case).notes[0].follow_up_on is None
    reminders.set_reminder(binder, ReminderFacts.of(before), number=before.id)
    assert whole(binder, scene.case).notes[0].follow_up_on == date(2026, 3, 9)
