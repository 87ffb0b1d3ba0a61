"""The coordinators of a binder: the person who has it open, and those who share the work."""

from dataclasses import dataclass

from app.models.address_book import Coordinator
from app.models.base import new_key
from app.services import checks
from app.services.changes import Changes
from app.storage.binder import Binder
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


def coordinator_of(work: Work, person: str) -> Coordinator:
    """The coordinator whose name is that of the binder's slot; made where there is none yet."""
    found = next((each for each in work.coordinators() if each.name == person), None)
    if found is None:
        found = Coordinator(id=new_key(), name=person)
        work.add(found)
        # The case that is about to point at it needs the row.
        work.flush()
    return found


def edit_coordinator(binder: Binder, coordinator_id: str | None, facts: CoordinatorFacts) -> Changes:
    """Change how a coordinator stands on papers, or add one where the id is None."""
    with binder.writing() as work:
        name = checks.name(facts.name)
        found = work.get(Coordinator, coordinator_id) if coordinator_id else None
        if found is None:
            found = Coordinator(id=coordinator_id or new_key(), name=name)
            work.add(found)
        found.name = name
        found.title = checks.line(facts.title)
        found.unit = checks.line(facts.unit)
        found.municipality = checks.line(facts.municipality)
        found.email = checks.email(facts.email)
        found.phone = checks.phone(facts.phone)
        work.log("coordinator_changed", to=f"coordinator:{found.id}")
        return Changes.of("coordinator", ids=(found.id,))
