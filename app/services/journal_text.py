"""A plan, a meeting's minutes or a note as plain text to paste into social services' own record (R19)."""

from app.documents.journal_text import journal_text, tidy
from app.documents.papers.action_plan import action_plan
from app.documents.papers.minutes import minutes
from app.documents.words import day, texts
from app.models.case import Note
from app.models.codes import FiledKind, NoteKind, Paper
from app.models.errors import Kind, KnownError
from app.models.permit import RECORD
from app.services import issue_plan, papers
from app.services.changes import Changes
from app.services.gate import permit
from app.services.minutes import minutes_copy, minutes_snapshot
from app.services.notes import note as note_of
from app.services.papers import Material, copy_of
from app.services.record_transfer import Ref
from app.storage.binder import Binder


def text_for_record(binder: Binder, case_id: str, ref: Ref) -> str:
    """The document's text, the host's own copy, with private notes where the document is one (R16).

    KnownError RULE `no_such_document`, or `no_text` for what came as a file.
    """
    kind, key = ref
    material = papers.gather(binder, case_id)
    if kind is FiledKind.NOTE:
        return _note(material, note_of(material.case, key))
    if kind is FiledKind.ATTACHMENT:
        raise KnownError(Kind.RULE, "no_text")
    paper = Paper.PLAN if kind is FiledKind.PLAN else Paper.MINUTES
    leave = permit(material.case, material.book, paper, RECORD, on=material.on)
    if kind is FiledKind.PLAN:
        version = next((each for each in material.versions if str(each.version) == key), None)
        if version is None:
            raise KnownError(Kind.RULE, "no_such_document")
        # What each one answers for is said with every step: the boxes to cut out would say it twice.
        return journal_text(action_plan(issue_plan.read(version), copy_of(leave, material), boxes=False))
    meeting = next((each for each in material.case.meetings if each.key == key), None)
    if meeting is None:
        raise KnownError(Kind.RULE, "no_such_document")
    text = journal_text(minutes(minutes_snapshot(material, meeting), minutes_copy(material, leave, meeting)))
    if meeting.private_notes:
        text += "\n\n" + texts("journal")("private", text=tidy(meeting.private_notes))
    return text


def record_copied(binder: Binder, case_id: str, ref: Ref) -> Changes:
    """Put on the record that a document's text was copied for the record (trust.md, promise 4)."""
    with binder.writing() as work:
        work.log("copied_for_record", case=case_id, to=RECORD, paper=ref[0], detail={"document": ref[1]})
    return Changes.of("log", ids=(case_id,))


def _note(material: Material, note: Note) -> str:
    words, kind = texts("journal"), note.kind or NoteKind.NOTE
    what = words(f"kind.{kind}")
    if note.with_:
        what = words("with", what=what, who=note.with_)
    parts = [words("head", what=what, day=day(note.at.date()), time=f"{note.at:%H.%M}")]
    if material.case.reference:
        parts.append(texts("common")("case", reference=material.case.reference))
    parts.append(words("about", name=material.case.young_person.name))
    parts += ["", note.text]
    return tidy("\n".join(parts))
