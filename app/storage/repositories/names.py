"""Names: every case, person and organisation that one may ask for by a few letters."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.models.codes import CaseState
from app.models.records import Case, CaseStateChange, Contact, Organisation, YoungPerson


@dataclass(frozen=True, slots=True)
class CaseName:
    """What a case is called, and its state as last changed."""

    id: str
    name: str
    code_name: str | None
    reference: str | None
    protected_identity: bool
    state: CaseState | None


@dataclass(frozen=True, slots=True)
class EntryName:
    """What somebody or something in the address book is called; an organisation has no `about`."""

    id: str
    name: str
    about: str | None
    organisation: bool


def of_cases(session: Session, ids: Collection[str] | None = None) -> tuple[CaseName, ...]:
    """Every case, or those of some ids, in order of id; one statement."""
    later = aliased(CaseStateChange)
    last = select(later.id).where(later.case_id == Case.id).order_by(later.position.desc()).limit(1)
    statement = (
        select(
            Case.id,
            YoungPerson.name,
            Case.code_name,
            Case.reference,
            YoungPerson.protected_identity,
            CaseStateChange.state,
        )
        .join(YoungPerson, YoungPerson.case_id == Case.id)
        .outerjoin(CaseStateChange, CaseStateChange.id == last.scalar_subquery())
        .order_by(Case.id)
    )
    if ids is not None:
        statement = statement.where(Case.id.in_(ids))
    return tuple(
        CaseName(id_, name, code_name, reference, protected, state)
        for id_, name, code_name, reference, protected, state in session.execute(statement)
    )


def of_address_book(session: Session) -> tuple[EntryName, ...]:
    """Every contact with role and organisation, then every organisation, in order of id; two statements."""
    contacts = (
        select(Contact.id, Contact.name, Contact.role, Organisation.name)
        .outerjoin(Organisation, Organisation.id == Contact.organisation_id)
        .order_by(Contact.id)
    )
    organisations = select(Organisation.id, Organisation.name).order_by(Organisation.id)
    people = tuple(
        EntryName(id_, name, ", ".join(each for each in (role, place) if each) or None, organisation=False)
        for id_, name, role, place in session.execute(contacts)
    )
    places = tuple(
        EntryName(id_, name, None, organisation=True) for id_, name in session.execute(organisations)
    )
    return people + places
