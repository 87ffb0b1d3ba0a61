"""From an empty laptop to two plans on their way, by hand and eye; nothing of it lies about on the disk."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, datetime
from email import message_from_bytes, policy
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.models.binder import Dispatch
from app.models.codes import AttendanceStatus, CaseState, Channel, MeetingStatus, Outcome, Paper
from app.models.consent_status import consent_status
from app.models.who import Who
from app.services import binders
from app.services.binders import Binder
from app.services.issue_plan import versions_of
from app.ui import program
from app.ui.preferences import PreferenceFile
from app.ui.program import Program
from app.ui.shell.window import Shell
from app.ui.start.door import Door
from tests.conftest import ROOM
from tests.journeys.hands import Hands
from tests.journeys.watch import Watch
from tests.storage.binders import CHEAP, TestClock

SARA, PASSPHRASE = "Sjöbritt Öfverqvist", "blå hund äter korv i maj"
YOUTH, MUM, DAD = "Zyxander Törnblåst", "Myrgrid Törnblåst", "Håkbert Ljungsköld"
SCHOOL, POLICE, COACH = "Ålrika Kvistmark", "Göthilda Rävlund", "Sturebald Åkertuss"
NUMBER = "070-174 06 41"
CALLED = "Zyxander ringde från bussen och undrade"
SECRET_NOTE = "Mormor är sjuk och det får ingen veta"
OWN_WORDS = "Jag vill köra epatraktor och bli klar med nian"
WORKS = "Kom till skolan fjorton dagar av tjugo"


class Laptop:
    """A laptop with the program on it: started, locked and started anew, watched all the time."""

    def __init__(self, hands: Hands, watch: Watch, restarts: list[Path]) -> None:
        self.hands, self.watch, self.restarts = hands, watch, restarts
        self.clock = TestClock(datetime(2026, 3, 2, 9, 0))
        self.program: Program | None = None

    def start(self, folder: Path | None = None) -> None:
        """What `insatsparm` does, in a process that is as good as new."""
        self.program = Program([], PreferenceFile(), self.clock)
        self.program.start(folder)
        self.hands.wait(lambda: bool(self.hands.window.isActiveWindow()))

    def ended(self) -> None:
        """The process ends with its windows."""
        assert self.program is not None
        for window in (self.program.door, self.program.shell):
            if window is not None:
                window.deleteLater()
        self.program = None
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @property
    def binder(self) -> Binder:
        """The binder that the window has open, to read what the windows have written."""
        assert self.program is not None
        assert self.program.shell is not None
        return self.program.shell.desk.binder

    def unlock(self) -> None:
        self.hands.write("Lösenfras", PASSPHRASE)
        self.hands.press("Return")
        self.in_the_binder()

    def in_the_binder(self) -> None:
        self.hands.wait(lambda: type(self.hands.window) is Shell, self.hands.words)

    def lock_and_come_back(self) -> None:
        """Ctrl+L ends the process; the fresh one wants the passphrase."""
        self.hands.press("Ctrl+L")
        folder = self.restarts.pop()
        self.ended()
        self.look("locking")
        self.start(folder)
        assert type(self.hands.window) is Door
        self.unlock()

    def look(self, step: str) -> None:
        QApplication.processEvents()
        self.watch.look(step)


@pytest.fixture
def laptop(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Laptop]:
    """An empty home, derivations as cheap as the bounds allow, and a lock that tells instead of starting."""
    restarts: list[Path] = []
    monkeypatch.setattr("app.storage.vault.calibrated", lambda seconds=0.5: CHEAP)
    monkeypatch.setattr(program, "relaunch", restarts.append)
    broken: list[BaseException] = []
    monkeypatch.setattr(Program, "report", lambda _program, error: broken.append(error))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    for variable in ("HOME", "XDG_CONFIG_HOME"):
        folder = tmp_path / "hem" / ("" if variable == "HOME" else ".config")
        folder.mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(variable, str(folder))
    (tmp_path / "arbete").mkdir()
    monkeypatch.chdir(tmp_path / "arbete")
    name, locale = QCoreApplication.applicationName(), QLocale()
    # With several workers the test's own folder is not in the room of its process.
    watch = Watch(
        [ROOM, tmp_path], [SARA, PASSPHRASE, YOUTH, MUM, DAD, SCHOOL, POLICE, COACH, NUMBER, CALLED]
    )
    made = Laptop(Hands(qtbot, broken), watch, restarts)
    yield made
    watch.stop()
    if made.program is not None:
        made.ended()
    QCoreApplication.setApplicationName(name)
    QLocale.setDefault(locale)


def make_a_binder(laptop: Laptop, folder: Path) -> str:
    """Välkommen, Ny pärm, the sheet with the code and the proof; gives the code that stood there."""
    hands = laptop.hands
    hands.wait_for("Välkommen")
    hands.click("Ny pärm. *")
    hands.fill(
        {
            "Ditt namn": SARA,
            "Var pärmen ska ligga": str(folder),
            "Lösenfras": PASSPHRASE,
            "Lösenfrasen en gång till": PASSPHRASE,
        }
    )
    hands.click("Skapa pärmen")
    hands.wait_for("Spara koden")
    groups = {}
    for each in hands.words().split(" | "):
        if each.startswith("Grupp "):
            number, letters = each.removeprefix("Grupp ").split(": ")
            groups[number] = letters.replace(" ", "")
    assert len(groups) == 7
    code = "-".join(groups.values())
    laptop.watch.seek(code, code.replace("-", ""))
    laptop.look("the sheet with the code")
    hands.click("Jag har koden")
    hands.wait_for("Stämmer arket?")
    for number, letters in groups.items():
        if hands.sees(f"Grupp {number}"):
            hands.write(f"Grupp {number}", letters.lower())
    hands.click("Klart")
    laptop.in_the_binder()
    return code


def enter_the_youth(laptop: Laptop) -> None:
    hands = laptop.hands
    hands.wait_for("Kom i gång")
    hands.click("Ny ungdom")
    dialog = hands.dialog("Ny ungdom")
    hands.click("Fler uppgifter")
    hands.fill(
        {
            "Ungdomens namn": YOUTH,
            "Födelsedatum": "2008-11-02",
            "Vårdnadshavare": MUM,
            "Vårdnadshavare 2": DAD,
            "Läge": "Samtycke inhämtas",
        }
    )
    assert dialog.isVisible()
    hands.answer("Ny ungdom", "Lägg in")
    hands.wait_for(YOUTH)


def gather_the_group(laptop: Laptop) -> None:
    hands = laptop.hands
    hands.click("Bygg gruppen")
    people = (
        (SCHOOL, "rektor", "Grönkulleskolan", "Skola", "alrika@example.se", "Ordnar schemat"),
        (POLICE, "kommunpolis", "Polisen", "Polis", "gothilda@example.se", "Finns på torget på kvällen"),
        (COACH, "tränare", "", "", "sture@example.se", "Du litar på honom"),
    )
    for name, role, organisation, kind, mail, why in people:
        title = "Lägg till i gruppen"
        if hands.window.accessibleName() != title:
            hands.click("Lägg till")
        hands.dialog(title)
        if hands.sees("Vem ska vara med?") and "Någon i adressboken" in hands.words():
            hands.choose("Vem ska vara med?", "Någon ny")
        said = {"Namn": name, "Roll": role, "E-post": mail, "Varför är personen med?": why}
        if organisation:
            said |= {"Organisation": organisation, "Slags organisation": kind}
        hands.fill(said)
        if not organisation:
            hands.click("Hör till det privata nätverket")
        if name == POLICE:
            hands.write("Telefon", NUMBER)
        hands.answer(title, "Lägg till")
        hands.wait_for(why)


def take_in_the_signatures(laptop: Laptop) -> None:
    """The form is looked at, and each who signed it is registered; the head leads the way."""
    hands = laptop.hands
    hands.click("Skriv ut Zyxanders blankett")
    hands.wait(lambda: hands.window.accessibleName() == "Samtyckesblankett", hands.words)
    laptop.look("looking at the form")
    hands.press("Esc")
    hands.press("Alt+2")
    for name, part in ((YOUTH, "själv"), (MUM, "vårdnadshavare"), (DAD, "vårdnadshavare")):
        hands.click("Registrera underskrift")
        hands.dialog("Registrera underskrift")
        hands.choose("Vem har skrivit under?", f"{name}*{part}*")
        hands.choose("Vem får ta del?", "Alla i gruppen*")
        hands.answer("Registrera underskrift", "Registrera")


def plan_the_first_meeting(laptop: Laptop) -> None:
    hands = laptop.hands
    hands.click("Gör ärendet aktivt")
    hands.answer("Ändra läge", "Ändra")
    hands.click("Planera möte")
    hands.answer(
        "Planera möte", "Planera", {"Dag": "4 mars", "Tid": "14", "Plats": "Skogås centrum, lokal Björken"}
    )
    hands.wait_for("Öppna mötesläget")


def hold_the_first_meeting(laptop: Laptop) -> None:
    """By keyboard through the five steps; once the lock comes between."""
    hands = laptop.hands
    laptop.clock.at = datetime(2026, 3, 4, 13, 55)
    hands.press("Ctrl+2")
    hands.type("zyx")
    hands.press("Return")
    hands.click("Öppna mötesläget")
    hands.wait_for("Vilka är här?")
    hands.type("115a")
    hands.press("Return")
    hands.wait_for("Ingen tidigare plan att följa upp")
    hands.press("Return")
    hands.wait_for("Vad fungerar?")
    hands.type(WORKS)
    hands.press("Tab")
    hands.type(OWN_WORDS)
    hands.press("F6")
    hands.type("Alla kom i tid")
    hands.click("Skriv något bara för mig")
    hands.type(SECRET_NOTE)
    laptop.lock_and_come_back()
    hands.click("Fortsätt mötet")
    hands.wait_for("Vad fungerar?")
    hands.press("Ctrl+Return")
    agree(hands, "Klara matten", ("Boka tid hos läraren", "åk", ""), ("Åka skolbussen själv", "zt", ""))
    hands.press("Ctrl+Down")
    agree(hands, "Trygga kvällar", ("Ses på torget på torsdagar", "gr", "20 mars"))
    hands.press("Ctrl+5")
    hands.wait_for("Nästa möte onsdag 1 april kl. 14.00")
    hands.press("Ctrl+Return")
    hands.wait_for("Skicka från mötet 4 mars")


def agree(hands: Hands, goal: str, *steps: tuple[str, str, str]) -> None:
    """A goal and its steps: what, whose initials, by when."""
    if goal:
        hands.type(goal)
        hands.press("Return")
    for what, who, due in steps:
        hands.type(what)
        hands.press("Return")
        hands.type(who)
        if due:
            hands.press("Tab")
            hands.type(due)
        hands.press("Return")
    hands.press("Return")


def passwords_told(laptop: Laptop) -> dict[str, str]:
    """What stands in the window with the passwords, by name; from then on it is looked for on the disk."""
    hands = laptop.hands
    hands.dialog("Lösenord till papperen")
    words = hands.words().split(" | ")
    copied = "Kopiera lösenordet till "
    at = [number for number, each in enumerate(words) if each.startswith(copied)]
    told = {words[number].removeprefix(copied): words[number - 1] for number in at}
    laptop.watch.seek(*told.values())
    laptop.look("telling the passwords")
    hands.press("Esc")
    return told


def send(laptop: Laptop, drafts: Path) -> dict[str, str]:
    """Drafts for those who get mail, and the youth's own papers encrypted; gives the passwords by name."""
    hands = laptop.hands
    drafts.mkdir()
    laptop.watch.allow(drafts)
    hands.click("Skapa 3 e-postutkast")
    hands.choose_folder(drafts)
    told = passwords_told(laptop)
    assert set(told) == {SCHOOL, POLICE, COACH}
    hands.wait_for("Inga e-postutkast kvar")
    return told


def write_down_a_call(laptop: Laptop) -> None:
    """A line that is never for the group, half of it before the lock and half of it after."""
    hands = laptop.hands
    hands.press("Ctrl+2")
    hands.type("zyx")
    hands.press("Return")
    hands.press("Alt+7")
    hands.write("Vad", CALLED[:20])
    laptop.lock_and_come_back()
    hands.press("Alt+7")
    assert hands.find("Vad", QPlainTextEdit).toPlainText() == CALLED[:20]
    hands.press("Ctrl+End")
    hands.type(CALLED[20:])
    hands.click("Inte till gruppen", QAbstractButton)
    hands.click("Spara kontakt")
    hands.wait_for("Kontakten är sparad.")


def hold_the_second_meeting(laptop: Laptop) -> None:
    """Four weeks later every open step is followed up, and one is new."""
    hands = laptop.hands
    laptop.clock.at = datetime(2026, 4, 1, 13, 55)
    hands.press("Ctrl+3")
    hands.press("Ctrl+2")
    hands.type("zyx")
    hands.press("Return")
    hands.click("Öppna mötesläget")
    hands.wait_for("Vilka är här?")
    hands.type("a")
    hands.press("Return")
    hands.wait_for("Boka tid hos läraren")
    hands.type("1")
    hands.press("Return")
    hands.type("3")
    hands.type("bussen gick inte på lovet")
    hands.press("Return")
    hands.type("5")
    hands.type("Ses på fritidsgården")
    hands.press("Return")
    hands.wait_for("Vad fungerar?")
    hands.type("Provet i matte gick bra")
    hands.press("Tab")
    hands.type("Det är lugnare nu")
    hands.press("Ctrl+Return")
    agree(hands, "", ("Skjutsa till träningen", "så", ""))
    hands.press("Ctrl+5")
    hands.wait_for("Nästa möte onsdag 29 april kl. 14.00")
    hands.press("Ctrl+Return")
    hands.wait_for("Skicka från mötet 1 april")


def what_the_records_say(binder: Binder) -> None:
    with binder.reading() as work:
        (case_id,) = work.case_ids()
        case, book = work.case(case_id), work.address_book()
        versions = versions_of(work, case_id)
        sent, lines = work.all(Dispatch, case_id=case_id), work.log_rows()
        assert work.log_broken_at() is None
    names = {Who.contact(each.id): each.name for each in book.contacts.values()}
    names |= {Who.guardian(each.key): each.name for each in case.guardians}
    names |= {Who.coordinator(each.id): each.name for each in book.coordinators.values()}
    names[Who.YOUTH] = case.young_person.name
    assert set(names.values()) == {SARA, YOUTH, MUM, DAD, SCHOOL, POLICE, COACH}
    assert [each.state for each in case.states] == [CaseState.SEEKING_CONSENT, CaseState.ACTIVE]
    status = consent_status(case, book.contacts, date(2026, 4, 1))
    assert status.covered
    assert {names[each.by] for each in case.consents} == {YOUTH, MUM, DAD}
    assert {book.contacts[each.contact_id].name for each in case.participants} == {SCHOOL, POLICE, COACH}
    assert all(each.purpose for each in case.participants)
    first, second, third = sorted(case.meetings, key=lambda each: each.number)
    assert [each.status for each in (first, second, third)] == [
        MeetingStatus.HELD,
        MeetingStatus.HELD,
        MeetingStatus.PLANNED,
    ]
    came = {names[each.who]: each.status for each in first.attendance}
    assert came.pop(DAD) is AttendanceStatus.EXCUSED
    assert len(came) == 6
    assert set(came.values()) == {AttendanceStatus.PRESENT}
    assert (first.strengths, first.youth_view, first.private_notes) == (WORKS, OWN_WORDS, SECRET_NOTE)
    agreed = {each.what: each for goal in first.goals for each in goal.actions}
    assert {what: (names[each.responsible], each.due) for what, each in agreed.items()} == {
        "Boka tid hos läraren": (SCHOOL, date(2026, 4, 1)),
        "Åka skolbussen själv": (YOUTH, date(2026, 4, 1)),
        "Ses på torget på torsdagar": (POLICE, date(2026, 3, 20)),
    }
    keys = {each.key: what for what, each in agreed.items()}
    assert {keys[each.action]: (each.outcome, each.note) for each in second.follow_ups} == {
        "Boka tid hos läraren": (Outcome.DONE, None),
        "Åka skolbussen själv": (Outcome.ONGOING, "bussen gick inte på lovet"),
        "Ses på torget på torsdagar": (Outcome.CHANGED, None),
    }
    now = {each.what: keys.get(each.carried_from or "") for goal in second.goals for each in goal.actions}
    assert now == {
        "Åka skolbussen själv": "Åka skolbussen själv",
        "Ses på fritidsgården": "Ses på torget på torsdagar",
        "Skjutsa till träningen": None,
    }
    assert [(each.version, each.meeting_key) for each in versions] == [(1, first.key), (2, second.key)]
    assert {(each.to_name, each.paper, each.ground, each.channel, each.plan_version) for each in sent} == {
        (name, paper, "consent", Channel.ENCRYPTED_MAIL, version if paper is Paper.PLAN else None)
        for name in (SCHOOL, POLICE, COACH)
        for paper in (Paper.PLAN, Paper.CONTACTS)
        for version in (1, 2)
    }
    told = [each.what for each in lines]
    assert told.count("opened") == 4
    assert told.count("drafted") == 12
    wanted = (
        "binder_created",
        "case_opened",
        "member_added",
        "consent_recorded",
        "meeting_planned",
        "meeting_closed",
    )
    assert set(wanted) <= set(told), told


def what_the_papers_say(first: Path, told: dict[str, str], second: Path, told_then: dict[str, str]) -> None:
    """By another reader than the program that made them: what is in each copy, and what is in none."""
    before, now = plans_in(first, told), plans_in(second, told_then)
    for name, text in (*before.items(), *now.items()):
        assert SECRET_NOTE not in text
        assert "Mormor" not in text
        assert CALLED not in text
        assert "Alla kom i tid" not in text, name
    for text in before.values():
        assert WORKS in text
        assert OWN_WORDS in text
    assert before[POLICE].index("Ditt ansvar till nästa möte") < before[POLICE].index(WORKS)
    own = before[POLICE].index("Ses på torget på torsdagar")
    assert before[POLICE].index("Ditt ansvar till nästa möte") < own < before[POLICE].index(WORKS)
    assert before[SCHOOL].index("Boka tid hos läraren") < before[SCHOOL].index(WORKS)
    for text in now.values():
        assert "bussen gick inte på lovet" in text
        assert "Det är lugnare nu" in text
        assert "Ses på fritidsgården" in text


def plans_in(folder: Path, told: dict[str, str]) -> dict[str, str]:
    """The words of each recipient's plan, opened with the password that was told for it."""
    found = {}
    for path in sorted(folder.iterdir()):
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        (to,) = message["To"].addresses
        assert message["X-Unsent"] == "1"
        for each in told.values():
            assert each.encode() not in path.read_bytes()
        plan, contacts = [each.get_content() for each in message.iter_attachments()]
        for paper in (plan, contacts):
            assert PdfReader(BytesIO(paper)).is_encrypted
        pages = PdfReader(BytesIO(plan), password=told[to.display_name]).pages
        found[to.display_name] = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert set(found) == set(told)
    return found


def test_from_an_empty_laptop_to_two_plans_on_their_way(laptop: Laptop, tmp_path: Path) -> None:
    hands, home = laptop.hands, tmp_path / "hem"
    folder = home / "Insatspärm"
    laptop.start()
    make_a_binder(laptop, folder)
    laptop.look("making a binder")
    enter_the_youth(laptop)
    laptop.look("entering the youth")
    gather_the_group(laptop)
    laptop.look("gathering the group")
    take_in_the_signatures(laptop)
    laptop.look("taking in the signatures")
    plan_the_first_meeting(laptop)
    laptop.look("planning the first meeting")
    hold_the_first_meeting(laptop)
    laptop.look("holding the first meeting")
    first = send(laptop, home / "utkast 1")
    laptop.look("making drafts")
    write_down_a_call(laptop)
    laptop.look("writing down a call")
    hold_the_second_meeting(laptop)
    laptop.look("holding the second meeting")
    second = send(laptop, home / "utkast 2")
    laptop.look("making drafts again")
    hands.window.close()
    laptop.ended()
    laptop.look("quitting")
    laptop.start()
    laptop.unlock()
    laptop.look("coming back")
    what_the_records_say(laptop.binder)
    what_the_papers_say(home / "utkast 1", first, home / "utkast 2", second)
    hands.window.close()
    found = binders.verify(folder, passphrase=PASSPHRASE)
    assert found.problems == ()
    laptop.look("verifying")
    assert laptop.watch.looked_at > 100
