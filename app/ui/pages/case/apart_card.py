"""Who is kept apart in a case, and from whom papers are withheld; never why (R9, R20)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QLayout, QWidget

from app.models.codes import MustNot
from app.services import apart
from app.services.apart import ApartRow
from app.services.case_file import read_case
from app.ui.dialogs.apart import ApartDialog, give_again
from app.ui.kit.layout import column, row
from app.ui.kit.text import quiet, strong
from app.ui.pages.case.parts import Tab, icon_button, link, titled_card
from app.ui.saying import capital, day, first_names, listed


def apart_card(tab: Tab) -> QLayout:
    """The card of a case's group tab, with what is over at the end."""
    ask = link(
        "Lägg till", lambda: ApartDialog(tab, tab.desk, tab.file).open(), "Lägg till två som hålls isär"
    )
    today = tab.file.today
    rows = apart.apart_in(tab.desk.binder, tab.file.case.id)
    items: list[QLayout | QWidget] = [
        _row(tab, each) for each in sorted(rows, key=lambda one: _is_over(one, today))
    ]
    if not items:
        items.append(quiet("Är det några som inte ska träffas, eller inte läsa om varandra? Skriv det här."))
    return titled_card("Ska hållas isär", *items, actions=[ask])


def names(each: ApartRow) -> str:
    """Says both, or whom papers are withheld from."""
    return each.who if each.other is None else f"{each.who} och {each.other}"


def what(each: ApartRow, meetings: dict[str, int]) -> str:
    """Says what they must not, as a sentence without its reason."""
    pair = each.pair
    if each.other is None:
        number = meetings.get(pair.meeting or "")
        return "Får inte gruppens papper" if number is None else f"Får inte papperen från möte {number}"
    one, other = first_names([each.who, each.other])
    if each.turned:
        one, other = other, one
    must_not = set(pair.must_not)
    parts = ["ska inte träffas"] if MustNot.MEET in must_not else []
    if {MustNot.READ, MustNot.BE_READ} <= must_not:
        parts.append("ska inte läsa om varandra")
    elif MustNot.READ in must_not:
        parts.append(f"{one} ska inte läsa om {other}")
    elif MustNot.BE_READ in must_not:
        parts.append(f"{other} ska inte läsa om {one}")
    return capital(listed(parts))


def how_long(each: ApartRow, today: date) -> str:
    """Says since when, and until when."""
    pair = each.pair
    until = "" if pair.until is None else day(pair.until, today)
    if _is_over(each, today):
        return f"Gällde till {until}"
    said = f"Från {day(pair.date, today)}" if pair.date > today else f"Sedan {day(pair.date, today)}"
    return f"{said}, till {until}" if until else said


def _row(tab: Tab, each: ApartRow) -> QLayout:
    said = names(each)
    buttons: list[QWidget] = []
    if each.other is not None:
        buttons.append(icon_button(f"Ändra {said}", "pencil", _change(tab, each)))
    gone = "Papperen går dit igen." if each.other is None else "De två hålls inte längre isär."
    words = f"Ge tillbaka papperen till {said}" if each.other is None else f"Ta bort {said}"
    buttons.append(icon_button(words, "x", tab.do(lambda: give_again(tab.desk, each.owner, each.pair, gone))))
    lines: Sequence[str] = (
        what(each, {one.key: one.number for one in tab.file.meetings}),
        how_long(each, tab.file.today) + _where(each),
    )
    made = row(spacing=4)
    made.addLayout(column(strong(said), *(quiet(line) for line in lines), spacing=1), 1)
    for button in buttons:
        made.addWidget(button)
    return made


def _where(each: ApartRow) -> str:
    if each.elsewhere is None or each.elsewhere == each.other:
        return "" if each.elsewhere is None else " · ett annat ärende"
    return f" · i ärendet för {each.elsewhere}"


def _is_over(each: ApartRow, today: date) -> bool:
    return each.pair.until is not None and each.pair.until < today


def _change(tab: Tab, each: ApartRow) -> Callable[[], None]:
    def act() -> None:
        mine = each.owner == tab.file.case.id
        file = tab.file if mine else read_case(tab.desk.binder, each.owner)
        theirs = each.who if each.turned else each.other or ""
        ApartDialog(tab, tab.desk, file, each.pair, elsewhere=theirs).open()

    return tab.do(act)
