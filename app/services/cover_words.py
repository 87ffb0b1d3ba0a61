"""What stands in the way of handing something over, in words."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from app.documents.words import listed
from app.models.address_book import AddressBook
from app.models.case import Case
from app.models.consent_status import Missing
from app.models.permit import Block, Blocked
from app.models.who import Who
from app.services.compose import person

TEXTS = Path(__file__).resolve().parents[2] / "resources" / "texts" / "sv" / "cover.toml"


def say_blocked(case: Case, book: AddressBook, blocked: Blocked) -> str:
    """One sentence or two without a full stop at the end: who and what is missing."""
    if blocked.persons:
        named = listed([person(case, book, each).name for each in blocked.persons])
        return _texts()["block"][blocked.reason].format(names=named)
    if blocked.note:
        return _texts()["block"]["withheld_why"].format(note=blocked.note)
    if blocked.reason not in (Block.CONSENT_MISSING, Block.OUTSIDE_SCOPE, Block.REFUSED):
        return _texts()["block"][blocked.reason].format(name=case.young_person.name)
    parts = [say_missing(case, book, each) for each in blocked.missing]
    if not blocked.missing:
        named = ", ".join(dict.fromkeys(scope_name(case, book, each) for each in blocked.organisations))
        parts.append(_texts()["block"][blocked.reason].format(names=named))
    return "; ".join(parts)


def say_missing(case: Case, book: AddressBook, missing: Missing) -> str:
    """Why a required person's consent does not hold."""
    if missing.who is None:
        return _texts()["missing"]["guardian_not_recorded"]
    return _texts()["missing"][missing.why].format(name=person(case, book, missing.who).name)


def scope_name(case: Case, book: AddressBook, scope: str) -> str:
    """The name behind an entry of a consent's scope: an organisation, or a person."""
    if scope in book.organisations:
        return book.organisations[scope].name
    return person(case, book, Who.parse(scope)).name


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))
