"""The file of a backup: a SQLCipher database, and the slots in pages of their own after its last.

SQLite reads as many pages as the database's header counts and ignores what follows, so any stock SQLCipher
opens the whole file with the recovery code. The pages at the end are shaped and authenticated as SQLCipher's
own (`PRAGMA cipher_integrity_check` covers them), but their content is plain: what opens the file must be
readable before there is a key. A footer in the last one says how many they are.
"""

import hashlib
import hmac
import json
import os
import secrets
import struct
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.models.errors import Kind, KnownError
from app.storage.disk import explaining_reading
from app.storage.vault import SALT_BYTES, Key, Slots, parse_slots

PAGE = 4096
SUFFIX = ".parmkopia"
_MAC = 64
_CONTENT = PAGE - 16 - _MAC  # of a page: before the initialisation vector and the authenticator
_FOOTER = struct.Struct(">8sII32s")
_MAGIC = b"SIGKOPIA"
_FORMAT = "insatsparm-kopia"
_VERSION = 1
_MOST_PAGES = 512
_FAST_ROUNDS = 2  # SQLCipher's own, for the key of the authenticator


@dataclass(frozen=True, slots=True)
class Note:
    """What a backup says of itself, sealed: when and by whom, and how far the binder had come.

    `rows` is None in a copy that was taken of the closed binder, where nobody counted.
    """

    made: datetime
    by: str
    entries: int
    digest: str
    commits: int
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """What can be read of a backup without a key: whose it is, its slots, how large its database is."""

    binder: str
    salt: bytes
    pages: int
    slots: bytes
    sealed: bytes

    def read_slots(self) -> Slots:
        """The slots; KnownError DAMAGED as `vault.parse_slots`, or `salt_damaged`."""
        slots = parse_slots(self.slots)
        if slots.salt != self.salt:
            raise KnownError(Kind.DAMAGED, "salt_damaged")
        if slots.binder != self.binder:
            raise KnownError(Kind.DAMAGED, "backup_damaged")
        return slots

    def note(self, key: Key) -> Note:
        """What the backup says of itself; KnownError DAMAGED `backup_damaged` where it is not as sealed."""
        try:
            opened = AESGCM(key.drawn("backup")).decrypt(
                self.sealed[:12], self.sealed[12:], self.binder.encode()
            )
            body = json.loads(opened)
            return Note(**(body | {"made": datetime.fromisoformat(body["made"])}))
        except (InvalidTag, ValueError, TypeError, KeyError) as error:
            raise KnownError(Kind.DAMAGED, "backup_damaged") from error


def tail(key: Key, slots: Slots, note: Note, pages: int) -> bytes:
    """The pages that make a backup of a database of so many pages."""
    body = {
        "format": _FORMAT,
        "version": _VERSION,
        "binder": slots.binder,
        "slots": b64encode(slots.as_bytes()).decode(),
        "note": b64encode(_sealed(key, slots.binder, note)).decode(),
    }
    content = json.dumps(body, indent=1).encode("ascii")
    count = -(-(len(content) + _FOOTER.size) // _CONTENT)
    footer = _FOOTER.pack(_MAGIC, count, len(content), hashlib.sha256(content).digest())
    whole = content.ljust(count * _CONTENT - _FOOTER.size, b"\0") + footer
    mac_key = _mac_key(key, slots.salt)
    made = []
    for at in range(count):
        page = whole[at * _CONTENT : (at + 1) * _CONTENT] + secrets.token_bytes(PAGE - _CONTENT - _MAC)
        made.append(page + _mac(mac_key, page, pages + at + 1))
    return b"".join(made)


def read_label(path: Path) -> Label:
    """What can be read of a backup without a key.

    KnownError DAMAGED `not_a_backup`, `backup_damaged` or `backup_newer`; ENVIRONMENT where the disk refuses.
    """
    with explaining_reading(), path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size < 2 * PAGE or size % PAGE:
            raise KnownError(Kind.DAMAGED, "not_a_backup")
        salt = file.read(SALT_BYTES)
        file.seek(size - PAGE + _CONTENT - _FOOTER.size)
        magic, count, length, digest = _FOOTER.unpack(file.read(_FOOTER.size))
        if magic != _MAGIC:
            raise KnownError(Kind.DAMAGED, "not_a_backup")
        if not 0 < count <= _MOST_PAGES or count * PAGE >= size or length > count * _CONTENT - _FOOTER.size:
            raise KnownError(Kind.DAMAGED, "backup_damaged")
        file.seek(size - count * PAGE)
        content = b"".join(file.read(PAGE)[:_CONTENT] for _ in range(count))[:length]
    if hashlib.sha256(content).digest() != digest:
        raise KnownError(Kind.DAMAGED, "backup_damaged")
    try:
        body = json.loads(content)
        if body["format"] != _FORMAT or not isinstance(body["version"], int):
            raise KnownError(Kind.DAMAGED, "not_a_backup")
        if body["version"] > _VERSION:
            raise KnownError(Kind.DAMAGED, "backup_newer")
        return Label(
            binder=str(body["binder"]),
            salt=salt,
            pages=size // PAGE - count,
            slots=b64decode(body["slots"], validate=True),
            sealed=b64decode(body["note"], validate=True),
        )
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise KnownError(Kind.DAMAGED, "backup_damaged") from error


def damaged_pages(path: Path, key: Key, label: Label) -> Iterator[int]:
    """The numbers of the pages after the database that are not as they were written."""
    mac_key = _mac_key(key, label.salt)
    with explaining_reading(), path.open("rb") as file:
        file.seek(label.pages * PAGE)
        number = label.pages
        while page := file.read(PAGE):
            number += 1
            body, mac = page[:-_MAC], page[-_MAC:]
            if not hmac.compare_digest(mac, _mac(mac_key, body, number)):
                yield number


def _sealed(key: Key, binder: str, note: Note) -> bytes:
    nonce = secrets.token_bytes(12)
    body: dict[str, Any] = {
        "made": note.made.replace(microsecond=0).isoformat(),
        "by": note.by,
        "entries": note.entries,
        "digest": note.digest,
        "commits": note.commits,
        "rows": note.rows,
    }
    return nonce + AESGCM(key.drawn("backup")).encrypt(nonce, json.dumps(body).encode(), binder.encode())


def _mac_key(key: Key, salt: bytes) -> bytes:
    """The key of SQLCipher's page authenticators, as SQLCipher derives it."""
    return hashlib.pbkdf2_hmac("sha512", key.raw, bytes(each ^ 0x3A for each in salt), _FAST_ROUNDS, 32)


def _mac(mac_key: bytes, page: bytes, number: int) -> bytes:
    return hmac.digest(mac_key, page + struct.pack("<I", number), "sha512")
