"""The consent status of a case on a day, with what is coming (R1–R4)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from app.models.address_book import Contact
from app.models.ages import age_on, birthday
from app.models.case import Case
from app.models.consent import Consent
from app.models.cover import Cover, DayCover, PersonCover, cover_on, governing, person_cover
from app.models.days import days_later
from app.models.group import standing_of
from app.models.required import DEFAULT_BANDS, ConsentBands, current_deviations, required
from app.models.who import Who

WARN_AHEAD = 30
"""Days before a birthday or an end at which the coordinator is warned (R4)."""

NO_GUARDIAN = "guardian"
"""What stands for the guardian that a minor lacks (interchange.md, `consent`)."""


class ConsentWarningCode(StrEnum):
    """What the coordinator should see to; each names its fields of `ConsentWarning`."""

    NO_GUARDIAN = "no_guardian"  # a minor has none recorded
    NOBODY_REQUIRED = "nobody_required"  # a decision lets everybody off
    REFUSED = "refused"  # `who` refuses `organisation`: not a SIG, propose closing (R3)
    OUTSIDE_SCOPE = "outside_scope"  # `organisation` is, or from `on` will be, outside the consent of `who`
    NO_END = "no_end"  # the consent of `who` has no last day
    RUNS_OUT = "runs_out"  # `on` is the last day of the consent of `who`
    RENEWAL_BEGINS = "renewal_begins"  # a signed consent of `who` begins `on`
    BIRTHDAY = "birthday"  # `on` the youth turns `age`: `added` must consent, `dropped` no longer
    DEVIATION_ENDS = "deviation_ends"  # `on` is the last day of a decision that lets `dropped` off


@dataclass(frozen=True, kw_only=True)
class ConsentWarning:
    """One thing to see to, as a code with its data."""

    code: ConsentWarningCode
    who: Who | None = None
    organisation: str | None = None
    on: date | None = None
    age: int | None = None
    added: tuple[Who, ...] = ()
    dropped: tuple[Who, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Missing:
    """A required person who is not covered, and why; without `who` it is the guardian that a minor lacks."""

    who: Who | None
    why: Cover

    @property
    def name(self) -> str:
        """The WHO text, or `guardian` (interchange.md)."""
        return NO_GUARDIAN if self.who is None else str(self.who)


@dataclass(frozen=True, kw_only=True)
class ConsentStatus:
    """What the consents of a case amount to on a day, computed and never stored (R4).

    `required` are in order youth, guardians; `excused` are let off by a decision. `persons` holds also the
    youth and a minor's guardians who need not consent. `organisations` maps ids and `contact:ID` of those
    in the group to their state. `covered_through` is the last day on which all is covered as things
    stand, None where nothing known ends it or it is not covered today (then `covered` is false). `bands`
    are those it was computed by.
    """

    on: date
    age: int
    covered: bool
    required: tuple[Who, ...]
    excused: tuple[Who, ...]
    missing: tuple[Missing, ...]
    organisations: Mapping[str, Cover]
    persons: Mapping[Who, Cover]
    governing: Mapping[Who, Consent]
    covered_through: date | None
    warnings: tuple[ConsentWarning, ...]
    day: DayCover
    bands: ConsentBands

    def cell(self, who: Who, organisation: str) -> Cover:
        """The state of one person towards one organisation: a cell of the matrix (R4)."""
        person = self.day.persons.get(who, PersonCover(who=who, state=Cover.MISSING))
        return person.towards(organisation)

    def towards(self, organisation: str) -> Cover:
        """The state of any organisation, `contact:ID` or `guardian:ID`, in the group or not (R4)."""
        return self.day.towards(organisation)

    @property
    def refusals(self) -> tuple[tuple[Who, str], ...]:
        """Who of the required refuses what; with one the youth cannot be in a SIG (R3)."""
        return tuple((who, each) for who in self.required for each in sorted(self.day.persons[who].refuses))


def consent_status(
    case: Case,
    contacts: Mapping[str, Contact],
    on: date,
    bands: ConsentBands = DEFAULT_BANDS,
    *,
    through: bool = True,
) -> ConsentStatus:
    """The consent status of a case on a day (R4).

    `contacts` holds every contact that the case's participants name, by id; it tells their organisations.
    Without `through` nobody needs `covered_through`, which costs most, and it is None.
    """
    day = cover_on(case, contacts, on, bands)
    states = {who: each.state for who, each in day.persons.items()}
    missing = [Missing(who=who, why=states[who]) for who in day.required if states[who] is not Cover.COVERED]
    if day.guardian_missing:
        missing.append(Missing(who=None, why=Cover.MISSING))
    return ConsentStatus(
        on=on,
        age=age_on(case.young_person.birth_date, on),
        covered=day.covered,
        required=day.required,
        excused=day.excused,
        missing=tuple(missing),
        organisations=day.organisations,
        persons=MappingProxyType(states),
        governing=MappingProxyType(
            {who: each.governing for who, each in day.persons.items() if each.governing}
        ),
        covered_through=_covered_through(case, contacts, day, bands) if through else None,
        warnings=tuple(_warnings(case, contacts, day, bands)),
        day=day,
        bands=bands,
    )


def _covered_through(
    case: Case, contacts: Mapping[str, Contact], today: DayCover, bands: ConsentBands
) -> date | None:
    """The day before the first on which something known makes the sum fail."""
    if not today.covered:
        return None
    for day in sorted(each for each in set(_turning_days(case, bands)) if each > today.on):
        if not cover_on(case, contacts, day, bands).covered:
            return days_later(day, -1)
    return None


def _turning_days(case: Case, bands: ConsentBands) -> Iterator[date]:
    """Every day on which the status may differ from the day before, as things are recorded now."""
    for age in bands.ages:
        yield birthday(case.young_person.birth_date, age)
    spans = [(each.from_, each.to) for each in case.guardians]
    spans += [(each.from_, each.to) for each in case.participants]
    spans += [(each.date, each.until) for each in case.deviations]
    for consent in case.consents:
        spans += [
            (consent.signed, None),
            (consent.valid_from, consent.valid_until),
            (consent.withdrawn, None),
        ]
    for first, last in spans:
        if first is not None:
            yield first
        if last is not None and last < date.max:
            yield days_later(last, 1)


def _warnings(
    case: Case, contacts: Mapping[str, Contact], day: DayCover, bands: ConsentBands
) -> Iterator[ConsentWarning]:
    """What R3 and R4 want said, the gravest first."""
    if day.guardian_missing:
        yield ConsentWarning(code=ConsentWarningCode.NO_GUARDIAN)
    elif not day.required:
        yield ConsentWarning(code=ConsentWarningCode.NOBODY_REQUIRED)
    for who in day.required:
        for each in sorted(day.persons[who].refuses):
            yield ConsentWarning(code=ConsentWarningCode.REFUSED, who=who, organisation=each)
    yield from _outside_scope(case, contacts, day)
    yield from _ends(case, day)
    yield from _changes_of_the_required(case, day, bands)


def _outside_scope(case: Case, contacts: Mapping[str, Contact], day: DayCover) -> Iterator[ConsentWarning]:
    """Members now, and those who join within 30 days, whom a covered person's consent does not name (R4)."""
    soon = days_later(day.on, WARN_AHEAD)
    settled = {each for each, state in day.organisations.items() if state is Cover.COVERED}
    joins: dict[str, date] = {}
    for each in case.participants:
        if each.from_ <= soon and (each.to is None or each.to >= day.on):
            organisation = standing_of(contacts[each.contact_id])
            if organisation in settled:
                continue
            first = max(each.from_, day.on)
            joins[organisation] = min(first, joins.get(organisation, first))
    for organisation, first in joins.items():
        for who in day.required:
            person = day.persons[who]
            if person.state is Cover.COVERED and person.towards(organisation) is Cover.MISSING:
                yield ConsentWarning(
                    code=ConsentWarningCode.OUTSIDE_SCOPE, who=who, organisation=organisation, on=first
                )


def _ends(case: Case, day: DayCover) -> Iterator[ConsentWarning]:
    """Consents without an end, those that run out within 30 days unrenewed, and renewals to come (R4)."""
    soon = days_later(day.on, WARN_AHEAD)
    for who in day.required:
        person = day.persons[who]
        consent = person.governing
        if consent is not None and person.state is Cover.COVERED:
            last = consent.valid_until
            if last is None:
                yield ConsentWarning(code=ConsentWarningCode.NO_END, who=who)
            elif last <= soon and person_cover(case.consents, who, days_later(last, 1)) is not Cover.COVERED:
                yield ConsentWarning(code=ConsentWarningCode.RUNS_OUT, who=who, on=last)
        begins = min(
            (
                each.valid_from
                for each in case.consents
                if each.by == who
                and each.signed <= day.on < each.valid_from
                and governing(case.consents, who, each.valid_from) is each
            ),
            default=None,
        )
        if begins is not None:
            yield ConsentWarning(code=ConsentWarningCode.RENEWAL_BEGINS, who=who, on=begins)


def _changes_of_the_required(case: Case, day: DayCover, bands: ConsentBands) -> Iterator[ConsentWarning]:
    """Birthdays and ends of decisions within 30 days that change who must consent (R4)."""
    soon = days_later(day.on, WARN_AHEAD)
    for age in bands.ages:
        turns = birthday(case.young_person.birth_date, age)
        if day.on < turns <= soon:
            before = required(case, days_later(turns, -1), bands).persons
            after = required(case, turns, bands).persons
            yield ConsentWarning(
                code=ConsentWarningCode.BIRTHDAY,
                on=turns,
                age=age,
                added=tuple(who for who in after if who not in before),
                dropped=tuple(who for who in before if who not in after),
            )
    for each in current_deviations(case.deviations, day.on):
        if each.until is not None and each.until <= soon:
            yield ConsentWarning(
                code=ConsentWarningCode.DEVIATION_ENDS,
                on=each.until,
                dropped=tuple(Who.parse(name) for name in each.not_required),
            )
