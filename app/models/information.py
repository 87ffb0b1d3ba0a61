"""Whom it remains to tell what a SIG is before they are asked to consent (R6)."""

from collections.abc import Iterable
from datetime import date

from app.models.consent import Information
from app.models.who import Who


def latest_to(information: Iterable[Information], on: date) -> dict[Who, Information]:
    """What each was told last, up to a day; of several of one day the one written down last."""
    found: dict[Who, Information] = {}
    for each in sorted(information, key=lambda one: (one.date, one.id)):
        if each.date <= on:
            found[each.to] = each
    return found


def to_inform(information: Iterable[Information], people: Iterable[Who], on: date) -> tuple[Who, ...]:
    """Those who were told nothing up to a day, or who did not understand what they were told last (R6)."""
    told = latest_to(information, on)
    return tuple(who for who in people if who not in told or told[who].understood is False)
