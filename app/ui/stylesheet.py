"""The one style sheet (resources/themes/insatsparm.qss), filled with the palette and the text size."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from string import Template

from app.ui.palette import Palette

SHEET = Path(__file__).resolve().parents[2] / "resources" / "themes" / "insatsparm.qss"
LARGEST = 40


def style_sheet(palette: Palette, px: Callable[[float], int]) -> str:
    """Writes the style sheet of a palette; ``px`` scales design pixels to the text size."""
    sizes = {f"p{size}": str(px(size)) for size in range(1, LARGEST + 1)}
    return Template(SHEET.read_text(encoding="utf-8")).substitute(palette._asdict(), **sizes)
