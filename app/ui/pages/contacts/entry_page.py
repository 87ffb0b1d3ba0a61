"""What the pages of one person and of one organisation have in common: reading, merging, removing."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtWidgets import QWidget

from app.models.codes import EntryKind
from app.models.errors import KnownError
from app.services import entry_uses
from app.services.changes import Changes
from app.services.contacts_list import book_of
from app.ui.desk import Desk
from app.ui.dialogs.merging import MergeWithDialog
from app.ui.kit.layout import column
from app.ui.kit.page import Page
from app.ui.pages.contacts.parts import actions
from app.ui.pages.contacts.words import said_uses

F = TypeVar("F")


class EntryPage(Page, Generic[F]):
    """One entry of the address book; ``shell.navigate(KEY, entry=…)`` leads here."""

    KEY: ClassVar[str]
    KIND: ClassVar[EntryKind]
    GONE: ClassVar[str]
    """The code of the error that says that there is no such entry."""
    LIST: ClassVar[Mapping[str, str]] = {}
    """With what the list is opened where this entry would be."""
    CONCERNS: ClassVar[frozenset[str]]
    """The kinds of change after which it reads again."""
    UNUSED: ClassVar[str]
    """Says why nothing is lost with an entry that nothing needs."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(title)
        self.desk = desk
        self._id = ""
        self._file: F | None = None
        self.remove_button, self.merge_button, self.edit_button = actions(self.remove, self.merge, self.edit)
        self.act(self.remove_button, self.merge_button, self.edit_button)
        self._content = column(spacing=16)
        self.add(self._content)
        self.body.addStretch(1)

    # what an entry tells of itself

    @abstractmethod
    def read(self) -> F:
        """Reads the entry."""

    @abstractmethod
    def name(self) -> str:
        """Its name as read last."""

    @abstractmethod
    def edit(self) -> None:
        """Asks for what is known of it."""

    @abstractmethod
    def take_away(self) -> tuple[Changes, Callable[[], Changes]]:
        """Removes it; gives what changed and how it is put back."""

    @abstractmethod
    def show_file(self) -> None:
        """Shows it as read last."""

    # what one does

    @property
    def file(self) -> F:
        """The entry as read last."""
        assert self._file is not None
        return self._file

    def arrive(self, entry: str = "", **_other: Any) -> None:
        """Takes which one to show."""
        self._id = entry or self._id

    def refresh(self) -> None:
        """Reads the entry; one that is gone leads back to the list."""
        try:
            self._file = self.read()
        except KnownError as error:
            if error.code != self.GONE or self._file is None:
                raise
            self.desk.shell.navigate("contacts", **self.LIST)
            return
        self.show_file()

    def concerned_by(self, changes: Changes) -> bool:
        """Reads again for anything that may touch it."""
        return bool(changes.kinds & self.CONCERNS)

    def state(self) -> Mapping[str, str]:
        """Leads back to this one."""
        return {"entry": self._id}

    def first_focus(self) -> QWidget | None:
        """The button that changes."""
        return self.edit_button

    def merge(self) -> None:
        """Asks with which this is one and the same."""

        def go(kept: str) -> None:
            self.desk.shell.navigate(self.KEY, entry=kept)

        MergeWithDialog(self, self.desk, book_of(self.desk.binder), self.KIND, self._id, go).open()

    def remove(self) -> None:
        """Removes what nothing needs; else says where it is used."""
        found, name = entry_uses.uses(self.desk.binder, self.KIND, self._id), self.name()
        if not found.none:
            self.desk.questions.tell(self, f"{name} går inte att ta bort", said_uses(found))
            return
        self.desk.questions.confirm(self, f"Ta bort {name}?", self.UNUSED, yes="Ta bort", then=self._remove)

    def _remove(self) -> None:
        desk, name = self.desk, self.name()
        changes, put_back = self.take_away()
        desk.shell.navigate("contacts", **self.LIST)
        desk.shell.changed(changes)
        desk.shell.say(f"{name} är borttagen.", undo=lambda: desk.shell.changed(put_back()))
