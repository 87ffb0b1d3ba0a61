"""The one table model: Qt's own tester, Swedish order, filters, keyboard, empty states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from app.ui.kit.chip import ChipKind
from app.ui.kit.columns import ChipCell, Column
from app.ui.kit.surfaces import EmptyState
from app.ui.kit.table import Table


@dataclass(frozen=True)
class Line:
    key: int
    name: str
    role: str = ""
    day: date | None = None


LINES = [
    Line(1, "Östen", "polis", date(2026, 3, 1)),
    Line(2, "Adam", "rektor"),
    Line(3, "Åke", "tränare", date(2026, 1, 9)),
    Line(4, "Zofia", "Förälder", date(2026, 2, 1)),
    Line(5, "Ärla", "polis", date(2025, 12, 1)),
]


def make(qtbot: QtBot, **more: object) -> Table:
    table = Table(
        [
            Column(
                "name",
                "Namn",
                lambda line: line.name,
                under=lambda line: line.role,
                strong=True,
                stretch=True,
            ),
            Column("day", "Dag", lambda line: str(line.day or ""), sort=lambda line: line.day, width=120),
            Column(
                "ok",
                "Får delas?",
                lambda line: "Ja" if line.day else "Nej",
                chip=lambda line: (
                    ChipCell(ChipKind.DONE, "Ja") if line.day else ChipCell(ChipKind.STOP, "Nej")
                ),
            ),
        ],
        empty=EmptyState("users", "Inga personer", "De du lägger till hamnar här."),
        key_of=lambda line: line.key,
        **more,  # type: ignore[arg-type]
    )
    qtbot.addWidget(table)
    table.resize(600, 400)
    table.show()
    return table


@pytest.mark.parametrize("which", ["model", "shown_rows"])
def test_the_model_stands_qts_own_test(qtbot: QtBot, which: str) -> None:
    table = make(qtbot)
    model: QAbstractItemModel = getattr(table, which)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, mode)
    for rows in (LINES, LINES[:2], [], LINES):
        table.set_rows(rows)
        table.search("polis")
        table.search("")
    assert tester.model() is model
    assert model.rowCount() == len(LINES)


def test_names_are_sorted_as_swedish_does(qtbot: QtBot) -> None:
    table = make(qtbot, sort_by="name")
    table.set_rows(LINES)
    assert [line.name for line in table.shown()] == ["Adam", "Zofia", "Åke", "Ärla", "Östen"]


def test_what_has_no_value_comes_last_both_ways(qtbot: QtBot) -> None:
    table = make(qtbot, sort_by="day")
    table.set_rows(LINES)
    assert [line.key for line in table.shown()] == [5, 3, 4, 1, 2]
    table.view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert [line.key for line in table.shown()] == [1, 4, 3, 5, 2]


def test_every_word_is_sought_in_every_column_and_case_does_not_matter(qtbot: QtBot) -> None:
    table = make(qtbot)
    table.set_rows(LINES)
    table.search("POLIS ö")
    assert [line.key for line in table.shown()] == [1]
    table.search("förälder")
    assert [line.key for line in table.shown()] == [4]


def test_a_name_is_found_on_a_swedish_keyboard_and_o_finds_no_ö(qtbot: QtBot) -> None:
    table = make(qtbot)
    table.set_rows([Line(1, "Emina Hodžić"), Line(2, "Rêbaz Öst")])
    table.search("hodzic")
    assert [line.key for line in table.shown()] == [1]
    table.search("REBAZ")
    assert [line.key for line in table.shown()] == [2]
    table.search("ost")
    assert table.shown() == []


def test_an_empty_table_and_an_empty_search_say_different_things(qtbot: QtBot) -> None:
    table = make(qtbot)
    table.set_rows([])
    assert table.empty_state.isVisible()
    assert not table.view.isVisible()
    table.set_rows(LINES)
    assert table.view.isVisible()
    table.search("finns inte")
    assert not table.view.isVisible()
    assert not table.empty_state.isVisible()
    table.search("")
    assert table.view.isVisible()


def test_the_current_row_stays_when_the_rows_are_read_again(qtbot: QtBot) -> None:
    table = make(qtbot, sort_by="name")
    table.set_rows(LINES)
    assert table.select(3)
    table.set_rows([Line(9, "Aron"), *LINES])
    assert table.selected().key == 3
    assert not table.select(77)


def test_enter_chooses_the_row(qtbot: QtBot) -> None:
    table = make(qtbot, sort_by="name")
    table.set_rows(LINES)
    table.focus_rows()
    QTest.keyClick(table.view, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.activated) as chosen:
        QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert chosen.args[0].name == "Zofia"


def test_a_condition_filters_and_is_taken_away(qtbot: QtBot) -> None:
    table = make(qtbot)
    table.set_rows(LINES)
    table.where(lambda line: line.role == "polis")
    assert {line.key for line in table.shown()} == {1, 5}
    table.where(None)
    assert len(table.shown()) == 5


def test_a_screen_reader_hears_column_text_and_second_line(qtbot: QtBot) -> None:
    table = make(qtbot)
    table.set_rows(LINES)
    said = [table.model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in range(3)]
    assert said == ["Namn: Östen polis", "Dag: 2026-03-01", "Får delas?: Ja"]


def test_a_growing_table_is_as_high_as_its_rows(qtbot: QtBot) -> None:
    table = make(qtbot, grows=True)
    table.set_rows(LINES[:2])
    two = table.height()
    table.set_rows(LINES)
    assert table.height() - two == 3 * table.view.verticalHeader().defaultSectionSize()


def test_columns_give_way_in_a_narrow_table_and_come_back(qtbot: QtBot) -> None:
    columns = [
        Column("name", "Namn", lambda row: row, stretch=True),
        Column("age", "Ålder", lambda row: "16 år", give_way=2),
        Column("last", "Senaste möte", lambda row: "4 februari", give_way=1),
        Column("next", "Nästa möte", lambda row: "onsdag 4 mars 14.00"),
    ]
    table = Table(columns, empty=EmptyState("search", "Tomt", ""))
    qtbot.addWidget(table)
    table.set_rows(["Elin", "Amir"])
    hidden = {}
    for width in (900, 480, 380, 900):
        table.resize(width, 300)
        table.show()
        qtbot.wait(20)
        hidden[width] = [table.view.isColumnHidden(number) for number in range(4)]
        assert not table.view.horizontalScrollBar().isVisible() or width == 380
    assert hidden[480] == [False, False, True, False]
    assert hidden[380] == [False, True, True, False]
    assert hidden[900] == [False] * 4


def test_a_column_grows_for_a_row_that_comes_into_sight(qtbot: QtBot) -> None:
    columns = [
        Column("name", "Namn", lambda line: line.name, stretch=True),
        Column(
            "state",
            "Läge",
            lambda line: line.role,
            chip=lambda line: ChipCell(ChipKind.INFO, line.role),
        ),
    ]
    table = Table(columns, empty=EmptyState("users", "Inga", "Inga än."), key_of=lambda line: line.key)
    qtbot.addWidget(table)
    table.resize(600, 400)
    table.show()
    lines = [Line(number, f"Nummer {number}", "Aktiv") for number in range(100)]
    table.set_rows([*lines, Line(100, "Elin", "Samtycke söks")])
    index = table.shown_rows.index(100, 1)
    before = table.view.columnWidth(1)
    table.focus_rows()
    QTest.keyClick(table.view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert table.selected().name == "Elin"
    grown = table.view.columnWidth(1)
    assert grown > before
    assert grown >= table.view.itemDelegate().sizeHint(QStyleOptionViewItem(), index).width()
    assert table.view.horizontalScrollBar().maximum() == 0
    QTest.keyClick(table.view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert table.view.columnWidth(1) == grown  # it does not jump back and forth
    table.set_rows(lines)
    assert table.view.columnWidth(1) == before


def test_what_is_not_searched_is_not_asked_for(qtbot: QtBot) -> None:
    asked: list[int] = []

    def dear(line: Line) -> str:
        asked.append(line.key)
        return "dyr"

    table = Table(
        [
            Column("name", "Namn", lambda line: line.name),
            Column("dear", "Dyr", dear, searched=False),
        ],
        empty=EmptyState("users", "Inga", "Inget."),
    )
    qtbot.addWidget(table)
    many = [Line(number, f"Namn {number}") for number in range(2000)]
    table.set_rows(many)
    table.look_for("namn 1999", None)
    assert [line.key for line in table.shown()] == [1999]
    assert table.look_for("dyr", None) is None
    assert table.shown() == []
    assert len(set(asked)) < 100


def test_a_new_order_keeps_the_current_row(qtbot: QtBot) -> None:
    table = make(qtbot)
    table.set_rows(LINES)
    table.select(4)
    table.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert [line.key for line in table.shown()] == [1, 5, 3, 4, 2]
    assert table.selected().key == 4
