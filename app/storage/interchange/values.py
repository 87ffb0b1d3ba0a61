"""The kinds of value that stand in the file: how each is read, checked, stored and told again."""

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from app.models.who import Who, WhoKind
from app.storage.interchange.reading import FAULTY, Place, Reading

LONGEST_TEXT = 100_000
LONGEST_BASE64 = 20 * 1024 * 1024
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2})")


class Value:
    """A kind of value.

    `read` checks what stands in the file and gives it back in its one form, or FAULTY; `stored` turns
    that into what the record's attribute holds, and `told` turns it back.
    """

    def read(self, value: Any, at: Place, reading: Reading) -> Any:
        """Check a value of the file; notes faults, never raises."""
        raise NotImplementedError

    def stored(self, value: Any) -> Any:
        """The record's form of a value that `read` let through."""
        return value

    def told(self, value: Any) -> Any:
        """The file's form of what a record holds."""
        return value


class Text(Value):
    """A text of at most 100,000 characters, kept exactly as it is."""

    def read(self, value: Any, at: Place, reading: Reading) -> Any:
        """Check type and length."""
        if not isinstance(value, str):
            return reading.fault(at, "not_a_text")
        if len(value) > LONGEST_TEXT:
            return reading.fault(at, "too_long", longest=LONGEST_TEXT, length=len(value))
        return value


class Identifier(Text):
    """The id of the record it stands in, unique among its kind in the file or in its case."""

    def __init__(self, kind: str, *, scoped: bool) -> None:
        self.kind = kind
        self.scoped = scoped

    def read(self, value: Any, at: Place, reading: Reading) -> Any:
        """Check that it is a text of at least one letter and new in its scope."""
        value = super().read(value, at, reading)
        if value is FAULTY:
            return value
        if not value:
            return reading.fault(at, "empty_id")
        if self.kind == "organisation" and value.startswith(("contact:", "guardian:")):
            # In a consent's scope it could not be told from a person.
            return reading.fault(at, "ambiguous_id")
        reading.claim(at, self.kind, value, scoped=self.scoped)
        return value


class Reference(Text):
    """The id of another record, which the file itself must hold."""

    def __init__(self, kind: str, *, scoped: bool = False) -> None:
        self.kind = kind
        self.scoped = scoped

    def read(self, value: Any, at: Place, reading: Reading) -> Any:
        """Check the type now, the reference when the file is read."""
        value = super().read(value, at, reading)
        if value is not FAULTY:
            reading.refer(at, self.kind, value, scoped=self.scoped)
        return value


def refer_to(who: Who, at: Place, reading: Reading) -> None:
    """Note a person that is pointed at; the youth is always there, and a guardian is of the same case."""
    if who.kind is not WhoKind.YOUTH:
        reading.refer(at, str(who.kind), who.key, scoped=who.kind is WhoKind.GUARDIAN)


class Person(Text):
    """`WHO`: the youth, a guardian of the case, a contact or a coordinator."""

    def read(self, value: Any, at: Place, reading: Reading) -> Any:
        """Check the form now, the reference when the file is read."""
        value = super().read(value, at, reading)
        if value is FAULTY:
            return value
        try:
            who = Who.parse(value)
        except ValueError:
            return reading.fault(at, "not_a_person")
        self.refer(who, at, reading)
        return value

    def refer(self, who: Who, at: Place, reading: Reading) -> None:
        """Note whom it points at."""
        refer_to(who, at, reading)

    def stored(self, value: Any) -> Any:
        """A `Who`."""
        return Who.parse(value)

    def told(self, value: Any) -> Any:
        """Its text."""
        return str(value)


class PersonElsewhere(Person):
    """A `WHO` of this case or of another that stands beside it: only its form is checked by itself."""

    def refer(self, who: Who, at: Place, reading: Reading) -> None:
        """Nothing: whom it points at is for the rule of the object it stands in."""


class PersonText(Person):
    """A `WHO` that a record keeps as text, in a list."""

    def stored(self, value: Any) -> Any:
        """The text itself."""
        return value


class Member(PersonText):
    """Who may exchange information: an organisation's id, `contact:ID` or `guardian:ID`."""

    def read(self, value: Any, at: Place, reading: Reading) -> Any:
        """Tell organisations from persons by the prefix."""
        if isinstance(value, str) and value.startswith(("contact:", "guardian:")):
            return super().read(value, at, reading)
        return Reference("organisation").read(value, at, reading)


class Code(Value):
    """One word of a code list."""

    def __init__(self, codes: type[StrEnum]) -> None:
        self.codes = codes
        self.known: dict[str, StrEnum] = {each.value: each for each in codes}

    def read(self, value: Any, at: Place, reading: Reading) -> Any:
        """Check that the list has the word."""
        if not isinstance(value, str):
            return reading.fault(at, "not_a_text")
        if value not in self.known:
            return reading.fault(at, "unknown_code", known=", ".join(self.known))
        return value

    def stored(self, value: Any) -> Any:
        """The member of the list."""
        return self.known[value]

    def told(self, value: Any) -> Any:
        """The word."""
        return str(value)


class CodeText(Code):
    """One word of a code list that a record keeps as text, in a list."""

    def stored(self, value: Any) -> Any:
        """The text itself."""
        return value


class Flag(Value):
    """True or false."""

    def read(self, value: Any, at: Place, reading: Reading) -> Any:
        """Check the type; 0 and 1 are numbers."""
        return value if isinstance(value, bool) else reading.fault(at, "not_a_flag")


class Number(Value):
    """A whole number between two bounds, both inclusive."""

    def __init__(self, low: int, high: int) -> None:
        self.low = low
        self.high = high

    def read(self, value: Any, at: Place, reading: Reading) -> Any:
        """Check type and bounds; true is no number, and neither is 1.0."""
        if not isinstance(value, int) or isinstance(value, bool):
            return reading.fault(at, "not_a_number")
        if not self.low <= value <= self.high:
            return reading.fault(at, "out_of_bounds", low=self.low, high=self.high)
        return value


class Day(Value):
    """A day, exactly `YYYY-MM-DD`."""

    def read(self, value: Any, at: Place, reading: Reading) -> Any:
        """Check form and calendar."""
        match = _DAY.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            return reading.fault(at, "not_a_day")
        try:
            date(*map(int, match.groups()))
        except ValueError:
            return reading.fault(at, "impossible_day")
        return value

    def stored(self, value: Any) -> Any:
        """A `date`."""
        return date.fromisoformat(value)

    def told(self, value: Any) -> Any:
        """Its text."""
        return value.isoformat()


class Time(Value):
    """A local time, exactly `YYYY-MM-DDTHH:MM`."""

    def read(self, value: Any, at: Place, reading: Reading) -> Any:
        """Check form, calendar and clock."""
        match = _TIME.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            return reading.fault(at, "not_a_time")
        year, month, day, hour, minute = map(int, match.groups())
        try:
            datetime(year, month, day, hour, minute)
        except ValueError:
            return reading.fault(at, "impossible_day")
        return value

    def stored(self, value: Any) -> Any:
        """A `datetime` without a time zone."""
        return datetime.fromisoformat(value)

    def told(self, value: Any) -> Any:
        """Its text, to the minute."""
        return value.isoformat(timespec="minutes")


class Bytes(Value):
    """A file's content in base64, at most 20 MB of it; stored as the bytes and their SHA-256."""

    def read(self, value: Any, at: Place, reading: Reading) -> Any:
        """Check type, size and that it is the one way to write those bytes."""
        if not isinstance(value, str):
            return reading.fault(at, "not_a_text")
        if len(value) > LONGEST_BASE64:
            return reading.fault(at, "too_long", longest=LONGEST_BASE64, length=len(value))
        try:
            content = b64decode(value, validate=True)
        except (NotBase64, ValueError):
            return reading.fault(at, "not_base64")
        return value if b64encode(content).decode() == value else reading.fault(at, "not_base64")

    def stored(self, value: Any) -> Any:
        """The bytes and their digest."""
        content = b64decode(value)
        return content, sha256(content).hexdigest()

    def told(self, value: Any) -> Any:
        """Base64 of the bytes."""
        return b64encode(value[0]).decode()


class Exactly(Value):
    """One value and no other."""

    def __init__(self, expected: str | int) -> None:
        self.expected = expected

    def read(self, value: Any, at: Place, reading: Reading) -> Any:
        """Check that it is the value, type included."""
        if type(value) is not type(self.expected) or value != self.expected:
            return reading.fault(at, "not_exactly", expected=self.expected)
        return value


class Words(Value):
    """A JSON object from words (a code list's, or free) to values of one kind; null is left out."""

    def __init__(self, keys: Code | Text, values: Value) -> None:
        self.keys = keys
        self.values = values

    def read(self, value: Any, at: Place, reading: Reading) -> Any:
        """Check every key and value."""
        if not isinstance(value, dict):
            return reading.fault(at, "not_an_object")
        found = {}
        for key, each in value.items():
            if isinstance(self.keys, Code) and key not in self.keys.known:
                reading.fault(at / key, "unknown_key")
                continue
            self.keys.read(key, at / key, reading)
            if each is not None:
                found[key] = self.values.read(each, at / key, reading)
        return found


class Several(Value):
    """A list of values that a record keeps in one attribute."""

    def __init__(self, of: Value) -> None:
        self.of = of

    def read(self, value: Any, at: Place, reading: Reading) -> Any:
        """Check every value of the list."""
        if not isinstance(value, list):
            return reading.fault(at, "not_a_list")
        return [self.of.read(each, at / index, reading) for index, each in enumerate(value)]

    def stored(self, value: Any) -> Any:
        """A list of its own, so that no two records share one."""
        return [self.of.stored(each) for each in value]

    def told(self, value: Any) -> Any:
        """The list again."""
        return [self.of.told(each) for each in value]


class Scope(Value):
    """Which organisations a consent speaks of: a list, or `"all"`."""

    members = Several(Member())

    def read(self, value: Any, at: Place, reading: Reading) -> Any:
        """Check the word or the list."""
        if isinstance(value, str):
            return value if value == "all" else reading.fault(at, "neither_list_nor_all")
        return self.members.read(value, at, reading)

    def stored(self, value: Any) -> Any:
        """Whether it is all, and the list."""
        return (True, []) if value == "all" else (False, list(value))

    def told(self, value: Any) -> Any:
        """The word or the list."""
        everybody, members = value
        return "all" if everybody else list(members)
