"""Naming another ground than consent: which statute, and why it holds; both go on the record (R5)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.services.gate import Override
from app.services.grounds import grounds
from app.ui.kit.dialog import Dialog
from app.ui.kit.inputs import Choice, TextArea
from app.ui.kit.text import quiet
from app.ui.labels import problem_text
from app.ui.saying import capital
from app.ui.words import say


class GroundDialog(Dialog):
    """Asks for the ground and the reason; ``then(override)`` with both."""

    def __init__(self, parent: QWidget, name: str, why: str, then: Callable[[Override], object]) -> None:
        super().__init__(
            parent,
            f"Lämna ut till {name} på annan grund",
            f"{capital(why)}. Har du stöd i lag ändå? Grunden och ditt skäl skrivs i loggen.",
            primary="Lägg till i utskicket",
            width=560,
        )
        self._then = then
        self._known = {each.key: each for each in grounds()}
        self.ground = Choice(
            [(each.key, f"{each.statute} · {each.title}") for each in self._known.values()],
            empty="Välj grund",
        )
        self.ground.setAccessibleName("Grund")
        self.reason = TextArea("Varför det gäller just nu", lines=3)
        self.reason.setAccessibleName("Skäl")
        self._conditions, self._problem = quiet(""), quiet("")
        self._problem.set_role("problem")
        self._problem.hide()
        self._conditions.hide()
        self.ground.edited.connect(self._told)
        self.add(self.ground, self._conditions, self.reason, self._problem)

    def submit(self) -> bool:
        """Wants both."""
        chosen, reason = self._known.get(self.ground.value() or ""), self.reason.value()
        if chosen is None or not reason:
            self._problem.setText("Välj vilken grund det är." if chosen is None else problem_text("required"))
            self._problem.show()
            (self.ground if chosen is None else self.reason).setFocus()
            return False
        self._then(Override(ground=f"{chosen.statute} · {chosen.title}", reason=reason))
        return True

    def _told(self) -> None:
        chosen = self._known.get(self.ground.value() or "")
        self._problem.hide()
        self._conditions.setVisible(chosen is not None)
        if chosen is not None:
            confirmed = chosen.confirmed
            tail = f" Formuleringen bekräftad av er jurist {confirmed}." if confirmed else ""
            self._conditions.setText(f"{say(chosen.conditions)}{tail}")
        QTimer.singleShot(0, self.adjustSize)
