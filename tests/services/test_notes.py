"""Notes, reminders and news of actions."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.models.codes import NoteKind
from app.models.errors import KnownError
from app.models.records import Reminder
from app.services import notes
from app.services.notes import NoteFacts
from app.services.reminders import tick_reminder
from app.storage.binder import Binder
from tests.services.readings import only, whole
from tests.services.scene import Scene

CALL = NoteFacts(
    text="Chefen säger ja.\nVill träffa Amir först.",
    at=datetime(2026, 3, 4, 9, 12, 33),
    kind=NoteKind.CALL,
    with_="Yusuf",
    private=True,
    follow_up_on=date(2026, 3, 9),
)


def reminders(binder: Binder) -> list[tuple[date, str, bool]]:
    with binder.reading() as work:
        return [(each.date, each.text, bool(each.done)) for each in work.all(Reminder)]


def written(binder: Binder, scene: Scene) -> str:
    return only(notes.write_note(binder, scene.case, CALL), scene.case)


def test_a_contact_is_kept_to_the_minute_and_makes_its_reminder(binder: Binder, scene: Scene) -> None:
    written(binder, scene)
    (note,) = whole(binder, scene.case).notes
    assert (note.at, note.kind, note.with_, note.private) == (
        datetime(2026, 3, 4, 9, 12), NoteKind.CALL, "Yusuf", True,
    )  # fmt: skip
    assert reminders(binder) == [(date(2026, 3, 9), "Chefen säger ja.", False)]


def test_the_reminder_moves_with_its_note(binder: Binder, scene: Scene) -> None:
    key = written(binder, scene)
    notes.edit_note(binder, scene.case, key, replace(CALL, follow_up_on=date(2026, 3, 10)))
    assert reminders(binder) == [(date(2026, 3, 10), "Chefen säger ja.", False)]
    notes.edit_note(binder, scene.case, key, replace(CALL, follow_up_on=None))
    assert reminders(binder) == []


def test_a_reminder_that_is_done_stays(binder: Binder, scene: Scene) -> None:
    key = written(binder, scene)
    with binder.reading() as work:
        (made,) = work.all(Reminder)
    tick_reminder(binder, made.id)
    notes.delete_note(binder, scene.case, key)
    assert reminders(binder) == [(date(2026, 3, 9), "Chefen säger ja.", True)]


def done(binder: Binder) -> None:
    """Tick off the one reminder there is."""
    with binder.reading() as work:
        (made,) = work.all(Reminder)
    tick_reminder(binder, made.id)


def test_mending_a_word_brings_no_reminder_back_that_is_done(binder: Binder, scene: Scene) -> None:
    key = written(binder, scene)
    done(binder)
    notes.edit_note(binder, scene.case, key, replace(CALL, text="Chefen säger gärna ja."))
    assert reminders(binder) == [(date(2026, 3, 9), "Chefen säger gärna ja.", True)]


def test_a_new_day_is_something_new_to_do(binder: Binder, scene: Scene) -> None:
    key = written(binder, scene)
    done(binder)
    notes.edit_note(binder, scene.case, key, replace(CALL, follow_up_on=date(2026, 3, 16)))
    assert sorted(reminders(binder)) == [
        (date(2026, 3, 9), "Chefen säger ja.", True),
        (date(2026, 3, 16), "Chefen säger ja.", False),
    ]


def test_of_two_reminders_alike_the_one_still_to_do_goes_with_its_note(binder: Binder, scene: Scene) -> None:
    written(binder, scene)
    done(binder)
    key = written(binder, scene)
    notes.delete_note(binder, scene.case, key)
    assert reminders(binder) == [(date(2026, 3, 9), "Chefen säger ja.", True)]


def test_a_note_that_comes_back_is_not_to_be_followed_up_twice(binder: Binder, scene: Scene) -> None:
    key = written(binder, scene)
    done(binder)
    notes.delete_note(binder, scene.case, key)
    notes.write_note(binder, scene.case, CALL, key=key)
    assert reminders(binder) == [(date(2026, 3, 9), "Chefen säger ja.", True)]


def test_a_deleted_note_comes_back_the_same(binder: Binder, scene: Scene) -> None:
    key = written(binder, scene)
    before = NoteFacts.of(whole(binder, scene.case).notes[0])
    notes.delete_note(binder, scene.case, key)
    assert (whole(binder, scene.case).notes, reminders(binder)) == ([], [])
    notes.write_note(binder, scene.case, before, key=key)
    (note,) = whole(binder, scene.case).notes
    assert (note.key, NoteFacts.of(note)) == (key, before)
    assert len(reminders(binder)) == 1


def test_an_empty_note_is_none(binder: Binder, scene: Scene) -> None:
    with pytest.raises(KnownError, match="text_missing"):
        notes.write_note(binder, scene.case, replace(CALL, text=" \n "))
    assert reminders(binder) == []
