"""Kallelse to professionals and inbjudan to the family, and the text message that goes with them (R20, R27).

Nothing in them says what the meeting is about; a summons has the youth's initials at most.
"""

from collections.abc import Iterator
from datetime import date, datetime, time

from app.documents.content import Block, Box, DocumentContent, Heading, Paragraph, Size, TwoColumns
from app.documents.papers.fitting import Room, clip, clipped
from app.documents.papers.shared import WHOLE, Copy, banner, recipient, whom_to_ask
from app.documents.words import Texts, capital, day, first_name, hours, texts, weekday
from app.models.meeting_snapshots import InvitationSnapshot
from app.models.snapshots import Letterhead
from app.models.who import WhoKind

ROOMS = (Room(letters=600), Room(letters=160), Room(letters=70))
SOON = 7
"""Days within which a weekday alone says which day it is."""


def invitation(called: InvitationSnapshot, copy: Copy = WHOLE, room: Room = ROOMS[0]) -> DocumentContent:
    """A letter to one recipient, or without one a letter that names nobody."""
    common, words = texts("common"), texts("invitation", called.words)
    kind = "invitation" if called.family else "summons"
    initials = "" if called.initials is None else words("summons.subtitle", initials=called.initials)
    return DocumentContent(
        title=words(f"{kind}.title"),
        subtitle=initials,
        made=datetime.combine(called.on, time()),
        unit=called.letterhead.unit or "",
        municipality=called.letterhead.municipality or "",
        logo=called.letterhead.logo,
        meta=(day(called.on),),
        secrecy=common("secrecy") if initials else "",
        recipient=recipient(clipped(copy, room.name)),
        banner=banner(copy),
        page_label=common("page"),
        blocks=tuple(_blocks(called, copy, words, room)),
    )


def _blocks(called: InvitationSnapshot, copy: Copy, words: Texts, room: Room) -> Iterator[Block]:
    kind = "invitation" if called.family else "summons"
    name = "" if copy.person is None else clip(copy.person.name, room.letters)
    called_by = first_name(name) if called.family else name
    yield Paragraph(words(f"{kind}.hello", name=called_by) if name else words(f"{kind}.hello_nobody"))
    yield Paragraph(words(_opening(called, copy)))
    yield Box(capital(weekday(called.meeting.starts.date())), tuple(_when(called, words, room)))
    yield from _answer(called, words, room)
    yield TwoColumns((Paragraph(_signed(called.letterhead, words, room)),), ())


def _answer(called: InvitationSnapshot, words: Texts, room: Room) -> Iterator[Block]:
    head = called.letterhead
    ways = (head.phone or head.email,) if called.family else (head.phone, head.email)
    contact = ", ".join(clip(each, room.letters) for each in (head.coordinator, *ways) if each)
    kind = "invitation" if called.family else "summons"
    answer = words(f"{kind}.answer", contact=contact) if contact else words(f"{kind}.answer_nobody")
    if called.family:
        yield Heading(words("invitation.come_heading"), level=2)
        yield Paragraph(words("invitation.come" if called.interpreter else "invitation.come_or_interpreter"))
        yield Paragraph(answer)
        return
    yield Heading(words("summons.answer_heading"), level=2)
    yield Paragraph(answer)
    yield Heading(words("summons.substitute_heading"), level=2)
    yield Paragraph(words("summons.substitute"))
    yield Heading(words("summons.prepare_heading"), level=2)
    yield Paragraph(words("summons.prepare"))


def _opening(called: InvitationSnapshot, copy: Copy) -> str:
    if not called.family:
        return "summons.opening"
    kinds = {WhoKind.YOUTH: "youth", WhoKind.GUARDIAN: "guardian"}
    kind = None if copy.person is None else kinds.get(copy.person.who.kind)
    return f"invitation.opening_{kind or 'other'}"


def _when(called: InvitationSnapshot, words: Texts, room: Room) -> Iterator[Paragraph]:
    meeting, head = called.meeting, called.letterhead
    yield Paragraph(hours(meeting.starts, meeting.minutes), Size.NUMBER)
    if meeting.place:
        yield Paragraph(clip(meeting.place, room.letters), Size.NAME)
    elif called.place_withheld and head.coordinator:
        yield Paragraph(words("place_from", name=clip(head.coordinator, room.letters)))
    else:
        yield Paragraph(words("place_told" if called.place_withheld else "place_unknown"))
    if called.interpreter:
        yield Paragraph(words("interpreter"))


def _signed(head: Letterhead, words: Texts, room: Room) -> str:
    lines = [words("regards"), whom_to_ask(head) or "", head.unit or ""]
    return "\n".join(clip(line, room.letters) for line in lines if line)


def text_message(starts: datetime, on: date, coordinator: str | None) -> str:
    """The neutral line to copy: "Möte onsdag 14.00, ring om något. /Sara" (R27)."""
    words, away = texts("invitation"), (starts.date() - on).days
    named = texts("common").all("weekdays")[starts.weekday()]
    gaps = {"time": f"{starts:%H.%M}", "weekday": named, "day": day(starts.date(), on)}
    when = "today" if away == 0 else "soon" if 0 < away < SOON else "later"
    message = words(f"text_message.{when}", **gaps).replace("\xa0", " ")
    if not coordinator:
        return message
    return words("text_message.signed", message=message, name=first_name(coordinator))
