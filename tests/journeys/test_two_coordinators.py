"""Two people share a binder, each with a passphrase of her own; one falls ill and the other takes over."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.models.codes import CaseState
from app.services import coordinators, persons
from app.services.binders import Binder
from app.services.coordinators import Responsible
from tests.journeys.test_from_empty_laptop_to_drafts import PASSPHRASE, SARA, YOUTH, Laptop, make_a_binder
from tests.journeys.test_from_empty_laptop_to_drafts import enter_the_youth as enter_the_youth
from tests.journeys.test_from_empty_laptop_to_drafts import laptop as laptop

MAJA, HERS = "Majlis Skogsklint", "tolv trötta tåg till Tärnaby"


def lock_and_unlock(laptop: Laptop, passphrase: str) -> None:
    """Ctrl+L ends the process; in the fresh one somebody types her own passphrase."""
    laptop.hands.press("Ctrl+L")
    folder = laptop.restarts.pop()
    laptop.ended()
    laptop.start(folder)
    laptop.hands.write("Lösenfras", passphrase)
    laptop.hands.press("Return")
    laptop.in_the_binder()


def let_the_colleague_in(laptop: Laptop) -> None:
    hands = laptop.hands
    hands.press("Ctrl+7")
    hands.wait_for("Personer")
    assert not hands.sees("Lämna över ärenden*"), "there is nobody to hand over to yet"
    hands.click("Ge en kollega tillgång …")
    hands.dialog("Ge en kollega tillgång")
    hands.fill({"Namn": MAJA, "Titel": "samordnare", "E-post": "majlis@example.se"})
    hands.fill({"Kollegans lösenfras": PASSPHRASE, "Lösenfrasen en gång till": PASSPHRASE})
    hands.click("Ge tillgång")
    hands.wait_for("Den lösenfrasen går inte att använda")
    hands.fill({"Kollegans lösenfras": HERS, "Lösenfrasen en gång till": HERS})
    hands.answer("Ge en kollega tillgång", "Ge tillgång")
    hands.wait_for(MAJA)
    laptop.look("letting the colleague in")


def take_over(laptop: Laptop) -> None:
    hands = laptop.hands
    hands.press("Ctrl+7")
    hands.wait_for("Personer")
    hands.click(f"Ta över ärenden, {SARA}")
    hands.dialog("Ta över efter *")
    hands.click(f"{SARA.split()[0]} blir ersättare")
    hands.answer("Ta över efter *", "Ta över")
    hands.wait_for("1 ärende")


def who_answers(binder: Binder) -> Responsible:
    with binder.reading() as work:
        (case_id,) = work.case_ids()
        names = {each.id: each.name for each in work.coordinators()}
        found = Responsible.of(work.case(case_id))
    return Responsible(
        coordinator_id=names.get(found.coordinator_id or ""), stand_in_id=names.get(found.stand_in_id or "")
    )


def test_two_coordinators(laptop: Laptop, qtbot: QtBot, tmp_path: Path) -> None:
    laptop.watch.seek(MAJA, HERS)
    laptop.start()
    make_a_binder(laptop, tmp_path / "pärm")
    enter_the_youth(laptop)
    assert laptop.binder.person == SARA
    assert who_answers(laptop.binder) == Responsible(coordinator_id=SARA)
    let_the_colleague_in(laptop)

    # Sara is ill the next morning. Majlis comes in with her own passphrase and takes over.
    laptop.clock.at = datetime(2026, 3, 3, 7, 40)
    lock_and_unlock(laptop, HERS)
    assert laptop.binder.person == MAJA
    laptop.hands.wait_for(f"Upplåst som {MAJA}.")
    assert coordinators.my_cases(laptop.binder).coordinates == frozenset()
    take_over(laptop)
    assert who_answers(laptop.binder) == Responsible(coordinator_id=MAJA, stand_in_id=SARA)
    laptop.look("taking over")

    # What she does stands in her name, and the case names her.
    hands = laptop.hands
    hands.press("Ctrl+2")
    hands.type("zyx")
    hands.press("Return")
    hands.wait_for(YOUTH)
    hands.press("Alt+3")
    hands.wait_for("Ansvariga")
    hands.wait_for(MAJA)
    hands.press("Alt+6")
    hands.click("Ny händelse")
    hands.answer("Ny händelse", "Spara", {"Vad kom in?": "Orosanmälan", "När?": "2 mars"})
    hands.wait_for("Orosanmälan")

    # Sara is back. She is known by her own passphrase, and sees that the case is not hers.
    laptop.clock.at = datetime(2026, 3, 9, 8, 0)
    lock_and_unlock(laptop, PASSPHRASE)
    assert laptop.binder.person == SARA
    mine = coordinators.my_cases(laptop.binder)
    assert (len(mine.coordinates), len(mine.stands_in)) == (0, 1)
    (me, maja) = persons.persons(laptop.binder)
    assert (me.is_me, maja.can_open, [each.state for each in maja.cases]) == (
        True,
        True,
        [CaseState.SEEKING_CONSENT],
    )
    with laptop.binder.reading() as work:
        assert work.log_broken_at() is None
        told = [(row.what, row.by) for row in work.log_rows()]
    deeds = [
        each
        for each in told
        if each[0] in ("opened", "person_added", "case_handed_over", "incident_recorded")
    ]
    assert deeds == [
        ("opened", SARA),
        ("person_added", SARA),
        ("opened", MAJA),
        ("case_handed_over", MAJA),
        ("incident_recorded", MAJA),
        ("opened", SARA),
    ]
    laptop.look("coming back")
