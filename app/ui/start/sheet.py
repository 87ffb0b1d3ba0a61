"""The sheet with the recovery code, shown this once, and the proof that it was kept."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui import theme
from app.ui.kit.button import Button, Kind, Link
from app.ui.kit.form import Field, Form, Problem, required
from app.ui.kit.inputs import TextInput
from app.ui.kit.layout import STRETCH, row
from app.ui.kit.surfaces import Banner, Card
from app.ui.kit.text import Text, quiet
from app.ui.start.screen import Screen, Steps

if TYPE_CHECKING:
    from app.services.binders import Binder

ASKED = 2
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


class Sheet(Screen):
    """Shows the code in groups, prints it, and goes on to the proof."""

    def __init__(self, steps: Steps, binder: Binder, code: str) -> None:
        super().__init__(
            steps,
            "Spara koden",
            "Om du glömmer lösenfrasen är koden den enda vägen in. Den visas bara nu. Skriv ut arket eller"
            " skriv av koden, och lägg den inlåst på ett annat ställe än datorn.",
        )
        self._binder, self._code = binder, code
        self.print = Button("Skriv ut arket …", icon="printer", on_click=self._print)
        self.next = Button("Jag har koden", Kind.PRIMARY, on_click=self._prove)
        self.body.addWidget(Card(code_groups(code), padding=20))
        note = "Den som har koden kan läsa allt i pärmen. En utskrift går genom datorns utskriftskö."
        self.body.addWidget(Banner(note, kind="info"))
        self.body.addLayout(row(self.print, STRETCH, self.next))

    def first_focus(self) -> QWidget | None:
        """Begins with printing."""
        return self.print

    def left(self) -> str:
        """Warns that the code is gone when the window is closed."""
        return "Koden visas inte igen. Utan den går pärmen inte att öppna om du glömmer lösenfrasen."

    def _print(self) -> None:
        from app.ui.start.print_sheet import print_sheet

        print_sheet(self, self._binder.folder, self._code, self.steps.clock().date())

    def _prove(self) -> None:
        self.steps.show_proof(self._binder, self._code)


class Proof(Screen):
    """Asks for two groups of the code; without them one does not go on."""

    def __init__(self, steps: Steps, binder: Binder, code: str) -> None:
        super().__init__(
            steps, "Stämmer arket?", "Skriv två av grupperna, så vet vi båda att koden finns på papper."
        )
        self._binder, self._code = binder, code
        self.asked, self.form = proof_form(code)
        for number in self.asked:
            self.form[str(number)].returnPressed.connect(self.check)
        self.done = Button("Klart", Kind.PRIMARY, icon="check", on_click=self.check)
        self.body.addWidget(Card(self.form, padding=20))
        again = Link("Visa koden igen", on_click=lambda: steps.show_sheet(binder, code))
        self.body.addLayout(row(again, STRETCH, self.done))

    def check(self) -> None:
        """Goes on when both groups are right; case and look-alikes do not matter."""
        if is_proven(self.form, self._code):
            self.steps.finish(self._binder)

    def first_focus(self) -> QWidget | None:
        """Begins with the first group."""
        found: QWidget = self.form[str(self.asked[0])]
        return found

    def left(self) -> str:
        """Warns as the sheet does."""
        return "Koden visas inte igen. Utan den går pärmen inte att öppna om du glömmer lösenfrasen."


def code_groups(code: str) -> QGridLayout:
    """Lays out the code in numbered groups, each said letter by letter to a screen reader."""
    groups = QGridLayout()
    groups.setHorizontalSpacing(theme.px(20))
    groups.setVerticalSpacing(theme.px(12))
    for number, group in enumerate(code.split("-")):
        cell = Text(group, "code", wrap=False)
        cell.setAccessibleName(f"Grupp {number + 1}: {' '.join(group)}")
        groups.addLayout(row(quiet(str(number + 1)), cell, STRETCH, spacing=10), number // 4, number % 4)
    return groups


def proof_form(code: str) -> tuple[tuple[int, ...], Form]:
    """Gives the numbers of the groups that are asked for, and the form that asks."""
    picks = secrets.SystemRandom().sample(range(len(code.split("-"))), ASKED)
    asked = tuple(sorted(picks))
    fields = [
        Field(str(number), f"Grupp {number + 1}", TextInput(), required, wide=False, drafted=False)
        for number in asked
    ]
    return asked, Form(fields, columns=ASKED)


def is_proven(form: Form, code: str) -> bool:
    """Tells whether the groups are right, and says beside each that is not."""
    if not form.check():
        return False
    groups = code.split("-")
    wrong = [
        Problem(name, "code_group")
        for name, typed in form.values().items()
        if _plain(typed) != groups[int(name)]
    ]
    if wrong:
        form.show_problems(wrong)
    return not wrong


def _plain(typed: str) -> str:
    return typed.strip().upper().translate(_ALIKE)
