"""Which page of the manual belongs to what one has in front of one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ui.kit.page import Page

FIRST = "oversikt"

PLACES = {
    "app.ui.start": "borja",
    "app.ui.pages.overview": "oversikt",
    "app.ui.pages.contacts": "kontakter",
    "app.ui.pages.cases": "arenden",
    "app.ui.pages.case": "arende",
    "app.ui.pages.case.consent_tab": "samtycke",
    "app.ui.pages.case.matrix": "samtycke",
    "app.ui.pages.case.group_tab": "insatsgrupp",
    "app.ui.pages.case.meetings_tab": "moten",
    "app.ui.pages.case.plan_tab": "atgardsplan",
    "app.ui.pages.case.notes_tab": "anteckningar",
    "app.ui.pages.case.documents_tab": "dokument",
    "app.ui.pages.case.events_tab": "handelser",
    "app.ui.pages.meetings": "moten",
    "app.ui.pages.binder": "parmen",
    "app.ui.pages.backups": "sakerhetskopior",
    "app.ui.pages.restore": "sakerhetskopior",
    "app.ui.start.restore": "sakerhetskopior",
    "app.ui.pages.leak": "parmen",
    "app.ui.pages.letterhead": "parmen",
    "app.ui.pages.log": "parmen",
    "app.ui.pages.passphrase": "parmen",
    "app.ui.pages.search": "sok",
    "app.ui.shell": "sok",
    "app.ui.meeting": "hall-motet",
    "app.ui.sending": "skicka",
    "app.ui.dialogs.apart": "insatsgrupp",
    "app.ui.dialogs.capture": "anteckningar",
    "app.ui.dialogs.colleague": "parmen",
    "app.ui.dialogs.deviation": "samtycke",
    "app.ui.dialogs.entry": "kontakter",
    "app.ui.dialogs.merging": "kontakter",
    "app.ui.dialogs.responsible": "insatsgrupp",
    "app.ui.dialogs.consent": "samtycke",
    "app.ui.dialogs.events": "handelser",
    "app.ui.dialogs.information": "samtycke",
    "app.ui.dialogs.report": "atgardsplan",
    "app.ui.dialogs.meeting": "moten",
    "app.ui.dialogs.member": "insatsgrupp",
    "app.ui.dialogs.new_case": "arenden",
    "app.ui.dialogs.note": "anteckningar",
    "app.ui.dialogs.paper_preview": "dokument",
    "app.ui.dialogs.people": "arende",
    "app.ui.dialogs.scan_view": "samtycke",
    "app.ui.dialogs.state": "arende",
}
"""From a module, or a package with all in it, to a page of the manual; the longest name that fits wins."""


def place_of(module: str) -> str:
    """The manual's page for a module of windows; empty where it has none of its own."""
    while module:
        if module in PLACES:
            return PLACES[module]
        module = module.rpartition(".")[0]
    return ""


def page_for(widget: QWidget | None) -> str:
    """The manual's page for a widget: its own, or that of what is around it.

    A page with several parts (the tabs of a case) is known by the one in sight.
    """
    while widget is not None:
        part = widget.in_sight() if isinstance(widget, Page) else widget
        found = place_of(type(part).__module__)
        if found:
            return found
        widget = widget.parentWidget()
    return FIRST
