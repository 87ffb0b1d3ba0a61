"""Forms: each field is declared once; the form loads, reads, shows problems, and keeps a draft."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast
from zlib import crc32

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui import theme
from app.ui.kit.inputs import Check, Input, Unreadable
from app.ui.kit.layout import column
from app.ui.kit.text import Text, quiet, restyle
from app.ui.labels import problem_text

DRAFT_DELAY = 1000
"""Milliseconds from the first unsaved key to the draft being written (trust.md, promise 2)."""


@dataclass(frozen=True)
class Problem:
    """What is wrong with a field: a code of ``app.ui.labels.PROBLEMS``, or a ready Swedish sentence."""

    field: str
    code: str


Validator = Callable[[Any], str | None]
"""Gives a problem's code, or None when the value is good."""


@dataclass(frozen=True)
class Field:
    """One field: attribute, label, widget, and what may be said of it.

    ``reader``/``writer`` turn the widget's value into the record's and back where they differ. ``wide`` takes
    the form's whole width. ``hint`` stands under the field until a problem takes its place.
    """

    attribute: str
    label: str
    widget: Input
    validator: Validator | None = None
    hint: str = ""
    wide: bool = True
    reader: Callable[[Any], Any] | None = None
    writer: Callable[[Any], Any] | None = None
    drafted: bool = True


def required(value: Any) -> str | None:
    """Wants something: a validator."""
    return "required" if value is None or value in ("", ()) else None


def both(*validators: Validator) -> Validator:
    """Wants all of several validators; the first problem counts."""

    def check(value: Any) -> str | None:
        return next((code for one in validators if (code := one(value))), None)

    return check


@dataclass
class _Shown:
    spec: Field
    widget: QWidget
    label: Text | None
    note: Text
    loaded: Any = field(default=None)
    begun: Any = field(default=None)  # what stood there when it was loaded, as a draft would keep it


class Form(QWidget):
    """A form of declared fields in one or more columns.

    ``load(values)``, then ``changes()`` is what differs, ``values()`` everything, ``problems()`` what is
    wrong; ``check()`` shows the problems, puts the focus on the first and tells whether there was none.
    ``autosave(save)`` calls ``save(draft)`` one second after the first unsaved key and when a field is left;
    ``flush()`` at once. ``load_draft(draft)`` shows a draft again.
    """

    edited = Signal(str)
    """Sent with the attribute after each edit by the person."""

    def __init__(self, fields: Iterable[Field], *, columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, _Shown] = {}
        self._save: Callable[[dict[str, Any]], object] | None = None
        self._failed: Callable[[Exception], object] | None = None
        self._unsaved = False
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_DELAY)
        self._timer.timeout.connect(self._flush_quietly)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(14))
        self._columns, self._next = columns, (0, 0)
        for number in range(columns):
            self._grid.setColumnStretch(number, 1)
        for one in fields:
            self._add(one)

    def __getitem__(self, attribute: str) -> Any:
        """Gives a field's widget."""
        return self._fields[attribute].widget

    def load(self, values: Mapping[str, Any]) -> None:
        """Shows values (attributes that are not there are emptied), and takes them as what is unchanged."""
        for attribute, shown in self._fields.items():
            value = values.get(attribute)
            shown.spec.widget.set_value(shown.spec.writer(value) if shown.spec.writer else value)
            shown.loaded, shown.begun = self._read(shown), shown.spec.widget.raw()
            self._say(shown, None)
        self._settle()

    def values(self) -> dict[str, Any]:
        """Reads every field; raises Unreadable for one that cannot be read (ask ``check`` first)."""
        return {attribute: self._read(shown) for attribute, shown in self._fields.items()}

    def changes(self) -> dict[str, Any]:
        """Reads the fields that differ from what was loaded; raises Unreadable as ``values``."""
        return {name: value for name, value in self.values().items() if value != self._fields[name].loaded}

    def problems(self) -> list[Problem]:
        """Tells what is wrong, in the order of the fields."""
        found = []
        for attribute, shown in self._fields.items():
            if not shown.widget.isEnabled():
                continue
            try:
                value = self._read(shown)
            except Unreadable as error:
                found.append(Problem(attribute, error.code))
                continue
            if shown.spec.validator and (code := shown.spec.validator(value)):
                found.append(Problem(attribute, code))
        return found

    def check(self) -> bool:
        """Shows what is wrong beside the fields and goes to the first; True when nothing is."""
        found = self.problems()
        self.show_problems(found)
        return not found

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Shows these problems (a service's too) and no others; the first gets the focus."""
        by_field: dict[str, str] = {}
        for problem in problems:
            by_field.setdefault(problem.field, problem.code)
        first = True
        for attribute, shown in self._fields.items():
            code = by_field.get(attribute)
            self._say(shown, code)
            if code and first:
                shown.widget.setFocus(Qt.FocusReason.OtherFocusReason)
                first = False

    def set_visible(self, attribute: str, visible: bool) -> None:
        """Shows or hides a field with its label; a hidden one is not validated."""
        shown = self._fields[attribute]
        holder = shown.widget.parentWidget()
        if holder is not None:
            holder.setVisible(visible)
        shown.widget.setEnabled(visible)

    def set_label(self, attribute: str, text: str) -> None:
        """Changes a field's label and its accessible name."""
        shown = self._fields[attribute]
        if shown.label is not None:
            shown.label.setText(text)
        shown.widget.setAccessibleName(text)

    def set_hint(self, attribute: str, text: str) -> None:
        """Changes what stands under a field while nothing is wrong with it."""
        shown = self._fields[attribute]
        shown.spec = replace(shown.spec, hint=text)
        if not shown.widget.property("invalid"):
            self._say(shown, None)

    def autosave(
        self,
        save: Callable[[dict[str, Any]], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Keeps a draft through ``save(draft)`` from now on; ``failed(error)`` hears when it could not be."""
        self._save, self._failed = save, failed

    def draft(self) -> dict[str, Any]:
        """Gives what is typed, readable or not, as JSON."""
        return {name: shown.spec.widget.raw() for name, shown in self._fields.items() if shown.spec.drafted}

    def touched(self) -> dict[str, Any]:
        """Gives of the draft what differs from what was loaded."""
        return {name: raw for name, raw in self.draft().items() if raw != self._fields[name].begun}

    def base(self) -> int:
        """Gives a number that tells what was loaded from anything else, for a draft to begin from."""
        begun = {name: shown.begun for name, shown in self._fields.items() if shown.spec.drafted}
        return crc32(json.dumps(begun, ensure_ascii=False, sort_keys=True).encode())

    def load_draft(self, draft: Mapping[str, Any]) -> None:
        """Shows a draft over what was loaded; what it does not name stays."""
        for attribute, raw in draft.items():
            shown = self._fields.get(attribute)
            if shown is not None and shown.spec.drafted:
                shown.spec.widget.set_raw(raw)

    def flush(self) -> None:
        """Writes an unsaved draft at once; raises what ``save`` raises, and keeps the text."""
        self._timer.stop()
        if self._unsaved and self._save is not None:
            self._unsaved = False
            try:
                self._save(self.draft())
            except Exception:
                self._unsaved = True
                raise

    def dirty(self) -> bool:
        """Tells whether something typed is not in a draft yet."""
        return self._unsaved

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Writes the draft when a field is left."""
        if event.type() == QEvent.Type.FocusOut:
            self._flush_quietly()
        return super().eventFilter(watched, event)

    def _add(self, spec: Field) -> None:
        widget = cast(QWidget, spec.widget)
        label = None if isinstance(widget, Check) else Text(spec.label, "field")
        note = quiet(spec.hint)
        holder = QWidget()
        holder.setLayout(column(*([label] if label is not None else []), widget, note, spacing=4))
        # Not before it is in something: it would be a window of its own for a moment.
        note.setVisible(bool(spec.hint))
        if label is not None:
            widget.setAccessibleName(spec.label)
            label.setBuddy(widget)
        if spec.hint:
            widget.setAccessibleDescription(spec.hint)
        line, place = self._next
        span = self._columns if spec.wide else 1
        if place + span > self._columns:
            line, place = line + 1, 0
        self._grid.addWidget(holder, line, place, 1, span, Qt.AlignmentFlag.AlignTop)
        self._next = (line + 1, 0) if place + span >= self._columns else (line, place + span)
        shown = _Shown(spec, widget, label, note)
        self._fields[spec.attribute] = shown
        spec.widget.edited.connect(lambda: self._edited(shown))
        widget.installEventFilter(self)

    def _edited(self, shown: _Shown) -> None:
        if shown.widget.property("invalid"):
            self._say(shown, None)
        self._unsaved = True
        # The clock starts at the first unsaved key and is not put back by the next ones.
        if self._save is not None and not self._timer.isActive():
            self._timer.start()
        self.edited.emit(shown.spec.attribute)

    def _flush_quietly(self) -> None:
        try:
            self.flush()
        except Exception as error:
            if self._failed is None:
                raise
            self._failed(error)

    def _settle(self) -> None:
        self._timer.stop()
        self._unsaved = False

    @staticmethod
    def _read(shown: _Shown) -> Any:
        value = shown.spec.widget.value()
        return shown.spec.reader(value) if shown.spec.reader else value

    @staticmethod
    def _say(shown: _Shown, code: str | None) -> None:
        if bool(shown.widget.property("invalid")) != bool(code):
            shown.widget.setProperty("invalid", bool(code))
            restyle(shown.widget)
        text = problem_text(code) if code else shown.spec.hint
        shown.note.setText(text)
        shown.note.set_role("problem" if code else "quiet")
        shown.note.setVisible(bool(text))
        shown.widget.setAccessibleDescription(text)
