"""What each document of a case is in law, and what social services' own record lacks of it (R19)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.models.binder import PlanVersion
from app.models.case import Attachment, Note
from app.models.codes import FiledKind, MeetingKind, MeetingStatus, NoteKind, Paper, Standing
from app.models.errors import Kind, KnownError
from app.models.meeting import Meeting
from app.models.permit import RECORD
from app.models.standing import Status, Transfer, status_of
from app.services.case_file import CaseFile
from app.services.changes import Changes
from app.services.papers import makes_established
from app.storage.binder import Binder
from app.storage.work import Work

Ref = tuple[FiledKind, str]
"""Which document of a case: its kind, and a plan's version, a meeting's or note's key, an attachment's id."""

_FIRST, _NONE = 1, 0  # revisions: of a note that was just written, and of none


@dataclass(frozen=True, kw_only=True)
class Filed:
    """A document of a case and its standing; `at` is when it was agreed, held or written, None if unknown.

    A meeting has `number` and `meeting_kind`, a plan `number` (its version) and perhaps what it `replaces`, a
    note `note_kind` and `with_`, an attachment its `name`.
    """

    ref: Ref
    at: datetime | None
    status: Status
    number: int | None = None
    replaces: int | None = None
    meeting_kind: MeetingKind | None = None
    note_kind: NoteKind | None = None
    with_: str | None = None
    private: bool = False
    name: str | None = None

    @property
    def transferred(self) -> bool:
        """Whether the record has it as it is now."""
        return self.status.standing is Standing.TRANSFERRED


def documents(file: CaseFile) -> tuple[Filed, ...]:
    """All documents of a case with their standing (R19), the latest first, those without a day last."""
    done = {(each.kind, each.key): each for each in file.transfers}
    found = [
        *(_plan(each, done) for each in file.plans),
        *(_minutes(file, each, done) for each in file.meetings if each.status is MeetingStatus.HELD),
        *(_note(each, done) for each in file.case.notes),
        *(_received(each, done) for each in file.case.attachments),
    ]
    return tuple(sorted(found, key=_latest, reverse=True))


def lacking(filed: Iterable[Filed]) -> tuple[Ref, ...]:
    """Which of a case's documents the record lacks, or has in an older wording (R19).

    Neither a plan that another replaces nor a received file is waited for.
    """
    everything = list(filed)
    replaced = {each.replaces for each in everything if each.ref[0] is FiledKind.PLAN}
    return tuple(
        each.ref
        for each in everything
        if not each.transferred
        and each.ref[0] is not FiledKind.ATTACHMENT
        and not (each.ref[0] is FiledKind.PLAN and each.number in replaced)
    )


def transfer(binder: Binder, case_id: str, wanted: Iterable[Ref]) -> Changes:
    """Note that documents were transferred to the record today, by whom (R19).

    KnownError RULE `no_such_document`.
    """
    with binder.writing() as work:
        now = _revisions(work, case_id)
        for ref in wanted:
            if ref not in now:
                raise KnownError(Kind.RULE, "no_such_document")
            _put(work, case_id, ref, Transferred(at=work.now, by=work.by, revision=now[ref]))
            work.log("transferred", case=case_id, to=RECORD, paper=ref[0], detail={"document": ref[1]})
    return Changes.of("transfer", ids=(case_id,))


def put_back(binder: Binder, case_id: str, wanted: Iterable[Ref], before: Sequence[Transfer]) -> Changes:
    """Undo a transfer: each document is again as it was among those `before`."""
    were = {(each.kind, each.key): each for each in before}
    with binder.writing() as work:
        for ref in wanted:
            was = were.get(ref)
            told = None if was is None else Transferred(at=was.at, by=was.by, revision=was.revision)
            _put(work, case_id, ref, told)
            work.log("transfer_undone", case=case_id, to=RECORD, paper=ref[0], detail={"document": ref[1]})
    return Changes.of("transfer", ids=(case_id,))


def note_deleted(work: Work, case_id: str, note: Note) -> None:
    """Let what was noted of a note's transfer hold for the note that may come back: it begins at revision 1.

    Only what the record has as it is now counts as transferred then.
    """
    for each in work.all(Transfer, case_id=case_id, kind=FiledKind.NOTE, key=note.key):
        each.revision = _FIRST if each.revision == note.revision else _NONE


def attachment_removed(work: Work, case_id: str, scan: Attachment) -> None:
    """Keep what was noted of a scan's transfer by its bytes: another scan may get its number."""
    for each in work.all(Transfer, case_id=case_id, kind=FiledKind.ATTACHMENT, key=str(scan.id)):
        for older in work.all(Transfer, case_id=case_id, kind=FiledKind.ATTACHMENT, key=scan.digest):
            work.delete(older)
        work.flush()
        each.key = scan.digest


def attachment_back(work: Work, case_id: str, scan: Attachment) -> None:
    """Let what was noted of the transfer of the same bytes hold for a scan that came back."""
    for each in work.all(Transfer, case_id=case_id, kind=FiledKind.ATTACHMENT, key=scan.digest):
        each.key = str(scan.id)


@dataclass(frozen=True, kw_only=True)
class Transferred:
    """When and by whom a document was transferred, and in which state of it."""

    at: datetime
    by: str
    revision: int


def _put(work: Work, case_id: str, ref: Ref, told: Transferred | None) -> None:
    for each in work.all(Transfer, case_id=case_id, kind=ref[0], key=ref[1]):
        work.delete(each)
    work.flush()
    if told is not None:
        made = Transfer(
            case_id=case_id, kind=ref[0], key=ref[1], at=told.at, by=told.by, revision=told.revision
        )
        work.add(made)


def _revisions(work: Work, case_id: str) -> dict[Ref, int]:
    case = work.case(case_id)
    found: dict[Ref, int] = {}
    for version in work.all(PlanVersion, case_id=case_id):
        found[FiledKind.PLAN, str(version.version)] = 0
    for meeting in case.meetings:
        if meeting.status is MeetingStatus.HELD:
            found[FiledKind.MINUTES, meeting.key] = meeting.revision
    for note in case.notes:
        found[FiledKind.NOTE, note.key] = note.revision
    for attachment in case.attachments:
        found[FiledKind.ATTACHMENT, str(attachment.id)] = 0
    return found


def _plan(version: PlanVersion, done: dict[Ref, Transfer]) -> Filed:
    ref = (FiledKind.PLAN, str(version.version))
    return Filed(
        ref=ref,
        at=version.agreed_at,
        status=status_of(Status(standing=Standing.ESTABLISHED, since=version.agreed_at), done.get(ref)),
        number=version.version,
        replaces=version.replaces,
    )


def _minutes(file: CaseFile, meeting: Meeting, done: dict[Ref, Transfer]) -> Filed:
    """Minutes are working material until they are sent: nobody has agreed to them (R19)."""
    ref = (FiledKind.MINUTES, meeting.key)
    sent = [
        each.at
        for each in file.dispatches
        if each.paper is Paper.MINUTES and each.meeting_key == meeting.key and makes_established(each)
    ]
    before = Status(standing=Standing.WORKING, since=meeting.closed_at or meeting.starts)
    if sent:
        before = Status(standing=Standing.ESTABLISHED, since=min(sent))
    return Filed(
        ref=ref,
        at=meeting.starts,
        status=status_of(before, done.get(ref), meeting.revision),
        number=meeting.number,
        meeting_kind=meeting.kind,
    )


def _note(note: Note, done: dict[Ref, Transfer]) -> Filed:
    ref = (FiledKind.NOTE, note.key)
    return Filed(
        ref=ref,
        at=note.at,
        status=status_of(Status(standing=Standing.WORKING, since=note.at), done.get(ref), note.revision),
        note_kind=note.kind or NoteKind.NOTE,
        with_=note.with_,
        private=note.private,
    )


def _received(attachment: Attachment, done: dict[Ref, Transfer]) -> Filed:
    ref = (FiledKind.ATTACHMENT, str(attachment.id))
    return Filed(
        ref=ref,
        at=None,
        status=status_of(Status(standing=Standing.RECEIVED), done.get(ref)),
        name=attachment.name,
    )


def _latest(filed: Filed) -> tuple[datetime, str, str]:
    return filed.at or datetime.min, *filed.ref
