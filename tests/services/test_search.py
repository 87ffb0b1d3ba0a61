"""Search as a coordinator knows it: everything of a case, hers to see, grouped, and never what it says."""

from datetime import date, datetime

import pytest

from app.services import binders, notes, reminders, search
from app.services.notes import NoteFacts
from app.services.reminders import ReminderFacts
from app.services.search import Hit
from app.storage.binder import Binder
from tests.builders import a_goal, a_meeting, an_action
from tests.services.readings import logged
from tests.services.scene import Scene


@pytest.fixture
def scene(scene: Scene, binder: Binder) -> Scene:
    with binder.writing() as work:
        case = work.case(scene.case)
        goal = a_goal("g", an_action("a", what="Ring Ica om praktik"), goal="Börja på praktik")
        case.meetings.append(
            a_meeting(3, date(2026, 2, 11), goal, strengths="Kom i tid", private_notes="praktik oroar pappa")
        )
    return scene


def note(text: str, day: int = 3, **fields: object) -> NoteFacts:
    return NoteFacts(text=text, at=datetime(2026, 3, day, 9), **fields)  # type: ignore[arg-type]


def places(binder: Binder, typed: str) -> list[tuple[str, str, str]]:
    """Whose, source and key of every hit shown."""
    return [
        (group.case.name if group.case else "", each.source, each.key)
        for group in search.search(binder, typed).groups
        for each in group.hits
    ]


def test_goals_steps_and_meetings_are_found_by_case_the_latest_first(binder: Binder, scene: Scene) -> None:
    notes.write_note(binder, scene.case, note("Chefen ja till praktik", private=True), key="hemlig")
    assert places(binder, "praktik") == [
        ("Amir Nilsson", "note", "hemlig"),
        ("Amir Nilsson", "action", "a"),
        ("Amir Nilsson", "goal", "g"),
        ("Amir Nilsson", "meeting", "m3"),
    ]


def test_what_cases_share_comes_last(binder: Binder, scene: Scene) -> None:
    notes.write_note(binder, scene.case, note("Ringde polisen"), key="n")
    assert places(binder, "polis") == [("Amir Nilsson", "note", "n"), ("", "organisation", scene.police)]
    assert places(binder, "känner kväll") == [("Amir Nilsson", "participant", scene.ake)]


def test_a_case_is_told_by_its_name_or_code_name_among_the_words(binder: Binder, scene: Scene) -> None:
    notes.write_note(binder, scene.case, note("Ringde skolan"), key="n")
    assert ("Amir Nilsson", "note", "n") in places(binder, "amir ringde")
    assert places(binder, "zlatan ringde") == []


def test_reminders_are_found_with_and_without_a_case(binder: Binder, scene: Scene) -> None:
    for case_id in (None, scene.case):
        facts = ReminderFacts(text="Boka lokalen", day=date(2026, 3, 9), case_id=case_id)
        reminders.set_reminder(binder, facts)
    assert [(who, source) for who, source, _ in places(binder, "lokalen")] == [
        ("Amir Nilsson", "reminder"),
        ("", "reminder"),
    ]


def test_many_are_counted_and_the_latest_shown(binder: Binder, scene: Scene) -> None:
    for number in range(7):
        notes.write_note(binder, scene.case, note("samma ord", day=1 + number % 3))
    found = search.search(binder, "samma", most=5)
    assert (found.total, found.shown) == (7, 5)


def test_a_hit_holds_no_text(binder: Binder, scene: Scene) -> None:
    notes.write_note(binder, scene.case, note("kanariefågeln"), key="n")
    found = search.search(binder, "kanarie")
    assert found.groups[0].hits == (
        Hit(
            source="note",
            record=found.groups[0].hits[0].record,
            case_id=scene.case,
            key="n",
            day=date(2026, 3, 3),
            about="note",
        ),
    )


def test_nothing_is_asked_of_an_empty_query(binder: Binder, scene: Scene) -> None:
    for typed in ("", " ", "😀", '""'):
        assert search.search(binder, typed).total == 0


def test_names_come_with_state_role_and_organisation(binder: Binder, scene: Scene) -> None:
    (case,) = search.case_names(binder)
    assert (case.id, case.name, case.protected_identity) == (scene.case, "Amir Nilsson", False)
    assert {(each.name, each.about, each.organisation) for each in search.entry_names(binder)} >= {
        ("Zofia Żółć", "rektor, Björkskolan", False),
        ("Polisen", None, True),
    }


def test_an_index_that_differs_is_made_anew_when_the_binder_is_looked_through(
    binder: Binder, scene: Scene
) -> None:
    notes.write_note(binder, scene.case, note("Ringde skolan"), key="n")
    with binder.writing() as work:
        connection = work._session.connection()
        connection.exec_driver_sql("DELETE FROM search_entry WHERE source = 'note'")
    assert ("Amir Nilsson", "note", "n") not in places(binder, "ringde")
    assert [each.code for each in binders.verify_opened(binder).problems] == ["search_mended"]
    assert ("Amir Nilsson", "note", "n") in places(binder, "ringde")
    assert logged(binder)[-1] == "search_mended"
    assert binders.verify_opened(binder).problems == ()
