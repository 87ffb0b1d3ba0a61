"""What the consents amount to on one day, per person, per organisation and in sum (R2, R4)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from types import MappingProxyType

from app.models.address_book import Contact
from app.models.ages import is_minor
from app.models.case import Case
from app.models.consent import Consent
from app.models.group import organisations_in_group
from app.models.required import ConsentBands, current_guardians, required
from app.models.who import Who


class Cover(StrEnum):
    """The state of a person or an organisation; only an organisation is refused (R4)."""

    COVERED = "covered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    MISSING = "missing"


_WORST_FIRST = (Cover.WITHDRAWN, Cover.EXPIRED, Cover.NOT_YET, Cover.MISSING)
"""The only order R4 gives the states, read as an order of gravity: a no weighs more than a silence."""


def governing(consents: Iterable[Consent], by: Who, on: date) -> Consent | None:
    """A person's governing consent on a day: the one signed last among those signed and begun (R4).

    It may be withdrawn or expired, and then no earlier one takes its place. Of two signed on one day the
    one that begins later counts, then the one recorded later.
    """
    return _latest([each for each in consents if each.by == by], on)


def _latest(own: Iterable[Consent], on: date) -> Consent | None:
    found: Consent | None = None
    for each in own:
        if each.signed <= on and each.valid_from <= on:  # noqa: SIM102 - two thoughts
            if found is None or (each.signed, each.valid_from) >= (found.signed, found.valid_from):
                found = each
    return found


def person_cover(consents: Iterable[Consent], by: Who, on: date) -> Cover:
    """A person's state on a day: covered, or the first that fits of withdrawn, expired, not_yet, missing
    (R4). A withdrawal counts from its own day, an expiry from the day after the last (R2)."""
    own = [each for each in consents if each.by == by]
    consent = _latest(own, on)
    if consent is None:
        return Cover.NOT_YET if own else Cover.MISSING
    return _state(consent, on)


def _state(consent: Consent, on: date) -> Cover:
    """What the governing consent of a day amounts to."""
    if consent.withdrawn is not None and consent.withdrawn <= on:
        return Cover.WITHDRAWN
    if consent.valid_until is not None and consent.valid_until < on:
        return Cover.EXPIRED
    return Cover.COVERED


def scope(case: Case, contacts: Mapping[str, Contact], consent: Consent) -> frozenset[str]:
    """Whom a consent names: ids of organisations, `contact:ID` and `guardian:ID`.

    "All" is never blanket: it means those in the group on the day it was signed (R2).
    """
    return _scope(consent, lambda day: organisations_in_group(case, contacts, day))


def _scope(consent: Consent, group: Callable[[date], Iterable[str]]) -> frozenset[str]:
    return frozenset(group(consent.signed) if consent.all_organisations else consent.organisations)


@dataclass(frozen=True, kw_only=True)
class PersonCover:
    """What one person's consents amount to on a day; `names` is the governing consent's scope."""

    who: Who
    state: Cover
    governing: Consent | None = None
    names: frozenset[str] = frozenset()
    refuses: frozenset[str] = frozenset()

    def towards(self, organisation: str) -> Cover:
        """The state towards one organisation (or `contact:ID`, `guardian:ID`): a cell of the matrix."""
        if organisation in self.refuses:
            return Cover.REFUSED
        if self.state is not Cover.COVERED:
            return self.state
        return Cover.COVERED if organisation in self.names else Cover.MISSING


@dataclass(frozen=True, kw_only=True)
class DayCover:
    """What all consents of a case amount to on one day (R4).

    `persons` are the required ones and, beside them, the youth and a minor's guardians, whose stance
    is recorded though nobody asks for it. `group` are the organisations in it on that day, the host's
    own unit among them: R4 says "every organisation now in the group" and makes no exception; what may
    be handed to the host all the same is the gate's affair (R5).
    """

    on: date
    required: tuple[Who, ...]
    excused: tuple[Who, ...]
    guardian_missing: bool
    persons: Mapping[Who, PersonCover]
    group: tuple[str, ...]

    @cached_property
    def organisations(self) -> Mapping[str, Cover]:
        """The state of each in the group on that day."""
        return MappingProxyType({each: self.towards(each) for each in self.group})

    @cached_property
    def worst(self) -> Cover:
        """The worst state of a required person; a guardian who is not even recorded is missing."""
        states = {each.state for each in self._asked}
        if self.guardian_missing:
            states.add(Cover.MISSING)
        return next((state for state in _WORST_FIRST if state in states), Cover.COVERED)

    @property
    def covered(self) -> bool:
        """The sum: every required person and every organisation now in the group is covered (R4)."""
        return self.worst is Cover.COVERED and all(
            state is Cover.COVERED for state in self.organisations.values()
        )

    def towards(self, organisation: str) -> Cover:
        """The state of an organisation, `contact:ID` or `guardian:ID`, in the group or not (R4).

        A refusal weighs most, also against a consent that both names and refuses.
        """
        if organisation in self._refused:
            return Cover.REFUSED
        if self.worst is not Cover.COVERED:
            return self.worst
        named = self._named
        return Cover.COVERED if named is None or organisation in named else Cover.MISSING

    @cached_property
    def _asked(self) -> tuple[PersonCover, ...]:
        return tuple(self.persons[who] for who in self.required)

    @cached_property
    def _refused(self) -> frozenset[str]:
        """Whom at least one of the required refuses."""
        return frozenset().union(*(each.refuses for each in self._asked))

    @cached_property
    def _named(self) -> frozenset[str] | None:
        """Whom all of the required name; None where nobody is asked, for then nobody is left out."""
        names = [each.names for each in self._asked]
        return names[0].intersection(*names[1:]) if names else None


def cover_on(case: Case, contacts: Mapping[str, Contact], on: date, bands: ConsentBands) -> DayCover:
    """What the consents of a case amount to on a day (R4); `contacts` are by id."""
    needed = required(case, on, bands)
    guardians = current_guardians(case, on) if is_minor(case.young_person.birth_date, on) else ()
    beside = (Who.YOUTH, *(Who.guardian(each.key) for each in guardians))
    # Those of one case sign on few days, and the group of a day is the same for all.
    group = cache(lambda day: organisations_in_group(case, contacts, day))
    persons = {who: _person(case, group, who, on) for who in dict.fromkeys((*needed.persons, *beside))}
    return DayCover(
        on=on,
        required=needed.persons,
        excused=needed.excused,
        guardian_missing=needed.guardian_missing,
        persons=MappingProxyType(persons),
        group=group(on),
    )


def _person(case: Case, group: Callable[[date], Iterable[str]], who: Who, on: date) -> PersonCover:
    own = [each for each in case.consents if each.by == who]
    consent = _latest(own, on)
    if consent is None:
        return PersonCover(who=who, state=Cover.NOT_YET if own else Cover.MISSING)
    return PersonCover(
        who=who,
        state=_state(consent, on),
        governing=consent,
        names=_scope(consent, group),
        refuses=frozenset(consent.refused),
    )
