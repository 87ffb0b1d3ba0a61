"""What typed values must be before a service takes them; each refusal names its field for the form."""

import re
from datetime import date
from unicodedata import category, normalize

from personnummer import personnummer

from app.models.errors import Kind, KnownError

LONGEST = 100_000
"""Characters of the longest text that a binder takes (interchange.md)."""
LONGEST_NAME = 300
EARLIEST_BIRTH = date(1900, 1, 1)
_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+")
_UNSEEN = frozenset("\u00ad\u200b\u2060\ufeff") | {
    chr(number) for number in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
"""What is pasted without being seen: marks that turn the reading round, or stand in the way of a search. What
joins letters and emoji (U+200C, U+200D) is needed."""
_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029\v\f]")
_PHONE = re.compile(r"\+?[0-9][0-9 \-–/()]{2,30}")


def refuse(code: str, field: str, **details: str | int) -> KnownError:
    """The refusal of one field; `details["field"]` says which, so that a form can show it there."""
    return KnownError(Kind.RULE, code, field=field, **details)


def seen(value: str) -> str:
    """A typed or pasted text as one reads it: no control characters but tab and line end, å one letter."""
    if value.isascii() and value.isprintable():
        return value
    ended = _ENDS.sub("\n", value)
    kept = (
        each for each in ended if each in "\n\t" or not (each in _UNSEEN or category(each) in ("Cc", "Cs"))
    )
    return normalize("NFC", "".join(kept))


def name(value: str, field: str = "name", code: str = "name_missing") -> str:
    """A name on one line, with single spaces; refused when empty or unreasonably long."""
    cleaned = " ".join(seen(value).split())
    if not cleaned:
        raise refuse(code, field)
    if len(cleaned) > LONGEST_NAME:
        raise refuse("name_too_long", field, most=LONGEST_NAME)
    return cleaned


def line(value: str | None) -> str | None:
    """A text on one line, or None for nothing."""
    return " ".join(seen(value).split()) or None if value else None


def text(value: str | None, field: str = "text") -> str | None:
    """A text of one or more lines without empty ends, or None for nothing."""
    cleaned = seen(value).strip() if value else ""
    if len(cleaned) > LONGEST:
        raise refuse("text_too_long", field, most=LONGEST)
    return cleaned or None


def needed(value: str | None, field: str, code: str) -> str:
    """A text that must say something."""
    cleaned = text(value, field)
    if cleaned is None:
        raise refuse(code, field)
    return cleaned


def email(value: str | None, field: str = "email") -> str | None:
    """An e-mail address as it is written; one, without a name around it."""
    cleaned = line(value)
    if cleaned is not None and not _EMAIL.fullmatch(cleaned):
        raise refuse("email_odd", field)
    return cleaned


def phone(value: str | None, field: str = "phone") -> str | None:
    """A telephone number as it is written: digits, spaces and hyphens, perhaps with a plus first."""
    cleaned = line(value)
    if cleaned is not None and not _PHONE.fullmatch(cleaned):
        raise refuse("phone_odd", field)
    return cleaned


def birth_date(value: date | None, today: date, field: str = "birth_date") -> date:
    """A day of birth that has been."""
    if value is None:
        raise refuse("birth_date_missing", field)
    if value > today:
        raise refuse("birth_date_to_come", field)
    if value < EARLIEST_BIRTH:
        raise refuse("birth_date_too_early", field)
    return value


def in_order(first: date | None, last: date | None, field: str) -> None:
    """Refuses a last day before the first."""
    if first is not None and last is not None and last < first:
        raise refuse("dates_backwards", field)


def not_to_come(day: date, today: date, field: str) -> None:
    """Refuses a day that has not come yet, for what has happened."""
    if day > today:
        raise refuse("day_to_come", field)


def doubts_of_identity(number: str | None, born: date | None) -> tuple[str, ...]:
    """What is odd about an identity number, as codes; a warning, never a block: registers err too.

    `identity_number_odd` where the check digit or the form does not hold (samordningsnummer are fine),
    `identity_number_other_day` where it speaks of another day of birth.
    """
    cleaned = line(number)
    if cleaned is None:
        return ()
    try:
        read = personnummer.parse(cleaned).get_date()
    except (personnummer.PersonnummerException, ValueError):
        return ("identity_number_odd",)
    return ("identity_number_other_day",) if born is not None and read != born else ()
