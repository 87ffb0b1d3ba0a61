"""What all records share: the declarative base, columns for codes, and keys."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar
from uuid import uuid4

from sqlalchemy import JSON, Enum, ForeignKey, MetaData, String, Text
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedAsDataclass,
    declared_attr,
    mapped_column,
    relationship,
)


class Record(
    MappedAsDataclass,
    DeclarativeBase,
    kw_only=True,
    repr=False,
    eq=False,
):
    """A row of the binder as a typed object, equal only to itself and silent about its content."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        dict[str, Any]: JSON(),
        dict[str, str]: JSON(),
        dict[str, int]: JSON(),
        list[str]: JSON(),
        Any: JSON(),
    }


def new_key() -> str:
    """A key for a record made here: 32 hexadecimal digits that nobody else has."""
    return uuid4().hex


def coded(codes: type[StrEnum]) -> Enum:
    """The type of a column that holds one of the codes, stored as the interchange file writes it."""
    return Enum(codes, native_enum=False, create_constraint=False, length=32, values_callable=_values)


def _values(codes: type[StrEnum]) -> Sequence[str]:
    return [each.value for each in codes]


Day = date
"""A calendar day, by a name that a record's own field `date` does not hide."""

GlobalId = Annotated[str, mapped_column(String(200), primary_key=True)]
"""The id of a record that the whole binder shares: the interchange file's own."""

Serial = Annotated[int, mapped_column(primary_key=True, autoincrement=True)]
"""The binder's own number of a row."""

CaseId = Annotated[str, mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)]
"""The case a row belongs to."""


def many(order: str, *, key: str | None = None) -> Any:
    """The children of a record, loaded only by a named loader and deleted with it.

    `key` is the column that points at the parent where more than one could.
    """
    return relationship(
        init=False,
        lazy="raise",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by=order,
        foreign_keys=key,
    )


class Revised(MappedAsDataclass, kw_only=True, repr=False, eq=False):
    """A record whose every change raises `revision`, so that two writers never overwrite each other."""

    revision: Mapped[int] = mapped_column(init=False, nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - a directive gets the class
        return {"version_id_col": cls.revision}


__all__ = ["CaseId", "Day", "GlobalId", "Mapped", "Record", "Revised", "Serial", "coded", "many", "new_key"]
