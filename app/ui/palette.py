"""The colours of the program: light, dark, and a set made of the system's high-contrast colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QColor

if TYPE_CHECKING:
    from PySide6.QtGui import QPalette


class Palette(NamedTuple):
    """Named colours as ``#RRGGBB``; every pair of :func:`text_pairs` has a contrast of at least 4.5:1."""

    paper: str
    card: str
    rail: str
    ink: str
    quiet: str
    line: str
    edge: str
    """The line around something one can type in or press: stronger than ``line``."""
    accent: str
    accent_soft: str
    on_accent: str
    hover: str
    done: str
    done_soft: str
    attention: str
    attention_soft: str
    attention_bar: str
    stop: str
    stop_soft: str
    on_stop: str
    neutral_soft: str
    dark: bool = False
    contrast: bool = False


LIGHT = Palette(
    paper="#F6F4EF",
    card="#FFFFFF",
    rail="#EDEAE2",
    ink="#22303A",
    quiet="#5B6B76",
    line="#DDD8CE",
    edge="#C4BDB0",
    accent="#1E5B63",
    accent_soft="#E3EEEE",
    on_accent="#FFFFFF",
    hover="#F1EEE7",
    done="#2F6B4A",
    done_soft="#E5F0E9",
    attention="#8A5A0B",
    attention_soft="#F8EFDC",
    attention_bar="#B9812A",
    stop="#9B2C1F",
    stop_soft="#F8E7E3",
    on_stop="#FFFFFF",
    neutral_soft="#EBE8E0",
)

DARK = Palette(
    paper="#171C1F",
    card="#1F262A",
    rail="#12171A",
    ink="#E7E4DD",
    quiet="#A6B1B6",
    line="#313A3F",
    edge="#4A565C",
    accent="#86C7CC",
    accent_soft="#20383C",
    on_accent="#0C2327",
    hover="#283136",
    done="#8FCBA8",
    done_soft="#1F362A",
    attention="#E6B970",
    attention_soft="#3B2F1A",
    attention_bar="#C9964A",
    stop="#F0A599",
    stop_soft="#45251F",
    on_stop="#2A0F0B",
    neutral_soft="#2B3439",
    dark=True,
)


def high_contrast(system: QPalette) -> Palette:
    """Makes the palette of the system's own high-contrast colours, so that none of ours fights them."""

    from PySide6.QtGui import QPalette

    def colour(role: QPalette.ColorRole) -> str:
        return system.color(QPalette.ColorGroup.Active, role).name()

    window, text = colour(QPalette.ColorRole.Window), colour(QPalette.ColorRole.WindowText)
    strong, on_strong = colour(QPalette.ColorRole.Highlight), colour(QPalette.ColorRole.HighlightedText)
    return Palette(
        paper=window,
        card=window,
        rail=window,
        ink=text,
        quiet=text,
        line=text,
        edge=text,
        accent=strong if contrast(strong, window) >= 4.5 else text,
        accent_soft=window,
        on_accent=on_strong if contrast(strong, window) >= 4.5 else window,
        hover=window,
        done=text,
        done_soft=window,
        attention=text,
        attention_soft=window,
        attention_bar=text,
        stop=text,
        stop_soft=window,
        on_stop=window,
        neutral_soft=window,
        dark=QColor(window).lightnessF() < 0.5,
        contrast=True,
    )


def text_pairs(palette: Palette) -> list[tuple[str, str, str]]:
    """Lists every pair of text and ground that the windows use, as (what, text colour, ground colour)."""
    grounds = {name: getattr(palette, name) for name in ("paper", "card", "rail", "hover", "neutral_soft")}
    pairs = [
        (f"{text} on {name}", getattr(palette, text), ground)
        for text in ("ink", "quiet")
        for name, ground in grounds.items()
    ]
    pairs += [
        (f"accent on {name}", palette.accent, getattr(palette, name))
        for name in ("paper", "card", "rail", "accent_soft", "hover")
    ]
    pairs += [
        ("ink on accent_soft", palette.ink, palette.accent_soft),
        ("on_accent on accent", palette.on_accent, palette.accent),
    ]
    pairs += [("quiet on accent_soft", palette.quiet, palette.accent_soft)]
    for kind in ("done", "attention", "stop"):
        colour, soft = getattr(palette, kind), getattr(palette, f"{kind}_soft")
        pairs += [
            (f"{kind} on its soft", colour, soft),
            (f"ink on {kind}_soft", palette.ink, soft),
            (f"quiet on {kind}_soft", palette.quiet, soft),
        ]
        pairs += [(f"{kind} on {ground}", colour, getattr(palette, ground)) for ground in ("card", "paper")]
    pairs.append(("on_stop on stop", palette.on_stop, palette.stop))
    return pairs


def contrast(one: str, other: str) -> float:
    """Computes the contrast of two colours by WCAG 2.2: 1 (the same) to 21 (black on white)."""

    def luminance(name: str) -> float:
        colour = QColor(name)
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
