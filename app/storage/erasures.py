"""What retention has erased, so that an older backup that is restored loses it again (trust.md, promise 3).

Nothing here tells who it was: a case stands as a digest of its id under a secret that lies in the binder,
and so in every backup of it. The list is kept in the binder and, under a seal, beside the backups.
"""

import hmac
import json
import secrets
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from app.models.binder import Setting
from app.storage.disk import explaining, write_whole

SECRET_KEY, LIST_KEY = "erasure_secret", "erasures"
SUFFIX = ".raderat"
_FORMAT = "insatsparm-raderat"
_LARGEST = 20_000_000


class Erasures:
    """The list within one transaction. An entry is `case:DIGEST@TIME`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def begin(self) -> None:
        """See to it that there is a secret: every backup from now on has it."""
        if self._session.get(Setting, SECRET_KEY) is None:
            self._session.add(Setting(key=SECRET_KEY, value=secrets.token_hex(32)))
            self._session.flush()

    def add(self, case_id: str, at: datetime) -> None:
        """Note that a case is erased."""
        self.begin()
        self._keep({*self.entries(), f"{self._digest(case_id)}@{at.replace(microsecond=0).isoformat()}"})

    def entries(self) -> frozenset[str]:
        """All that was erased, as it was noted."""
        found = self._session.get(Setting, LIST_KEY)
        return frozenset() if found is None else frozenset(found.value)

    def to_repeat(self, known: Iterable[str], case_ids: Iterable[str]) -> tuple[str, ...]:
        """The cases that were erased according to `known` but not yet here; notes that they now are."""
        self.begin()
        new = frozenset(known) - self.entries()
        if not new:
            return ()
        digests = {each.partition("@")[0] for each in new}
        self._keep({*self.entries(), *new})
        return tuple(each for each in case_ids if self._digest(each) in digests)

    def sealed(self, binder: str) -> bytes:
        """The list as it lies beside the backups of a binder."""
        self.begin()
        body: dict[str, object] = {"format": _FORMAT, "binder": binder, "erased": sorted(self.entries())}
        return _canonical(body | {"seal": self._seal(body)})

    def read(self, content: bytes, binder: str) -> frozenset[str] | None:
        """The entries of such a list, or None where it is damaged, changed or of another binder."""
        try:
            body = json.loads(content)
            seal = body.pop("seal")
            if not hmac.compare_digest(str(seal), self._seal(body)) or body["binder"] != binder:
                return None
            return frozenset(map(str, body["erased"]))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None

    def _keep(self, entries: Iterable[str]) -> None:
        found = self._session.get(Setting, LIST_KEY)
        if found is None:
            self._session.add(Setting(key=LIST_KEY, value=sorted(entries)))
        else:
            found.value = sorted(entries)
        self._session.flush()

    def _secret(self) -> bytes:
        found = self._session.get(Setting, SECRET_KEY)
        return b"" if found is None else bytes.fromhex(str(found.value))

    def _digest(self, case_id: str) -> str:
        return "case:" + hmac.digest(self._secret(), case_id.encode(), "sha256").hex()

    def _seal(self, body: dict[str, object]) -> str:
        return hmac.digest(self._secret(), _canonical(body), "sha256").hex()


def list_name(binder: str) -> str:
    """The name of the list beside the backups of a binder."""
    return f"insatsparm-{binder[:8]}{SUFFIX}"


def read_beside(folder: Path, binder: str) -> bytes | None:
    """The list in a folder with backups of a binder, or None where there is none."""
    path = folder / list_name(binder)
    with explaining():
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return None
        return path.read_bytes()


def write_beside(folder: Path, binder: str, content: bytes) -> None:
    """Put the list in a folder with backups, unless it lies there already; KnownError ENVIRONMENT."""
    if read_beside(folder, binder) != content:
        write_whole(folder / list_name(binder), content)


def _canonical(body: dict[str, object]) -> bytes:
    return json.dumps(body, indent=1, sort_keys=True).encode("ascii") + b"\n"
