"""The scanned forms of a consent: added, saved again as a file, removed; not opened inside the program.

What comes from a scanner may be made to harm who opens it (trust.md, promise 7). Until a helper that holds no
keys can draw it, it is kept and given back, and the system's own viewer shows the copy.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLayout

from app.models.case import Attachment
from app.models.consent import Consent
from app.services import attachments
from app.ui.icons import IconView
from app.ui.kit.layout import column, row
from app.ui.pages.case.parts import Tab, icon_button, link, quiet_line
from app.ui.saying import genitive

PATTERN = "Skannade blanketter (*.pdf *.jpg *.jpeg *.png)"


def scans(tab: Tab, consent: Consent) -> QLayout:
    """The scans of a consent, each with what one can do, and a way to add one."""
    lines = column(spacing=2)
    for each in tab.file.case.attachments:
        if each.consent == consent.key:
            lines.addLayout(_scan(tab, each))
    name = f"Lägg till skannad blankett till {genitive(tab.file.name(consent.by))} samtycke"
    lines.addLayout(row(link("Lägg till skannad blankett …", lambda: _add(tab, consent), name), None))
    return lines


def _scan(tab: Tab, scan: Attachment) -> QLayout:
    made = row(IconView("paperclip", "quiet", 16), spacing=6)
    made.addWidget(quiet_line(scan.name), 1)
    made.addWidget(icon_button(f"Spara en kopia av {scan.name}", "download", lambda: _save(tab, scan)))
    made.addWidget(icon_button(f"Ta bort {scan.name}", "x", tab.do(lambda: _remove(tab, scan))))
    return made


def _add(tab: Tab, consent: Consent) -> None:
    desk, case_id = tab.desk, tab.file.case.id

    def take(path: Path) -> None:
        try:
            scan = attachments.read_scan(path, consent=consent.key)
            desk.shell.changed(attachments.add_attachment(desk.binder, case_id, scan))
        except Exception as error:
            desk.shell.problem(error)
            return
        desk.shell.say("Blanketten ligger i pärmen. Originalfilen finns kvar där du hämtade den.")

    desk.questions.open_file(tab, "Lägg till skannad blankett", PATTERN, take)


def _save(tab: Tab, scan: Attachment) -> None:
    desk, case_id = tab.desk, tab.file.case.id

    def write(path: Path) -> None:
        try:
            attachments.save_copy(desk.binder, case_id, scan.id, path)
        except Exception as error:
            desk.shell.problem(error)
            return
        desk.shell.say("Kopian är sparad i klartext. Ta bort den när du har tittat på den.")

    desk.questions.save_as(tab, "Spara en kopia", Path.home() / scan.name, "Alla filer (*)", write)


def _remove(tab: Tab, scan: Attachment) -> None:
    desk, case_id = tab.desk, tab.file.case.id
    kept = attachments.scan_of(desk.binder, case_id, scan.id)
    desk.shell.changed(attachments.remove_attachment(desk.binder, case_id, scan.id))

    def undo() -> None:
        desk.shell.changed(attachments.add_attachment(desk.binder, case_id, kept))

    desk.shell.say("Blanketten är borttagen.", undo=undo)
