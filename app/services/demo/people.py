"""Invented people: names by language, and numbers of the series that are kept free for tests and fiction."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any
from unicodedata import normalize

from app.services.demo.words import texts

MAIL = "example.se"
_WITHOUT_MARK = str.maketrans("łıđ", "lid")


@dataclass(frozen=True, slots=True)
class Named:
    """A person by name; `speaks` is the code of the family's language."""

    name: str
    woman: bool
    speaks: str = "sv"

    @property
    def first(self) -> str:
        """What the person is called."""
        return self.name.split()[0]


class Numbers:
    """Hands out telephone and identity numbers that nobody has.

    Telephones are PTS's numbers for books and films (0701740605–699, 0846500400–499), identity numbers
    Skatteverket's for tests (birth numbers 238 for women and 239 for men), each day and sex once.
    """

    def __init__(self) -> None:
        self._mobiles = self._lines = 0
        self._taken: set[str] = set()

    def mobile(self) -> str:
        """A mobile number; the ninety-five are dealt out again when all are taken."""
        number = 5 + self._mobiles % 95
        self._mobiles += 1
        return f"070-174 06 {number:02}"

    def line(self) -> str:
        """A number of an office."""
        number = self._lines % 100
        self._lines += 1
        return f"08-465 004 {number:02}"

    def identity(self, born: date, *, woman: bool) -> tuple[date, str]:
        """A day of birth from that one on for which a number is free, and the number."""
        while True:
            number = identity_number(born, woman=woman)
            if number not in self._taken:
                self._taken.add(number)
                return born, number
            born += timedelta(days=1)


def identity_number(born: date, *, woman: bool) -> str:
    """The test series' number of a day and sex, "20110308-2388"."""
    digits = f"{born:%y%m%d}{238 if woman else 239}"
    total = sum(sum(divmod(int(digit) * (2 - place % 2), 10)) for place, digit in enumerate(digits))
    return f"{born:%Y%m%d}-{digits[6:]}{-total % 10}"


def address_of(name: str) -> str:
    """A mail address at the domain that is kept free for examples."""
    first, last = name.split()[0], name.split()[-1]
    local = normalize("NFKD", f"{first}.{last}".casefold().translate(_WITHOUT_MARK))
    return f"{''.join(each for each in local if each.isascii() and (each.isalnum() or each in '.-'))}@{MAIL}"


@dataclass(frozen=True, slots=True)
class Household:
    """A youth and the two who may be the parents."""

    youth: Named
    mother: Named
    father: Named


def household(chance: Random, *, woman: bool) -> Household:
    """A family with one language and one surname, but for a mother who kept hers now and then."""
    language = chance.choices(_languages(), weights=_shares())[0]
    surname = chance.choice(language["surnames"])
    others = chance.choice(language["surnames"]) if chance.random() < 0.25 else surname
    speaks = str(language["speaks"])
    first = chance.choice(language["girls" if woman else "boys"])
    mother, father = chance.choice(language["women"]), chance.choice(language["men"])
    return Household(
        Named(f"{first} {surname}", woman, speaks),
        Named(f"{mother} {others}", True, speaks),
        Named(f"{father} {surname}", False, speaks),
    )


def relative(chance: Random, household: Household, *, woman: bool) -> Named:
    """Somebody else of the family."""
    language = next(each for each in _languages() if each["speaks"] == household.youth.speaks)
    taken = {household.mother.first, household.father.first, household.youth.first}
    names = [each for each in language["women" if woman else "men"] if each not in taken]
    surname = household.youth.name.split(maxsplit=1)[1]
    return Named(f"{chance.choice(names)} {surname}", woman, household.youth.speaks)


class Workers:
    """Names for those who work around the youths, each once."""

    def __init__(self, chance: Random) -> None:
        names: dict[str, Any] = texts("people")["workers"]
        self._women = chance.sample(names["women"], len(names["women"]))
        self._men = chance.sample(names["men"], len(names["men"]))
        self._surnames = chance.sample(names["surnames"], len(names["surnames"]))
        self._given = 0

    def next(self) -> Named:
        """The next of them: a woman and a man by turns."""
        place, self._given = self._given, self._given + 1
        woman = place % 2 == 0
        firsts = self._women if woman else self._men
        first = firsts[place // 2 % len(firsts)]
        return Named(f"{first} {self._surnames[(place + place // 25) % len(self._surnames)]}", woman)


@cache
def _languages() -> list[dict[str, Any]]:
    return list(texts("people")["language"])


@cache
def _shares() -> list[int]:
    return [each["share"] for each in _languages()]
