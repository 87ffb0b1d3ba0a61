"""What one can do, as a line that says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """One line of *Sök eller gör*: what it says and does; without ``act`` it is a heading.

    ``about`` stands quietly after the title, ``keys`` are the shortcut that does the same, ``also`` holds
    other words by which it is found.
    """

    title: str
    about: str = ""
    icon: str = ""
    keys: str = ""
    act: Callable[[], object] | None = None
    also: str = ""
