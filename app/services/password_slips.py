"""The passwords of what was sent, on slips to hand over (R18)."""

from app.documents.papers import password_slips as paper
from app.documents.papers.shared import Copy, banner
from app.documents.render import render
from app.models.codes import Paper
from app.services.changes import Changes
from app.services.invitations import InvitationSheet
from app.services.sending import SendingSheet
from app.storage.binder import Binder


def password_slips(sheet: SendingSheet | InvitationSheet) -> bytes:
    """The slips as a PDF: one for each recipient to whom something of the sheet has gone encrypted."""
    slips = []
    for row in sheet.rows:
        secret = next((each.secret for each in row.sent if each.secret), None)
        if secret is not None:
            opened = {each.paper for each in row.sent if each.secret == secret}
            papers = tuple(each for each in Paper if each in opened)
            slips.append(paper.Slip(row.recipient.person.name, papers, secret))
    demo = Copy(demo=sheet.material.setting.demo)
    return render(paper.password_slips(slips, sheet.material.on, banner(demo)))


def record_printed(binder: Binder, sheet: SendingSheet | InvitationSheet) -> Changes:
    """Put on the record that passwords were printed; what they are is nowhere in it."""
    case_id = sheet.material.case.id
    with binder.writing() as work:
        work.log("passwords_printed", case=case_id)
    return Changes.of("log", ids=(case_id,))
