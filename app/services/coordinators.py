"""The coordinators of a binder: how they stand on papers, and who answers for which case (R7)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.models.address_book import Coordinator
from app.models.base import new_key
from app.models.case import Case
from app.models.errors import Kind, KnownError
from app.services import checks
from app.services.changes import Changes
from app.storage.binder import Binder
from app.storage.repositories.responsible import ResponsibleRow
from app.storage.work import Work


@dataclass(frozen=True, kw_only=True)
class CoordinatorFacts:
    """How a coordinator stands on papers."""

    name: str
    title: str | None = None
    unit: str | None = None
    municipality: str | None = None
    email: str | None = None
    phone: str | None = None

    @classmethod
    def of(cls, coordinator: Coordinator) -> "CoordinatorFacts":
        """How she stands there now."""
        return cls(**{name: getattr(coordinator, name) for name in cls.__dataclass_fields__})


@dataclass(frozen=True, kw_only=True)
class Responsible:
    """Who answers for a case: the ids of its coordinator and of who stands in for her (R7)."""

    coordinator_id: str | None
    stand_in_id: str | None = None

    @classmethod
    def of(cls, case: Case) -> "Responsible":
        """Who answers for it now."""
        return cls(coordinator_id=case.coordinator_id, stand_in_id=case.stand_in_id)


@dataclass(frozen=True, kw_only=True)
class Mine:
    """The ids of the cases that the person who has the binder open coordinates, and where she stands in."""

    coordinates: frozenset[str]
    stands_in: frozenset[str]


def known_coordinator(work: Work, person: str) -> Coordinator | None:
    """The coordinator whose name is that of the binder's slot, None where there is none yet."""
    return next((each for each in work.coordinators() if each.name == person), None)


def coordinator_of(work: Work, person: str) -> Coordinator:
    """The same; made where there is none yet."""
    found = known_coordinator(work, person)
    if found is None:
        found = Coordinator(id=new_key(), name=person)
        work.add(found)
        # The case that is about to point at it needs the row.
        work.flush()
    return found


def edit_coordinator(binder: Binder, coordinator_id: str | None, facts: CoordinatorFacts) -> Changes:
    """Change how a coordinator stands on papers, or add one where the id is None.

    Who can open the binder keeps her name, by which the log knows her: KnownError RULE `name_is_logged`.
    """
    with binder.writing() as work:
        name = checks.name(facts.name)
        found = work.get(Coordinator, coordinator_id) if coordinator_id else None
        if found is None:
            found = Coordinator(id=coordinator_id or new_key(), name=name)
            work.add(found)
        elif found.name != name and found.name in binder.persons():
            raise checks.refuse("name_is_logged", "name")
        write_coordinator(work, found, facts)
        return Changes.of("coordinator", ids=(found.id,))


def write_coordinator(work: Work, coordinator: Coordinator, facts: CoordinatorFacts) -> None:
    """Put facts in a coordinator's record, checked, within the caller's transaction."""
    coordinator.name = checks.name(facts.name)
    coordinator.title = checks.line(facts.title)
    coordinator.unit = checks.line(facts.unit)
    coordinator.municipality = checks.line(facts.municipality)
    coordinator.email = checks.email(facts.email)
    coordinator.phone = checks.phone(facts.phone)
    work.log("coordinator_changed", to=f"coordinator:{coordinator.id}")


def my_cases(binder: Binder) -> Mine:
    """The cases of the person who has the binder open; one question, however many cases there are."""
    with binder.reading() as work:
        me = {each.id for each in work.coordinators() if each.name == binder.person}
        rows = work.responsible()
    return Mine(
        coordinates=frozenset(each.case_id for each in rows if each.coordinator_id in me),
        stands_in=frozenset(each.case_id for each in rows if each.stand_in_id in me),
    )


def hand_over(binder: Binder, wanted: Mapping[str, Responsible], *, on: date) -> Changes:
    """Let others answer for cases from a day on, all or none; the same errand takes it back.

    The log says of each case from whom to whom it went and from which day. KnownError RULE
    `no_such_coordinator`, `stand_in_is_coordinator`, `nothing_to_hand_over` or `day_to_come`.
    """
    checks.not_to_come(on, binder.clock().date(), "on")
    if not wanted:
        raise checks.refuse("nothing_to_hand_over", "cases")
    with binder.writing() as work:
        known = {each.id for each in work.coordinators()}
        for case_id, after in wanted.items():
            case = work.get(Case, case_id)
            if case is None:
                raise KnownError(Kind.RULE, "no_such_case", id=case_id)
            let_answer(work, case, after, on=on, known=known)
    return Changes.of("case", "coordinator", ids=tuple(wanted))


def let_answer(
    work: Work, case: Case, after: Responsible, *, on: date, known: set[str] | None = None
) -> None:
    """Let others answer for one case, logged where it changes anything, within the caller's transaction."""
    _check(after, {each.id for each in work.coordinators()} if known is None else known)
    before = Responsible.of(case)
    if before != after:
        case.coordinator_id, case.stand_in_id = after.coordinator_id, after.stand_in_id
        _log(work, case.id, before, after, on)


def taken_over(
    rows: Iterable[ResponsibleRow], to: str, *, former_stands_in: bool = False
) -> dict[str, Responsible]:
    """Who answers for cases when a coordinator has taken them over: the former one, if she wants to, stands
    in; else the stand-in stays, unless it is she who takes over."""
    return {
        each.case_id: Responsible(
            coordinator_id=to, stand_in_id=_stand_in(each, to, former_stands_in=former_stands_in)
        )
        for each in rows
    }


def _stand_in(row: ResponsibleRow, to: str, *, former_stands_in: bool) -> str | None:
    wanted = row.coordinator_id if former_stands_in else row.stand_in_id
    return None if wanted == to else wanted


def _check(wanted: Responsible, known: set[str]) -> None:
    for each in (wanted.coordinator_id, wanted.stand_in_id):
        if each is not None and each not in known:
            raise KnownError(Kind.RULE, "no_such_coordinator")
    if wanted.stand_in_id is not None and wanted.stand_in_id == wanted.coordinator_id:
        raise checks.refuse("stand_in_is_coordinator", "stand_in_id")


def _log(work: Work, case_id: str, before: Responsible, after: Responsible, on: date) -> None:
    detail: dict[str, str | int] = {"on": str(on)}
    named = {
        "from": before.coordinator_id,
        "stand_in_before": before.stand_in_id,
        "stand_in": after.stand_in_id,
    }
    detail |= {key: value for key, value in named.items() if value is not None}
    changed = before.coordinator_id != after.coordinator_id
    work.log(
        "case_handed_over" if changed else "stand_in_changed",
        case=case_id,
        to=None if after.coordinator_id is None else f"coordinator:{after.coordinator_id}",
        detail=detail,
    )
