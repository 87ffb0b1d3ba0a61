"""The people of a binder: who opens it with a passphrase of her own, and who stands on papers (R7)."""

from dataclasses import dataclass

from app.models.address_book import Coordinator
from app.models.errors import Kind, KnownError
from app.models.states import OVER
from app.services import checks
from app.services.changes import Changes
from app.services.coordinators import CoordinatorFacts, coordinator_of, write_coordinator
from app.services.passphrase import refuse_weak
from app.storage.binder import Binder
from app.storage.repositories.responsible import ResponsibleRow
from app.storage.vault import Cost


@dataclass(frozen=True, kw_only=True)
class PersonLine:
    """One person: how she stands on papers, whether she can open the binder, and what she answers for.

    `coordinator` is None for who has a slot and no case yet. `cases` are those she coordinates, `stands_in`
    those where she is the stand-in, both in order of name.
    """

    name: str
    coordinator: Coordinator | None
    can_open: bool
    is_me: bool
    cases: tuple[ResponsibleRow, ...]
    stands_in: tuple[ResponsibleRow, ...]

    @property
    def running(self) -> tuple[ResponsibleRow, ...]:
        """Her cases that are not over."""
        return tuple(each for each in self.cases if each.state not in OVER)


def persons(binder: Binder) -> tuple[PersonLine, ...]:
    """Everybody: the person who has it open first, then who can open it, then who only stands on papers."""
    with binder.reading() as work:
        coordinators = work.coordinators()
        rows = sorted(work.responsible(), key=lambda each: each.name.casefold())
    slots = binder.persons()
    by_name = {each.name: each for each in coordinators}
    names = dict.fromkeys([binder.person, *slots, *sorted(by_name, key=str.casefold)])
    return tuple(_line(binder, name, by_name.get(name), slots, rows) for name in names)


def add_person(
    binder: Binder, facts: CoordinatorFacts, passphrase: str, *, cost: Cost | None = None
) -> Changes:
    """Let another coordinator open the binder with a passphrase of her own, and stand on papers.

    KnownError RULE for a weak passphrase, `person_exists`, or `passphrase_taken`.
    """
    name = checks.name(facts.name)
    checks.email(facts.email)
    checks.phone(facts.phone)
    if any(each.casefold() == name.casefold() for each in binder.persons()):
        raise checks.refuse("person_exists", "name")
    refuse_weak(passphrase, personal=(name,))
    binder.set_passphrase(name, passphrase, cost=cost)
    with binder.writing() as work:
        found = coordinator_of(work, name)
        write_coordinator(work, found, facts)
        return Changes.of("coordinator", "person", ids=(found.id,))


def record_of(binder: Binder, name: str) -> str:
    """The id by which a person stands on papers and answers for cases; made where she has none yet."""
    with binder.writing() as work:
        return coordinator_of(work, name).id


def remove_person(binder: Binder, name: str) -> Changes:
    """Take away a person's way in; what she did keeps her name, and her cases keep her until handed over.

    KnownError RULE `no_such_person`, `last_person`, or `not_oneself` for the person who has it open.
    """
    if name == binder.person and len(binder.persons()) > 1:
        raise KnownError(Kind.RULE, "not_oneself")
    binder.remove_person(name)
    return Changes.of("coordinator", "person")


def _line(
    binder: Binder,
    name: str,
    coordinator: Coordinator | None,
    slots: tuple[str, ...],
    rows: list[ResponsibleRow],
) -> PersonLine:
    key = None if coordinator is None else coordinator.id
    return PersonLine(
        name=name,
        coordinator=coordinator,
        can_open=name in slots,
        is_me=name == binder.person,
        cases=tuple(each for each in rows if key is not None and each.coordinator_id == key),
        stands_in=tuple(each for each in rows if key is not None and each.stand_in_id == key),
    )
