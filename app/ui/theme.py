"""How everything looks: the palette in force, the text size, the font, and the style sheet made of them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from app.ui.palette import DARK, LIGHT, Palette, high_contrast
from app.ui.stylesheet import style_sheet

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
GOOD_FAMILIES = (
    "Segoe UI Variable Text",
    "Segoe UI",
    "SF Pro Text",
    "Inter",
    "Cantarell",
    "Ubuntu",
    "Noto Sans",
    "Open Sans",
    "Source Sans 3",
)
BUNDLED = (
    "OpenSans-Regular.ttf",
    "OpenSans-SemiBold.ttf",
    "OpenSans-Bold.ttf",
    "OpenSans-Italic.ttf",
)
STYLE = ("-style", "fusion")
"""What the application is started with: Qt's own drawing, alike on every system. Asked for on its command
line, since to ask for the style in force costs a tenth of the start."""


class Scheme(StrEnum):
    """Which palette a person has chosen; ``SYSTEM`` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def scheme_of(text: str) -> Scheme:
    """Reads a scheme that was remembered; what is none follows the system."""
    return next((scheme for scheme in Scheme if scheme.value == text), Scheme.SYSTEM)


class Look(NamedTuple):
    """What is in force now: colours, text factor (1.0 is 14 px body text) and font family."""

    palette: Palette
    factor: float
    family: str

    def px(self, size: float) -> int:
        """Scales a design size (at 100 %) to pixels, at least 1."""
        return max(1, round(size * self.factor))


class _Announcer(QObject):
    changed = Signal()


class _Now:
    """What is painted with now: the screen is one, and so is this."""

    look = Look(LIGHT, 1.0, "")
    announcer: _Announcer | None = None


def look() -> Look:
    """Tells the look in force; widgets that paint themselves ask for it in ``paintEvent``, never earlier."""
    return _Now.look


def colour(name: str) -> QColor:
    """Gives a colour of the palette in force by its token, as ``colour("accent")``."""
    return QColor(getattr(_Now.look.palette, name))


def px(size: float) -> int:
    """Scales a design size (pixels at 100 % text) to the text size in force."""
    return _Now.look.px(size)


def changes() -> _Announcer:
    """Gives the object whose ``changed`` signal is sent after the look has changed."""
    if _Now.announcer is None:
        _Now.announcer = _Announcer()
    return _Now.announcer


def font(size: float = 14, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Makes a font of the family in force, of a design size in pixels."""
    made = QFont(_Now.look.family) if _Now.look.family else QFont()
    made.setPixelSize(px(size))
    made.setWeight(weight)
    return made


def begin(app: QApplication, scheme: Scheme, *, percent: int = 100) -> Look:
    """Puts on the look that ``apply`` would choose, as far as that is seen without asking the system.

    The answers of the system are constants of the namespace ``Qt``, and to make those costs a tenth of the
    start. So the first window goes by the ground that Qt paints on; ``apply`` follows once it is painted.
    """
    dark = scheme is Scheme.DARK
    if scheme is Scheme.SYSTEM:
        dark = app.palette().window().color().lightnessF() < 0.5
    return _put_on(app, DARK if dark else LIGHT, percent)


def apply(app: QApplication, scheme: Scheme = Scheme.SYSTEM, *, percent: int = 100) -> Look:
    """Puts the look on the whole program and tells everybody; callable any number of times.

    ``percent`` is the text size, 75 to 250. High contrast of the system wins over ``scheme``.
    """
    from PySide6.QtCore import Qt

    hints = app.styleHints()
    wanted = {
        Scheme.LIGHT: Qt.ColorScheme.Light,
        Scheme.DARK: Qt.ColorScheme.Dark,
        Scheme.SYSTEM: Qt.ColorScheme.Unknown,
    }
    hints.setColorScheme(wanted[scheme])
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        palette = high_contrast(app.style().standardPalette() if sys.platform != "win32" else QPalette())
    elif scheme is Scheme.DARK or (scheme is Scheme.SYSTEM and hints.colorScheme() == Qt.ColorScheme.Dark):
        palette = DARK
    else:
        palette = LIGHT
    return _put_on(app, palette, percent)


def _put_on(app: QApplication, palette: Palette, percent: int) -> Look:
    family = _Now.look.family or _choose_family(app)
    _Now.look = Look(palette, min(250, max(75, percent)) / 100, family)
    app.setFont(font())
    app.setPalette(_qt_palette(palette))
    app.setStyleSheet(style_sheet(palette, px))
    changes().changed.emit()
    return _Now.look


def follow_system(app: QApplication, reapply: Callable[[], object]) -> None:
    """Calls ``reapply()`` each time the desktop changes its colours or its contrast."""
    hints = app.styleHints()
    hints.colorSchemeChanged.connect(lambda *_: reapply())
    hints.accessibility().contrastPreferenceChanged.connect(lambda *_: reapply())


def _choose_family(app: QApplication) -> str:
    """Takes the system's own font where it is designed for it, else a good one, else the one we carry."""
    if sys.platform in ("win32", "darwin"):
        return app.font().family()
    installed = set(QFontDatabase.families())
    for family in GOOD_FAMILIES:
        if family in installed:
            return family
    for name in BUNDLED:
        path = FONTS / name
        if path.is_file():
            QFontDatabase.addApplicationFont(str(path))
    if "Open Sans" in QFontDatabase.families():
        return "Open Sans"
    return QFontInfo(app.font()).family()


def _qt_palette(tokens: Palette) -> QPalette:
    made = QPalette()
    role = QPalette.ColorRole
    for which, name in (
        (role.Window, tokens.paper),
        (role.WindowText, tokens.ink),
        (role.Base, tokens.card),
        (role.AlternateBase, tokens.hover),
        (role.Text, tokens.ink),
        (role.PlaceholderText, tokens.quiet),
        (role.Button, tokens.card),
        (role.ButtonText, tokens.ink),
        (role.BrightText, tokens.on_stop),
        (role.ToolTipBase, tokens.ink),
        (role.ToolTipText, tokens.card),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.accent),
        (role.Accent, tokens.accent),
        (role.Light, tokens.card),
        (role.Midlight, tokens.hover),
        (role.Mid, tokens.line),
        (role.Dark, tokens.edge),
        (role.Shadow, tokens.edge),
    ):
        made.setColor(which, QColor(name))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.quiet))
    return made
