"""Files as they come from a scanner, good and bad, made here byte for byte."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pikepdf
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage


def picture(kind: str, width: int = 60, height: int = 80, colour: str = "#204060") -> bytes:
    """A picture of one colour, as PNG or JPEG."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)
    return bytes(data.data())


def pdf(pages: int = 1, *, size: tuple[float, float] = (595, 842), password: str = "") -> bytes:
    """A PDF of black pages with a white edge of half an inch."""
    made = pikepdf.new()
    for _ in range(pages):
        page = made.add_blank_page(page_size=size)
        page.Contents = made.make_stream(f"0 g 36 36 {size[0] - 72} {size[1] - 72} re f".encode())
    target = BytesIO()
    made.save(target, encryption=pikepdf.Encryption(owner=password, user=password) if password else False)
    return target.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A PNG whose head claims a size, with next to no data: a decompression bomb's beginning."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


BROKEN = {
    "tom pdf": b"%PDF-1.7 skannad",
    "avklippt pdf": pdf()[:120],
    "pdf utan sidor": b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    "avklippt png": picture("png")[:60],
    "png-huvud": b"\x89PNG\r\n\x1a\n",
    "jpeg-huvud": b"\xff\xd8\xff",
    "jpeg utan bild": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200),
    "noll breda": png_of(0, 10),
}
"""Files that begin as what they are not."""
