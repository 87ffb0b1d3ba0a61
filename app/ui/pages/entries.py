"""Every page there is, in the order of the rail."""

from __future__ import annotations

from app.ui.pages.backups import BackupsPage
from app.ui.pages.binder import BinderPage
from app.ui.pages.case.page import CasePage
from app.ui.pages.cases import CasesPage
from app.ui.pages.contacts.contact_page import ContactPage
from app.ui.pages.contacts.list_page import ContactsPage
from app.ui.pages.contacts.organisation_page import OrganisationPage
from app.ui.pages.letterhead import LetterheadPage
from app.ui.pages.log import LogPage
from app.ui.pages.meetings import MeetingsPage
from app.ui.pages.overview.page import OverviewPage
from app.ui.pages.search import SearchPage
from app.ui.sending.page import SendingPage
from app.ui.shell.entry import PageEntry, Place


def entries() -> tuple[PageEntry, ...]:
    """Lists the pages; a place in the rail exists when its page does."""
    return (
        PageEntry("overview", "Översikt", "layout-dashboard", OverviewPage, keys="Ctrl+1"),
        PageEntry("cases", "Ärenden", "folders", CasesPage, keys="Ctrl+2"),
        PageEntry("case", "Ärende", "folder", CasePage, place=Place.HIDDEN, parent="cases"),
        PageEntry("sending", "Skicka", "send", SendingPage, place=Place.HIDDEN, parent="cases"),
        PageEntry("meetings", "Möten", "calendar-days", MeetingsPage, keys="Ctrl+3"),
        PageEntry("contacts", "Kontakter", "contact", ContactsPage, keys="Ctrl+4"),
        PageEntry("contact", "Kontakt", "user", ContactPage, place=Place.HIDDEN, parent="contacts"),
        PageEntry(
            "organisation",
            "Organisation",
            "building-2",
            OrganisationPage,
            place=Place.HIDDEN,
            parent="contacts",
        ),
        PageEntry("binder", "Pärmen", "notebook-tabs", BinderPage, keys="Ctrl+7", place=Place.FOOT),
        PageEntry(
            "letterhead",
            "Brevhuvud och ord",
            "file-text",
            LetterheadPage,
            place=Place.HIDDEN,
            parent="binder",
        ),
        PageEntry("backups", "Säkerhetskopior", "archive", BackupsPage, place=Place.HIDDEN, parent="binder"),
        PageEntry("search", "Sök i texten", "search", SearchPage, place=Place.HIDDEN, parent="find"),
        PageEntry("log", "Loggen", "history", LogPage, place=Place.HIDDEN, parent="binder"),
    )


FIRST = "overview"
"""Where one comes after unlocking, when nothing was left open."""
