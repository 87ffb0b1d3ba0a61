"""The frame of a dialog that does an errand: a form, a service, its refusals beside the fields, a draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLayout, QLineEdit, QWidget

from app.models.errors import KnownError
from app.services import drafts
from app.services.changes import Changes
from app.services.wording import explain
from app.ui.desk import Desk
from app.ui.kit.button import Kind, Link
from app.ui.kit.dialog import Dialog
from app.ui.kit.form import Field, Form, Problem
from app.ui.kit.layout import STRETCH, column, holder, row
from app.ui.kit.surfaces import Banner
from app.ui.kit.text import Text, quiet

BEGUN = "Du hade börjat skriva."
BEGUN_BEFORE = "Du hade börjat skriva. Sedan dess har uppgifterna ändrats: läs igenom innan du sparar."


class ErrandDialog(Dialog):
    """A form over the page that does one errand. Give it ``errand(values) -> Changes`` and open it.

    A refusal with a field is shown beside it, any other above the form. With ``draft`` (form, record) what is
    typed is kept until the errand is done, and shown again the next time. Where the values are ``of_record``,
    a draft holds only what was changed in them: what the record has got from elsewhere meanwhile stays.
    """

    achieved = Signal(object)
    """Sent with the ``Changes`` when the errand is done and the window has been told."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        title: str,
        fields: Sequence[Field],
        errand: Callable[[dict[str, Any]], Changes | None],
        *,
        text: str = "",
        primary: str = "Spara",
        kind: Kind = Kind.PRIMARY,
        values: Mapping[str, Any] | None = None,
        draft: tuple[str, str] | None = None,
        of_record: bool = False,
        said: str = "",
        columns: int = 1,
        width: int = 520,
        above: QWidget | None = None,
        below: QWidget | None = None,
    ) -> None:
        super().__init__(parent.window(), title, text, primary=primary, kind=kind, width=width)
        self.desk, self._errand, self._draft, self._said = desk, errand, draft, said
        self._fields = tuple(fields)
        self._first_values = dict(values or {})
        self.form = Form(fields, columns=columns)
        self.refusal = Banner("", kind="attention")
        self.refusal.hide()
        self._begun = quiet("")
        self._resumed = holder(column(self._begun, row(Link("Börja om", on_click=self.start_over), STRETCH)))
        self._resumed.hide()
        inside = [each for each in (self.refusal, self._resumed, above, self.form, below) if each is not None]
        self.add(*inside)
        self.unkept = Text("", "problem")
        self.unkept.hide()
        self.add_below(self.unkept)
        self.form.load(self._first_values)
        if draft is not None:
            self._resume(draft, of_record)

    def start_over(self) -> None:
        """Throws the draft away and begins anew."""
        if self._draft is not None:
            drafts.forget(self.desk.binder, *self._draft)
        self._resumed.hide()
        self.form.load(self._first_values)

    def _resume(self, draft: tuple[str, str], of_record: bool) -> None:
        binder, base = self.desk.binder, self.form.base() if of_record else None

        def keep(typed: dict[str, Any]) -> None:
            drafts.keep(binder, *draft, self.form.touched() if of_record else typed, base=base)
            self.unkept.hide()

        self.form.autosave(keep, self._not_kept)
        kept = drafts.row_of(binder, *draft)
        if kept is not None and kept.content:
            self.form.load_draft(kept.content)
            self._begun.setText(BEGUN if kept.base == base else BEGUN_BEFORE)
            self._resumed.show()

    def values(self) -> dict[str, Any]:
        """Gives what the errand is done with; dialogs with more than the form add to it."""
        return self.form.values()

    def submit(self) -> bool:
        """Does the errand; stays with the reason beside the field when it is refused."""
        self.refusal.hide()
        if not self.form.check():
            self.show_first_problem()
            return False
        try:
            changes = self._errand(self.values())
        except KnownError as error:
            self.refuse(error)
            return False
        self.form.load(self.form.values())
        if self._draft is not None:
            drafts.forget(self.desk.binder, *self._draft)
        if changes is not None:
            self.desk.shell.changed(changes)
            if self._said:
                self.desk.shell.say(self._said)
            self.achieved.emit(changes)
        return True

    def refuse(self, error: KnownError) -> None:
        """Shows why the errand was refused."""
        field = str(error.details.get("field", ""))
        if field in self.form.values():
            self.form.show_problems([Problem(field, explain(error))])
            self.show_first_problem()
        else:
            self.refusal.say(explain(error))
            self.refusal.show()
            self.fit()
            self.room.ensureWidgetVisible(self.refusal)

    def show_first_problem(self) -> None:
        """Makes room for what is said under the fields, and brings the one with the focus into sight."""
        self.fit()
        focus = self.focusWidget()
        if self.form.isAncestorOf(focus):
            room = self.room
            QTimer.singleShot(0, room, lambda: room.ensureWidgetVisible(focus, 20, 60))

    def flush(self) -> None:
        """Keeps what is typed at once."""
        self.form.flush()

    def reject(self) -> None:
        """Closes; what was typed is kept for the next time, and where it cannot be one is asked."""
        try:
            self.flush()
        except KnownError as error:
            self.desk.questions.confirm(
                self,
                "Det du har skrivit är inte sparat",
                f"{explain(error)} Det du har skrivit försvinner om du stänger nu.",
                yes="Stäng ändå",
                danger=True,
                then=self._close,
            )
            return
        self._close()

    def _close(self) -> None:
        super().reject()

    def _not_kept(self, error: Exception) -> None:
        """Says that what is typed is not kept yet, without taking the keys from who is typing."""
        if not isinstance(error, KnownError):
            self.desk.shell.problem(error)
            return
        self.unkept.setText(f"Inte sparat än. {explain(error)}")
        self.unkept.show()
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Takes the height that its form wants and the screen has, and goes to the first field."""
        super().showEvent(event)
        self.go_to_first()

    def go_to_first(self) -> None:
        """Goes to the first empty line, or where there is none to the first field."""
        fields: list[QWidget] = [self.form[each.attribute] for each in self._fields]
        open_ones = [each for each in fields if each.isEnabled() and each.isVisibleTo(self)]
        empty = [each for each in open_ones if isinstance(each, QLineEdit) and not each.text()]
        for first in (empty or open_ones)[:1]:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def inner_layouts(self) -> Sequence[QLayout | None]:
        """The form's own."""
        return (self.form.layout(),)
