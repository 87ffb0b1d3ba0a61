"""Loading what hangs on records: one question for each kind, made once and asked again and again.

SQLAlchemy's own `selectinload` asks the same questions, but makes each anew with the options of all the
others: for the twenty of a case that took longer than the answers.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute, RelationshipProperty, Session
from sqlalchemy.orm.attributes import instance_dict, set_committed_value

AT_A_TIME = 500
_KEYS = "keys"


@dataclass(frozen=True)
class Branch:
    """One relationship with the question for its records, and what hangs on these in turn."""

    name: str
    own: str
    theirs: str
    many: bool
    question: Select[Any]
    below: tuple["Branch", ...]


def branch(relation: InstrumentedAttribute[Any], *below: Branch) -> Branch:
    """The branch of a relationship that has one column on each side."""
    found = relation.property
    assert isinstance(found, RelationshipProperty)
    ((own, theirs),) = found.local_remote_pairs or ()
    record = found.mapper.class_
    question = select(record).where(theirs.in_(bindparam(_KEYS, expanding=True)))
    if found.order_by:
        question = question.order_by(*found.order_by)
    return Branch(
        name=found.key,
        own=found.parent.get_property_by_column(own).key,
        theirs=found.mapper.get_property_by_column(theirs).key,
        many=bool(found.uselist),
        question=question,
        below=below,
    )


def load(session: Session, records: Sequence[Any], branches: Sequence[Branch]) -> None:
    """Load the branches of records of one kind; what a record has loaded already stays as it is."""
    for each in branches:
        children: list[Any] = []
        for some in _in_parts(records):
            children += _load(session, some, each)
        if each.below and children:
            load(session, children, each.below)


def _load(session: Session, records: Sequence[Any], each: Branch) -> list[Any]:
    bare = [record for record in records if each.name not in instance_dict(record)]
    keys = [getattr(record, each.own) for record in bare]
    found = session.scalars(each.question, {_KEYS: keys}).all() if keys else ()
    of: defaultdict[Any, list[Any]] = defaultdict(list)
    for child in found:
        of[getattr(child, each.theirs)].append(child)
    for record, key in zip(bare, keys, strict=True):
        set_committed_value(record, each.name, of[key] if each.many else next(iter(of[key]), None))
    return list(found)


def _in_parts(records: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for first in range(0, len(records), AT_A_TIME):
        yield records[first : first + AT_A_TIME]
