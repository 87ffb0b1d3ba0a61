"""A picture from outside made safe for paper: a logotype, decoded within bounds and written anew.

What it is is read from its bytes, never from its name. Bounds hold before anything is decoded; nothing of the
file but its pixels comes out: no metadata, no profile, no second picture.
"""

import struct
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageOps

from app.models.errors import Kind, KnownError

MOST_BYTES = 4_000_000
MOST_PIXELS = 12_000_000
LONGEST_SIDE = 6_000
LEAST_SIDE = 16
MOST_SCANS = 64
"""A JPEG is painted once for each scan; a hostile one asks for thousands."""

KEPT = (960, 320)
"""Pixels that are kept: three hundred to the inch in the largest box that a paper has."""

_PALEST = 170
"""Where even the darkest part is paler than this (0–255), nothing shows on a black and white print."""

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The JPEG markers after which the size stands."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready for paper: PNG bytes without transparency, and its size in pixels."""

    content: bytes
    width: int
    height: int

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hexadecimal digits."""
        return sha256(self.content).hexdigest()


def clean(content: bytes) -> Picture:
    """The picture in a PNG or JPEG file, on white, no larger than paper needs.

    KnownError RULE: `logo_too_big` (bytes), `logo_format`, `logo_too_many_pixels`, `logo_too_small`,
    `logo_damaged`, `logo_too_pale`.
    """
    if len(content) > MOST_BYTES:
        raise KnownError(Kind.RULE, "logo_too_big", most=MOST_BYTES // 1_000_000)
    kind, width, height = _said_size(content)
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise KnownError(Kind.RULE, "logo_too_many_pixels", width=width, height=height)
    if min(width, height) < LEAST_SIDE:
        raise KnownError(Kind.RULE, "logo_too_small", width=width, height=height)
    if kind == "JPEG" and content.count(b"\xff\xda") > MOST_SCANS:
        raise KnownError(Kind.RULE, "logo_damaged")
    try:
        drawn = _on_white(content, kind, (width, height))
    except Exception as error:  # a decoder meets a hostile file with errors of every kind
        raise KnownError(Kind.RULE, "logo_damaged") from error
    if not any(drawn.convert("L").histogram()[: _PALEST + 1]):
        raise KnownError(Kind.RULE, "logo_too_pale")
    target = BytesIO()
    drawn.save(target, "PNG", optimize=True)
    return Picture(target.getvalue(), drawn.width, drawn.height)


def _said_size(content: bytes) -> tuple[str, int, int]:
    """The format and the size that the file's head claims, read without decoding anything."""
    if content.startswith(_PNG):
        if len(content) < 24 or content[12:16] != b"IHDR":
            raise KnownError(Kind.RULE, "logo_damaged")
        width, height = struct.unpack(">II", content[16:24])
        return "PNG", width, height
    if content.startswith(_JPEG):
        return "JPEG", *_jpeg_size(content)
    raise KnownError(Kind.RULE, "logo_format")


def _jpeg_size(content: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:  # fill
            at += 1
        elif marker in _FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        else:
            at += 2 + max(2, int.from_bytes(content[at + 2 : at + 4], "big"))
    raise KnownError(Kind.RULE, "logo_damaged")


def _on_white(content: bytes, kind: str, size: tuple[int, int]) -> Image.Image:
    with Image.open(BytesIO(content), formats=[kind]) as opened:
        if opened.size != size:
            raise ValueError("the head says another size")
        opened.draft("RGB", KEPT)  # a JPEG need not be decoded larger than it is kept
        opened.load()
        upright = ImageOps.exif_transpose(opened)
    if upright.mode.startswith("I"):
        upright = upright.convert("I").point([value // 256 for value in range(65536)], "L")
    whole = upright.convert("RGBA")
    whole.thumbnail(KEPT, Image.Resampling.LANCZOS)
    ground = Image.new("RGBA", whole.size, "white")
    ground.alpha_composite(whole)
    drawn = ground.convert("RGB")
    drawn.info.clear()
    return drawn
