"""Choosing a person of the group by typing a few letters or the initials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from app.models.spelling import plain
from app.ui.kit.inputs import TextInput, Unreadable


@dataclass(frozen=True)
class Person:
    """Somebody to choose: ``key`` is the value (``str(Who)``), ``about`` stands after the name."""

    key: str
    name: str
    about: str = ""

    @property
    def initials(self) -> str:
        """Gives the first letters: "Åke Örn" is "åö"."""
        return plain("".join(part[0] for part in self.name.split() if part))

    @property
    def shown(self) -> str:
        """Gives the line in the list."""
        return f"{self.name}, {self.about}" if self.about else self.name


class WhoPicker(TextInput):
    """A field for a person: initials, the start of a name, or the list. The value is the key."""

    picked = Signal()

    def __init__(
        self,
        people: Sequence[Person] = (),
        *,
        placeholder: str = "Namn eller initialer",
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(placeholder, large=large, parent=parent)
        self._people: tuple[Person, ...] = ()
        self._taken: Person | None = None
        self._list = QStringListModel(self)
        self._completer = QCompleter(self._list, self)
        self._popup = QListView()
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup.setProperty("role", "popup")
        self._completer.setPopup(self._popup)
        self._completer.activated.connect(self._take)
        self._completer.setWidget(self)
        self.textEdited.connect(self._narrow)
        self.set_people(people)

    def set_people(self, people: Sequence[Person]) -> None:
        """Changes whom there is to choose from."""
        self._people = tuple(people)

    def matching(self, text: str) -> list[Person]:
        """Finds whom a text may mean: whole name or initials alone if any, else starts, then anywhere."""
        wanted = plain(text.strip())
        if not wanted:
            return list(self._people)

        def rank(person: Person) -> int:
            name, shown = plain(person.name), plain(person.shown)
            if wanted in (name, shown):
                return 0
            if wanted == person.initials:
                return 1
            if any(part.startswith(wanted) for part in name.split()) or name.startswith(wanted):
                return 2
            if wanted in shown:
                return 3
            return 9

        found = sorted((person for person in self._people if rank(person) < 9), key=rank)
        sure = [person for person in found if rank(person) <= 1]
        return sure or found

    def value(self) -> Any:
        """Reads the key; None when empty; Unreadable("who") when nobody or more than one fits."""
        if not self.text().strip():
            return None
        if self._taken is not None and self.text() == self._taken.name:
            # Two may have the same name: it is the one that was chosen.
            return self._taken.key
        found = self.matching(self.text())
        if len(found) != 1:
            raise Unreadable("who")
        return found[0].key

    def set_value(self, value: Any) -> None:
        """Shows the person with a key; None is empty."""
        person = next((one for one in self._people if one.key == str(value)), None)
        self._taken = person
        self.setText(person.name if person else "")

    def raw(self) -> Any:
        """Gives the text, and the key of whom was chosen."""
        taken = self._taken is not None and self.text() == self._taken.name
        return [self.text(), self._taken.key] if taken and self._taken else self.text()

    def set_raw(self, raw: Any) -> None:
        """Shows what a draft kept."""
        text, key = raw if isinstance(raw, list) else (raw, None)
        self.setText(str(text))
        self._taken = next((one for one in self._people if one.key == key), None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Writes the name out, so that one sees who was understood."""
        super().focusOutEvent(event)
        if self._popup.isVisible() or event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        found = self.matching(self.text()) if self.text().strip() else []
        if len(found) == 1:
            self._taken = found[0]
            self.setText(found[0].name)

    def show_list(self) -> None:
        """Opens the list with everybody who fits."""
        self._narrow(self.text())

    def _narrow(self, text: str) -> None:
        self._list.setStringList([person.shown for person in self.matching(text)][:12])
        if self._list.rowCount():
            self._completer.complete()
        else:
            self._popup.hide()

    def _take(self, shown: str) -> None:
        person = next((one for one in self._people if one.shown == shown), None)
        if person is not None:
            self._taken = person
            self.setText(person.name)
            self.edited.emit()
            self.picked.emit()


class NameOrNew(WhoPicker):
    """A field that suggests what is known and takes any other name too; the value is the text."""

    def value(self) -> Any:
        """Reads the name."""
        return self.text().strip()

    def set_value(self, value: Any) -> None:
        """Shows a name."""
        self.setText(str(value or ""))
