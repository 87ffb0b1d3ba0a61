"""Ska hållas isär: noted, changed and taken away by clicks; said where a meeting is planned or moved (R9)."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.models.apart import KeptApart
from app.models.codes import MustNot
from app.models.pressing import Cause
from app.models.who import Who
from app.services import apart, keep_apart
from app.services.binders import Binder
from app.services.case_file import read_case
from app.services.keep_apart import ApartFacts
from app.services.overview import overview
from app.ui.crossings import Crossings
from app.ui.desk import Desk
from app.ui.dialogs.apart import ApartDialog, persons
from app.ui.dialogs.meeting import MeetingDialog, MoveDialog
from app.ui.kit.text import Text
from app.ui.pages.case.group_tab import GroupTab
from app.ui.pages.case.page import CasePage
from app.ui.pages.overview.words import said
from tests.services.readings import logged, whole
from tests.ui.pages.test_case_page import press
from tests.ui.pages.test_events_tab import fill
from tests.ui.stage import StillShell

TODAY = date(2026, 3, 4)


@pytest.fixture
def first_tab() -> str:
    return "group"


def tab_of(page: CasePage) -> GroupTab:
    page.refresh()
    # The side column finds its height when the one beside it has.
    for _ in range(3):
        QApplication.processEvents()
    assert isinstance(page.tab, GroupTab)
    return page.tab


def texts(inside: QWidget) -> list[str]:
    return [each.text() for each in inside.findChildren(Text)]


def guardians(binder: Binder, case_id: str) -> tuple[Who, Who]:
    one, other = (Who.guardian(each.key) for each in whole(binder, case_id).guardians)
    return one, other


def note(binder: Binder, case_id: str, *must_not: MustNot, **more: object) -> KeptApart:
    one, other = guardians(binder, case_id)
    facts = {"who": one, "other": other, "on": TODAY, "must_not": frozenset(must_not or MustNot)}
    keep_apart.keep_apart(binder, case_id, ApartFacts(**(facts | more)))  # type: ignore[arg-type]
    return max((each.pair for each in apart.apart_in(binder, case_id)), key=lambda each: each.id)


def warned(dialog: QWidget) -> str:
    (banner,) = dialog.findChildren(Crossings)
    return banner.accessibleName() if banner.isVisibleTo(dialog) else ""


def test_two_are_noted_by_name_changed_and_taken_away_with_a_way_back(
    qtbot: QtBot, page: CasePage, full_binder: Binder, amir: str, still_shell: StillShell
) -> None:
    tab = tab_of(page)
    assert any(each.startswith("Är det några som inte ska träffas") for each in texts(tab))
    press(qtbot, tab, "Lägg till två som hålls isär")
    (dialog,) = page.findChildren(ApartDialog)
    fill(dialog, who="karin", other="tomas")
    said_choices = [
        each.text() for each in dialog.form["must_not"].findChildren(QWidget) if hasattr(each, "text")
    ]
    assert said_choices[-3:] == [
        "De ska inte träffas",
        "Karin ska inte läsa om Tomas",
        "Tomas ska inte läsa om Karin",
    ]
    fill(dialog, must_not=["meet", "read"], note="Kontaktförbud")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    one, other = guardians(full_binder, amir)
    (made,) = whole(full_binder, amir).kept_apart
    assert (made.who, made.other, made.must_not) == (one, other, ["meet", "read"])
    assert (made.note, made.date, made.until) == ("Kontaktförbud", TODAY, None)
    shown = texts(tab_of(page))
    assert "Karin Nilsson och Tomas Nilsson" in shown
    assert "Ska inte träffas och Karin ska inte läsa om Tomas" in shown
    assert "Sedan 4 mars" in shown
    assert not any("Kontaktförbud" in each for each in shown), "why is only in the dialog (R20)"
    press(qtbot, tab_of(page), "Ändra Karin Nilsson och Tomas Nilsson")
    dialog = page.findChildren(ApartDialog)[-1]
    assert dialog.values()["note"] == "Kontaktförbud"
    fill(dialog, until="30 juni")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert "Sedan 4 mars, till 30 juni" in texts(tab_of(page))
    assert still_shell.undo is not None
    still_shell.undo()
    assert whole(full_binder, amir).kept_apart[0].until is None
    press(qtbot, tab_of(page), "Ta bort Karin Nilsson och Tomas Nilsson")
    assert whole(full_binder, amir).kept_apart == []
    still_shell.undo()
    assert [each.note for each in whole(full_binder, amir).kept_apart] == ["Kontaktförbud"]
    assert {"apart_noted", "apart_changed", "apart_removed"} <= set(logged(full_binder, amir))


def test_the_note_can_be_taken_back_at_once(
    qtbot: QtBot, page: CasePage, full_desk: Desk, full_binder: Binder, amir: str, still_shell: StillShell
) -> None:
    dialog = ApartDialog(page, full_desk, read_case(full_binder, amir))
    fill(dialog, who="karin", other="tomas")
    assert dialog.submit()
    assert still_shell.undo is not None
    still_shell.undo()
    assert whole(full_binder, amir).kept_apart == []


def test_a_refusal_stands_beside_its_field(
    page: CasePage, full_desk: Desk, full_binder: Binder, amir: str
) -> None:
    dialog = ApartDialog(page, full_desk, read_case(full_binder, amir))
    fill(dialog, who="karin", other="karin")
    assert not dialog.submit()
    assert dialog.form["other"].accessibleDescription() == "Välj två olika personer."
    fill(dialog, other="tomas", must_not=[])
    assert not dialog.submit()
    assert dialog.form["must_not"].accessibleDescription() == "Kryssa för vad de inte ska göra."


def test_a_youth_of_another_case_can_only_be_kept_from_meeting_and_it_shows_in_both(
    qtbot: QtBot, page: CasePage, full_desk: Desk, full_binder: Binder, amir: str
) -> None:
    elin = next(key for key, name in apart.youths_elsewhere(full_binder, amir) if name == "Elin Holm")
    dialog = ApartDialog(page, full_desk, read_case(full_binder, amir))
    fill(dialog, who="amir", other="elin holm")
    assert [code for code, _ in dialog.form["must_not"]._ticks.items()] == ["meet"]
    assert dialog.submit()
    (made,) = whole(full_binder, amir).kept_apart
    assert (made.other, made.other_case_id, made.must_not) == (Who.YOUTH, elin, ["meet"])
    assert "Sedan 4 mars · ett annat ärende" in texts(tab_of(page))
    page.arrive(case_id=elin, tab="group")
    page.refresh()
    assert "Elin Holm och Amir Nilsson" in texts(tab_of(page))
    press(qtbot, tab_of(page), "Ändra Elin Holm och Amir Nilsson")
    dialog = page.findChildren(ApartDialog)[-1]
    assert (dialog.values()["who"], dialog.values()["other"]) == ("youth", elin)
    press(qtbot, tab_of(page), "Ta bort Elin Holm och Amir Nilsson")
    assert whole(full_binder, amir).kept_apart == []


def test_a_draft_that_names_another_youth_goes_with_that_case(
    page: CasePage, full_desk: Desk, full_binder: Binder, amir: str
) -> None:
    elin = next(key for key, name in apart.youths_elsewhere(full_binder, amir) if name == "Elin Holm")
    dialog = ApartDialog(page, full_desk, read_case(full_binder, amir))
    dialog.form["other"].set_value(elin)
    dialog.form["other"].edited.emit()
    dialog.reject()
    with full_binder.writing() as work:
        assert [each.form for each in work.drafts.all() if each.form == "apart"] == ["apart"]
        work.erase_case(elin)
        assert [each.form for each in work.drafts.all() if each.form == "apart"] == []


def test_who_is_in_the_group_can_be_chosen_and_nobody_twice(full_binder: Binder, amir: str) -> None:
    file = read_case(full_binder, amir)
    found = persons(file)
    assert [each.name for each in found[:3]] == ["Amir Nilsson", "Karin Nilsson", "Tomas Nilsson"]
    assert len({each.key for each in found}) == len(found)


def test_papers_that_are_withheld_and_what_is_over_stand_there_too(
    page: CasePage, full_binder: Binder, amir: str
) -> None:
    karin, _ = guardians(full_binder, amir)
    keep_apart.withhold(full_binder, amir, karin, "Beslut", meeting="m2")
    note(full_binder, amir, on=date(2026, 1, 1), until=date(2026, 2, 1))
    shown = texts(tab_of(page))
    assert "Får inte papperen från möte 2" in shown
    assert "Gällde till 1 februari" in shown
    assert shown.index("Får inte papperen från möte 2") < shown.index("Gällde till 1 februari")


def test_planning_a_meeting_for_both_says_so_until_one_is_not_called(
    page: CasePage, full_desk: Desk, full_binder: Binder, amir: str
) -> None:
    note(full_binder, amir)
    file = read_case(full_binder, amir)
    dialog = MeetingDialog(page, full_desk, file)
    dialog.open()
    assert warned(dialog) == "Karin Nilsson och Tomas Nilsson ska inte träffas, men båda är kallade hit."
    _, tomas = guardians(full_binder, amir)
    fill(dialog, called=[each for each in dialog.form["called"].value() if each != str(tomas)])
    assert warned(dialog) == ""
    fill(dialog, day="i övermorgon kanske")
    assert warned(dialog) == ""
    dialog.reject()


def test_moving_a_meeting_near_anothers_says_whose(
    page: CasePage, full_desk: Desk, full_binder: Binder, amir: str
) -> None:
    elin = next(key for key, name in apart.youths_elsewhere(full_binder, amir) if name == "Elin Holm")
    note(full_binder, amir, MustNot.MEET, who=Who.YOUTH, other=Who.YOUTH, other_case_id=elin)
    file = read_case(full_binder, amir)
    assert file.next_meeting is not None
    theirs = read_case(full_binder, elin).next_meeting
    assert theirs is not None
    assert (theirs.starts, theirs.place) == (datetime(2026, 3, 4, 12), "Björkskolan")
    dialog = MoveDialog(page, full_desk, file, file.next_meeting)
    dialog.open()
    assert warned(dialog) == ""
    fill(dialog, place="", day="4 mars", time="14.00")
    assert warned(dialog) == (
        "Amir Nilsson och Elin Holm ska inte träffas, och Elin Holms möte samma dag kl. 12.00 ligger nära."
    )
    fill(dialog, place="Skogås centrum")
    assert warned(dialog) == ""
    fill(dialog, place="björkskolan", time="14.01")
    assert warned(dialog) == ""
    dialog.reject()


def test_the_meeting_itself_says_so_where_the_overview_leads(
    page: CasePage, full_binder: Binder, amir: str
) -> None:
    def told() -> list[str]:
        page.go_to("meetings", read=True)
        return [each.accessibleName() for each in page.tab.findChildren(Crossings) if not each.isHidden()]

    assert told() == []
    note(full_binder, amir)
    assert told() == ["Karin Nilsson och Tomas Nilsson ska inte träffas, men båda är kallade hit."]


def test_the_overview_says_who_and_leads_to_the_meetings(full_binder: Binder, amir: str) -> None:
    note(full_binder, amir, note="Hemligt skäl")
    lines = [each for part in overview(full_binder).lines.values() for each in part]
    (line,) = [each for each in lines if each.pressing.cause is Cause.MUST_NOT_MEET]
    told = said(line, TODAY)
    assert told.text == "Karin Nilsson och Tomas Nilsson ska inte träffas, men båda är kallade till mötet."
    assert (told.name, told.when, told.button) == ("Amir Nilsson", "på tisdag 13.00", "Se mötet")
