"""The keys of a binder: the recovery code, the key derived from it, and a slot for each coordinator.

SQLCipher derives the database's key from the recovery code and the salt in the file's first 16 bytes. A
slot wraps that derived key under a passphrase, so that opening costs Argon2id alone. `nycklar.json` holds
the slots, readable by nobody: persons' names are sealed under the binder's own key.

Every byte counts: a checksum over the whole file tells damage; AES-GCM, and a seal over all slots under the
binder's key, tell tampering; parameters outside sane bounds are refused before anything is derived.
"""

import hashlib
import hmac
import json
import secrets
import time
import unicodedata
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from app.models.errors import Kind, KnownError
from app.storage.disk import explaining, write_whole
from app.storage.recovery import canonical

SLOTS = "nycklar.json"
SALT_BYTES = 16
_FORMAT = "insatsparm-nycklar"
_VERSION = 1
_ITERATIONS = 256_000  # SQLCipher 4's own: any stock SQLCipher must come to the same key
_LARGEST = 1_000_000  # bytes; a hundred coordinators fit many times over


@dataclass(frozen=True, slots=True)
class Cost:
    """What an Argon2id derivation costs: memory in KiB, passes over it, lanes."""

    memory: int = 65_536
    passes: int = 3
    lanes: int = 4

    def sane(self) -> bool:
        """Whether it is neither so cheap that it protects nobody nor so dear that it fells the machine."""
        return 65_536 <= self.memory <= 1_048_576 and 1 <= self.passes <= 12 and 1 <= self.lanes <= 16


def calibrated(seconds: float = 0.5) -> Cost:
    """The cost that takes about that many seconds here: from 64 to 512 MiB, never less."""
    cost = Cost()
    start = time.perf_counter()
    _stretch("", bytes(SALT_BYTES), cost)
    share = seconds / max(time.perf_counter() - start, 0.001)
    return replace(cost, memory=min(max(int(cost.memory * share) // 1024 * 1024, cost.memory), 524_288))


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """The key of an opened binder: 32 bytes, from which every other key is drawn."""

    raw: bytes

    @property
    def pragma(self) -> str:
        """What `PRAGMA key` takes; without the salt, so that a flipped salt in the file is found."""
        return f"x'{self.raw.hex()}'"

    def drawn(self, purpose: str) -> bytes:
        """A key of 32 bytes for another purpose, which tells nothing of this one."""
        return HKDFExpand(SHA256(), 32, f"insatsparm {purpose}".encode()).derive(self.raw)


def key_from_code(code: str, salt: bytes) -> Key:
    """The key that SQLCipher itself derives from the recovery code; takes about half a second."""
    return Key(hashlib.pbkdf2_hmac("sha512", canonical(code).encode(), salt, _ITERATIONS, 32))


@dataclass(frozen=True, slots=True)
class Slot:
    """One person's way in: the cost and salt of her passphrase, her sealed name, and the wrapped key."""

    id: str
    cost: Cost
    salt: bytes
    name: bytes
    wrapped: bytes

    def as_json(self) -> dict[str, Any]:
        """The slot as it stands in the file."""
        return {
            "id": self.id,
            "memory": self.cost.memory,
            "passes": self.cost.passes,
            "lanes": self.cost.lanes,
            "salt": b64encode(self.salt).decode(),
            "name": b64encode(self.name).decode(),
            "key": b64encode(self.wrapped).decode(),
        }


@dataclass(frozen=True, slots=True)
class Slots:
    """The content of `nycklar.json`: whose binder, the database's salt, the slots, and the seal over all."""

    binder: str
    salt: bytes
    slots: tuple[Slot, ...]
    seal: bytes = b""

    def unlock(self, passphrase: str) -> tuple[Key, str]:
        """The key and the person whose passphrase this is.

        KnownError SECRET `wrong_passphrase`, or DAMAGED `keys_tampered` where somebody who lacks the key
        has changed, added or removed a slot.
        """
        key, slot = self._opened(passphrase)
        self.check_seal(key)
        return key, _person(key, slot)

    def unlock_with_code(self, code: str) -> Key:
        """The key that the recovery code gives; KnownError SECRET `wrong_code` for another binder's code."""
        key = key_from_code(code, self.salt)
        if not hmac.compare_digest(self.seal, self._sealed(key)):
            raise KnownError(Kind.SECRET, "wrong_code")
        return key

    @classmethod
    def anew(cls, binder: str, salt: bytes, key: Key) -> "Slots":
        """Slots without a slot: for a new binder, or in place of a lost or damaged file."""
        return cls(binder=binder, salt=salt, slots=())._resealed(key, ())

    def check_seal(self, key: Key) -> None:
        """KnownError DAMAGED `keys_tampered` unless everything here was written by somebody with the key."""
        if not hmac.compare_digest(self.seal, self._sealed(key)):
            raise KnownError(Kind.DAMAGED, "keys_tampered")

    def persons(self, key: Key) -> tuple[str, ...]:
        """The names of all who have a slot, in the order in which they got one."""
        return tuple(_person(key, slot) for slot in self.slots)

    def is_taken(self, key: Key, passphrase: str, *, besides: str) -> bool:
        """Whether another person's slot opens with a passphrase: what one did would carry the other's name.

        Takes a derivation for each slot.
        """
        others = tuple(slot for slot in self.slots if _person(key, slot) != besides)
        try:
            replace(self, slots=others)._opened(passphrase)
        except KnownError as error:
            if error.code != "wrong_passphrase":
                raise
            return False
        return True

    def with_slot(self, key: Key, person: str, passphrase: str, cost: Cost) -> "Slots":
        """The same with a slot for a person, in the place of the one she had."""
        if not cost.sane():
            raise ValueError("a slot of that cost could not be opened again")
        made = _wrap(self.binder, key, person, passphrase, cost)
        kept = list(self.slots)
        places = [at for at, slot in enumerate(kept) if _person(key, slot) == person]
        if places:
            kept[places[0]] = made
        else:
            kept.append(made)
        return self._resealed(key, tuple(kept))

    def without(self, key: Key, person: str) -> "Slots":
        """The same without a person's slot."""
        return self._resealed(key, tuple(slot for slot in self.slots if _person(key, slot) != person))

    def _opened(self, passphrase: str) -> tuple[Key, Slot]:
        """What the first slot that a passphrase opens wraps; the seal is not looked at."""
        for slot in self.slots:
            try:
                raw = AESGCM(_stretch(passphrase, slot.salt, slot.cost)).decrypt(
                    slot.wrapped[:12], slot.wrapped[12:], _bound(self.binder, slot)
                )
            except InvalidTag:
                continue
            return Key(raw), slot
        raise KnownError(Kind.SECRET, "wrong_passphrase")

    def _resealed(self, key: Key, slots: tuple[Slot, ...]) -> "Slots":
        unsealed = replace(self, slots=slots)
        return replace(unsealed, seal=unsealed._sealed(key))

    def _sealed(self, key: Key) -> bytes:
        return hmac.digest(key.drawn("slots"), _canonical(self._body()), "sha256")

    def _body(self) -> dict[str, Any]:
        return {
            "format": _FORMAT,
            "version": _VERSION,
            "binder": self.binder,
            "salt": self.salt.hex(),
            "slots": [slot.as_json() for slot in self.slots],
        }

    def as_bytes(self) -> bytes:
        """The file's content: canonical, so that a change of any byte shows."""
        body = self._body() | {"seal": self.seal.hex()}
        return _canonical(body | {"checksum": _checksum(body)})


def read_slots(folder: Path) -> Slots:
    """The slots of a binder.

    KnownError DAMAGED: `keys_missing`, `keys_damaged`, `keys_unreasonable` (a cost outside sane bounds), or
    `binder_newer`; ENVIRONMENT where the disk refuses.
    """
    path = folder / SLOTS
    with explaining():
        if not path.is_file():
            raise KnownError(Kind.DAMAGED, "keys_missing")
        if path.stat().st_size > _LARGEST:
            raise KnownError(Kind.DAMAGED, "keys_damaged")
        content = path.read_bytes()
    return parse_slots(content)


def parse_slots(content: bytes) -> Slots:
    """The slots in the bytes of a `nycklar.json`; errors as `read_slots`."""
    try:
        body = json.loads(content)
        checksum = body.pop("checksum")
        # Written once more it must be the same bytes: nothing hides behind a lenient parser.
        intact = checksum == _checksum(body) and content == _canonical(body | {"checksum": checksum})
        if not intact or body["format"] != _FORMAT:
            raise KnownError(Kind.DAMAGED, "keys_damaged")
        if body["version"] != _VERSION:
            raise KnownError(Kind.DAMAGED, "binder_newer")
        slots = Slots(
            binder=str(body["binder"]),
            salt=bytes.fromhex(body["salt"]),
            slots=tuple(_slot(each) for each in body["slots"]),
            seal=bytes.fromhex(body["seal"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise KnownError(Kind.DAMAGED, "keys_damaged") from error
    if slots.as_bytes() != content:
        raise KnownError(Kind.DAMAGED, "keys_damaged")
    if not all(slot.cost.sane() for slot in slots.slots):
        raise KnownError(Kind.DAMAGED, "keys_unreasonable")
    return slots


def write_slots(folder: Path, slots: Slots) -> None:
    """Put the slots in place in one step; KnownError ENVIRONMENT, and the old ones left, where that fails."""
    write_whole(folder / SLOTS, slots.as_bytes())


def normalised(passphrase: str) -> str:
    """A passphrase as it is used: NFKC, so that it does not matter how a keyboard composed its letters."""
    return unicodedata.normalize("NFKC", passphrase)


def _slot(body: dict[str, Any]) -> Slot:
    cost = Cost(memory=int(body["memory"]), passes=int(body["passes"]), lanes=int(body["lanes"]))
    salt, name, wrapped = (b64decode(body[each], validate=True) for each in ("salt", "name", "key"))
    return Slot(id=str(body["id"]), cost=cost, salt=salt, name=name, wrapped=wrapped)


def _wrap(binder: str, key: Key, person: str, passphrase: str, cost: Cost) -> Slot:
    id_, nonce = secrets.token_hex(8), secrets.token_bytes(12)
    name = nonce + AESGCM(key.drawn("names")).encrypt(nonce, person.encode(), id_.encode())
    bare = Slot(id=id_, cost=cost, salt=secrets.token_bytes(SALT_BYTES), name=name, wrapped=b"")
    nonce = secrets.token_bytes(12)
    box = AESGCM(_stretch(passphrase, bare.salt, cost))
    return replace(bare, wrapped=nonce + box.encrypt(nonce, key.raw, _bound(binder, bare)))


def _bound(binder: str, slot: Slot) -> bytes:
    """What the wrapped key vouches for besides itself: binder, person, salt and cost."""
    return _canonical({"binder": binder} | slot.as_json() | {"key": ""})


def _person(key: Key, slot: Slot) -> str:
    try:
        return AESGCM(key.drawn("names")).decrypt(slot.name[:12], slot.name[12:], slot.id.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise KnownError(Kind.DAMAGED, "keys_tampered") from error


def _stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    try:
        return hash_secret_raw(
            normalised(passphrase).encode("utf-8", "surrogatepass"),
            salt,
            time_cost=cost.passes,
            memory_cost=cost.memory,
            parallelism=cost.lanes,
            hash_len=32,
            type=Type.ID,
        )
    except HashingError as error:
        raise KnownError(Kind.ENVIRONMENT, "not_enough_memory") from error


def _canonical(body: dict[str, Any]) -> bytes:
    return json.dumps(body, indent=1, ensure_ascii=True, allow_nan=False).encode("ascii") + b"\n"


def _checksum(body: dict[str, Any]) -> str:
    return hashlib.sha256(_canonical(body)).hexdigest()
