"""Every dialog, as one meets it: what opens it, over which case. One that is missing here fails a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from app.models.actions import open_actions
from app.models.codes import CaseState, EntryKind, MeetingStatus
from app.models.doubles import Double, Likeness
from app.models.who import Who
from app.services import attachments, papers, sending
from app.services.case_file import CaseFile, read_case
from app.services.contacts_list import book_of
from app.services.gate import permit_form
from app.services.persons import persons
from app.ui.dialogs import (
    apart,
    capture,
    colleague,
    consent,
    deviation,
    entry,
    events,
    information,
    meeting,
    member,
    merging,
    new_case,
    note,
    paper_preview,
    people,
    report,
    responsible,
    scan_view,
    state,
)
from app.ui.error_window import ErrorWindow
from app.ui.help.window import open_manual
from app.ui.kit.questions import WindowQuestions
from app.ui.pages import leak, passphrase, restore
from app.ui.sending import ground, invite, passwords
from app.ui.shell.palette import Palette
from tests.pictures.scenes import FULLEST
from tests.pictures.stage import Stage

SEEKING = "demo-0004"
"""A case whose consents are being gathered."""

DEVIATING = "demo-0024"
"""A case with a decision that lets a guardian off."""

BASES = {"Dialog", "ErrandDialog", "Preview"}
"""What others are built on, and no dialogs themselves."""


def dialogs(stage: Stage) -> dict[str, Callable[[], QWidget]]:
    """What makes each dialog, by module and name; `module.Class` or the function that makes it."""
    desk, parent = stage.shell.desk, stage.shell

    def file(case_id: str = FULLEST) -> CaseFile:
        return read_case(stage.binder, case_id)

    def of(make: Callable[..., QWidget], *more: Any, case: str = FULLEST) -> Callable[[], QWidget]:
        return lambda: make(parent, desk, file(case), *more)

    def words_for(who: list[Any]) -> QWidget:
        return passwords.PasswordsDialog(parent, tuple(who), "Sara Lind")

    def palette() -> QWidget:
        parent.find_or_do()
        return parent.findChildren(Palette)[-1]

    def line(number: int) -> Any:
        return persons(stage.binder)[number]

    def preview() -> QWidget:
        material = papers.gather(stage.binder, SEEKING)
        form = papers.consent_form(material, permit_form(material.case, material.on))
        return paper_preview.PaperPreview(parent, "Samtycke", form.content)

    def scan() -> QWidget:
        material = papers.gather(stage.binder, SEEKING)
        form = papers.consent_form(material, permit_form(material.case, material.on))
        taken = attachments.Scan(name="Undertecknad blankett.pdf", content=form.content)
        attachments.add_attachment(stage.binder, FULLEST, taken)
        kept = file().case.attachments[-1]
        return scan_view.ScanDialog(parent, desk, FULLEST, kept.id, kept.name, lambda _over: None)

    whole, book = file(), book_of(stage.binder)
    known, places = sorted(book.contacts), sorted(book.organisations)
    planned = next(each for each in whole.meetings if each.status is MeetingStatus.PLANNED)
    step = open_actions(whole.case)[0].action.key
    first = whole.case.participants[0].id
    return {
        "apart.ApartDialog": of(apart.ApartDialog),
        "apart.WithholdDialog": lambda: apart.WithholdDialog(
            parent, desk, FULLEST, Who.YOUTH, file().case.young_person.name, planned.key
        ),
        "capture.CaptureDialog": lambda: capture.CaptureDialog(parent, desk, case_id=FULLEST),
        "capture.CaptureDialog.paminnelse": lambda: capture.CaptureDialog(parent, desk, reminder=True),
        "colleague.ColleagueDialog": lambda: colleague.ColleagueDialog(parent, desk),
        "colleague.CoordinatorDialog": lambda: colleague.CoordinatorDialog(parent, desk, line(1)),
        "colleague.TakeOverDialog": lambda: colleague.TakeOverDialog(
            parent, desk, line(1), persons(stage.binder)
        ),
        "consent.ConsentDialog": of(consent.ConsentDialog, case=SEEKING),
        "consent.WithdrawDialog": of(consent.WithdrawDialog),
        "consent.DeviationDialog": of(consent.DeviationDialog),
        "information.InformationDialog": of(information.InformationDialog),
        "information.InformationDialog.andra": of(
            information.InformationDialog, whole.case.information[0].id
        ),
        "events.KeyDateDialog": of(events.KeyDateDialog),
        "events.IncidentDialog": of(events.IncidentDialog),
        "meeting.MeetingDialog": of(meeting.MeetingDialog),
        "meeting.MoveDialog": of(meeting.MoveDialog, planned),
        "member.MemberDialog": of(member.MemberDialog),
        "member.EditMemberDialog": of(member.EditMemberDialog, first),
        "member.WishDialog": of(member.WishDialog),
        "member.EndMembershipDialog": of(member.EndMembershipDialog, first),
        "new_case.NewCaseDialog": lambda: new_case.NewCaseDialog(parent, desk),
        "note.NoteDialog": of(note.NoteDialog, whole.case.notes[0].key),
        "paper_preview.PaperPreview": preview,
        "people.edit_youth": of(people.edit_youth),
        "people.add_guardian": of(people.add_guardian),
        "people.edit_guardian": of(people.edit_guardian, whole.case.guardians[0].key),
        "people.edit_facts": of(people.edit_facts),
        "report.ReportDialog": of(report.ReportDialog, step),
        "deviation.EndDeviationDialog": lambda: deviation.EndDeviationDialog(
            parent, desk, file(DEVIATING), file(DEVIATING).case.deviations[0]
        ),
        "entry.ContactEntryDialog": lambda: entry.ContactEntryDialog(parent, desk, book, known[0]),
        "entry.OrganisationDialog": lambda: entry.OrganisationDialog(parent, desk, book, places[0]),
        "merging.MergeDialog": lambda: merging.MergeDialog(
            parent, desk, book, EntryKind.CONTACT, known[0], known[1]
        ),
        "merging.MergeWithDialog": lambda: merging.MergeWithDialog(
            parent, desk, book, EntryKind.CONTACT, known[0], lambda _stays: None
        ),
        "merging.DoublesDialog": lambda: merging.DoublesDialog(
            parent,
            desk,
            book,
            [(EntryKind.CONTACT, Double(one=known[0], other=known[1], alike=frozenset(Likeness)))],
        ),
        "responsible.ResponsibleDialog": of(responsible.ResponsibleDialog),
        "passwords.PasswordsDialog": lambda: words_for(sending.sheet(stage.binder, FULLEST).rows[:6]),
        "invite.InviteDialog": lambda: invite.InviteDialog(parent, desk, FULLEST, planned.key),
        "ground.GroundDialog": lambda: ground.GroundDialog(
            parent, "Åke Örn", "samtycket har gått ut", lambda _ground: None
        ),
        "palette.Palette": palette,
        "window.ManualWindow": lambda: open_manual(parent, ""),
        "leak.LeakDialog": lambda: leak.LeakDialog(parent, desk),
        "passphrase.PassphraseDialog": lambda: passphrase.PassphraseDialog(parent, desk, lambda: None),
        "restore.RestoreDialog": lambda: restore.RestoreDialog(parent, desk),
        "error_window.ErrorWindow": lambda: ErrorWindow(parent, ValueError("påhittat"), WindowQuestions()),
        "scan_view.ScanDialog": scan,
        "state.StateDialog": of(state.StateDialog),
        "state.StateDialog.avslut": of(state.StateDialog, CaseState.CLOSED),
    }


def scenes(stage: Stage) -> Iterator[tuple[str, Callable[[], QPixmap]]]:
    """A picture of each dialog over the case it belongs to, and of what the program asks and admits."""
    stage.shell.navigate("case", case_id=FULLEST)
    for name, make in dialogs(stage).items():
        yield f"dialog-{name.lower().replace('.', '-')}", partial(_shown, stage, make)

    def question() -> QWidget:
        before = set(stage.app.topLevelWidgets())
        WindowQuestions().confirm(
            stage.shell,
            "Ta bort anteckningen?",
            "Den försvinner ur ärendet.",
            yes="Ta bort",
            then=lambda: None,
            danger=True,
        )
        return next(each for each in stage.app.topLevelWidgets() if each not in before and each.isVisible())

    yield "dialog-fraga", partial(_shown, stage, question)


def _shown(stage: Stage, make: Callable[[], Any]) -> QPixmap:
    dialog = make()
    if not dialog.isVisible():
        dialog.open()
    picture = stage.of_dialog(dialog)
    dialog.close()
    dialog.deleteLater()
    stage.settle()
    return picture
