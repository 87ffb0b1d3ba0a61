"""What leaves as files: mail drafts and encrypted papers, whole or not at all."""

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from app.documents.render import encrypt
from app.models.codes import Channel
from app.services.changes import Changes
from app.services.dispatch import DRAFTED, SAVED, Handed, MailDraft, record
from app.services.files import new_file, refuse_inside
from app.services.papers import PaperFile
from app.storage.binder import Binder
from app.storage.disk import new_folder, write_whole


def put_drafts(
    binder: Binder,
    folder: Path,
    made: Sequence[MailDraft],
    *,
    passwords: Path | None = None,
) -> Changes:
    """Write one .eml a recipient into a new or empty folder, and put them on the record.

    The names tell nobody whose they are. `passwords` is a file for the passwords by WHO, as JSON. Where
    anything fails all is as before. KnownError ENVIRONMENT.
    """
    for path in (folder, passwords):
        if path is not None:
            refuse_inside(binder.folder, path)
    given = folder.exists()
    with new_folder(folder) as build:
        for number, draft in enumerate(made, start=1):
            write_whole(build / f"utkast-{number:02}.eml", draft.message)
    try:
        with _beside(passwords, made):
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
            if not given:
                folder.rmdir()
        raise


@contextmanager
def _beside(path: Path | None, made: Sequence[MailDraft]) -> Iterator[None]:
    """Write the passwords, to take their place when what is inside has succeeded."""
    if path is None:
        yield
        return
    told = {str(each.person.who): each.password for each in made}
    with new_file(path) as file:
        file.write(json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n")
        yield


def save(binder: Binder, path: Path, paper: PaperFile, *, password: str | None = None) -> Changes:
    """Write one paper to a file, encrypted where a password is given, and put it on the record.

    KnownError ENVIRONMENT where the disk refuses: then the file is as it was, and nothing is recorded.
    """
    return save_all(binder, [(path, paper, password)])


def save_all(binder: Binder, wanted: Sequence[tuple[Path, PaperFile, str | None]]) -> Changes:
    """Write papers to files, each encrypted where a password goes with it: all of them, or none.

    KnownError ENVIRONMENT as `save`.
    """
    for path, _paper, _password in wanted:
        refuse_inside(binder.folder, path)
    with ExitStack() as files:
        for path, paper, password in wanted:
            file = files.enter_context(new_file(path))
            file.write(paper.content if password is None else encrypt(paper.content, password))
            # What the disk has no room for is to be known before anything is said of it.
            file.flush()
        handed = [Handed(file=paper, how=SAVED, password=password) for _path, paper, password in wanted]
        return record(binder, handed)
