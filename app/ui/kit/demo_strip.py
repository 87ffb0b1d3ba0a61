"""The strip that says that all is invented: at the top of each window of a demo binder, not to be closed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.text import Text

INVENTED = "Påhittade uppgifter"
TITLE = f"Insatspärmen · {INVENTED.lower()}"
"""The title of such a window: what the task bar says too."""


class DemoStrip(Text):
    """One calm line across a window."""

    def __init__(self) -> None:
        super().__init__(INVENTED, "demo", wrap=False)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
