"""People: the names that the binder knows, wherever they stand."""

from collections.abc import Sequence

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from app.models.records import Contact, Guardian, Participant, YoungPerson


def names_outside(session: Session, case_id: str) -> Sequence[str]:
    """The names of the binder's people who are not in one case's group, each once, in order.

    Youths and guardians of other cases, and contacts that are not participants of this one, whenever.
    """
    members = select(Participant.contact_id).where(Participant.case_id == case_id)
    names = union_all(
        select(YoungPerson.name.label("name")).where(YoungPerson.case_id != case_id),
        select(Guardian.name).where(Guardian.case_id != case_id),
        select(Contact.name).where(Contact.id.not_in(members)),
    ).subquery()
    return session.scalars(select(names.c.name).distinct().order_by(names.c.name)).all()
