"""From the last word of the meeting to the plan on its way, by keys alone and counted; then once more, after
a correction, to those who hold the older plan (R15, R17, R18, R27)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.models.binder import Dispatch
from app.models.codes import Channel, Outcome, Paper
from app.models.who import Who
from app.services import hold_meeting, issue_plan, meeting_edits, sending
from app.storage.binder import Binder
from app.ui.meeting.mode import open_meeting
from app.ui.shell.window import Shell
from tests.builders import a_contact, a_participant
from tests.journeys.hands import Hands
from tests.journeys.main_window import main_window
from tests.storage.binders import TestClock, new_binder
from tests.ui.meeting.cases import NOW, fifth_meeting, maria_joins
from tests.ui.sending.conftest import Printer

FEWEST = 10
"""Below so many keys the plan is on its way (design.md)."""

JOINED = date(2026, 1, 12)
OTHERS: dict[str, tuple[Channel | None, str | None]] = {
    "petra": (Channel.SECURE_MAIL, "petra@example.se"),
    "nadia": (Channel.LETTER, None),
    "goran": (Channel.BY_HAND, "goran@example.se"),
    "sofie": (Channel.TEXT_MESSAGE, None),
    "jonas": (Channel.TEXT_MESSAGE, "jonas@example.se"),
    "hemlig": (Channel.ENCRYPTED_MAIL, "hemlig@example.se"),
}
BY_MAIL = {"contact:ake", "contact:zofia", "contact:petra", "contact:jonas", "contact:hemlig"}
ON_PAPER = {
    "youth",
    "guardian:eva",
    "guardian:omar",
    "contact:lars",
    "contact:nadia",
    "contact:goran",
    "contact:sofie",
}
BLOCKED = "contact:maria"


class Counted(Hands):
    """Hands that count their keys, and use nothing else."""

    keys = 0

    def press(self, keys: str) -> None:
        self.keys += 1
        super().press(keys)


@pytest.fixture
def clock() -> TestClock:
    return TestClock(NOW)


@pytest.fixture
def binder(tmp_path: Path, clock: TestClock) -> Iterator[Binder]:
    """Thirteen in Elin's group: all ways of getting papers, two with protected identity, one blocked."""
    with new_binder(tmp_path / "parm", clock) as made:
        fifth_meeting(made)
        with made.writing() as work:
            for key, (channel, email) in OTHERS.items():
                hidden = key == "hemlig"
                work.add(
                    a_contact(
                        key,
                        "school",
                        name=f"{key.capitalize()} Prov",
                        channel=channel,
                        email=email,
                        protected_identity=hidden,
                    )
                )
            work.flush()
            case = work.case("elin")
            case.participants += [a_participant(key, JOINED) for key in OTHERS]
            maria_joins(work, case)
            case.young_person.channel = Channel.TEXT_MESSAGE
            case.guardians[0].channel = Channel.LETTER
            case.guardians[1].protected_identity = True
        sitting = hold_meeting.begin(made, "elin", "m5")
        now = sitting.proceedings
        for each in sitting.agenda.promises:
            now = meeting_edits.judge(now, sitting.agenda, each.key, Outcome.DONE, on=NOW.date())
        aim = now.aims[0].key
        now = meeting_edits.add_step(now, aim, "Ringa praktikplatsen", Who.contact("ake"))
        hold_meeting.record(made, sitting.agenda, meeting_edits.go_to(now, 4))
        yield made


@pytest.fixture
def printer() -> Printer:
    return Printer()


@pytest.fixture
def hands(
    qtbot: QtBot, binder: Binder, printer: Printer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Counted]:
    """The meeting is at its last step; her own folder is empty."""
    home = tmp_path / "hem"
    home.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    made = Counted(qtbot, [])
    with main_window(made, binder, tmp_path / "config", printing=printer) as shell:
        assert open_meeting(shell.desk, "elin", "m5") is not None
        made.wait_for("När du avslutar")
        yield made


def sent(binder: Binder) -> dict[str, set[Paper]]:
    """What has gone to whom."""
    found: dict[str, set[Paper]] = {}
    with binder.reading() as work:
        for each in work.all(Dispatch, case_id="elin"):
            found.setdefault(str(each.to), set()).add(each.paper)
    return found


def send_all(hands: Counted, home: Path, drafts: int, copies: int, folder: str) -> None:
    """The sheet is there: drafts into the folder that is offered, the passwords, the printer."""
    hands.wait_for(f"Skapa {drafts} e-postutkast")
    hands.press("Ctrl+Return")
    hands.wait(lambda: isinstance(hands.window, QFileDialog))
    hands.press("Return")
    hands.dialog("Lösenord till papperen")
    assert len(list((home / folder).glob("*.eml"))) == drafts
    hands.press("Return")
    hands.wait_for(f"Skriv ut {copies} exemplar")
    hands.press("Ctrl+P")
    hands.wait_for("Alla som får papperen har fått dem.")


def test_under_ten_keys_from_the_last_word_to_the_plan_on_its_way_and_fewer_after_a_correction(
    hands: Counted, binder: Binder, printer: Printer, clock: TestClock, tmp_path: Path
) -> None:
    home = tmp_path / "hem"
    hands.press("Ctrl+Return")
    send_all(hands, home, len(BY_MAIL), len(ON_PAPER), ".")
    assert hands.keys < FEWEST
    assert hands.keys == 5
    assert sent(binder) == {who: {Paper.PLAN, Paper.CONTACTS} for who in BY_MAIL | ON_PAPER}
    assert len(printer.papers) == 2 * len(ON_PAPER)
    rows = {str(each.recipient.who): each for each in sending.sheet(binder, "elin", "m5").rows}
    assert set(rows) == BY_MAIL | ON_PAPER | {BLOCKED}
    assert len(rows) == 13
    assert not rows[BLOCKED].recipient.allowed

    clock.tick(hours=2)
    with binder.writing() as work:
        case = work.case("elin")
        meeting = next(each for each in case.meetings if each.key == "m5")
        meeting.strengths = "Elin ringde själv."
        issue_plan.issue(work, case, meeting)
    shell = hands.window
    assert isinstance(shell, Shell)
    shell.navigate("overview")
    shell.navigate("sending", case_id="elin", meeting_key="m5")
    hands.wait_for("12 personer har version 1 och behöver den nya.")
    hands.keys = 0
    before = len(printer.papers)
    send_all(hands, home, len(BY_MAIL), len(ON_PAPER), "Utkast")
    assert hands.keys == 4
    assert len(printer.papers) == before + len(ON_PAPER), "the contact list is the same and goes to nobody"
