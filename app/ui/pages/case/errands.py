"""What several places of a case lead to: printing the form, holding a meeting, sending, showing a paper."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from app.models.binder import Dispatch, PlanVersion
from app.models.codes import Paper
from app.models.consent_status import ConsentWarningCode
from app.models.errors import KnownError
from app.models.permit import RECORD
from app.services import dispatch, gate, minutes, papers
from app.services.case_file import CaseFile, sent_document
from app.services.dispatch import MESSAGED, PRINTED, Handed
from app.ui.desk import Desk
from app.ui.dialogs.paper_preview import PaperPreview
from app.ui.kit.surfaces import Banner
from app.ui.labels import PAPERS
from app.ui.meeting.mode import open_meeting
from app.ui.pages.case.informed import TELL_FIRST, not_told, waiting
from app.ui.saying import day, first_names, listed
from app.ui.words import say, word


def print_form(parent: QWidget, desk: Desk, file: CaseFile) -> PaperPreview:
    """Shows the consent form with lines for those whose signature is missing, today or from a birthday that
    is near (R1, R4), else for all who must sign."""
    turns = _birthday_to_sign_for(file)
    material = papers.gather(desk.binder, file.case.id, on=turns)
    try:
        form = papers.consent_form(material, valid_from=turns)
        lacking = (file.status_on(turns) if turns else file.status).missing
        missing = [file.name(each.who) for each in lacking if each.who is not None]
        about = f"Att skriva under: {listed(first_names(missing))}" if missing else ""
        about += f" · gäller från {day(turns, file.today)}" if turns else ""
    except KnownError as error:
        if error.code != "nothing_to_sign":
            raise
        form, about = (
            papers.consent_form(material, all_signers=True),
            "Att skriva under: alla som ska samtycka",
        )

    def printed() -> None:
        desk.shell.changed(dispatch.record(desk.binder, [Handed(file=form, how=PRINTED)]))
        desk.shell.say("Blanketten är utskriven. Registrera underskriften när den är påskriven.")

    untold = waiting(file)
    preview = PaperPreview(
        parent,
        "Samtyckesblankett",
        form.content,
        subtitle=about,
        printed=printed,
        note=Banner(not_told(file, untold), strong=TELL_FIRST, kind="info") if untold else None,
    )
    preview.open()
    return preview


def _birthday_to_sign_for(file: CaseFile) -> date | None:
    """The near birthday from which somebody must sign who has not, while everybody has signed for today."""
    if file.status.missing:
        return None
    for each in file.status.warnings:
        if (
            each.code is ConsentWarningCode.BIRTHDAY
            and each.on is not None
            and file.status_on(each.on).missing
        ):
            return each.on
    return None


def show_plan(parent: QWidget, desk: Desk, file: CaseFile, version: PlanVersion) -> PaperPreview:
    """Shows a version of the plan as paper: the coordinator's own copy."""
    material = papers.gather(desk.binder, file.case.id)
    leave = gate.permit(material.case, material.book, Paper.PLAN, RECORD, on=material.on)
    paper = papers.plan(material, leave, version)

    def printed() -> None:
        desk.shell.changed(dispatch.record(desk.binder, [Handed(file=paper, how=PRINTED)]))
        desk.shell.say(say("{Åtgärdsplanen} är utskriven för akten."))

    subtitle = f"Version {version.version}, {day(version.agreed_at.date(), file.today)} · för akten"
    preview = PaperPreview(parent, word("Åtgärdsplan"), paper.content, subtitle=subtitle, printed=printed)
    preview.open()
    return preview


def show_minutes(parent: QWidget, desk: Desk, file: CaseFile, meeting_key: str) -> PaperPreview:
    """Shows the minutes of a held meeting as paper: the coordinator's own copy."""
    material = papers.gather(desk.binder, file.case.id)
    meeting = next(each for each in material.case.meetings if each.key == meeting_key)
    leave = gate.permit(material.case, material.book, Paper.MINUTES, RECORD, on=material.on)
    paper = minutes.minutes(material, leave, meeting)

    def printed() -> None:
        desk.shell.changed(dispatch.record(desk.binder, [Handed(file=paper, how=PRINTED)]))
        desk.shell.say("Mötesanteckningarna är utskrivna för akten.")

    subtitle = f"{day(meeting.starts.date(), file.today)} · för akten"
    preview = PaperPreview(parent, PAPERS[Paper.MINUTES], paper.content, subtitle=subtitle, printed=printed)
    preview.open()
    return preview


def show_sent(parent: QWidget, desk: Desk, file: CaseFile, sent: Dispatch) -> PaperPreview | None:
    """Shows a paper again, byte for byte as it left (R15); of a text message its words."""
    content = sent_document(desk.binder, sent.document)
    to = f" till {sent.to_name}" if sent.to_name else ""
    if sent.how == MESSAGED:
        desk.questions.tell(parent, f"Sms{to}", content.decode())
        return None
    subtitle = f"{day(sent.at.date(), file.today)}{to}"
    preview = PaperPreview(parent, PAPERS[sent.paper], content, subtitle=subtitle)
    preview.open()
    return preview


def hold(desk: Desk, file: CaseFile, meeting_key: str) -> None:
    """Opens the meeting mode."""
    open_meeting(desk, file.case.id, meeting_key)


def send(desk: Desk, file: CaseFile, meeting_key: str) -> None:
    """Goes to the sending sheet of a meeting."""
    desk.shell.navigate("sending", case_id=file.case.id, meeting_key=meeting_key)
