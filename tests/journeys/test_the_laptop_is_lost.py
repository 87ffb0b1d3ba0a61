"""The binder is backed up and lost, comes back from the first window, and gets new locks after a leak."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.models.errors import KnownError
from app.services import keep_backups
from app.services.backup import verify_backup
from app.services.binders import Binder, open_with_code
from app.ui import program
from tests.journeys.test_from_empty_laptop_to_drafts import (
    PASSPHRASE,
    YOUTH,
    Laptop,
    enter_the_youth,
    make_a_binder,
)
from tests.journeys.test_from_empty_laptop_to_drafts import laptop as laptop

AFTER, LATER = "tolv trötta tåg till Tärnaby", "grön kaffekopp under snön"


@pytest.fixture
def carried(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The process without keys, in this one: what it carried after each lock."""
    done: list[Path] = []

    def carry(folder: Path) -> None:
        assert all(code is None for code in keep_backups.carry_out(folder).values())
        done.append(folder)

    monkeypatch.setattr(program, "carry_out", carry)
    return done


def choose_where(laptop: Laptop, place: Path) -> None:
    hands = laptop.hands
    hands.press("Ctrl+7")
    hands.wait_for("Inga säkerhetskopior görs")
    hands.click("Visa säkerhetskopior")
    hands.wait_for("Ingen plats är vald.")
    hands.click("Lägg till en plats …")
    hands.choose_folder(place)
    hands.wait_for("Säkerhetskopiorna är i ordning")
    hands.wait_for("kom tillbaka")
    laptop.look("backing up")


def lock(laptop: Laptop) -> Path:
    laptop.hands.press("Ctrl+L")
    folder = laptop.restarts.pop()
    laptop.ended()
    laptop.look("locking")
    return folder


def restore(laptop: Laptop, copy: Path, folder: Path, secret: str) -> None:
    hands = laptop.hands
    hands.wait_for("Välkommen")
    hands.click("Återställ från säkerhetskopia. *")
    hands.fill({"Säkerhetskopian": str(copy), "Var pärmen ska ligga": str(folder)})
    hands.write("Lösenfras eller återställningskod", "fel lösenfras")
    hands.click("Återställ")
    hands.wait_for("Lösenfrasen stämmer inte")
    assert not folder.exists()
    hands.write("Lösenfras eller återställningskod", secret)
    hands.click("Återställ")


def change_the_locks(laptop: Laptop) -> str:
    hands = laptop.hands
    hands.press("Ctrl+7")
    hands.wait_for("Personer")
    hands.click("Misstänkt läcka …")
    hands.dialog("Misstänkt läcka")
    hands.click("Fortsätt")
    hands.wait_for("Välj en ny lösenfras")
    hands.fill({"Ny lösenfras": LATER, "En gång till": LATER})
    hands.click("Fortsätt")
    hands.wait_for("Spara den nya koden")
    groups = {}
    for each in hands.words().split(" | "):
        if each.startswith("Grupp "):
            number, letters = each.removeprefix("Grupp ").split(": ")
            groups[number] = letters.replace(" ", "")
    code = "-".join(groups.values())
    laptop.watch.seek(code, LATER)
    hands.click("Jag har koden")
    hands.wait_for("Stämmer arket?")
    for number, letters in groups.items():
        if hands.sees(f"Grupp {number}"):
            hands.write(f"Grupp {number}", letters)
    hands.click("Byt lås")
    hands.wait_for("Låsen är bytta")
    hands.click("Klart")
    laptop.look("changing the locks")
    return code


def youths(laptop: Laptop) -> list[str]:
    with laptop.binder.reading() as work:
        return [row.name for row in work.cases_for_list()]


def test_a_lost_laptop_and_a_suspected_leak(
    laptop: Laptop, carried: list[Path], qtbot: QtBot, tmp_path: Path
) -> None:
    place, first = tmp_path / "usb", tmp_path / "hem" / "Insatspärm"
    place.mkdir()
    laptop.start()
    code = make_a_binder(laptop, first)
    choose_where(laptop, place)
    laptop.clock.tick(hours=1)
    laptop.hands.press("Ctrl+1")
    enter_the_youth(laptop)
    laptop.clock.tick(hours=1)
    assert lock(laptop) == first
    assert carried == [first]
    copies = sorted(place.glob("*.parmkopia"))
    assert len(copies) == 2

    # The laptop is lost. On a new one she has the copy that was carried when she locked, and her passphrase.
    shutil.rmtree(first)
    second = tmp_path / "hem" / "Ny pärm"
    laptop.start()
    restore(laptop, copies[-1], second, PASSPHRASE)
    laptop.in_the_binder()
    assert youths(laptop) == [YOUTH]
    lock(laptop)

    # Another day she has forgotten it: the sheet with the code restores as well, and she chooses a new one.
    shutil.rmtree(second)
    third = tmp_path / "hem" / "Tredje pärmen"
    laptop.start()
    restore(laptop, copies[-1], third, code)
    laptop.hands.wait_for("Återställ med koden")
    laptop.hands.fill(
        {"Koden, sju grupper": code, "Ny lösenfras": AFTER, "Den nya lösenfrasen en gång till": AFTER}
    )
    laptop.hands.click("Återställ")
    laptop.in_the_binder()
    assert youths(laptop) == [YOUTH]

    # Somebody has photographed the sheet.
    newer = change_the_locks(laptop)
    assert lock(laptop) == third
    with pytest.raises(KnownError, match="wrong_passphrase"):
        Binder.open(third, passphrase=AFTER, clock=laptop.clock)
    verify_backup(copies[-1], code=newer)
    with pytest.raises(KnownError, match="wrong_code"):
        verify_backup(copies[-1], code=code)
    with pytest.raises(KnownError, match="wrong_code"):
        open_with_code(third, code=code, clock=laptop.clock)
    open_with_code(third, code=newer, clock=laptop.clock).close()
    with Binder.open(third, passphrase=LATER, clock=laptop.clock) as binder, binder.reading() as work:
        assert "rekeyed" in [row.what for row in work.log_rows()]
