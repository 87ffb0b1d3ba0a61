"""The other grounds than consent on which something may be handed over, as editable data (R5)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

STATUTES = Path(__file__).resolve().parents[2] / "resources" / "statutes" / "grounds.toml"


@dataclass(frozen=True, kw_only=True)
class LegalGround:
    """A ground with its statute, what must hold, and the day the binder's own lawyer confirmed it."""

    key: str
    statute: str
    title: str
    conditions: str
    confirmed: str | None = None


@cache
def grounds() -> tuple[LegalGround, ...]:
    """All grounds there are, in order."""
    read = tomllib.loads(STATUTES.read_text(encoding="utf-8"))
    return tuple(
        LegalGround(
            key=each["key"],
            statute=each["statute"],
            title=each["title"],
            conditions=each["conditions"],
            confirmed=str(each["confirmed"]) if "confirmed" in each else None,
        )
        for each in read["ground"]
    )
