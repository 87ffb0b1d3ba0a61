"""Entries of the address book that may be the same person or the same place twice."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from unicodedata import category, normalize

from app.models.address_book import Contact, Organisation

_FEW = 6
"""A number that more people share than this is a switchboard's and says nothing of who they are."""

_SHORT = 5
"""In fewer letters than these a slip makes another name."""


class Likeness(StrEnum):
    """What two entries have in common."""

    NAME = "name"
    NEAR_NAME = "near_name"
    PHONE = "phone"
    EMAIL = "email"


@dataclass(frozen=True, kw_only=True)
class Double:
    """Two entries, by id, and why they may be one."""

    one: str
    other: str
    alike: frozenset[Likeness]


def doubled_contacts(
    contacts: Iterable[Contact], dismissed: frozenset[frozenset[str]] = frozenset()
) -> tuple[Double, ...]:
    """The pairs that may be one person, the surest first; never one that somebody has `dismissed`.

    The same name, number or address is enough. A name that is nearly the same is enough within one
    organisation, or where one of them has none.
    """
    people = list(contacts)
    found: dict[tuple[str, str], set[Likeness]] = defaultdict(set)
    for likeness, keys in (
        (Likeness.NAME, {each.id: " ".join(words_of(each.name)) for each in people}),
        (Likeness.PHONE, {each.id: digits_of(each.phone or "") for each in people}),
        (Likeness.EMAIL, {each.id: (each.email or "").casefold() for each in people}),
    ):
        for pair in _sharing(keys, most=None if likeness is Likeness.NAME else _FEW):
            found[pair].add(likeness)
    homes = {each.id: each.organisation_id for each in people}
    for one, other in _near({each.id: each.name for each in people}):
        same = homes[one] == homes[other] or None in (homes[one], homes[other])
        if Likeness.NAME not in found[one, other] and (same or found[one, other]):
            found[one, other].add(Likeness.NEAR_NAME)
    return _sorted(found, dismissed)


def doubled_organisations(
    organisations: Iterable[Organisation], dismissed: frozenset[frozenset[str]] = frozenset()
) -> tuple[Double, ...]:
    """The pairs that may be one place: of the same or nearly the same name."""
    places = list(organisations)
    found: dict[tuple[str, str], set[Likeness]] = defaultdict(set)
    for pair in _sharing({each.id: " ".join(words_of(each.name)) for each in places}, most=None):
        found[pair].add(Likeness.NAME)
    for pair in _near({each.id: each.name for each in places}):
        if not found[pair]:
            found[pair].add(Likeness.NEAR_NAME)
    return _sorted(found, dismissed)


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in the order of the alphabet, in small letters and without dots and accents."""
    return tuple(sorted(_as_written(name)))


def digits_of(phone: str) -> str:
    """A number's digits as one dials them within the country."""
    digits = re.sub(r"\D", "", phone.replace("(0)", ""))
    if phone.strip().startswith("+46") or digits.startswith("0046"):
        digits = "0" + digits.removeprefix("00").removeprefix("46").lstrip("0")
    return digits


def is_near(one: str, other: str) -> bool:
    """Whether two names differ by one slip of the pen; never by a digit."""
    return _are_near(_spelt(one), _spelt(other))


def _spelt(name: str) -> tuple[str, str]:
    """A name's words as one text: in order of the alphabet, and as they stand."""
    return " ".join(words_of(name)), " ".join(_as_written(name))


def _are_near(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] == other[0] or any(map(_slipped, one, other))


def _as_written(name: str) -> tuple[str, ...]:
    """The words of a name as they stand; å, ä and ö are letters of their own, other marks are left out."""
    plain = []
    for letter in normalize("NFC", name).casefold():
        if letter in "åäö":
            plain.append(letter)
        else:
            plain += [part for part in normalize("NFD", letter) if category(part) != "Mn"]
    return tuple(re.findall(r"\w+", "".join(plain).replace("ł", "l").replace("ø", "ö")))


def _slipped(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORT or abs(len(one) - len(other)) > 1:
        return False
    # A slip leaves all other letters: cheap to ask first, and nearly always no.
    if len(set(one) ^ set(other)) > 2 or _digits(one) != _digits(other):
        return False
    return _one_slip(one, other)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _sharing(keys: Mapping[str, str], *, most: int | None) -> Iterator[tuple[str, str]]:
    sharing: dict[str, list[str]] = defaultdict(list)
    for id_, key in keys.items():
        if key:
            sharing[key].append(id_)
    for ids in sharing.values():
        if most is None or len(ids) <= most:
            yield from combinations(sorted(ids), 2)


def _near(names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The pairs whose names are near; looked for among those who share a word, or its beginning or end."""
    together: dict[str, list[str]] = defaultdict(list)
    spelt = {id_: _spelt(name) for id_, name in names.items()}
    for id_, (words, _) in spelt.items():
        several = words.split()
        alone = {f"{words[:3]}…", f"…{words[-3:]}"} if len(several) == 1 else set()
        for key in {*several, *alone}:
            together[key].append(id_)
    seen: set[tuple[str, str]] = set()
    for ids in together.values():
        for pair in combinations(sorted(ids), 2):
            if pair not in seen and _are_near(spelt[pair[0]], spelt[pair[1]]):
                seen.add(pair)
                yield pair


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter was changed, put in or left out, or two changed places."""
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])


def _sorted(
    found: Mapping[tuple[str, str], set[Likeness]], dismissed: frozenset[frozenset[str]]
) -> tuple[Double, ...]:
    sure: Sequence[Double] = [
        Double(one=one, other=other, alike=frozenset(alike))
        for (one, other), alike in found.items()
        if alike and frozenset((one, other)) not in dismissed
    ]
    return tuple(sorted(sure, key=lambda each: (-len(each.alike), each.one, each.other)))
