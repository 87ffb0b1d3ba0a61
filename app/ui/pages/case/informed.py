"""Who has been told what a SIG is and how, and who is to be told before anybody signs (R6)."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout

from app.models.consent import Information
from app.models.information import to_inform
from app.models.who import Who
from app.services import consents
from app.services.case_file import CaseFile
from app.ui.dialogs.information import InformationDialog
from app.ui.kit.button import Button
from app.ui.kit.chip import Chip, ChipKind
from app.ui.kit.layout import column, row
from app.ui.kit.surfaces import Banner, Rows
from app.ui.kit.text import Text, quiet
from app.ui.labels import language
from app.ui.pages.case.parts import Tab, heading, icon_button, link
from app.ui.saying import first_name, first_names, listed, short_day

TELL_FIRST = "Berätta först."


def waiting(file: CaseFile) -> tuple[Who, ...]:
    """Those who are to be told before anybody signs: who must consent and has not, and always the youth (R6).

    Nobody where nobody's signature is missing.
    """
    lacking = [each.who for each in file.status.missing if each.who is not None]
    people = dict.fromkeys((*lacking, Who.YOUTH)) if lacking else ()
    return to_inform(file.case.information, people, file.today)


def not_told(file: CaseFile, people: tuple[Who, ...]) -> str:
    """Says who of them was told nothing, and who did not understand it."""
    told = {each.to for each in file.case.information}
    parts = []
    for some, said in (
        ([who for who in people if who not in told], "har inte fått information än"),
        ([who for who in people if who in told], "behöver få mer förklarat"),
    ):
        if some:
            parts.append(f"{listed(first_names([file.name(who) for who in some]))} {said}.")
    return " ".join(parts)


def first_tell(tab: Tab) -> list[Banner]:
    """A banner that says whom to tell before the form is printed, while there is somebody."""
    people = waiting(tab.file)
    if not people:
        return []
    record = Button("Registrera information", on_click=lambda: _open(tab))
    return [Banner(not_told(tab.file, people), strong=TELL_FIRST, kind="info", actions=(record,))]


def told_card(tab: Tab) -> QLayout:
    """All that people were told, the latest first for each; Enter or a click changes one."""
    file = tab.file
    rows = Rows()
    people = [*file.status.persons, *(each.to for each in file.case.information)]
    for who in dict.fromkeys(people):
        of_one = [each for each in file.case.information if each.to == who]
        for each in sorted(of_one, key=lambda one: (one.date, one.id), reverse=True):
            _add(rows, tab, each)
    told = {each.to for each in file.case.information}
    words = not_told(file, tuple(who for who in file.status.persons if who not in told))
    if words:
        rows.add_row(row(quiet(words)), padding=(16, 10))
    open_dialog = link("Registrera", lambda: _open(tab), "Registrera vad de har fått veta")
    return column(heading("Vad de har fått veta", open_dialog), rows, spacing=6)


def said_of(told: Information, file: CaseFile) -> str:
    """When, how, in what language and with whose help somebody was told."""
    parts = [short_day(told.date, file.today), told.how or ""]
    if told.language:
        parts.append(f"på {language(told.language)}")
    if told.interpreter is not None:
        parts.append("med tolk" if told.interpreter else "utan tolk")
    return ", ".join(each for each in parts if each)


def _open(tab: Tab, number: int | None = None) -> None:
    InformationDialog(tab, tab.desk, tab.file, number).open()


def _add(rows: Rows, tab: Tab, told: Information) -> None:
    name, said = tab.file.name(told.to), said_of(told, tab.file)
    line = row(Text(first_name(name), "strong", wrap=False), spacing=8)
    if told.understood:
        line.addWidget(Chip(ChipKind.DONE, "förstod"))
    elif told.understood is False:
        line.addWidget(Chip(ChipKind.ATTENTION, "behöver mer", "circle-help"))
    else:
        line.addWidget(Chip(ChipKind.NEUTRAL, "inte antecknat", "circle-help"))
    line.addStretch(1)
    remove = f"Ta bort informationen till {name}"
    line.addWidget(icon_button(remove, "x", tab.do(lambda: _remove(tab, told))))
    made = rows.add_row(
        column(line, quiet(said), spacing=2),
        active=True,
        name=f"{name}: {said}. Ändra",
        record=str(told.id),
        padding=(16, 8),
    )
    made.setToolTip("Ändra vad som sades")
    made.chosen.connect(lambda: _open(tab, told.id))


def _remove(tab: Tab, told: Information) -> None:
    desk, case_id = tab.desk, tab.file.case.id
    desk.shell.changed(consents.remove_information(desk.binder, case_id, told.id))

    def undo() -> None:
        again = consents.record_information(
            desk.binder,
            case_id,
            to=[told.to],
            on=told.date,
            how=told.how,
            language=told.language,
            interpreter=told.interpreter,
            understood=told.understood,
        )
        desk.shell.changed(again)

    desk.shell.say("Det är borttaget.", undo=undo)
