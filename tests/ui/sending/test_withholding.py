"""Papers that are withheld from one recipient: by what is noted, or by hand with the reason (R9)."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.models.codes import MustNot
from app.models.who import Who
from app.services import keep_apart
from app.services.keep_apart import ApartFacts
from app.services.overview import overview
from app.storage.binder import Binder
from app.ui.dialogs.apart import WithholdDialog
from app.ui.sending.page import SendingPage
from tests.services.readings import logged, whole
from tests.ui.meeting.cases import TODAY, Answers, Window
from tests.ui.sending.test_sending_page import row, sent

AKE, EVA, OMAR = Who.contact("ake"), Who.guardian("eva"), Who.guardian("omar")


def reason_shown(page: SendingPage) -> str:
    return page.copy._none.accessibleName()


def withhold(page: SendingPage, who: Who, reason: str, which: str = "meeting") -> None:
    page.choose(who)
    page.copy.withhold.click()
    dialog = [each for each in QApplication.topLevelWidgets() if isinstance(each, WithholdDialog)][-1]
    dialog.form["which"].set_value(which)
    dialog.form["reason"].set_value(reason)
    assert dialog.submit()
    dialog.done(1)
    page.refresh()


def test_who_must_not_read_of_another_is_stopped_with_the_reason_beside(
    page: SendingPage, binder: Binder
) -> None:
    facts = ApartFacts(who=EVA, other=OMAR, on=TODAY, must_not=frozenset({MustNot.READ}), note="Hemligt")
    keep_apart.keep_apart(binder, "elin", facts)
    page.refresh()
    assert "Ska hållas isär" in row(page, EVA).accessibleName()
    page.choose(EVA)
    assert reason_shown(page) == "Eva Holm får inget exemplar. Ska inte läsa om Omar Holm."
    assert EVA not in (*page.to_mail(), *page.to_print())
    assert not page.save_button.isEnabled()
    assert not page.copy.withhold.isVisibleTo(page), "what is noted in the case is changed there"
    assert OMAR in (*page.to_mail(), *page.to_print())


def test_papers_are_withheld_by_hand_given_again_and_on_the_record(
    page: SendingPage, binder: Binder, window: Window, answers: Answers, tmp_path: Path
) -> None:
    assert AKE in page.to_mail()
    page.choose(AKE)
    assert page.copy.withhold.text() == "Skicka inte till Åke …"
    withhold(page, AKE, "Beslut 3 mars")
    assert "Får inte papperen" in row(page, AKE).accessibleName()
    assert reason_shown(page) == "Åke Örn får inget exemplar. Får inte papperen: Beslut 3 mars."
    assert AKE not in page.to_mail()
    answers.path = tmp_path / "utkast"
    answers.path.mkdir()
    page.make_drafts()
    assert "contact:ake" not in {each.to for each in sent(binder)}
    (kept,) = whole(binder, "elin").kept_apart
    assert (kept.meeting, kept.note) == ("m5", "Beslut 3 mars")
    page.refresh()
    page.choose(AKE)
    assert page.copy.withhold.text() == "Ge Åke papperen igen"
    page.copy.withhold.click()
    page.refresh()
    assert AKE in page.to_mail()
    assert window.undo is not None
    window.undo()
    page.refresh()
    assert AKE not in page.to_mail()
    told = logged(binder, "elin")
    assert [each for each in told if each.startswith("papers_")] == [
        "papers_withheld",
        "papers_given_again",
        "papers_withheld",
    ]


def test_the_overview_does_not_wait_for_who_is_not_to_have_them(page: SendingPage, binder: Binder) -> None:
    def waiting() -> int:
        lines = [each for part in overview(binder).lines.values() for each in part]
        return sum(each.pressing.persons for each in lines if each.pressing.cause == "plan_partly_sent")

    page.choose(Who.YOUTH)
    page.print()
    before = waiting()
    withhold(page, AKE, "Beslut", which="all")
    assert before > 1
    assert waiting() == before - 1


def test_no_reason_no_withholding(page: SendingPage, binder: Binder) -> None:
    page.choose(AKE)
    page.copy.withhold.click()
    dialog = [each for each in QApplication.topLevelWidgets() if isinstance(each, WithholdDialog)][-1]
    assert not dialog.submit()
    assert dialog.form["reason"].accessibleDescription() == (
        "Skriv varför. Skälet sparas med den som inte får papperen."
    )
    assert whole(binder, "elin").kept_apart == []
    dialog.reject()
