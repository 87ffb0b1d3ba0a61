"""Every page there is, in the order of the rail."""

from __future__ import annotations

from app.ui.pages.binder import BinderPage
from app.ui.pages.log import LogPage
from app.ui.shell.entry import PageEntry, Place


def entries() -> tuple[PageEntry, ...]:
    """Lists the pages; a place in the rail exists when its page does."""
    return (
        PageEntry("binder", "Pärmen", "notebook-tabs", BinderPage, keys="Ctrl+7", place=Place.FOOT),
        PageEntry("log", "Loggen", "history", LogPage, place=Place.HIDDEN, parent="binder"),
    )


FIRST = "binder"
"""Where one comes after unlocking, when nothing was left open."""
