"""The way into a fresh binder: you, the first case, the group, the consent, the first meeting."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.services.case_file import read_case
from app.services.changes import Changes
from app.services.overview import Overview
from app.ui.desk import Desk
from app.ui.dialogs.meeting import MeetingDialog
from app.ui.dialogs.member import MemberDialog
from app.ui.dialogs.new_case import NewCaseDialog
from app.ui.icons import IconView
from app.ui.kit.button import Button, Kind
from app.ui.kit.layout import STRETCH, column, row
from app.ui.kit.surfaces import Card, Rows
from app.ui.kit.text import Text, quiet, strong
from app.ui.pages.overview.doing import get_consent
from app.ui.words import say

TITLE = "Kom i gång"
WITHOUT_CASE = 2
"""So many of the steps need no case."""


def way_in(parent: QWidget, desk: Desk, seen: Overview) -> QWidget:
    """The five steps, ticked where they are done; the first that is not has the primary button."""
    begun, case_id = seen.begun, seen.first_case
    assert begun is not None
    steps: list[tuple[bool, str, str, str, Callable[[], object]]] = [
        (
            begun.coordinator,
            "Du",
            "Telefon och e-post, så att familjen vet vem de ska ringa.",
            "Fyll i",
            lambda: desk.shell.navigate("binder", at="me"),
        ),
        (
            begun.case,
            say("Första {ungdomen}"),
            "Namn och födelsedatum räcker för att börja.",
            say("Ny {ungdom}"),
            lambda: new_case(parent, desk),
        ),
        (
            begun.group,
            "Gruppen",
            "De vuxna som behövs, och varför just de är med.",
            "Bygg gruppen",
            lambda: MemberDialog(parent, desk, read_case(desk.binder, case_id or "")).open(),
        ),
        (
            begun.consent,
            "Samtycket",
            "Skriv ut blanketten och registrera vad som skrevs under.",
            "Samtycke",
            lambda: get_consent(parent, desk, case_id or ""),
        ),
        (
            begun.meeting,
            "Första mötet",
            "Dag, tid och plats. Sedan leder mötesläget er igenom det.",
            "Planera möte",
            lambda: MeetingDialog(parent, desk, read_case(desk.binder, case_id or "")).open(),
        ),
    ]
    rows = Rows()
    following = next((place for place, each in enumerate(steps) if not each[0]), len(steps))
    for place, (done, title, text, words, act) in enumerate(steps):
        icon = IconView("circle-check", "done", 22) if done else IconView("circle-dashed", "quiet", 22)
        line = row(icon, spacing=14)
        line.addLayout(column(strong(title), quiet(text), spacing=1), 1)
        if not done and (case_id is not None or place < WITHOUT_CASE):
            kind = Kind.PRIMARY if place == following else Kind.SECONDARY
            button = Button(words, kind, on_click=_tried(desk, act))
            line.addWidget(button)
        made = rows.add_row(line, padding=(16, 12))
        made.setAccessibleName(f"{title}: {'klart' if done else 'inte gjort än'}")
    heading = column(
        Text(TITLE, "section", wrap=False),
        quiet("Fem steg till första mötet. Pärmen visar alltid vad som är näst på tur."),
        spacing=1,
    )
    box = QWidget()
    box.setLayout(column(heading, rows, spacing=8))
    return box


def new_case(parent: QWidget, desk: Desk) -> None:
    """Asks for the first young person and opens the case."""

    def opened(changes: Changes) -> None:
        for case_id in changes.ids:
            desk.shell.navigate("case", case_id=case_id)
            desk.shell.say("Ärendet är upplagt.")

    dialog = NewCaseDialog(parent, desk)
    dialog.achieved.connect(opened)
    dialog.open()


def nothing_waits() -> Card:
    """What stands where nothing presses."""
    card = Card(padding=28, spacing=4)
    card.add(
        row(
            IconView("circle-check", "done", 28),
            Text("Inget väntar på dig", "section", wrap=False),
            STRETCH,
            spacing=12,
        ),
        quiet(
            "Här kommer nästa steg i varje ärende: möten, underskrifter, utskick och dina egna påminnelser."
        ),
    )
    return card


def _tried(desk: Desk, act: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        try:
            act()
        except Exception as error:
            desk.shell.problem(error)

    return run
