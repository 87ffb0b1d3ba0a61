"""A process that saves one case after another and says so of each when it is saved; for tests that stop it.

`python -m tests.storage.writer FOLDER COUNT [SIZE]`: the number of each case after its commit, or the
code of the error that refused it. SIZE limits every file, in bytes, as a full disk or a quota would.
"""

import sys
from pathlib import Path

from app.models.codes import NoteKind
from app.models.errors import KnownError
from app.models.records import Note
from tests.storage.binders import MORNING, opened
from tests.storage.samples import small_case

TEXT = "Åtta blå hästar. " * 1000


def main(folder: str, count: str, size: str | None = None) -> None:
    """Write until done, refused or killed."""
    binder = opened(Path(folder))
    if size is not None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))
    for number in range(int(count)):
        try:
            with binder.writing() as work:
                case = small_case(f"w{number:05}")
                case.notes = [Note(key="n1", at=MORNING, text=TEXT, kind=NoteKind.CALL)]
                work.add(case)
                work.log("changed", case=case.id)
        except KnownError as error:
            said = error.code
        else:
            said = str(number)
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()
    binder.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
