"""Notes beside the steps: what goes into the minutes, and what is never for the group (R16)."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from app.services import meeting_edits
from app.ui import theme
from app.ui.icons import IconView
from app.ui.kit.button import Button, Kind
from app.ui.kit.inputs import TextArea
from app.ui.kit.layout import column, holder, row
from app.ui.kit.text import quiet, section
from app.ui.meeting.held import Held

WIDTH = 330


class NotesPanel(QFrame):
    """Two texts; the private one is opened by itself, since others see the screen."""

    def __init__(self, held: Held, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "aside")
        self._held = held
        self.setFixedWidth(theme.px(WIDTH))
        self.notes = TextArea("Det som sägs och inte är ett steg", lines=8, most=14)
        self.notes.setAccessibleName("Anteckningar till mötesanteckningarna")
        self.private = TextArea("Visas aldrig för gruppen", lines=5, most=9)
        self.private.setAccessibleName("Bara för mig")
        self.open_private = Button(
            "Skriv något bara för mig", Kind.QUIET, icon="eye-off", on_click=self._show_private
        )
        self._private = holder(
            column(
                row(IconView("eye-off", "quiet", 16), section("Bara för mig"), None, spacing=8),
                quiet("Står aldrig i ett papper till gruppen och visas inte i visningsläget."),
                self.private,
                spacing=6,
            )
        )
        self._private.hide()
        self.notes.edited.connect(self._typed)
        self.private.edited.connect(self._typed)
        laid = column(
            section("Anteckningar"),
            quiet("Till mötesanteckningarna"),
            self.notes,
            8,
            self.open_private,
            self._private,
            None,
            spacing=6,
            margins=(18, 22, 18, 18),
        )
        self.setLayout(laid)

    def arrive(self) -> None:
        """Shows what is written; the private text stays closed."""
        self.notes.set_value(self._held.now.notes)
        self.private.set_value(self._held.now.private_notes)
        self._private.hide()
        words = "Visa det jag skrivit bara för mig" if self._held.now.private_notes else None
        self.open_private.set_words(words or "Skriv något bara för mig")
        self.open_private.show()
        self.notes.setFocus()

    def _show_private(self) -> None:
        self._private.show()
        self.open_private.hide()
        self.private.setFocus()

    def _typed(self) -> None:
        notes, private = self.notes.toPlainText(), self.private.toPlainText()
        self._held.type(lambda now: meeting_edits.say(now, notes=notes, private_notes=private))
