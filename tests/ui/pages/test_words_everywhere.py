"""A binder with other words never says the default ones: on no page, in no dialog, on no paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from app.models.codes import Paper
from app.models.permit import RECORD
from app.models.snapshots import Words
from app.models.who import Who
from app.services import briefing, gate, invitations, minutes, my_plan, papers, settings
from app.services.binders import Binder
from app.services.case_file import read_case
from app.services.grounds import grounds
from app.services.journal_text import text_for_record
from app.services.papers import PaperFile
from app.services.record_transfer import documents
from app.ui import words
from app.ui.dialogs.consent import ConsentDialog
from app.ui.dialogs.meeting import MeetingDialog
from app.ui.dialogs.member import MemberDialog
from app.ui.dialogs.new_case import NewCaseDialog
from app.ui.dialogs.people import add_guardian, edit_youth
from app.ui.dialogs.state import StateDialog
from app.ui.meeting.mode import open_meeting
from app.ui.pages.case.page import TABS, CasePage
from app.ui.pages.entries import entries
from app.ui.preferences import PreferenceFile
from app.ui.shell.window import Shell
from tests.storage.binders import new_binder
from tests.ui.pages import caseload
from tests.ui.stage import Answers, clock

OTHER = Words(plan="handlingsplan", youth="klient")
DEFAULT = re.compile(r"ungdom|åtgärdsplan|\bden unge|\bde unga\b", re.IGNORECASE)
OWN = re.compile(r"Ungdomsenheten|Maria Ungdom")
"""What people of the binder are called stays as they wrote it."""

GAP = re.compile(r"{[^{}]*}")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Binder, str]]:
    """A binder that chose its words before anything else, with the caseload; and the case with everything."""
    with new_binder(tmp_path_factory.mktemp("words") / "parm", clock) as made:
        settings.choose_words(made, OTHER)
        people = caseload.address(made)
        case = caseload.amir(made, people)
        caseload.others(made, people)
        yield made, case


@pytest.fixture
def shell(told: tuple[Binder, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    def fail(error: BaseException) -> None:
        raise error

    monkeypatch.setattr(Binder, "close", lambda _binder: None)
    preferences = PreferenceFile(tmp_path / "config")
    made = Shell(told[0], clock, entries(), Answers(), preferences, fail, lambda: None)
    made.navigate("cases")
    made.show()
    yield made
    made.close()
    made.deleteLater()


def said(widget: QWidget) -> Iterator[str]:
    """Everything a widget and what is in it says to eye and ear."""
    for each in (widget, *widget.findChildren(QWidget)):
        yield from (each.toolTip(), each.accessibleName(), each.accessibleDescription(), each.windowTitle())
        if isinstance(each, QLabel | QAbstractButton):
            yield each.text()
        elif isinstance(each, QLineEdit | QPlainTextEdit):
            yield each.placeholderText()
        elif isinstance(each, QComboBox):
            yield from (each.itemText(number) for number in range(each.count()))
        elif isinstance(each, QTabBar):
            yield from (each.tabText(number) for number in range(each.count()))
            yield from (each.tabToolTip(number) for number in range(each.count()))
        elif isinstance(each, QAbstractItemView) and each.model() is not None:
            model = each.model()
            for column in range(model.columnCount()):
                yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
                for number in range(model.rowCount()):
                    index = model.index(number, column)
                    yield str(index.data() or "")
                    yield str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "")


def wrong(texts: Iterator[str]) -> list[str]:
    """What names the plan or the youth by another word than the binder's, or shows a gap unfilled."""
    every = dict.fromkeys(texts)
    return [text for text in every if DEFAULT.search(OWN.sub("", text)) or GAP.search(text)]


def pages(shell: Shell) -> Iterator[tuple[str, dict[str, str]]]:
    for each in entries():
        if each.key in ("case", "sending", "contact", "organisation", "letterhead"):
            continue  # these want to know which, or offer the words to choose between
        yield each.key, {}


def test_no_page_says_the_default_word(shell: Shell, told: tuple[Binder, str]) -> None:
    seen = 0
    for key, args in pages(shell):
        shell.navigate(key, **args)
        assert (key, wrong(said(shell))) == (key, [])
        seen += 1
    assert seen >= 6


@pytest.mark.long
@pytest.mark.parametrize("tab", [each[0] for each in TABS])
def test_no_tab_of_a_case_says_it(shell: Shell, told: tuple[Binder, str], tab: str) -> None:
    binder, amir = told
    shell.navigate("case", case_id=amir, tab=tab)
    page = shell.page("case")
    assert isinstance(page, CasePage)
    assert wrong(said(shell)) == []
    with binder.reading() as work:
        empty = next(row.id for row in work.cases_for_list() if row.id != amir)
    shell.navigate("case", case_id=empty, tab=tab)
    assert wrong(said(shell)) == []


def test_the_sheet_and_the_meeting_do_not_say_it(shell: Shell, told: tuple[Binder, str]) -> None:
    binder, amir = told
    file = read_case(binder, amir)
    shell.navigate("sending", case_id=amir, meeting_key=file.plans[-1].meeting_key)
    assert wrong(said(shell)) == []
    assert "handlingsplan" in " ".join(said(shell))
    coming = file.next_meeting
    assert coming is not None
    open_meeting(shell.desk, amir, coming.key)
    assert shell.full
    assert wrong(said(shell)) == []
    shell.close_full()


DIALOGS: tuple[Callable[[Shell, str], object], ...] = (
    lambda shell, _case: NewCaseDialog(shell, shell.desk).open(),
    lambda shell, case: edit_youth(shell, shell.desk, read_case(shell.desk.binder, case)),
    lambda shell, case: add_guardian(shell, shell.desk, read_case(shell.desk.binder, case)),
    lambda shell, case: MemberDialog(shell, shell.desk, read_case(shell.desk.binder, case)).open(),
    lambda shell, case: ConsentDialog(shell, shell.desk, read_case(shell.desk.binder, case)).open(),
    lambda shell, case: MeetingDialog(shell, shell.desk, read_case(shell.desk.binder, case)).open(),
    lambda shell, case: StateDialog(shell, shell.desk, read_case(shell.desk.binder, case)).open(),
)


@pytest.mark.long
@pytest.mark.parametrize("number", range(len(DIALOGS)))
def test_no_dialog_says_it(shell: Shell, told: tuple[Binder, str], number: int) -> None:
    DIALOGS[number](shell, told[1])
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    assert wrong(said(dialog)) == []
    dialog.close()


def test_no_ground_says_it(shell: Shell) -> None:
    assert wrong(words.say(each.conditions) for each in grounds()) == []


def all_papers(binder: Binder, case_id: str) -> Iterator[PaperFile]:
    material = papers.gather(binder, case_id)
    case, book, on = material.case, material.book, material.on
    coming = invitations.planned_meeting(material)
    held = minutes.held_meeting(material)

    def leave(paper: Paper, to: str = RECORD) -> gate.Permit:
        return gate.permit(case, book, paper, to, on=on)

    yield papers.plan(material, leave(Paper.PLAN), material.versions[-1])
    yield papers.plan(material, leave(Paper.PLAN, str(Who.YOUTH)), material.versions[-1])
    yield papers.contacts(material, leave(Paper.CONTACTS))
    yield papers.consent_form(material, all_signers=True)
    yield minutes.minutes(material, leave(Paper.MINUTES), held)
    yield my_plan.my_plan(material, leave(Paper.MY_PLAN, str(Who.YOUTH)))
    yield briefing.briefing(material, coming)
    for who in (Who.YOUTH, Who.guardian(case.guardians[0].key), Who.contact(case.participants[0].contact_id)):
        permit = invitations.permit_for(material, str(who), coming)
        yield invitations.invitation(material, permit, coming)


def test_no_paper_says_it(told: tuple[Binder, str]) -> None:
    made = list(all_papers(*told))
    assert {each.paper for each in made} == set(Paper)
    for paper in made:
        pdf = pypdf.PdfReader(BytesIO(paper.content))
        texts = [page.extract_text() for page in pdf.pages]
        texts += [str(pdf.metadata.title if pdf.metadata else ""), paper.name]
        assert (paper.paper, wrong(iter(texts))) == (paper.paper, [])


def test_no_copy_for_the_record_says_it(told: tuple[Binder, str]) -> None:
    binder, amir = told
    texts = [text_for_record(binder, amir, each.ref) for each in documents(read_case(binder, amir))]
    assert wrong(iter(texts)) == []
    assert any(text.startswith("Handlingsplan för Amir Nilsson") for text in texts)


def test_other_words_are_taken_on_at_once(shell: Shell, told: tuple[Binder, str]) -> None:
    binder, _amir = told
    shell.navigate("cases")
    old = shell.page("cases")
    assert any("Ny klient" in text for text in said(old))
    try:
        shell.changed(settings.choose_words(binder, Words(plan="handlingsplan", youth="deltagare")))
        QApplication.processEvents()
        assert any("Ny deltagare" in text for text in said(shell.page("cases")))
        assert not any("klient" in text.casefold() for text in said(shell.page("cases")))
    finally:
        settings.choose_words(binder, OTHER)
