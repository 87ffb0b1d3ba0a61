"""Noting who must not meet or read whom, and withholding papers from somebody, with the reason (R5, R9)."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from app.models.address_book import Contact, Coordinator
from app.models.apart import KeptApart
from app.models.case import Case
from app.models.codes import MustNot
from app.models.errors import Kind, KnownError
from app.models.who import Who, WhoKind
from app.services import checks
from app.services.changes import Changes
from app.storage.binder import Binder
from app.storage.work import Work


@dataclass(frozen=True, kw_only=True)
class ApartFacts:
    """What is noted of two who are kept apart, or with no `other` of whom papers are withheld from.

    As `KeptApart`; `on` is the first day.
    """

    who: Who
    on: date
    must_not: frozenset[MustNot]
    other: Who | None = None
    other_case_id: str | None = None
    meeting: str | None = None
    until: date | None = None
    note: str | None = None

    @classmethod
    def of(cls, pair: KeptApart) -> Self:
        """What a note says now."""
        return cls(
            who=pair.who,
            on=pair.date,
            must_not=frozenset(map(MustNot, pair.must_not)),
            other=pair.other,
            other_case_id=pair.other_case_id,
            meeting=pair.meeting,
            until=pair.until,
            note=pair.note,
        )


def keep_apart(binder: Binder, case_id: str, facts: ApartFacts) -> Changes:
    """Note who is kept apart; the meetings and the papers are tested for it from then on.

    KnownError RULE with the `field`: `apart_from_oneself`, `apart_from_nothing`, `apart_across_reading`,
    `not_in_the_case`, or as `checks`.
    """
    with binder.writing() as work:
        case = work.case(case_id)
        made = KeptApart(who=facts.who, date=facts.on)
        _put(work, case, made, facts)
        case.kept_apart.append(made)
        work.log("papers_withheld" if made.other is None else "apart_noted", case=case_id, to=str(made.who))
    return _changes(case_id, made)


def change_apart(binder: Binder, case_id: str, number: int, facts: ApartFacts) -> Changes:
    """Say it anew; errors as `keep_apart`, and RULE `no_such_apart`."""
    with binder.writing() as work:
        case = work.case(case_id)
        found = _found(case, number)
        before = _changes(case_id, found)
        _put(work, case, found, facts)
        work.log("apart_changed", case=case_id, to=str(found.who))
    return before | _changes(case_id, found)


def end_apart(binder: Binder, case_id: str, number: int, last_day: date | None) -> Changes:
    """Let it end with a day, which still counts; None lets it go on."""
    with binder.writing() as work:
        found = _found(work.case(case_id), number)
        checks.in_order(found.date, last_day, "until")
        found.until = last_day
        work.log("apart_resumed" if last_day is None else "apart_ended", case=case_id, to=str(found.who))
    return _changes(case_id, found)


def remove_apart(binder: Binder, case_id: str, number: int) -> Changes:
    """Take away what was noted by mistake, or give papers again that were withheld."""
    with binder.writing() as work:
        case = work.case(case_id)
        found = _found(case, number)
        case.kept_apart = [each for each in case.kept_apart if each is not found]
        work.log(
            "papers_given_again" if found.other is None else "apart_removed", case=case_id, to=str(found.who)
        )
    return _changes(case_id, found)


def withhold(binder: Binder, case_id: str, who: Who, reason: str, *, meeting: str | None = None) -> Changes:
    """Withhold the group's papers from one recipient: those of one meeting, or all until told otherwise.

    KnownError RULE `withhold_reason_missing` where no reason is given.
    """
    facts = ApartFacts(
        who=who,
        on=binder.clock().date(),
        must_not=frozenset({MustNot.READ}),
        meeting=meeting,
        note=checks.needed(reason, "reason", "withhold_reason_missing"),
    )
    return keep_apart(binder, case_id, facts)


def _put(work: Work, case: Case, pair: KeptApart, facts: ApartFacts) -> None:
    across = facts.other_case_id if facts.other_case_id != case.id else None
    if facts.other is not None and across is None and facts.who == facts.other:
        raise KnownError(Kind.RULE, "apart_from_oneself", field="other")
    if not facts.must_not:
        raise KnownError(Kind.RULE, "apart_from_nothing", field="must_not")
    if across is not None and facts.must_not != {MustNot.MEET}:
        raise KnownError(Kind.RULE, "apart_across_reading", field="must_not")
    _must_be_known(work, case, facts.who, "who")
    if facts.other is not None:
        _must_be_known(work, case if across is None else work.case(across), facts.other, "other")
    checks.in_order(facts.on, facts.until, "until")
    pair.who, pair.other, pair.other_case_id = facts.who, facts.other, across
    pair.meeting, pair.date, pair.until = facts.meeting, facts.on, facts.until
    pair.must_not = [str(each) for each in MustNot if each in facts.must_not]
    pair.note = checks.text(facts.note, "note")


def _must_be_known(work: Work, of: Case, who: Who, field: str) -> None:
    match who.kind:
        case WhoKind.YOUTH:
            known = True
        case WhoKind.GUARDIAN:
            known = any(each.key == who.key for each in of.guardians)
        case WhoKind.CONTACT:
            known = work.get(Contact, who.key) is not None
        case WhoKind.COORDINATOR:
            known = work.get(Coordinator, who.key) is not None
    if not known:
        raise KnownError(Kind.RULE, "not_in_the_case", field=field)


def _found(case: Case, number: int) -> KeptApart:
    for each in case.kept_apart:
        if each.id == number:
            return each
    raise KnownError(Kind.RULE, "no_such_apart")


def _changes(case_id: str, pair: KeptApart) -> Changes:
    others = () if pair.other_case_id is None else (pair.other_case_id,)
    return Changes.of("group", "apart", ids=(case_id, *others))
