"""What stands in the way of handing something over, in words."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from app.documents.words import listed
from app.models.address_book import AddressBook
from app.models.case import Case
from app.models.consent_status import Missing
from app.models.cover import Cover
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
    if blocked.missing:
        return "; ".join(_missing(case, book, blocked.missing))
    named = listed(list(dict.fromkeys(scope_name(case, book, each) for each in blocked.organisations)))
    return _texts()["block"][blocked.reason].format(names=named)


def _missing(case: Case, book: AddressBook, missing: Iterable[Missing]) -> list[str]:
    """Why required persons' consents do not hold, those for the same reason together."""
    said, same = list[str](), dict[Cover, list[str]]()
    for each in missing:
        if each.who is None:
            said.append(_texts()["missing"]["guardian_not_recorded"])
        else:
            same.setdefault(each.why, []).append(person(case, book, each.who).name)
    for why, names in same.items():
        texts = _texts()["missing" if len(names) == 1 else "several_missing"]
        said.append(texts[why].format(names=listed(names)))
    return said


def scope_name(case: Case, book: AddressBook, scope: str) -> str:
    """The name behind an entry of a consent's scope: an organisation, or a person."""
    if scope in book.organisations:
        return book.organisations[scope].name
    return person(case, book, Who.parse(scope)).name


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))
