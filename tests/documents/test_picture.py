"""Logotypes from outside: read from their bytes, bounded before they are decoded, and written anew."""

import struct
import zlib
from contextlib import suppress
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from app.documents import picture
from app.models.errors import KnownError


def file(kind: str = "PNG", size: tuple[int, int] = (300, 100), mode: str = "RGB", **options: Any) -> bytes:
    """A dark picture with a lighter corner."""
    made = Image.new(mode, size, 40 if mode in ("L", "I;16") else "#1E5B63")
    target = BytesIO()
    made.save(target, kind, **options)
    return target.getvalue()


def refused(content: bytes) -> str:
    with pytest.raises(KnownError) as met:
        picture.clean(content)
    return met.value.code


def opened(made: picture.Picture) -> Image.Image:
    return Image.open(BytesIO(made.content))


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "L"), ("PNG", "P"), ("PNG", "1")]
)
def test_every_sort_of_png_is_taken(kind: str, mode: str) -> None:
    made = Image.new("RGB", (300, 100), "#1E5B63").convert(mode)
    target = BytesIO()
    made.save(target, kind)
    assert (picture.clean(target.getvalue()).width, picture.clean(target.getvalue()).height) == (300, 100)


def test_sixteen_bits_of_grey_are_taken() -> None:
    made = picture.clean(file(mode="I;16"))
    assert opened(made).mode == "RGB"


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_jpegs_are_taken(mode: str) -> None:
    assert picture.clean(file("JPEG", mode=mode)).width == 300


def test_a_large_one_is_made_as_small_as_paper_needs() -> None:
    made = picture.clean(file(size=(3000, 500)))
    assert (made.width, made.height) == (960, 160)


def test_what_is_transparent_is_white_on_paper() -> None:
    drawn = Image.new("RGBA", (100, 50), (0, 0, 0, 0))
    drawn.paste((30, 91, 99, 255), (0, 0, 50, 50))
    target = BytesIO()
    drawn.save(target, "PNG")
    made = opened(picture.clean(target.getvalue()))
    assert made.mode == "RGB"
    assert made.getpixel((80, 25)) == (255, 255, 255)
    assert made.getpixel((20, 25)) == (30, 91, 99)


def test_nothing_but_the_pixels_comes_out() -> None:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "Sara Lind")
    exif = Image.Exif()
    exif[0x010E] = "Sara Lind"
    for content in (
        file(pnginfo=told),
        file("JPEG", exif=exif.tobytes(), comment=b"Sara Lind"),
        file() + b"Sara Lind",
    ):
        assert b"Sara Lind" in content
        made = picture.clean(content)
        assert b"Sara Lind" not in made.content
        assert opened(made).info == {}


def test_a_picture_taken_sideways_is_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    made = picture.clean(file("JPEG", size=(300, 100), exif=exif.tobytes()))
    assert (made.width, made.height) == (100, 300)


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert picture.clean(file()).digest == picture.clean(file()).digest


def test_the_name_says_nothing_the_bytes_do() -> None:
    assert refused(b"<svg xmlns='http://www.w3.org/2000/svg'/>") == "logo_format"
    assert refused(b"GIF89a" + bytes(100)) == "logo_format"
    assert refused(b"") == "logo_format"
    assert refused(b"%PDF-1.7") == "logo_format"


def test_too_many_bytes_are_refused_before_anything_is_read() -> None:
    assert refused(bytes(picture.MOST_BYTES + 1)) == "logo_too_big"


def test_a_bomb_is_refused_by_what_its_head_says() -> None:
    """A megabyte that would be a gigabyte of pixels."""
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    assert refused(bomb + zlib.compress(bytes(1_000_000))) == "logo_too_many_pixels"
    assert refused(file(size=(6_001, 20))) == "logo_too_many_pixels"
    assert refused(file("JPEG", size=(4_000, 3_001))) == "logo_too_many_pixels"


def test_a_jpeg_of_a_thousand_scans_is_refused() -> None:
    content = file("JPEG")
    at = content.index(b"\xff\xda")
    scan = content[at : at + 14]
    assert refused(content[:-2] + scan * 1000 + content[-2:]) == "logo_damaged"


def test_text_that_swells_is_refused() -> None:
    packed = zlib.compress(bytes(60_000_000), 9)
    chunk = b"zTXtnote\x00\x00" + packed
    swelling = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    content = file()
    assert refused(content[:33] + swelling + content[33:]) == "logo_damaged"


def test_one_that_is_too_small_or_does_not_show_is_refused() -> None:
    assert refused(file(size=(200, 15))) == "logo_too_small"
    white = BytesIO()
    Image.new("RGBA", (100, 50), (255, 255, 255, 255)).save(white, "PNG")
    assert refused(white.getvalue()) == "logo_too_pale"


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_file_cut_short_is_refused(kind: str) -> None:
    content = file(kind, size=(500, 500))
    for kept in (10, 20, 30, len(content) // 2, len(content) - 40):
        assert refused(content[:kept]) in ("logo_damaged", "logo_format", "logo_too_small")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["PNG", "JPEG"]), st.data())
def test_whatever_is_broken_is_told_calmly(kind: str, data: st.DataObject) -> None:
    content = bytearray(file(kind, size=(64, 48)))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(KnownError):
        assert opened(picture.clean(bytes(content))).format == "PNG"
