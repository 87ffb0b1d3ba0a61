"""The recovery code: 160 random bits in an alphabet that is hard to misread.

The printed form is exactly what SQLCipher takes as passphrase: `PRAGMA key = 'XXXXX-XXXXX-…'` opens the
database with any SQLCipher 4 and no program of ours.
"""

import hashlib
import secrets

from app.models.errors import Kind, KnownError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: without I, L, O and U."""

_DATA = 32  # symbols of five bits: 160 bits
_CHECK = 3  # symbols that tell a slip of the pen from a wrong code
_GROUP = 5
_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_DASHES = dict.fromkeys(map(ord, "-‐‑‒–—−_ .\t\r\n\u00a0\ufeff"))


def new_code() -> str:
    """A new recovery code in its printed form: seven groups of five symbols."""
    return _printed("".join(secrets.choice(ALPHABET) for _ in range(_DATA)))


def canonical(typed: str) -> str:
    """The printed form of a code as somebody typed it: case, spaces, dashes and look-alikes do not matter.

    KnownError SECRET `code_mistyped` where it cannot be a code; whether it is *the* code is another question.
    """
    symbols = typed.upper().translate(_DASHES).translate(_LOOK_ALIKES)
    if len(symbols) != _DATA + _CHECK or any(each not in ALPHABET for each in symbols):
        raise KnownError(Kind.SECRET, "code_mistyped")
    printed = _printed(symbols[:_DATA])
    if printed.replace("-", "") != symbols:
        raise KnownError(Kind.SECRET, "code_mistyped")
    return printed


def _printed(data: str) -> str:
    digest = int.from_bytes(hashlib.sha256(data.encode()).digest()[:2], "big") >> 1
    check = "".join(ALPHABET[digest >> shift & 31] for shift in (10, 5, 0))
    symbols = data + check
    return "-".join(symbols[at : at + _GROUP] for at in range(0, len(symbols), _GROUP))
