"""The helper that draws scans, in a process of its own: a file's bytes in, pixels out, and nothing else.

It is started by the program for one scan (`insatsparm draw-scan`) and never opens a binder. What comes from a
scanner may be made to harm who opens it (trust.md, promise 7): so the process is shut in before it has read
the first byte, and everything it could need is loaded before that.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import BinaryIO

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QIODevice,
    QSize,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter
from PySide6.QtPdf import QPdfDocument

from app.services import cage
from app.services.scan_frames import (
    MOST_PAGES,
    Refusal,
    fitting,
    write_counts,
    write_end,
    write_hello,
    write_page,
    write_refusal,
)

DPI = 200
MOST_BYTES = 64 * 1024 * 1024
MOST_FILE_PIXELS = 60_000_000
"""Pixels of a picture's file, more than an A4 at six hundred to the inch: it is decoded whole."""
_MOST_DECODED = 256
"""Megabytes that Qt may take for one picture."""
_FORMATS = {b"\x89PNG\r\n\x1a\n": b"png", b"\xff\xd8\xff": b"jpeg"}
_PDF = b"%PDF-"


class _CannotDraw(Exception):  # noqa: N818 - it is the file's error, not ours
    def __init__(self, why: Refusal) -> None:
        super().__init__(why.name)
        self.why = why


def run(source: BinaryIO | None = None, target: BinaryIO | None = None) -> int:
    """Draw what comes on standard input; gives the exit status."""
    given, told = source or sys.stdin.buffer, target or sys.stdout.buffer
    qInstallMessageHandler(_silence)
    application = QCoreApplication.instance() or QCoreApplication([])
    _load_decoders()
    cage.shut_in()
    with suppress(BrokenPipeError):
        write_hello(told)
        draw(given.read(MOST_BYTES + 1), told)
    del application
    return 0


def draw(content: bytes, told: BinaryIO) -> None:
    """Draw a file and tell its pages, or why there are none."""
    begun = _Begun(told)
    try:
        if len(content) > MOST_BYTES:
            raise _CannotDraw(Refusal.TOO_LARGE)
        if content.startswith(_PDF):
            _draw_pdf(content, begun)
        else:
            _draw_picture(content, begun)
    except _CannotDraw as refusal:
        begun.refuse(refusal.why)
    except MemoryError:
        begun.refuse(Refusal.TOO_LARGE)


class _Begun:
    """What has been told; once pages have been, there is no refusal, only silence, which is heard as one."""

    def __init__(self, told: BinaryIO) -> None:
        self._told, self._counted = told, False

    def count(self, coming: int, total: int) -> None:
        self._counted = True
        write_counts(self._told, coming, total)

    def page(self, image: QImage) -> None:
        drawn = image.convertToFormat(QImage.Format.Format_RGB888)
        row, step = drawn.width() * 3, drawn.bytesPerLine()
        bits = drawn.constBits()
        if drawn.isNull() or len(bits) != step * drawn.height():
            raise _CannotDraw(Refusal.TOO_LARGE)
        pixels = b"".join(bytes(bits[at : at + row]) for at in range(0, step * drawn.height(), step))
        write_page(self._told, drawn.width(), drawn.height(), pixels)

    def end(self) -> None:
        write_end(self._told)

    def refuse(self, why: Refusal) -> None:
        if not self._counted:
            write_refusal(self._told, why)


def _draw_pdf(content: bytes, begun: _Begun) -> None:
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    try:
        document.load(buffer)
        if document.error() is QPdfDocument.Error.IncorrectPassword:
            raise _CannotDraw(Refusal.LOCKED)
        total = document.pageCount()
        if document.error() is not QPdfDocument.Error.None_ or total < 1:
            raise _CannotDraw(Refusal.DAMAGED)
        coming = min(total, MOST_PAGES)
        # The first page before the counts: where nothing can be drawn it can still be told why.
        first = _page(document, 0)
        begun.count(coming, total)
        begun.page(first)
        for number in range(1, coming):
            begun.page(_page(document, number))
        begun.end()
    finally:
        # The document before the buffer that it reads.
        document.close()
        buffer.close()


def _page(document: QPdfDocument, number: int) -> QImage:
    points = document.pagePointSize(number)
    width, height = points.width(), points.height()
    if not (0 < width < 1e6 and 0 < height < 1e6):
        raise _CannotDraw(Refusal.DAMAGED)
    return _on_white(document.render(number, QSize(*fitting(width * DPI / 72, height * DPI / 72))))


def _draw_picture(content: bytes, begun: _Begun) -> None:
    kind = next((kind for start, kind in _FORMATS.items() if content.startswith(start)), None)
    if kind is None:
        raise _CannotDraw(Refusal.DAMAGED)
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setDecideFormatFromContent(False)
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() < 1 or size.height() < 1:
        raise _CannotDraw(Refusal.DAMAGED)
    if size.width() * size.height() > MOST_FILE_PIXELS:
        raise _CannotDraw(Refusal.TOO_LARGE)
    kept = QSize(*fitting(size.width(), size.height()))
    if kind == b"jpeg" and kept != size:
        # It can be decoded smaller than it is.
        reader.setScaledSize(kept)
    image = reader.read()
    if image.isNull():
        raise _CannotDraw(Refusal.DAMAGED)
    turned = QSize(*fitting(image.width(), image.height()))
    if turned != image.size():
        image = image.scaled(
            turned, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    begun.count(1, 1)
    begun.page(_on_white(image))
    begun.end()


def _on_white(image: QImage) -> QImage:
    if image.isNull():
        raise _CannotDraw(Refusal.DAMAGED)
    ground = QImage(image.size(), QImage.Format.Format_RGB32)
    if ground.isNull():
        raise _CannotDraw(Refusal.TOO_LARGE)
    ground.fill(QColor("white"))
    painter = QPainter(ground)
    painter.drawImage(0, 0, image)
    painter.end()
    return ground


def _load_decoders() -> None:
    """Load the plugins and fonts that would else be looked for when no file can be opened any more."""
    QImageReader.setAllocationLimit(_MOST_DECODED)
    for kind in _FORMATS.values():
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        QImageReader(buffer, QByteArray(kind)).canRead()
    QPdfDocument().close()


def _silence(_kind: QtMsgType, _context: object, _text: str) -> None:
    """What the decoders have to say of a file is for nobody."""
