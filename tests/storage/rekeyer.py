"""A process that gives a binder another key; for tests that stop it.

`python -m tests.storage.rekeyer FOLDER CODE`
"""

import sys
from pathlib import Path

from app.storage.rekey import rekey
from tests.storage.binders import CHEAP, opened

NEW = "röd traktor sjunger på månen"


def main(folder: str, code: str) -> None:
    """Say when it begins and when it is done."""
    binder = opened(Path(folder))
    sys.stdout.write("ready\n")
    sys.stdout.flush()

    def first(work: object, _old: object) -> None:
        work.log("rekeyed")  # type: ignore[attr-defined]

    rekey(binder, passphrase=NEW, code=code, first=first, pulse=lambda _part: None, cost=CHEAP)
    binder.close()
    sys.stdout.write("done\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
