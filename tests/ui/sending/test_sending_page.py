"""The sending sheet on a real binder: who gets what, how, on which ground, and what is on the record."""

from email import message_from_bytes, policy
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QWidget

from app.models.binder import Dispatch
from app.models.codes import Channel, Paper
from app.models.who import Who
from app.services.gate import Override
from app.services.paper_channel import choose_channel, chosen_channel
from app.storage.binder import Binder
from app.ui.kit.button import Button
from app.ui.kit.surfaces import Banner
from app.ui.sending.ground import GroundDialog
from app.ui.sending.page import SendingPage
from app.ui.sending.passwords import PasswordsDialog, secret_of
from app.ui.sending.recipient_row import RecipientRow
from tests.services.readings import logged
from tests.ui.meeting.cases import Answers, Window
from tests.ui.sending.conftest import Printer

AKE, ZOFIA, LARS, MARIA = (Who.contact(each) for each in ("ake", "zofia", "lars", "maria"))


def sent(binder: Binder) -> list[Dispatch]:
    with binder.reading() as work:
        return list(work.all(Dispatch, case_id="elin"))


def row(page: SendingPage, who: Who) -> RecipientRow:
    return next(each for each in page.rows if each.who == who)


def dialogs(kind: type[QWidget]) -> list[QWidget]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]


def test_the_sheet_says_who_gets_what_and_who_may_not(page: SendingPage) -> None:
    assert page.title == "Skicka från mötet 4 mars"
    words = {each.who: each.accessibleName() for each in page.rows}
    assert words[Who.YOUTH].endswith("Eget exemplar")
    assert words[AKE] == "Åke Örn, kommunpolis, Polisen, Krypterad e-post, Samtycke"
    assert words[LARS].endswith("Utanför sekretesslagen")
    assert words[MARIA].endswith("Utanför samtycket")
    assert (page.mail_button.text(), page.print_button.text()) == (
        "Skapa 2 e-postutkast",
        "Skriv ut 4 exemplar",
    )


def test_names_outside_the_group_are_pointed_out_with_their_place(
    page: SendingPage, answers: Answers
) -> None:
    banner = page.findChildren(Banner)[0]
    assert banner.accessibleName().startswith("I texten nämns Rami Haddad,")
    assert page.sheet is not None
    page.show_places()
    assert "”Rami ska inte veta.”" in answers.told[0]


def test_the_chosen_copy_is_that_persons_own(page: SendingPage) -> None:
    page.choose(AKE)
    shown = page.copy._shown
    assert shown is not None
    assert [each.permit.to for each in shown.papers] == ["contact:ake", "contact:ake"]
    text = PdfReader(BytesIO(shown.papers[0].content)).pages[0].extract_text()
    assert "Åke Örn" in text
    assert page.copy.pages == len(PdfReader(BytesIO(shown.papers[0].content)).pages)


def test_who_may_not_have_it_gets_no_copy_and_the_reason_is_there(page: SendingPage) -> None:
    page.choose(MARIA)
    assert page.copy._shown is None
    assert page.copy._none.accessibleName() == "Maria Sol får inget exemplar. Samtycket omfattar inte BUP."
    assert not page.save_button.isEnabled()


def test_drafts_are_made_encrypted_and_recorded_and_the_passwords_told(
    page: SendingPage, binder: Binder, answers: Answers, tmp_path: Path, window: Window
) -> None:
    answers.path = tmp_path / "ut"
    answers.path.mkdir()
    page.make_drafts()
    files = sorted(answers.path.iterdir())
    assert [each.name for each in files] == ["utkast-01.eml", "utkast-02.eml"]
    rows = sent(binder)
    assert {(each.to, each.how, each.encrypted) for each in rows} == {
        ("contact:ake", "drafted", True),
        ("contact:zofia", "drafted", True),
    }
    message = message_from_bytes(files[0].read_bytes(), policy=policy.default)
    secrets = {each.secret for each in rows}
    assert not any(secret and secret in files[0].read_text() for secret in secrets)
    attached = next(iter(message.iter_attachments())).get_content()
    assert PdfReader(BytesIO(attached)).is_encrypted
    (dialog,) = dialogs(PasswordsDialog)
    dialog.close()
    assert window.said == ["2 utkast ligger i ut."]
    assert not page.mail_button.isEnabled()
    assert row(page, AKE).accessibleName().endswith("E-postutkast i dag 14.12")


def test_printing_is_on_the_record_only_when_the_printer_has_it(
    page: SendingPage, binder: Binder, printer: Printer
) -> None:
    printer.jammed = True
    page.print()
    assert sent(binder) == []
    printer.jammed = False
    page.print()
    assert len(printer.papers) == 8
    assert {each.to for each in sent(binder)} == {"youth", "guardian:eva", "guardian:omar", "contact:lars"}
    assert logged(binder, "elin").count("printed") == 8


def test_a_second_visit_shows_what_remains(page: SendingPage, answers: Answers, tmp_path: Path) -> None:
    page.print()
    page.arrive(case_id="elin", meeting_key="m5")
    page.refresh()
    assert page.to_print() == []
    assert page.to_mail() == [AKE, ZOFIA]
    answers.path = tmp_path
    page.make_drafts()
    for dialog in dialogs(PasswordsDialog):
        dialog.close()
    assert any("har fått dem" in each.accessibleName() for each in page.findChildren(Banner))


def test_another_channel_moves_a_recipient_from_mail_to_print(page: SendingPage) -> None:
    row(page, AKE).channel_changed.emit(Channel.BY_HAND)
    assert AKE in page.to_print()
    assert page.to_mail() == [ZOFIA]


def test_another_channel_is_kept_with_the_person_and_taken_back(
    page: SendingPage, binder: Binder, window: Window
) -> None:
    row(page, AKE).channel_changed.emit(Channel.LETTER)
    assert chosen_channel(binder, "elin", AKE) is Channel.LETTER
    assert window.undo is not None
    window.undo()
    assert chosen_channel(binder, "elin", AKE) is None
    assert AKE in page.to_mail()


def test_who_is_reached_by_text_message_stays_so(page: SendingPage, binder: Binder) -> None:
    choose_channel(binder, "elin", AKE, Channel.TEXT_MESSAGE)
    page.refresh()
    row(page, AKE).channel_changed.emit(Channel.BY_HAND)
    assert AKE in page.to_print()
    assert chosen_channel(binder, "elin", AKE) is Channel.TEXT_MESSAGE


def test_another_ground_wants_a_statute_and_a_reason_and_is_on_the_record(
    page: SendingPage, binder: Binder, answers: Answers, tmp_path: Path
) -> None:
    page.other_ground(MARIA)
    (dialog,) = dialogs(GroundDialog)
    assert isinstance(dialog, GroundDialog)
    assert not dialog.submit()
    dialog.ground.setCurrentIndex(1)
    assert not dialog.submit()
    dialog.reason.setPlainText("Akut vårdbehov")
    assert dialog.submit()
    dialog.close()
    assert page.to_mail() == [AKE, ZOFIA, MARIA]
    answers.path = tmp_path
    page.make_drafts()
    for each in dialogs(PasswordsDialog):
        each.close()
    kept = [each for each in sent(binder) if each.to == "contact:maria"]
    assert {each.reason for each in kept} == {"Akut vårdbehov"}
    assert all(each.ground and each.ground.startswith("10 kap. 2 § OSL") for each in kept)
    assert "cover_overridden" in logged(binder, "elin")


def test_a_consent_withdrawn_meanwhile_stops_the_paper(
    page: SendingPage, binder: Binder, answers: Answers, tmp_path: Path
) -> None:
    with binder.writing() as work:
        case = work.case("elin")
        case.consents[0].withdrawn = page.desk.clock().date()
    answers.path = tmp_path
    page.make_drafts()
    assert [each.to for each in sent(binder)] == []


def test_saving_one_copy_encrypted_records_it_with_its_password(
    page: SendingPage, binder: Binder, answers: Answers, tmp_path: Path
) -> None:
    answers.path = tmp_path / "fil"
    answers.path.mkdir()
    page.choose(AKE)
    page.save()
    for each in dialogs(PasswordsDialog):
        each.close()
    (first, _) = sorted(answers.path.iterdir())
    reader = PdfReader(first)
    assert reader.is_encrypted
    kept = sent(binder)
    assert {(each.how, each.to) for each in kept} == {("saved", "contact:ake")}
    assert reader.decrypt(kept[0].secret or "")


def test_passwords_stand_beside_phone_numbers(page: SendingPage, answers: Answers, tmp_path: Path) -> None:
    answers.path = tmp_path
    page.make_drafts()
    (dialog,) = dialogs(PasswordsDialog)
    words = [str(each.property("text") or "") for each in dialog.findChildren(QWidget)]
    assert page.sheet is not None
    secret = next(secret_of(each) for each in page.sheet.rows if each.recipient.who == AKE)
    assert secret in words
    assert "08-465 004 10" in words
    button = next(
        each
        for each in dialog.findChildren(Button)
        if each.accessibleName() == "Kopiera lösenordet till Åke Örn"
    )
    button.click()
    assert QApplication.clipboard().text() == secret
    dialog.close()


@pytest.mark.parametrize("override", [Override(ground="  ", reason="x")])
def test_an_empty_ground_is_no_ground(page: SendingPage, override: Override, window: Window) -> None:
    page.overrides[MARIA] = override
    with pytest.raises(Exception, match="ground_missing"):
        page.copy.show_copy(page.sheet, page._row(MARIA), override)  # type: ignore[arg-type]


def test_minutes_and_the_youths_own_page_are_chosen_with_a_tick(
    page: SendingPage, binder: Binder, printer: Printer
) -> None:
    boxes = page.chooser.boxes
    assert [box.text() for box in boxes.values()] == [
        "Åtgärdsplan",
        "Mötesanteckningar",
        "Kontaktlista",
        "Min plan (till Elin)",
    ]
    boxes[Paper.MINUTES].click()
    boxes[Paper.MY_PLAN].click()
    page.choose(Who.YOUTH)
    assert [each.text() for each in page.copy.turns] == ["Plan", "Anteckningar", "Kontaktlista", "Min plan"]
    page.copy.turns[3].click()
    assert page.copy.pages == 1
    page.choose(LARS)
    assert [each.text() for each in page.copy.turns] == ["Plan", "Anteckningar", "Kontaktlista"]
    page.print()
    papers = {each: set[Paper]() for each in ("youth", "guardian:eva", "guardian:omar", "contact:lars")}
    for each in sent(binder):
        papers[each.to or ""].add(each.paper)
    assert papers.pop("youth") == set(boxes)
    assert set(map(frozenset, papers.values())) == {frozenset(boxes) - {Paper.MY_PLAN}}
    assert {each.meeting_key for each in sent(binder) if each.paper is Paper.MINUTES} == {"m5"}


def test_what_is_ticked_afterwards_goes_alone_to_those_who_have_the_rest(
    page: SendingPage, binder: Binder, printer: Printer
) -> None:
    page.print()
    first = len(sent(binder))
    assert page.to_print() == []
    page.chooser.boxes[Paper.MINUTES].click()
    assert len(page.to_print()) == 4
    page.print()
    assert [each.paper for each in sent(binder)[first:]] == [Paper.MINUTES] * 4
    assert page.to_print() == []


def test_the_last_tick_stays_and_who_gets_nothing_of_it_is_told(page: SendingPage) -> None:
    boxes = page.chooser.boxes
    for kind in (Paper.MY_PLAN, Paper.PLAN, Paper.CONTACTS):
        boxes[kind].click()
    boxes[Paper.MY_PLAN].click()
    assert page.chooser.kinds == (Paper.MY_PLAN,)
    page.choose(AKE)
    assert page.copy._none.accessibleName().startswith("Åke Örn får inget exemplar")
    assert page.to_mail() == []
    assert page.to_print() == [Who.YOUTH]
    page.arrive(case_id="elin", meeting_key="m4")
    page.refresh()
    assert page.chooser.kinds == (Paper.MINUTES, Paper.CONTACTS), "that meeting fixed no plan here"
    assert boxes[Paper.PLAN].isHidden()
    page.arrive(case_id="elin", meeting_key="m5")
    page.refresh()
    assert page.chooser.kinds == (Paper.PLAN, Paper.CONTACTS)


def test_names_in_the_notes_are_pointed_out_when_the_notes_go(page: SendingPage, binder: Binder) -> None:
    with binder.writing() as work:
        meeting = next(each for each in work.case("elin").meetings if each.key == "m5")
        meeting.youth_view, meeting.notes = None, "Rami Haddad var också där."
    page.refresh()
    assert page.sheet is not None
    before = len(page.sheet.named)
    page.chooser.boxes[Paper.MINUTES].click()
    assert len(page.sheet.named) == before + 1
    assert page.sheet.named[-1].text == "Rami Haddad var också där."


def test_slips_with_passwords_are_printed_one_for_each(
    page: SendingPage, binder: Binder, answers: Answers, printer: Printer, tmp_path: Path
) -> None:
    answers.path = tmp_path
    page.make_drafts()
    dialog = dialogs(PasswordsDialog)[-1]
    assert isinstance(dialog, PasswordsDialog)
    before = len(printer.papers)
    dialog.slips.click()
    assert len(printer.papers) == before + 1
    text = PdfReader(BytesIO(printer.papers[-1])).pages[0].extract_text()
    assert page.sheet is not None
    secrets = [secret for each in page.sheet.rows if (secret := secret_of(each))]
    assert len(secrets) == 2
    assert all(text.count(secret) == 1 for secret in secrets)
    assert "Åke Örn" in text
    assert "Zofia" in text
    assert "Elin" not in text, "whom the papers are about stands on no slip"
    assert "planen och kontaktlistan" in text
    assert "Delas aldrig i samma brev" in text
    assert "passwords_printed" in logged(binder, "elin")
    dialog.close()
