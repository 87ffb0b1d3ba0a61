"""The words around a mail draft: neutral subject, short body, file names (R18, R20)."""

from dataclasses import dataclass
from datetime import date

from app.documents.words import day, first_name, texts
from app.models.codes import Paper
from app.models.snapshots import Letterhead


@dataclass(frozen=True, slots=True)
class CoverLetter:
    """The subject and the body of a message."""

    subject: str
    body: str


def cover_letter(
    recipient: str,
    sender: Letterhead,
    papers: int,
    *,
    encrypted: bool,
    meeting: date | None = None,
    invites: bool = False,
    demo: bool = False,
) -> CoverLetter:
    """What accompanies `papers` papers to a person; who or what it is about is said nowhere.

    `invites` is for an encrypted letter that invites to the meeting, `demo` for one that says nothing true.
    """
    words = texts("mail")
    subject = words("subject", day=day(meeting)) if meeting else words("subject_undated")
    if demo:
        subject = words("demo_subject", subject=subject)
    if invites:
        news = words("invitation_encrypted")
    elif encrypted:
        news = words("one_encrypted" if papers == 1 else "encrypted")
    else:
        news = words("one_plain" if papers == 1 else "plain")
    name = first_name(recipient)
    parts = [words("hello", name=name) if name else words("hello_nobody")]
    if demo:
        parts.append(words("demo"))
    parts.append(news)
    if encrypted:
        parts.append(words("how"))
    parts.append(words("mistake"))
    whole = (words("regards"), sender.coordinator, sender.coordinator_title, sender.unit, sender.phone)
    parts.append("\n".join(part for part in whole if part))
    return CoverLetter(subject.replace("\xa0", " "), "\n\n".join(parts) + "\n")


def file_name(paper: Paper, on: date) -> str:
    """A neutral name for a paper's file: what it is and its day, "Plan 2026-03-04.pdf"."""
    return texts("mail")(f"file.{paper}", day=on.isoformat())
