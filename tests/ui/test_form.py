"""Forms: what is loaded, changed, wrong and drafted."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.columns import Column
from app.ui.kit.dates import DateInput, TimeInput
from app.ui.kit.form import DRAFT_DELAY, Field, Form, Problem, both, required
from app.ui.kit.inputs import Check, Choice, MultiChoice, SecretInput, TextArea, TextInput, Unreadable
from app.ui.kit.surfaces import EmptyState
from app.ui.kit.table import Table
from app.ui.kit.who import Person, WhoPicker
from tests.ui.stage import clock, write


def make(qtbot: QtBot) -> Form:
    form = Form(
        [
            Field("name", "Namn", TextInput(), required),
            Field("born", "Född", DateInput(clock, past=True), hint="Går att skriva 8/3 2011"),
            Field("kind", "Sort", Choice([("a", "Första"), ("b", "Andra")], empty="Ingen")),
            Field("tags", "Ord", MultiChoice([("x", "X"), ("y", "Y")])),
            Field("note", "Text", TextArea()),
            Field("private", "", Check("Inte till gruppen")),
            Field("secret", "Hemligt", SecretInput(), drafted=False),
        ],
        columns=2,
    )
    qtbot.addWidget(form)
    form.show()
    return form


LOADED: dict[str, Any] = {
    "name": "Åke",
    "born": date(2011, 3, 8),
    "kind": "b",
    "tags": ("y",),
    "private": True,
}


def test_what_is_loaded_is_no_change(qtbot: QtBot) -> None:
    form = make(qtbot)
    form.load(LOADED)
    assert form.changes() == {}
    assert form.values() == LOADED | {"note": "", "secret": ""}


def test_only_what_differs_is_a_change(qtbot: QtBot) -> None:
    form = make(qtbot)
    form.load(LOADED)
    form["name"].set_value("Åke Örn")
    form["born"].setText("9/3 2011")
    form["tags"].set_value(("x", "y"))
    assert form.changes() == {"name": "Åke Örn", "born": date(2011, 3, 9), "tags": ("x", "y")}


def test_problems_stand_beside_their_fields_and_the_first_gets_the_focus(qtbot: QtBot) -> None:
    form = make(qtbot)
    form.load({})
    form["born"].setText("snart")
    with qtbot.waitActive(form):
        form.activateWindow()
    assert not form.check()
    assert form.problems() == [Problem("name", "required"), Problem("born", "date")]
    assert form["name"].property("invalid")
    assert form["name"].accessibleDescription() == "Det här behöver fyllas i."
    assert form["name"].hasFocus()
    write(form["name"], "Å")
    assert not form["name"].property("invalid")
    assert form["born"].property("invalid")


def test_a_hidden_field_is_not_asked_for(qtbot: QtBot) -> None:
    form = make(qtbot)
    form.load({})
    form.set_visible("name", False)
    assert form.check()
    assert not form["name"].isVisible()
    form.set_visible("name", True)
    assert not form.check()


def test_a_service_may_say_its_own_sentence(qtbot: QtBot) -> None:
    form = make(qtbot)
    form.load(LOADED)
    form.show_problems([Problem("name", "Ett annat ärende heter redan så.")])
    assert form["name"].accessibleDescription() == "Ett annat ärende heter redan så."


def test_labels_are_what_a_screen_reader_says(qtbot: QtBot) -> None:
    form = make(qtbot)
    assert form["name"].accessibleName() == "Namn"
    assert form["born"].accessibleDescription() == "Går att skriva 8/3 2011"
    assert form["private"].accessibleName() == "Inte till gruppen"


def test_a_draft_is_written_a_second_after_the_first_key_however_one_goes_on(qtbot: QtBot) -> None:
    form = make(qtbot)
    form.load(LOADED)
    drafts: list[dict[str, Any]] = []
    form.autosave(drafts.append)
    write(form["name"], "x")
    timer = form._timer
    first = timer.remainingTime()
    QTest.qWait(120)
    write(form["name"], "y")
    assert timer.interval() == DRAFT_DELAY
    assert 0 < timer.remainingTime() <= first - 100
    assert drafts == []
    with qtbot.waitSignal(timer.timeout, timeout=2000):
        pass
    assert [draft["name"] for draft in drafts] == ["Åkexy"] or [draft["name"] for draft in drafts] == [
        "xyÅke"
    ]
    assert not form.dirty()


def test_leaving_a_field_writes_the_draft_at_once(qtbot: QtBot) -> None:
    form = make(qtbot)
    form.load({})
    drafts: list[dict[str, Any]] = []
    form.autosave(drafts.append)
    with qtbot.waitActive(form):
        form.activateWindow()
    form["name"].setFocus()
    write(form["name"], "Ö")
    form["note"].setFocus()
    assert [draft["name"] for draft in drafts] == ["Ö"]


def test_a_draft_keeps_what_cannot_be_read_and_never_a_secret(qtbot: QtBot) -> None:
    form = make(qtbot)
    form.load(LOADED)
    form["born"].setText("någon gång i mars")
    form["secret"].setText("hemligt")
    draft = form.draft()
    assert draft["born"] == "någon gång i mars"
    assert "secret" not in draft
    other = make(qtbot)
    other.load({})
    other.load_draft(draft)
    assert other["born"].text() == "någon gång i mars"
    assert other["kind"].value() == "b"
    assert other["tags"].value() == ("y",)
    with pytest.raises(Unreadable):
        other.values()


def test_a_draft_that_could_not_be_written_is_still_unsaved(qtbot: QtBot) -> None:
    form = make(qtbot)
    form.load({})

    def full(_draft: dict[str, Any]) -> None:
        raise OSError

    heard: list[Exception] = []
    form.autosave(full, heard.append)
    with qtbot.waitActive(form):
        form.activateWindow()
    form["name"].setFocus()
    write(form["name"], "Ö")
    with pytest.raises(OSError, match=r".*"):
        form.flush()
    form["note"].setFocus()
    assert [type(error) for error in heard] == [OSError]
    assert form.dirty()
    assert form["name"].text() == "Ö"


def test_a_text_area_grows_with_its_text(qtbot: QtBot) -> None:
    area = TextArea(lines=2, most=5)
    qtbot.addWidget(area)
    area.resize(300, area.sizeHint().height())
    area.show()
    two = area.sizeHint().height()
    area.set_value("\n".join("rad" for _ in range(4)))
    four = area.sizeHint().height()
    area.set_value("\n".join("rad" for _ in range(40)))
    assert two < four < area.sizeHint().height() < two * 4


def test_tab_leaves_a_text_area(qtbot: QtBot) -> None:
    form = make(qtbot)
    with qtbot.waitActive(form):
        form.activateWindow()
    form["note"].setFocus()
    QTest.keyClick(form["note"], Qt.Key.Key_Tab)
    assert not form["note"].hasFocus()
    assert form["note"].toPlainText() == ""


def test_a_day_is_stepped_with_arrows_and_written_out_on_leaving(qtbot: QtBot) -> None:
    field = DateInput(clock)
    other = QWidget()
    for widget in (field, other):
        qtbot.addWidget(widget)
    field.show()
    field.setText("+4v")
    assert field.value() == date(2026, 4, 1)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "2 april 2026"


def test_a_time_steps_by_quarters(qtbot: QtBot) -> None:
    field = TimeInput()
    qtbot.addWidget(field)
    field.setText("14")
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.text() == "13.45"


PEOPLE = [
    Person("youth", "Elin Holm", "ungdom"),
    Person("contact:1", "Åke Örn", "kommunpolis"),
    Person("contact:2", "Eva Holm", "mamma"),
    Person("contact:3", "Yusuf Demir", "fältassistent"),
]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("åö", "contact:1"),
        ("YD", "contact:3"),
        ("yus", "contact:3"),
        ("örn", "contact:1"),
        ("polis", "contact:1"),
        ("", None),
    ],
)
def test_a_person_is_found_by_initials_or_the_start_of_a_name(
    qtbot: QtBot, typed: str, key: str | None
) -> None:
    field = WhoPicker(PEOPLE)
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() == key


def test_a_person_is_found_without_the_marks_that_a_swedish_keyboard_lacks(qtbot: QtBot) -> None:
    field = WhoPicker([Person("1", "Emina Hodžić"), Person("2", "Élise Öst")])
    qtbot.addWidget(field)
    for typed, key in (("hodzic", "1"), ("elise", "2"), ("eö", "2")):
        field.setText(typed)
        assert field.value() == key


def test_nothing_flashes_as_a_window_while_a_form_and_a_table_are_made(
    qtbot: QtBot, qapp: QApplication
) -> None:
    class Spy(QObject):
        windows: ClassVar[list[str]] = []

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                self.windows.append(type(watched).__name__)
            return False

    spy = Spy()
    qapp.installEventFilter(spy)
    form = Form([Field("born", "Född", DateInput(clock), hint="Går att skriva 8/3 2011")])
    table = Table([Column("name", "Namn", str)], empty=EmptyState("users", "Inga", "De hamnar här."))
    qapp.removeEventFilter(spy)
    qtbot.addWidget(form)
    qtbot.addWidget(table)
    assert form["born"].accessibleDescription()
    assert spy.windows == []


def test_who_is_not_sure_is_no_value(qtbot: QtBot) -> None:
    field = WhoPicker(PEOPLE)
    qtbot.addWidget(field)
    for typed in ("Holm", "EH", "Nils"):
        field.setText(typed)
        with pytest.raises(Unreadable):
            field.value()


def test_the_caps_lock_hint_follows_the_letters(qtbot: QtBot) -> None:
    field = SecretInput()
    qtbot.addWidget(field)
    seen: list[bool] = []
    field.caps_lock.connect(seen.append)
    write(field, "ÅÄa1")
    assert seen == [True, True, False]


def test_both_validators_are_asked_in_order() -> None:
    check = both(required, lambda value: "order" if value == "b" else None)
    assert [check(value) for value in ("", "a", "b")] == ["required", None, "order"]
