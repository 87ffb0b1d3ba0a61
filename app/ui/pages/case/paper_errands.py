"""The papers around a meeting, from wherever in a case one asks for them: shown first, then printed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.models.codes import Channel, Paper
from app.models.meeting import Meeting
from app.models.who import Who
from app.services import briefing, dispatch, gate, my_plan, papers
from app.services.case_file import CaseFile
from app.services.dispatch import PRINTED, Handed
from app.ui.desk import Desk
from app.ui.dialogs.paper_preview import PaperPreview
from app.ui.kit.button import Button
from app.ui.kit.layout import flow
from app.ui.labels import PAPERS
from app.ui.pages.case import errands
from app.ui.pages.case.parts import Tab
from app.ui.saying import day, first_name, genitive
from app.ui.sending.invite import InviteDialog


def show_my_plan(parent: QWidget, desk: Desk, file: CaseFile) -> PaperPreview:
    """Shows the youth's own page, to be printed and given by hand."""
    material = papers.gather(desk.binder, file.case.id)
    leave = gate.permit(material.case, material.book, Paper.MY_PLAN, str(Who.YOUTH), on=material.on)
    paper = my_plan.my_plan(material, leave)
    youth = first_name(file.case.young_person.name)

    def printed() -> None:
        handed = Handed(file=paper, how=PRINTED, channel=Channel.BY_HAND)
        desk.shell.changed(dispatch.record(desk.binder, [handed]))
        desk.shell.say(f"Min plan är utskriven till {youth}.")

    preview = PaperPreview(
        parent,
        PAPERS[Paper.MY_PLAN],
        paper.content,
        subtitle=f"{genitive(youth)} eget papper",
        printed=printed,
    )
    preview.open()
    return preview


def show_briefing(parent: QWidget, desk: Desk, file: CaseFile, meeting: Meeting) -> PaperPreview:
    """Shows the coordinator's own page before a meeting; that it was printed is in the log alone."""
    material = papers.gather(desk.binder, file.case.id)
    paper = briefing.briefing(material, meeting)

    def printed() -> None:
        desk.shell.changed(briefing.note_printed(desk.binder, paper))
        desk.shell.say("Bladet är utskrivet. Det är ditt arbetsmaterial.")

    preview = PaperPreview(
        parent,
        PAPERS[Paper.BRIEFING],
        paper.content,
        subtitle=f"{day(meeting.starts.date(), file.today)} · bara för dig",
        printed=printed,
    )
    preview.open()
    return preview


def invite(parent: QWidget, desk: Desk, file: CaseFile, meeting: Meeting) -> InviteDialog:
    """Opens the letters and the text message to those whom a planned meeting calls."""
    dialog = InviteDialog(parent, desk, file.case.id, meeting.key)
    dialog.open()
    return dialog


def paper_buttons(tab: Tab) -> QWidget:
    """A button for each paper that the case can give today; one that it cannot says why."""
    desk, file = tab.desk, tab.file
    coming = file.next_meeting
    last = file.last_meeting
    made = [
        Button(
            PAPERS[Paper.MY_PLAN],
            icon="user-round",
            on_click=tab.do(lambda: show_my_plan(tab, desk, file)),
        ),
        Button(
            PAPERS[Paper.MINUTES],
            icon="file-text",
            on_click=tab.do(lambda: last and errands.show_minutes(tab, desk, file, last.key)),
        ),
        Button(
            "Kallelse och inbjudan",
            icon="send",
            on_click=tab.do(lambda: coming and invite(tab, desk, file, coming)),
        ),
        Button(
            PAPERS[Paper.BRIEFING],
            icon="list-checks",
            on_click=tab.do(lambda: coming and show_briefing(tab, desk, file, coming)),
        ),
    ]
    for button, there, why in (
        (made[0], last, "Inget möte är hållet än."),
        (made[1], last, "Inget möte är hållet än."),
        (made[2], coming, "Inget möte är planerat."),
        (made[3], coming, "Inget möte är planerat."),
    ):
        button.setEnabled(there is not None)
        if there is None:
            button.setToolTip(why)
    return flow(*made, spacing=10)
