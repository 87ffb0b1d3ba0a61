"""Every paper of the demo as PDF, and its pages as pictures."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from app.models.codes import Paper
from app.services import briefing, gate, invitations, papers
from app.services.minutes import held_meeting, minutes
from app.services.my_plan import my_plan
from app.services.papers import PaperFile
from app.storage.binder import Binder
from tests.pictures.scenes import FULLEST

SEEKING = "demo-0004"
DPI = 100


def sheets(binder: Binder) -> Iterator[tuple[str, PaperFile]]:
    """Each paper by the name of its picture."""
    material = papers.gather(binder, FULLEST)
    version = papers.plan_version(material)
    to = f"contact:{material.case.participants[0].contact_id}"
    agreed = papers.meeting_of(material, version)

    def leave(paper: Paper, who: str) -> gate.Permit:
        return gate.permit(material.case, material.book, paper, who, on=material.on, meeting=agreed)

    whole = gate.permit_whole(material.case, material.book, Paper.PLAN, on=material.on)
    yield "atgardsplan", papers.plan(material, whole, version)
    yield "atgardsplan-exemplar", papers.plan(material, leave(Paper.PLAN, to), version)
    listed = gate.permit_whole(material.case, material.book, Paper.CONTACTS, on=material.on)
    yield "kontaktlista", papers.contacts(material, listed)
    seeking = papers.gather(binder, SEEKING)
    form = papers.consent_form(seeking, gate.permit_form(seeking.case, seeking.on))
    yield "samtycke", form
    yield "min-plan", my_plan(material, leave(Paper.MY_PLAN, "youth"))
    held = held_meeting(material)
    notes = gate.permit_whole(material.case, material.book, Paper.MINUTES, on=material.on)
    yield "motesanteckningar", minutes(material, notes, held)
    coming = invitations.planned_meeting(material)
    for name, who in (("inbjudan", "youth"), ("kallelse", to)):
        invited = invitations.permit_for(material, who, coming, None)
        yield name, invitations.invitation(material, invited, coming)
    yield "infor-motet", briefing.briefing(material, coming)


def pages(content: bytes) -> Iterator[QImage]:
    """The pages of a PDF on white."""
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    pdf = QPdfDocument(None)
    pdf.load(buffer)
    for number in range(pdf.pageCount()):
        points = pdf.pagePointSize(number)
        size = QSize(round(points.width() * DPI / 72), round(points.height() * DPI / 72))
        page = QImage(size, QImage.Format.Format_RGB32)
        page.fill(QColor("white"))
        painter = QPainter(page)
        painter.drawImage(0, 0, pdf.render(number, size))
        painter.end()
        yield page
    pdf.close()
