"""The manual in a window of its own, beside what one is doing."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QImage,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
    QTextTable,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QWidget,
)

from app.ui import theme, words
from app.ui.help import pages
from app.ui.help.pages import FOLDER, ManualPage
from app.ui.kit.inputs import TextInput
from app.ui.kit.layout import column, holder
from app.ui.kit.text import quiet

SUFFIX = ".md"
NAME = "manual"


def open_manual(parent: QWidget, key: str) -> ManualWindow:
    """Shows a page of the manual over a window; the one that is open already is used again."""
    found = parent.findChild(ManualWindow, NAME, Qt.FindChildOption.FindDirectChildrenOnly)
    window = found or ManualWindow(parent)
    window.show_page(key)
    window.show()
    window.raise_()
    window.activateWindow()
    window.sheet.setFocus(Qt.FocusReason.OtherFocusReason)
    return window


class Sheet(QTextBrowser):
    """One page: Markdown in the theme's letters, pictures no wider than the window."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setProperty("role", "sheet")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Handbokens text")
        self._text = ""
        # A bar that comes and goes would change the width, and with it the pictures, without end.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        # Once what is being laid out lies still: a document that is built anew while it is built is lost.
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._lay_out)

    def read(self, text: str) -> None:
        """Shows a text from its beginning."""
        self._text = text
        self._lay_out()
        self.verticalScrollBar().setValue(0)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Finds a picture beside the pages, scaled to the width there is; nothing from anywhere else."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        path = (FOLDER / QUrl(name).path()).resolve()
        if not path.is_relative_to(FOLDER.resolve()):
            return None
        image = QImage(str(path))
        room = max(200, self.viewport().width() - theme.px(64))
        ratio = self.devicePixelRatioF()
        if not image.isNull() and image.width() > room * ratio:
            image = image.scaledToWidth(round(room * ratio), Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(ratio)
        return image

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the pictures to the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width() and "![" in self._text:
            self._again.start()

    def _lay_out(self) -> None:
        document = self.document()
        document.clear()
        document.setDefaultFont(theme.font(15))
        document.setDocumentMargin(theme.px(28))
        document.setMarkdown(self._text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        self._rule_tables()
        cursor = QTextCursor(document)
        block = document.begin()
        while block.isValid():
            shape = QTextBlockFormat()
            shape.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            level = block.blockFormat().headingLevel()
            shape.setTopMargin(theme.px(20 if level == 2 else 4))
            shape.setBottomMargin(theme.px(10 if level == 1 else 6))
            cursor.setPosition(block.position())
            cursor.mergeBlockFormat(shape)
            if level:
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                letters = cursor.charFormat()
                letters.setFont(theme.font(24 if level == 1 else 17, weight=theme.font().Weight.DemiBold))
                cursor.mergeCharFormat(letters)
            self._letter_keys(block)
            block = block.next()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _rule_tables(self) -> None:
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                shape = frame.format()
                shape.setBorderBrush(theme.colour("line"))
                shape.setCellPadding(theme.px(5))
                shape.setBorderCollapse(True)
                frame.setFormat(shape)

    def _letter_keys(self, block: QTextBlock) -> None:
        """Sets what is typed on the keyboard in the letters of the rest, on a ground of its own."""
        cursor = QTextCursor(self.document())
        for span in _spans(block):
            letters = span.charFormat()
            if letters.fontFixedPitch():
                cursor.setPosition(span.position())
                cursor.setPosition(span.position() + span.length(), QTextCursor.MoveMode.KeepAnchor)
                key = QTextCharFormat()
                key.setFont(theme.font(14, weight=theme.font().Weight.Medium))
                key.setBackground(theme.colour("neutral_soft"))
                cursor.setCharFormat(key)


def _spans(block: QTextBlock) -> list[QTextFragment]:
    """The stretches of a block whose letters are alike."""
    found = []
    place = block.begin()
    while not place.atEnd():
        found.append(place.fragment())
        place += 1
    return found


class ManualWindow(QDialog):
    """The table of contents with a search field, and beside it the page."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName(NAME)
        self.setWindowTitle("Handbok · Insatspärmen")
        self.setAccessibleName("Handbok")
        self.setProperty("role", "paper")
        room = self.screen().availableSize() - QSize(theme.px(16), theme.px(40))
        self.resize(QSize(theme.px(940), theme.px(680)).boundedTo(room))
        self.search = TextInput("Sök i handboken")
        self.search.setAccessibleName("Sök i handboken")
        self.search.setClearButtonEnabled(True)
        self.contents = QListWidget()
        self.contents.setAccessibleName("Innehåll")
        self.contents.setProperty("role", "popup")
        self.nothing = quiet("Ingen sida har de orden.")
        self.nothing.hide()
        self.sheet = Sheet()
        # A window is no larger than the screen, and the page has two thirds of it at least.
        self.contents.setWordWrap(True)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = holder(column(self.search, self.contents, self.nothing, spacing=8, margins=16))
        side.setFixedWidth(min(theme.px(260), self.width() // 3))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(side)
        box.addWidget(self.sheet, 1)
        self._trail: list[str] = []
        self.key = ""
        self.search.textChanged.connect(self._list)
        self.search.returnPressed.connect(self.contents.setFocus)
        self.contents.currentItemChanged.connect(self._chosen)
        self.sheet.anchorClicked.connect(self._follow)
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.setFocus)
        QShortcut(QKeySequence("Alt+Left"), self, self.back)
        self._list("")

    def show_page(self, key: str) -> None:
        """Shows a page; one that is not there is the first one."""
        page = next((each for each in pages.pages() if each.key == key), pages.pages()[0])
        if self.key and self.key != page.key:
            self._trail.append(self.key)
        self._show(page)

    def back(self) -> None:
        """Goes back to the page one came from."""
        if self._trail:
            key = self._trail.pop()
            self._show(next(each for each in pages.pages() if each.key == key))

    def _show(self, page: ManualPage) -> None:
        self.key = page.key
        self.sheet.read(pages.reworded(page.text, words.all_forms()))
        self.contents.blockSignals(True)
        for number in range(self.contents.count()):
            if self.contents.item(number).data(Qt.ItemDataRole.UserRole) == page.key:
                self.contents.setCurrentRow(number)
        self.contents.blockSignals(False)

    def _list(self, typed: str) -> None:
        found = pages.search(typed)
        self.contents.blockSignals(True)
        self.contents.clear()
        for page in found:
            item = QListWidgetItem(pages.reworded(page.title, words.all_forms()))
            item.setData(Qt.ItemDataRole.UserRole, page.key)
            self.contents.addItem(item)
            if page.key == self.key:
                self.contents.setCurrentItem(item)
        self.contents.blockSignals(False)
        self.nothing.setVisible(not found)
        if typed.strip() and found:
            self.contents.setCurrentRow(0)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.show_page(item.data(Qt.ItemDataRole.UserRole))

    def _follow(self, link: QUrl) -> None:
        if link.isRelative() and link.path().endswith(SUFFIX):
            self.show_page(link.path().removesuffix(SUFFIX))
