"""The look: every pair of colours can be read, the sheet is whole, the icons are there, sizes follow."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from app.ui import icons, theme
from app.ui.palette import DARK, LIGHT, Palette, contrast, high_contrast, text_pairs
from app.ui.stylesheet import style_sheet

UI = Path(__file__).resolve().parents[2] / "app" / "ui"


def test_contrast_is_as_wcag_defines_it() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == pytest.approx(1)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_pair_of_text_and_ground_can_be_read(palette: Palette) -> None:
    low = {what: round(contrast(ink, ground), 2) for what, ink, ground in text_pairs(palette)}
    assert {what: ratio for what, ratio in low.items() if ratio < 4.5} == {}
    assert len(low) > 25


def test_a_high_contrast_of_the_system_is_taken_over_as_it_is(qapp: QApplication) -> None:
    system = QPalette()
    system.setColor(QPalette.ColorRole.Window, QColor("#000000"))
    system.setColor(QPalette.ColorRole.WindowText, QColor("#FFFF00"))
    system.setColor(QPalette.ColorRole.Highlight, QColor("#1AEBFF"))
    system.setColor(QPalette.ColorRole.HighlightedText, QColor("#000000"))
    made = high_contrast(system)
    assert made.dark
    assert made.paper == "#000000"
    assert made.ink == "#ffff00"
    assert min(contrast(ink, ground) for _, ink, ground in text_pairs(made)) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_has_no_open_gap_and_grows_with_the_text(palette: Palette) -> None:
    sheet = style_sheet(palette, lambda size: round(size * 2))
    assert "$" not in sheet
    assert "font-size: 26px" in sheet
    assert palette.accent in sheet


def test_the_dark_look_reaches_widgets_that_exist(qapp: QApplication) -> None:
    label = QLabel("Hej")
    theme.apply(qapp, theme.Scheme.DARK, percent=150)
    label.ensurePolished()
    assert label.palette().color(label.foregroundRole()).name() == DARK.ink.lower()
    assert label.fontInfo().pixelSize() == 21
    assert theme.px(8) == 12


def test_the_text_size_stays_within_reason(qapp: QApplication) -> None:
    assert theme.apply(qapp, theme.Scheme.LIGHT, percent=9000).factor == 2.5
    assert theme.apply(qapp, theme.Scheme.LIGHT, percent=1).factor == 0.75


def test_an_icon_takes_the_colour_of_the_look(qapp: QApplication) -> None:
    def inks() -> set[str]:
        image = icons.pixmap("circle-dot", "accent", 24).toImage()
        seen = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
        return {colour.name() for colour in seen if colour.alpha() == 255}

    light = inks()
    theme.apply(qapp, theme.Scheme.DARK)
    assert LIGHT.accent.lower() in light
    assert DARK.accent.lower() in inks()


def test_every_icon_named_in_the_windows_is_in_the_set() -> None:
    named = set()
    for path in UI.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r'icon="([a-z0-9-]+)"', text))
        named |= set(re.findall(r'(?:IconView|EmptyState|icon|pixmap)\("([a-z0-9-]+)"', text))
    assert {"lock-open", "folder"} <= named
    assert {name for name in named if not (icons.FOLDER / f"{name}.svg").is_file()} == set()


def test_the_icons_keep_their_licence() -> None:
    assert "ISC License" in (icons.FOLDER / "LICENSE").read_text(encoding="utf-8")
