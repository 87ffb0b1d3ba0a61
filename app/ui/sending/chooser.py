"""Which of a meeting's papers go: a box to tick for each, at least one always ticked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.codes import Paper
from app.services.dispatch import AFTER_MEETING, SENT_PAPERS
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
        self.begin()

    @property
    def kinds(self) -> tuple[Paper, ...]:
        """The papers that are ticked."""
        return tuple(kind for kind, box in self.boxes.items() if box.isChecked())

    def begin(self) -> None:
        """Begins anew with what goes to everyone after a meeting."""
        for kind, box in self.boxes.items():
            box.setChecked(kind in SENT_PAPERS)

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
