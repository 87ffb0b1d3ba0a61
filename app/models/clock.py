"""The clock that is handed down: nothing below the composition root asks for the time itself."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Tells the local time, without a time zone."""
