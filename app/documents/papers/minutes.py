"""Mötesanteckningar: who was there, what was said and agreed at one held meeting (R11, R14, R16)."""

from collections.abc import Iterator

from app.documents.content import Block, DocumentContent, Heading, Look, Paragraph, Span, Together
from app.documents.papers.action_plan import PlanParts
from app.documents.papers.shared import WHOLE, Copy, banner, case_line, recipient
from app.documents.words import capital, day, hours, texts, weekday
from app.models.codes import MeetingKind
from app.models.meeting_snapshots import MinutesSnapshot


def minutes(held: MinutesSnapshot, copy: Copy = WHOLE) -> DocumentContent:
    """The minutes, the same for all who may have them; the host's own also says how the cover was (R5)."""
    plan = held.plan
    common, words = texts("common"), texts("minutes", plan.words)
    meeting = common(f"meeting.{plan.meeting_kind}", number=plan.meeting_number)
    about = [words("plan_line", version=plan.version)] if plan.version else []
    return DocumentContent(
        title=words("title"),
        subtitle=words("subtitle", name=plan.youth.name),
        made=plan.meeting_starts,
        unit=plan.letterhead.unit or "",
        municipality=plan.letterhead.municipality or "",
        logo=plan.letterhead.logo,
        meta=(
            f"{meeting}, {day(plan.meeting_starts.date())}",
            case_line(plan.case_reference, *about, common(f"standing.{copy.standing}")),
        ),
        secrecy=common("secrecy"),
        recipient=recipient(copy),
        banner=banner(copy),
        page_label=common("page"),
        blocks=tuple(_blocks(held, copy)),
    )


def _blocks(held: MinutesSnapshot, copy: Copy) -> Iterator[Block]:
    plan, words = held.plan, texts("minutes", held.plan.words)
    parts = PlanParts(plan)
    if plan.meeting_kind is MeetingKind.SMALL:
        yield Paragraph((Span(words("small_meeting"), Look.STRONG),))
    yield Paragraph(_when(held))
    yield from parts.attendance()
    if copy.for_record and plan.covered is False:
        yield Paragraph((Span(words("not_covered"), Look.QUIET),))
    yield from parts.followed()
    yield parts.works_and_view()
    yield Heading(words("notes.heading"))
    yield from _notes(held)
    yield from parts.areas()
    end = list(parts.next())
    if plan.letterhead.coordinator:
        end.append(Paragraph((Span(words("written_by", name=plan.letterhead.coordinator), Look.QUIET),)))
    yield Together(tuple(end))


def _when(held: MinutesSnapshot) -> str:
    words, starts = texts("minutes", held.plan.words), held.plan.meeting_starts
    gaps = {"day": capital(weekday(starts.date())), "hours": hours(starts, held.minutes)}
    if held.place:
        return words("when", place=held.place.rstrip("."), **gaps)
    return words("when_without_place", **gaps)


def _notes(held: MinutesSnapshot) -> Iterator[Paragraph]:
    parts = [part.strip("\n") for part in (held.notes or "").split("\n\n")]
    said = [part for part in parts if part.strip()]
    for part in said:
        yield Paragraph(part)
    if not said:
        none = texts("minutes", held.plan.words)("notes.none")
        yield Paragraph((Span(none, Look.QUIET),))
