"""The days around a meeting, by hand and eye: everybody is invited, answers come, the page before is printed;
afterwards the minutes go to all and the youth's own page to the youth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.models.binder import Dispatch
from app.models.codes import Answer, Paper
from app.models.who import Who
from app.services import hold_meeting, meeting_edits
from app.storage.binder import Binder
from app.ui.dialogs import paper_preview
from app.ui.sending.invite import InviteDialog
from app.ui.shell.window import Shell
from tests.journeys.hands import Hands
from tests.journeys.main_window import main_window
from tests.storage.binders import TestClock, new_binder
from tests.ui.meeting.cases import fifth_meeting, meeting_of

DAY_BEFORE, AFTER = datetime(2026, 3, 3, 9, 0), datetime(2026, 3, 4, 15, 5)


@dataclass
class Printer:
    """Takes papers as the system's printer does, and remembers what it drew."""

    papers: list[bytes] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def all(self, _parent: QWidget, papers: Sequence[bytes], done: Callable[[], object]) -> None:
        self.papers += papers
        done()

    def one(self, _parent: QWidget, pdf: QPdfDocument, title: str, done: Callable[[], object]) -> None:
        text = " ".join(pdf.getAllText(number).text() for number in range(pdf.pageCount()))
        self.shown.append(f"{title}: {' '.join(text.split())}")
        done()

    def take(self) -> list[str]:
        """The words of each paper drawn since last."""
        found = [" ".join(_words(each).split()) for each in self.papers]
        self.papers.clear()
        return found


def _words(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


@pytest.fixture
def clock() -> TestClock:
    return TestClock(DAY_BEFORE)


@pytest.fixture
def binder(tmp_path: Path, clock: TestClock) -> Iterator[Binder]:
    """Elin's fifth meeting is tomorrow; the family has telephones."""
    with new_binder(tmp_path / "parm", clock) as made:
        fifth_meeting(made)
        with made.writing() as work:
            case = work.case("elin")
            case.young_person.phone = "070-174 06 20"
            case.guardians[0].phone = "070-174 06 21"
        yield made


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Printer:
    made = Printer()
    monkeypatch.setattr(paper_preview, "print_paper", made.one)
    monkeypatch.setitem(InviteDialog.__init__.__kwdefaults__, "printing", made.all)
    return made


@pytest.fixture
def hands(qtbot: QtBot) -> Hands:
    return Hands(qtbot, [])


@pytest.fixture
def shell(hands: Hands, binder: Binder, printer: Printer, tmp_path: Path) -> Iterator[Shell]:
    """The main window on that binder at the meetings of the case."""
    config = tmp_path / "config"
    with main_window(
        hands, binder, config, "case", case_id="elin", tab="meetings", printing=printer.all
    ) as made:
        yield made


def sent(binder: Binder) -> list[Dispatch]:
    with binder.reading() as work:
        return list(work.all(Dispatch, case_id="elin"))


def invite_everybody(hands: Hands, binder: Binder, printer: Printer, drafts: Path) -> None:
    hands.click("Bjud in och kalla")
    hands.dialog("Kallelse och inbjudan")
    hands.wait_for("Sms att kopiera: ”Möte onsdag 14.00, ring om något. /Sara”")
    hands.click("Skriv ut 3 brev")
    hands.wait(lambda: len(printer.papers) == 3)
    elin, eva, lars = printer.take()
    assert "Inbjudan till nätverksmöte Hej Elin!" in elin
    assert "Hej Eva!" in eva
    assert "Hej Lars!" in lars
    for text in (elin, eva, lars):
        assert "Onsdag 4 mars 2026 14.00–15.00 Skogås centrum" in text
        assert "sekretess" not in text
    drafts.mkdir()
    hands.click("Skapa 1 e-postutkast")
    hands.choose_folder(drafts)
    hands.dialog("Lösenord till papperen")
    hands.press("Esc")
    assert [each.name for each in drafts.iterdir()] == ["utkast-01.eml"]
    hands.dialog("Kallelse och inbjudan")
    hands.click("Kopiera sms till Eva Holm")
    assert QApplication.clipboard().text() == "Möte onsdag 14.00, ring om något. /Sara"
    hands.wait_for("Utskrivet i dag 9.00 · Sms kopierat i dag 9.00")
    assert not hands.sees("Kopiera sms till Samordnare*")
    hands.press("Esc")
    letters = {(each.to, each.how, each.ground) for each in sent(binder)}
    assert letters == {
        ("youth", "printed", "own_copy"),
        ("guardian:eva", "printed", "guardian"),
        ("contact:lars", "printed", "consent"),
        ("contact:ake", "drafted", "consent"),
        ("guardian:eva", "messaged", "no_secrets"),
    }
    assert {each.meeting_key for each in sent(binder)} == {"m5"}


def take_an_answer(hands: Hands, binder: Binder) -> None:
    hands.choose("Lars Bloms svar", "Kommer")
    hands.wait_for("5 kallade · 3 kommer · 1 kan inte")
    answers = {each.who: each.answer for each in meeting_of(binder).called}
    assert answers[Who.contact("lars")] is Answer.YES


def print_the_page_before(hands: Hands, binder: Binder, printer: Printer) -> None:
    before = len(sent(binder))
    hands.click("Inför mötet")
    hands.wait(lambda: hands.window.accessibleName() == "Inför mötet", hands.words)
    hands.click("Skriv ut")
    (page,) = printer.shown
    assert "Kan inte: Åke Örn." in page
    assert "Kommer: Elin, Eva Holm och Lars Blom." in page
    assert "Ordna praktikplats · andra gången" not in page
    assert "Nytt 26 februari, Lars:" in page
    hands.press("Esc")
    assert len(sent(binder)) == before
    with binder.reading() as work:
        last = work.log_rows(case="elin")[-1]
    assert (last.what, last.details["paper"]) == ("printed", "briefing")
    assert "to" not in last.details


def hold_it(binder: Binder, clock: TestClock) -> None:
    clock.at = AFTER
    sitting = hold_meeting.begin(binder, "elin", "m5")
    now = meeting_edits.say(
        sitting.proceedings,
        youth_view="Det är lugnare nu.",
        notes="Lars tar med nycklarna.",
        private_notes="Mamma är orolig.",
    )
    hold_meeting.close(binder, sitting.agenda, now, not_discussed="hanns inte med")


def send_what_came_of_it(hands: Hands, shell: Shell, binder: Binder, printer: Printer) -> None:
    shell.navigate("sending", case_id="elin", meeting_key="m5")
    hands.wait_for("Skicka från mötet 4 mars")
    hands.click("Mötesanteckningar")
    hands.click("Min plan (till Elin)")
    hands.click("Skriv ut 4 exemplar")
    hands.wait(lambda: len(printer.papers) == 13)
    papers = printer.take()
    minutes = [each for each in papers if "Mötesanteckningar från mötet kring Elin Holm" in each]
    (own,) = [each for each in papers if "Det här vill jag" in each]
    assert len(minutes) == 4
    for text in minutes:
        assert "Lars tar med nycklarna." in text
        assert "pågår · hanns inte med" in text
        assert "Mamma är orolig" not in text
    assert "”Det är lugnare nu.”" in own
    assert "Lars Blom tränare Ordna praktikplats" in own
    gone = [each for each in sent(binder) if each.paper in (Paper.MINUTES, Paper.MY_PLAN)]
    assert [each.to for each in gone if each.paper is Paper.MY_PLAN] == ["youth"]
    assert {each.standing for each in gone} == {"established"}


def find_them_again(hands: Hands, shell: Shell) -> None:
    shell.navigate("case", case_id="elin", tab="meetings")
    hands.click("Anteckningar från insatsgruppsmöte 5")
    hands.wait(lambda: hands.window.accessibleName() == "Mötesanteckningar", hands.words)
    hands.press("Esc")
    shell.navigate("case", case_id="elin", tab="documents")
    hands.click("Min plan")
    hands.wait(lambda: hands.window.accessibleName() == "Min plan", hands.words)
    hands.wait_for("Elins eget papper")
    hands.press("Esc")


def test_the_days_around_a_meeting(
    hands: Hands, shell: Shell, binder: Binder, clock: TestClock, printer: Printer, tmp_path: Path
) -> None:
    invite_everybody(hands, binder, printer, tmp_path / "utkast")
    take_an_answer(hands, binder)
    print_the_page_before(hands, binder, printer)
    hold_it(binder, clock)
    send_what_came_of_it(hands, shell, binder, printer)
    find_them_again(hands, shell)
