"""What the papers have in common: letterhead, foot, and how people are named."""

from dataclasses import dataclass

from app.documents.words import texts
from app.models.codes import Standing
from app.models.snapshots import Letterhead, Person


@dataclass(frozen=True, slots=True)
class Copy:
    """Whose copy a paper is: one person's, the host's own record's, or nobody's in particular.

    `standing` is what the paper is in law (R19); `demo` marks invented content on every page.
    """

    person: Person | None = None
    for_record: bool = False
    standing: Standing = Standing.ESTABLISHED
    demo: bool = False


WHOLE = Copy()


def recipient(copy: Copy) -> str:
    """The foot's line that says whose copy it is."""
    common = texts("common")
    if copy.for_record:
        return common("copy_for_record")
    if copy.person is None:
        return ""
    if copy.person.organisation:
        return common("copy_for_of", name=copy.person.name, organisation=copy.person.organisation)
    return common("copy_for", name=copy.person.name)


def banner(copy: Copy) -> str:
    """The line that marks invented content."""
    return texts("common")("demo") if copy.demo else ""


def case_line(reference: str | None, *parts: str) -> str:
    """The reference and what follows it: "Ärende 2026-014 · version 5 · upprättad"."""
    first = (texts("common")("case", reference=reference),) if reference else ()
    return " · ".join((*first, *parts))


def whom_to_ask(head: Letterhead) -> str:
    """The coordinator with title and telephone, empty when none is known."""
    return ", ".join(part for part in (head.coordinator, head.coordinator_title, head.phone) if part)


def role_of(person: Person) -> str:
    """What a person is to the group: role and organisation, as far as known."""
    return ", ".join(part for part in (person.role, person.organisation) if part)
