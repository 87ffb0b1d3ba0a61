"""What leaves as files: mail drafts and encrypted papers, whole or not at all."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from app.documents.render import encrypt
from app.models.codes import Channel
from app.services.changes import Changes
from app.services.dispatch import DRAFTED, SAVED, Handed, MailDraft, record
from app.services.papers import PaperFile
from app.storage.binder import Binder
from app.storage.disk import new_folder, write_whole


def put_drafts(
    binder: Binder,
    folder: Path,
    made: Sequence[MailDraft],
    *,
    beside: Callable[[], None] = lambda: None,
) -> Changes:
    """Write one .eml a recipient into a new or empty folder, and put them on the record.

    The names tell nobody whose they are. `beside` does what must succeed together with it; where anything
    fails the folder is gone again. KnownError ENVIRONMENT.
    """
    with new_folder(folder) as build:
        for number, draft in enumerate(made, start=1):
            write_whole(build / f"utkast-{number:02}.eml", draft.message)
    try:
        beside()
        return record(
            binder,
            [
                Handed(file=file, how=DRAFTED, channel=Channel.ENCRYPTED_MAIL, password=draft.password)
                for draft in made
                for file in draft.papers
            ],
        )
    except BaseException:
        with suppress(OSError):
            for number in range(1, len(made) + 1):
                (folder / f"utkast-{number:02}.eml").unlink()
            folder.rmdir()
        raise


def save(binder: Binder, path: Path, paper: PaperFile, *, password: str | None = None) -> Changes:
    """Write one paper to a file, encrypted where a password is given, and put it on the record."""
    content = paper.content if password is None else encrypt(paper.content, password)
    existed = path.exists()
    write_whole(path, content)
    try:
        return record(binder, [Handed(file=paper, how=SAVED, password=password)])
    except BaseException:
        if not existed:
            path.unlink(missing_ok=True)
        raise
