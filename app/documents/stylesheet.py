"""One typographic system for every paper: A4, sizes and colours that hold in black and white.

Lengths are points from the page's upper left corner.
"""

from app.documents import fonts
from app.documents.content import Air, Look, Size
from app.documents.text import Style

PAGE_WIDTH = 595.28
PAGE_HEIGHT = 841.89
MARGIN = 54.0
TOP = 40.0
FOOT = 32.0
WIDTH = PAGE_WIDTH - 2 * MARGIN

INK = "1B252C"
QUIET = "4A5963"
ACCENT = "1E5B63"
LINE = "BCC3C7"
STRONG_LINE = "55646E"

TITLE = Style(fonts.BOLD, 24, 31, INK)
SUBTITLE = Style(fonts.REGULAR, 12, 18, QUIET)
UNIT = Style(fonts.BOLD, 9.5, 13.5, INK)
META = Style(fonts.REGULAR, 9.5, 13.5, QUIET)
BANNER = Style(fonts.BOLD, 9.5, 14, INK)
HEADING = {1: Style(fonts.BOLD, 13, 18.5, INK), 2: Style(fonts.BOLD, 11, 16, INK)}
ASIDE = {1: Style(fonts.REGULAR, 13, 18.5, QUIET), 2: Style(fonts.REGULAR, 11, 16, QUIET)}
BOX_TITLE = Style(fonts.BOLD, 12, 18, ACCENT)
QUIET_BOX_TITLE = Style(fonts.SEMIBOLD, 11, 16, INK)
TABLE_HEAD = Style(fonts.SEMIBOLD, 9, 13, QUIET)
FOOTER = Style(fonts.REGULAR, 8.5, 11.5, QUIET)
SIGN = Style(fonts.REGULAR, 12.5, 15.8, INK)
LABEL = Style(fonts.REGULAR, 9, 12.5, QUIET)
NAME = Style(fonts.SEMIBOLD, 11, 15.5, INK)

_SIZES = {
    Size.BODY: (11, 15.8),
    Size.SMALL: (9.5, 13.5),
    Size.TABLE: (10, 14),
    Size.NAME: (13, 17.5),
    Size.NUMBER: (17, 22),
}
_LOOKS = {
    Look.PLAIN: (fonts.REGULAR, INK),
    Look.STRONG: (fonts.BOLD, INK),
    Look.EMPHASIS: (fonts.ITALIC, INK),
    Look.QUIET: (fonts.REGULAR, QUIET),
}

AFTER_TITLE = 11.0
HEADING_GAP = {1: 16.0, 2: 11.0}
BLOCK_GAP = 7.0
TABLE_GAP = 4.0
ROW_PADDING = {Air.TIGHT: 2.4, Air.USUAL: 4.2, Air.ROOMY: 8.0}
COLUMN_GUTTER = 12.0
TWO_COLUMN_GUTTER = 26.0
LOGO_BOX = (112.0, 38.0)
LOGO_GUTTER = 11.0
BOX_PADDING = 13.0
QUIET_BOX_PADDING = 9.0
BOX_RADIUS = 4.0
ITEM_INDENT = 19.0
ITEM_GAP = 2.5
HAIRLINE = 0.6
WRITING_HEIGHT = 25.0
SIGNING_HEIGHT = 30.0
KEEP_ROW_LINES = 14
KEEP_COLUMN_LINES = 18


def style(size: Size, look: Look) -> Style:
    """The style of a stretch of words."""
    points, leading = _SIZES[size]
    font, colour = _LOOKS[look]
    return Style(font, points, leading, colour)
