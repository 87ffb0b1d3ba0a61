"""Kontaktlista: the group's names and numbers on one page for the fridge door (R9)."""

from datetime import datetime, time

from app.documents.content import (
    Air,
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
"""So many people fit on one page in large numbers."""

USUAL_UNTIL = 11
"""With more people the rows are tight, and whom to call is a line and no box."""

_SIZES = {
    Air.ROOMY: (Size.NAME, Size.NUMBER, Size.TABLE),
    Air.USUAL: (Size.BODY, Size.NAME, Size.TABLE),
    Air.TIGHT: (Size.BODY, Size.BODY, Size.SMALL),
}


def contact_list(group: ContactListSnapshot, copy: Copy = WHOLE) -> DocumentContent:
    """The group's list; what may not be on it is gone from the snapshot already."""
    common, words = texts("common"), texts("contact_list")
    return DocumentContent(
        title=words("title"),
        subtitle=words("subtitle", name=group.youth.name),
        made=datetime.combine(group.on, time()),
        unit=group.letterhead.unit or "",
        municipality=group.letterhead.municipality or "",
        logo=group.letterhead.logo,
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
        ask, emergency = words("ask", name=head.coordinator), words("emergency")
        if len(group.lines) <= USUAL_UNTIL:
            number = Paragraph((Span(head.phone, Look.STRONG),), Size.NUMBER)
            blocks.append(Box(ask, (number, Paragraph(emergency))))
        else:
            blocks.append(Paragraph((Span(f"{ask}, {head.phone}. ", Look.STRONG), Span(emergency))))
    if not group.lines:
        blocks.append(Paragraph(words("empty")))
        return blocks
    air = _air(len(group.lines))
    rows = tuple(_row(line, group, air) for line in group.lines)
    columns = (Column(words("who"), 52), Column(words("how"), 48))
    blocks.append(Table(columns, rows, air=air))
    return blocks


def _air(people: int) -> Air:
    if people <= ROOMY_UNTIL:
        return Air.ROOMY
    return Air.USUAL if people <= USUAL_UNTIL else Air.TIGHT


def _row(line: ContactLine, group: ContactListSnapshot, air: Air) -> tuple[Cell, Cell]:
    name_size, number_size, small = _SIZES[air]
    name = Paragraph((Span(line.person.name, Look.STRONG),), name_size)
    who = [name]
    role = (line.person.role or "") if line.withheld else role_of(line.person)
    if role:  # where somebody works tells where somebody is
        who.append(Paragraph((Span(role, Look.QUIET),), small))
    how: list[Paragraph] = []
    if line.phone:
        how.append(Paragraph(line.phone, number_size))
    if line.email:
        how.append(Paragraph(line.email, small))
    if not how:
        how.append(Paragraph((Span(_nothing(line, group), Look.QUIET),), small))
    return Cell(tuple(who)), Cell(tuple(how))


def _nothing(line: ContactLine, group: ContactListSnapshot) -> str:
    """What stands in the place of numbers: through whom a person is reached, without saying why."""
    words, who = texts("contact_list"), line.person.who
    if line.withheld and who.kind is not WhoKind.COORDINATOR and group.letterhead.coordinator:
        return words("withheld", name=group.letterhead.coordinator)
    if line.withheld or who == Who.YOUTH:
        return words("withheld_nobody")
    return words("no_number")
