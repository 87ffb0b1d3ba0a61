"""Pieces that the pages of a person and of an organisation share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QLayout

from app.services.merging import Merging
from app.ui.desk import Desk
from app.ui.dialogs.merging import undo_merge
from app.ui.kit.button import Button, Kind
from app.ui.kit.layout import column, row
from app.ui.pages.case.parts import bold, link, quiet_line, titled_card
from app.ui.saying import day


def actions(
    remove: Callable[[], object], merge: Callable[[], object], edit: Callable[[], object]
) -> tuple[Button, Button, Button]:
    """What can be done with an entry, the most usual last."""
    return (
        Button("Ta bort", icon="trash-2", keys="Del", show_keys=False, on_click=remove),
        Button("Slå ihop …", icon="users", on_click=merge),
        Button("Ändra", Kind.PRIMARY, icon="pencil", keys="F2", show_keys=False, on_click=edit),
    )


def merges_card(desk: Desk, merges: Sequence[Merging], today: date) -> list[QLayout]:
    """The entries that became part of this one, each with its way back; nothing where there are none."""
    items: list[QLayout] = []
    for each in merges:
        words = row(spacing=8)
        about = f"{day(each.at.date(), today)} av {each.by}"
        words.addLayout(column(bold(each.gone_name), quiet_line(about), spacing=1), 1)
        words.addWidget(link("Ångra", _undoing(desk, each.id), f"Ångra {each.gone_name}"))
        items.append(words)
    return [titled_card("Sammanslagen med", *items)] if items else []


def _undoing(desk: Desk, number: int) -> Callable[[], None]:
    return lambda: undo_merge(desk, number)
