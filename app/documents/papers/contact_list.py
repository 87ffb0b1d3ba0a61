"""Kontaktlista: the group's names and numbers on one page for the fridge door (R9)."""

from datetime import datetime, time

from app.documents.content import (
    Block,
    Box,
    Cell,
    Column,
    DocumentContent,
    Look,
    Paragraph,
    Size,
    Span,
    Table,
)
from app.documents.papers.shared import WHOLE, Copy, banner, case_line, recipient, role_of
from app.documents.words import day, texts
from app.models.snapshots import ContactLine, ContactListSnapshot
from app.models.who import Who, WhoKind

ROOMY_UNTIL = 9
"""So many people fit on one page in large numbers; more are set tighter."""


def contact_list(group: ContactListSnapshot, copy: Copy = WHOLE) -> DocumentContent:
    """The group's list; what may not be on it is gone from the snapshot already."""
    common, words = texts("common"), texts("contact_list")
    return DocumentContent(
        title=words("title"),
        subtitle=words("subtitle", name=group.youth.name),
        made=datetime.combine(group.on, time()),
        unit=group.letterhead.unit or "",
        municipality=group.letterhead.municipality or "",
        meta=(
            words("as_of", day=day(group.on)),
            case_line(group.case_reference, common(f"standing.{copy.standing}")),
        ),
        secrecy=common("secrecy"),
        recipient=recipient(copy),
        banner=banner(copy),
        page_label=common("page"),
        blocks=tuple(_blocks(group)),
    )


def _blocks(group: ContactListSnapshot) -> list[Block]:
    words, head = texts("contact_list"), group.letterhead
    blocks: list[Block] = []
    if head.coordinator and head.phone:
        number = Paragraph((Span(head.phone, Look.STRONG),), Size.NUMBER)
        blocks.append(Box(words("ask", name=head.coordinator), (number, Paragraph(words("emergency")))))
    if not group.lines:
        blocks.append(Paragraph(words("empty")))
        return blocks
    roomy = len(group.lines) <= ROOMY_UNTIL
    rows = tuple(_row(line, group, roomy) for line in group.lines)
    columns = (Column(words("who"), 52), Column(words("how"), 48))
    blocks.append(Table(columns, rows, roomy=roomy))
    return blocks


def _row(line: ContactLine, group: ContactListSnapshot, roomy: bool) -> tuple[Cell, Cell]:
    name = Paragraph((Span(line.person.name, Look.STRONG),), Size.NAME if roomy else Size.BODY)
    who = [name]
    if role_of(line.person):
        who.append(Paragraph((Span(role_of(line.person), Look.QUIET),), Size.TABLE))
    how: list[Paragraph] = []
    if line.phone:
        how.append(Paragraph(line.phone, Size.NUMBER if roomy else Size.NAME))
    if line.email:
        how.append(Paragraph(line.email, Size.TABLE))
    if not how:
        how.append(Paragraph((Span(_nothing(line, group), Look.QUIET),), Size.TABLE))
    return Cell(tuple(who)), Cell(tuple(how))


def _nothing(line: ContactLine, group: ContactListSnapshot) -> str:
    """What stands in the place of numbers: through whom a person is reached, without saying why."""
    words, who = texts("contact_list"), line.person.who
    if line.withheld and who.kind is not WhoKind.COORDINATOR and group.letterhead.coordinator:
        return words("withheld", name=group.letterhead.coordinator)
    if line.withheld or who == Who.YOUTH:
        return words("withheld_nobody")
    return words("no_number")
