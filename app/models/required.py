"""Who must consent on a day (R1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from app.models.ages import age_on
from app.models.case import Case, Guardian
from app.models.consent import Deviation
from app.models.days import is_current
from app.models.who import Who


@dataclass(frozen=True, kw_only=True)
class Band:
    """Whose consent is needed from the band before up to, but not including, the age `below`.

    `below` is in whole years; None means no upper bound.
    """

    below: int | None
    youth: bool
    guardians: bool


@dataclass(frozen=True)
class ConsentBands:
    """The age bands of R1 as a table that a binder can change.

    ValueError unless the ages rise, the last band is open, and each band asks somebody.
    """

    bands: tuple[Band, ...]

    def __post_init__(self) -> None:
        ages = [band.below for band in self.bands[:-1]]
        known = [age for age in ages if age is not None]
        if not self.bands or self.bands[-1].below is not None or len(known) != len(ages):
            raise ValueError("only the last band, and it always, is open")
        if any(later <= earlier for earlier, later in pairwise(known)):
            raise ValueError("the ages must rise")
        if not all(band.youth or band.guardians for band in self.bands):
            raise ValueError("each band asks somebody")

    def at(self, age: int) -> Band:
        """The band of an age in whole years."""
        return next(band for band in self.bands if band.below is None or age < band.below)

    @property
    def ages(self) -> tuple[int, ...]:
        """The ages at which the set of persons changes."""
        return tuple(band.below for band in self.bands if band.below is not None)


DEFAULT_BANDS = ConsentBands(
    (
        Band(below=15, youth=False, guardians=True),
        Band(below=18, youth=True, guardians=True),
        Band(below=None, youth=True, guardians=False),
    )
)
"""The practice of the national guidelines: under 15 all guardians, 15–17 the youth and all guardians,
18 and over the youth alone (R1)."""


@dataclass(frozen=True, kw_only=True)
class Required:
    """Who must consent on a day: the youth first, then the guardians as they were recorded.

    `guardian_missing` says that a guardian is needed and none is recorded for the day; `excused` are
    those whom a decision lets off.
    """

    persons: tuple[Who, ...]
    guardian_missing: bool = False
    excused: tuple[Who, ...] = ()


def current_guardians(case: Case, on: date) -> tuple[Guardian, ...]:
    """The guardians on a day; their first and last days count (R1)."""
    return tuple(each for each in case.guardians if is_current(each.from_, each.to, on))


def current_deviations(deviations: Iterable[Deviation], on: date) -> tuple[Deviation, ...]:
    """The decisions that hold on a day, their first and last days included (R1)."""
    return tuple(each for each in deviations if is_current(each.date, each.until, on))


def required(case: Case, on: date, bands: ConsentBands = DEFAULT_BANDS) -> Required:
    """Who must consent on a day, by the youth's age then and the decisions that hold then (R1).

    A minor without a recorded guardian lacks one: that is never "nobody required". A decision that lets
    everybody off leaves nobody, and answers for it by its ground.
    """
    band = bands.at(age_on(case.young_person.birth_date, on))
    guardians = current_guardians(case, on) if band.guardians else ()
    candidates = (Who.YOUTH,) * band.youth + tuple(Who.guardian(each.key) for each in guardians)
    let_off = {name for each in current_deviations(case.deviations, on) for name in each.not_required}
    return Required(
        persons=tuple(who for who in candidates if str(who) not in let_off),
        guardian_missing=band.guardians and not guardians,
        excused=tuple(who for who in candidates if str(who) in let_off),
    )
