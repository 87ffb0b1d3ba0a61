"""The dialog with letters and text messages: who may have one, on which ground, and what has gone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.models.binder import Dispatch
from app.models.codes import MeetingStatus
from app.models.meeting import Called
from app.models.who import Who
from app.services.case_file import read_case
from app.storage.binder import Binder
from app.ui.kit.button import Button, Link
from app.ui.kit.chip import Chip
from app.ui.pages.case.documents_tab import DocumentsTab
from app.ui.sending.ground import GroundDialog
from app.ui.sending.invite import InviteDialog
from app.ui.sending.passwords import PasswordsDialog
from tests.builders import a_meeting
from tests.services.readings import logged
from tests.ui.meeting.cases import NOW, Answers, Window, desk_of
from tests.ui.sending.conftest import Printer

AKE, MARIA = Who.contact("ake"), Who.contact("maria")
LONG = "Maximiliana-Alexandrina von Hohenstein-Lewenhaupt af Björkskär"


@pytest.fixture
def dialog(
    qapp: QApplication, binder: Binder, window: Window, answers: Answers, printer: Printer
) -> Iterator[InviteDialog]:
    """The letters to the next meeting: a youth with a phone, Åke, Maria outside the consents, a long name."""
    with binder.writing() as work:
        case = work.case("elin")
        case.young_person.phone = "070-174 06 20"
        case.guardians[0].name = LONG
        for each in case.meetings:
            if each.status is MeetingStatus.PLANNED:
                each.status = MeetingStatus.CANCELLED
        coming = a_meeting(6, NOW.replace(day=25), key="m6", status=MeetingStatus.PLANNED, place="Björken")
        coming.called = [
            Called(who=Who.parse(each)) for each in ("youth", "guardian:eva", str(AKE), str(MARIA))
        ]
        case.meetings.append(coming)
    parent = QWidget()
    parent.resize(1366, 768)
    made = InviteDialog(parent, desk_of(binder, window, answers), "elin", "m6", printing=printer)
    made.show()
    yield made
    made.close()
    parent.deleteLater()


def sent(binder: Binder) -> list[Dispatch]:
    with binder.reading() as work:
        return [each for each in work.all(Dispatch, case_id="elin") if each.meeting_key == "m6"]


def named(dialog: InviteDialog, kind: type[Button] | type[Link], name: str) -> Button | Link:
    return next(each for each in dialog.findChildren(kind) if each.accessibleName() == name)


def test_each_row_says_whether_they_are_invited_called_or_may_not(dialog: InviteDialog) -> None:
    chips = [each.accessibleName() for each in dialog.findChildren(Chip)]
    assert chips == ["Inbjudan", "Inbjudan", "Samtycke", "Utanför samtycket"]
    assert (dialog.print_button.text(), dialog.mail_button.text()) == (
        "Skriv ut 2 brev",
        "Skapa 1 e-postutkast",
    )
    assert named(dialog, Button, "Kopiera sms till Elin Holm").isEnabled()
    lacking = named(dialog, Button, f"Kopiera sms till {LONG}")
    assert not lacking.isEnabled()
    assert lacking.toolTip() == "Telefonnummer saknas"


def test_a_letter_is_shown_as_it_will_be_and_printed_alone(dialog: InviteDialog, binder: Binder) -> None:
    preview = dialog.show_letter(AKE)
    assert preview.view.pdf.pageCount() == 1
    assert "Kallelse" in preview.view.pdf.getAllText(0).text()
    assert sent(binder) == []
    assert preview._printed is not None
    preview._printed()
    assert [(each.to, each.how) for each in sent(binder)] == [("contact:ake", "printed")]
    assert dialog.to_mail() == []
    preview.close()


def test_another_ground_calls_who_is_outside_the_consents(dialog: InviteDialog, binder: Binder) -> None:
    named(dialog, Link, "Annan grund för Maria Sol").click()
    (asked,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, GroundDialog)]
    asked.ground.setCurrentIndex(1)
    asked.reason.setPlainText("Akut vårdbehov")
    assert asked.submit()
    asked.close()
    assert MARIA in dialog.to_mail()
    preview = dialog.show_letter(MARIA)
    assert preview._printed is not None
    preview._printed()
    preview.close()
    (kept,) = sent(binder)
    assert kept.reason == "Akut vårdbehov"
    assert "cover_overridden" in logged(binder, "elin")


def test_a_consent_withdrawn_meanwhile_stops_the_letter(
    dialog: InviteDialog, binder: Binder, answers: Answers, tmp_path: object
) -> None:
    with binder.writing() as work:
        work.case("elin").consents[0].withdrawn = NOW.date()
    answers.path = tmp_path  # type: ignore[assignment]
    dialog.make_drafts()
    assert sent(binder) == []


def test_a_jammed_printer_leaves_nothing_on_the_record(
    dialog: InviteDialog, binder: Binder, printer: Printer
) -> None:
    printer.jammed = True
    dialog.print()
    assert sent(binder) == []
    assert dialog.print_button.isEnabled()
    printer.jammed = False
    dialog.print()
    assert {each.to for each in sent(binder)} == {"youth", "guardian:eva"}
    assert not dialog.print_button.isEnabled()


def test_a_copied_text_is_a_document_that_can_be_read_again(
    dialog: InviteDialog, binder: Binder, window: Window, answers: Answers
) -> None:
    named(dialog, Button, "Kopiera sms till Elin Holm").click()
    assert QApplication.clipboard().text() == dialog.sheet.message
    assert "ungdom · Sms kopierat i dag 14.12" in " ".join(
        each.accessibleName() or each.property("text") or "" for each in dialog.findChildren(QWidget)
    )
    dialog.clipboard.clear()
    assert QApplication.clipboard().text() == ""
    tab = DocumentsTab(desk_of(binder, window, answers))
    tab.show_file(read_case(binder, "elin"))
    tab.table.activated.emit(next(tab._line(each) for each in tab.file.dispatches if each.how == "messaged"))
    assert answers.told == ["Möte onsdag 25 mars 14.12, ring om något. /Sara"]
    tab.deleteLater()


def test_passwords_to_letters_are_printed_on_slips(
    dialog: InviteDialog,
    binder: Binder,
    answers: Answers,
    printer: Printer,
    snap: Callable[[QWidget, str], Path],
    tmp_path: Path,
) -> None:
    with binder.writing() as work:
        work.settings.put("demo", True)
    answers.path = tmp_path / "utkast"
    answers.path.mkdir()
    dialog.make_drafts()
    (shown,) = dialog.findChildren(PasswordsDialog)
    shown.slips.click()
    assert len(printer.papers) == 1
    assert logged(binder, "elin")[-1] == "passwords_printed"
    copied = next(
        each for each in shown.findChildren(Button) if each.accessibleName().startswith("Kopiera sms till")
    )
    copied.click()
    assert QApplication.clipboard().text().startswith("Påhittade uppgifter. Hej! Lösenordet")
    assert dialog.sheet.message.startswith("Påhittade uppgifter. ")
    snap(shown, "slips")
    shown.reject()


def test_papers_that_a_case_cannot_give_yet_say_why(
    dialog: InviteDialog, binder: Binder, window: Window
) -> None:
    with binder.writing() as work:
        for each in work.case("elin").meetings:
            each.status = MeetingStatus.CANCELLED
    tab = DocumentsTab(desk_of(binder, window))
    tab.show_file(read_case(binder, "elin"))
    buttons = {each.text(): each for each in tab.findChildren(Button)}
    for words in ("Min plan", "Mötesanteckningar", "Kallelse och inbjudan", "Inför mötet"):
        assert not buttons[words].isEnabled()
        assert buttons[words].toolTip().startswith("Inget möte är")
    tab.deleteLater()
