"""Making the main window without Python stopping to look for garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Within this nothing is looked through for garbage, and what is made by its end never is.

    All of it stays. To look it through anew, time and again while it grows, is a tenth of unlocking; later it
    would stop the window for a fifth of a second, in the middle of a word.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.freeze()
