"""The scanned forms of a consent: added, shown, saved again as a file, removed.

What comes from a scanner may be made to harm who opens it (trust.md, promise 7): it is drawn by a process
that holds no keys (`app.ui.scan_process`), and only its pixels come back.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLayout, QWidget

from app.models.case import Attachment
from app.models.consent import Consent
from app.models.errors import Kind, KnownError
from app.services import attachments, scan_helper
from app.services.wording import explain
from app.ui.background import Progress
from app.ui.dialogs.scan_view import ScanDialog, helper
from app.ui.icons import IconView
from app.ui.kit.file_drop import FileDrop
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
    lines.addLayout(row(link("Lägg till skannad blankett …", lambda: _ask(tab, consent), name), None))
    return lines


def take_dropped(place: QWidget, tab: Tab, consent: Consent) -> None:
    """Lets files be dropped on a consent as its scans."""
    FileDrop(place, lambda paths: add_scans(tab, consent, paths))


def show_scan(tab: Tab, scan: Attachment) -> ScanDialog:
    """Shows a scan over the window."""
    save = partial(_save, tab, scan)
    shown = ScanDialog(tab, tab.desk, tab.file.case.id, scan.id, scan.name, save)
    shown.open()
    return shown


def add_scans(tab: Tab, consent: Consent, paths: Sequence[Path]) -> None:
    """Takes in files as scans of a consent; why one of them is refused is said, and the others stay.

    Each is then drawn once, beside the window: that a form cannot be read is to be known while it can be
    scanned again.
    """
    desk, case_id = tab.desk, tab.file.case.id
    added: list[attachments.Scan] = []
    for path in paths:
        try:
            scan = attachments.read_scan(path, consent=consent.key)
            changes = attachments.add_attachment(desk.binder, case_id, scan)
        except Exception as error:
            desk.shell.problem(error)
            continue
        added.append(scan)
        desk.shell.changed(changes)
    if len(added) == 1:
        desk.shell.say("Blanketten ligger i pärmen. Originalfilen finns kvar där du hämtade den.")
    elif added:
        desk.shell.say(
            f"{len(added)} blanketter ligger i pärmen. Originalfilerna finns kvar där du hämtade dem."
        )
    if added:
        _try(tab, added)


def _try(tab: Tab, added: Sequence[attachments.Scan]) -> None:
    def job(progress: Progress) -> list[KnownError]:
        found = []
        for at, each in enumerate(added):
            progress.at(at / len(added))
            try:
                scan_helper.draw(each, helper(), lambda: progress.cancelled)
            except KnownError as error:
                found.append(error)
        progress.at(1.0)
        return found

    def tell(found: list[KnownError]) -> None:
        said = [explain(each) for each in found if each.kind is Kind.RULE]
        if said:
            kept = "Den ligger i pärmen ändå." if len(said) == 1 else "De ligger i pärmen ändå."
            again = "Skanna om blanketten om det går, och ta bort den som inte går att visa."
            tab.desk.questions.tell(tab.window(), "Går inte att visa", f"{' '.join(said)} {kept} {again}")

    tab.desk.background.run(tab, "Läser blanketten …", job, tell)


def _scan(tab: Tab, scan: Attachment) -> QLayout:
    made = row(IconView("paperclip", "quiet", 16), spacing=6)
    made.addWidget(quiet_line(scan.name), 1)
    made.addWidget(link("Visa", tab.do(lambda: show_scan(tab, scan)), f"Visa {scan.name}"))
    save = tab.do(lambda: _save(tab, scan, tab))
    made.addWidget(icon_button(f"Spara en kopia av {scan.name}", "download", save))
    made.addWidget(icon_button(f"Ta bort {scan.name}", "x", tab.do(lambda: _remove(tab, scan))))
    return made


def _ask(tab: Tab, consent: Consent) -> None:
    take = lambda path: add_scans(tab, consent, [path])  # noqa: E731
    tab.desk.questions.open_file(tab, "Lägg till skannad blankett", PATTERN, take)


def _save(tab: Tab, scan: Attachment, over: QWidget) -> None:
    desk, case_id = tab.desk, tab.file.case.id

    def write(path: Path) -> None:
        try:
            attachments.save_copy(desk.binder, case_id, scan.id, path)
        except Exception as error:
            desk.shell.problem(error)
            return
        desk.shell.say("Kopian är sparad i klartext. Ta bort den när du har tittat på den.")

    desk.questions.save_as(over, "Spara en kopia", Path.home() / scan.name, "Alla filer (*)", write)


def _remove(tab: Tab, scan: Attachment) -> None:
    desk, case_id = tab.desk, tab.file.case.id
    kept = attachments.scan_of(desk.binder, case_id, scan.id)
    desk.shell.changed(attachments.remove_attachment(desk.binder, case_id, scan.id))

    def undo() -> None:
        desk.shell.changed(attachments.add_attachment(desk.binder, case_id, kept))

    desk.shell.say("Blanketten är borttagen.", undo=undo)
