"""Handing out after a meeting: the copies of those one has chosen, tested on the day they leave (R5, R17)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.models.codes import Channel, Paper
from app.models.permit import Allowed
from app.models.who import Who
from app.services import dispatch, outbox, sending
from app.services.changes import Changes
from app.services.dispatch import PRINTED, Handed, MailDraft
from app.services.gate import Override, Recipient
from app.services.papers import PaperFile
from app.services.sending import SendingSheet
from app.storage.binder import Binder

Overrides = Mapping[Who, Override]


@dataclass(frozen=True, kw_only=True)
class Copies:
    """One recipient's copies, plain, each with its leave."""

    recipient: Recipient
    papers: tuple[PaperFile, ...]


def copies(
    sheet: SendingSheet, wanted: Sequence[Who], overrides: Overrides, *, lacking: bool = False
) -> tuple[Copies, ...]:
    """The copies of those wanted, in the sheet's order; who may not have any and has no override is left out.

    With `lacking` only what has not gone to them yet. Reads nothing from the binder: a thread may make them.
    """
    made = []
    for row in sheet.rows:
        who, override = row.recipient.who, overrides.get(row.recipient.who)
        if who not in wanted or not (isinstance(row.recipient.decision, Allowed) or override):
            continue
        kinds = row.lacking if lacking else sheet.kinds
        papers = dispatch.copies_for(
            sheet.material, sheet.version, str(who), meeting=sheet.meeting, override=override, kinds=kinds
        )
        made.append(Copies(recipient=row.recipient, papers=papers))
    return tuple(made)


def fresh_copies(
    binder: Binder,
    case_id: str,
    meeting_key: str,
    wanted: Sequence[Who],
    overrides: Overrides,
    *,
    kinds: Sequence[Paper] | None = None,
    lacking: bool = False,
) -> tuple[SendingSheet, tuple[Copies, ...]]:
    """The same by the binder as it is now: the cover is tested when something is handed over (R5).

    Without a meeting's key the contact list alone.
    """
    sheet = sending.sheet_of(binder, case_id, meeting_key, kinds)
    return sheet, copies(sheet, wanted, overrides, lacking=lacking)


def make_drafts(sheet: SendingSheet, made: Sequence[Copies]) -> tuple[MailDraft, ...]:
    """An unsent message for each, encrypted with a password of its own (R18)."""
    meeting = None if sheet.meeting is None else sheet.meeting.starts.date()
    return tuple(
        dispatch.draft_for(sheet.material, each.recipient, each.papers, meeting=meeting) for each in made
    )


def record_printed(binder: Binder, made: Sequence[Copies], channels: Mapping[Who, Channel]) -> Changes:
    """Put on the record that these were printed for their recipients."""
    return dispatch.record(
        binder,
        [
            Handed(file=file, how=PRINTED, channel=channels.get(each.recipient.who))
            for each in made
            for file in each.papers
        ],
    )


def save_encrypted(binder: Binder, folder: Path, made: Sequence[Copies]) -> Changes:
    """Write the copies encrypted into a folder, one password a recipient; names tell nobody whose they are.

    All of them or none: KnownError ENVIRONMENT.
    """
    wanted: list[tuple[Path, PaperFile, str | None]] = []
    for each in made:
        password = dispatch.new_password()
        for file in each.papers:
            path = _free(folder / file.name, {taken for taken, _file, _password in wanted})
            wanted.append((path, file, password))
    return outbox.save_all(binder, wanted)


def _free(path: Path, taken: Collection[Path]) -> Path:
    number, found = 2, path
    while found.exists() or found in taken:
        found = path.with_stem(f"{path.stem} ({number})")
        number += 1
    return found
