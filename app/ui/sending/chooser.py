"""Which of a meeting's papers go: a box to tick for each, at least one always ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.codes import Paper
from app.services.dispatch import AFTER_MEETING
from app.ui.kit.layout import flow
from app.ui.kit.text import quiet
from app.ui.kit.ticks import TickBox
from app.ui.labels import PAPERS


class PaperChooser(QWidget):
    """Boxes in the order in which the papers lie in the envelope; ``edited`` when one was ticked or not."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[Paper, TickBox] = {}
        for kind in AFTER_MEETING:
            box = TickBox("")
            box.clicked.connect(lambda _on, chosen=kind: self._clicked(chosen))
            self.boxes[kind] = box
        laid = QVBoxLayout(self)
        laid.setContentsMargins(0, 0, 0, 0)
        laid.addWidget(flow(quiet("Papper:"), *self.boxes.values(), spacing=14))
        self._begun = False

    @property
    def kinds(self) -> tuple[Paper, ...] | None:
        """The papers that are ticked; None before any was offered: then what goes to everyone is chosen."""
        if not self._begun:
            return None
        return tuple(kind for kind, box in self.boxes.items() if box.isChecked() and not box.isHidden())

    def begin(self) -> None:
        """Begins anew with what goes to everyone after a meeting."""
        self._begun = False

    def offer(self, offered: Sequence[Paper], chosen: Sequence[Paper]) -> None:
        """Shows a box for each paper that the meeting can give, ticked those that are chosen."""
        self._begun = True
        for kind, box in self.boxes.items():
            box.setVisible(kind in offered)
            box.setChecked(kind in chosen)

    def say_whose(self, youth: str) -> None:
        """Says the papers in the binder's words, and whose own page is for whom."""
        for kind, box in self.boxes.items():
            words = f"{PAPERS[kind]} (till {youth})" if kind is Paper.MY_PLAN else PAPERS[kind]
            if box.text() != words:
                box.setText(words)
                box.setAccessibleName(words)
                box.updateGeometry()

    def _clicked(self, kind: Paper) -> None:
        if not self.kinds:
            self.boxes[kind].setChecked(True)
            return
        self.edited.emit()
