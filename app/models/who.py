"""The name by which a record points at a person: the youth, a guardian, a contact or a coordinator."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class WhoKind(StrEnum):
    """The four sorts of person that a case knows."""

    YOUTH = "youth"
    GUARDIAN = "guardian"
    CONTACT = "contact"
    COORDINATOR = "coordinator"


@dataclass(frozen=True, order=True, slots=True)
class Who:
    """One person: a kind and, but for the youth, the id of the record (`WHO` in interchange.md)."""

    kind: WhoKind
    key: str = ""

    YOUTH: ClassVar["Who"]

    def __post_init__(self) -> None:
        if (self.kind is WhoKind.YOUTH) != (self.key == ""):
            raise ValueError("the youth has no key, everybody else has one")

    def __hash__(self) -> int:
        # Asked for so often that the enumeration's own, written in Python, is felt.
        return hash(self.key)

    def __str__(self) -> str:
        return str(self.kind) if self.kind is WhoKind.YOUTH else f"{self.kind}:{self.key}"

    @classmethod
    def parse(cls, text: str) -> "Who":
        """Read `youth`, `guardian:ID`, `contact:ID` or `coordinator:ID`; ValueError for anything else."""
        kind, colon, key = text.partition(":")
        if bool(colon) != bool(key):
            raise ValueError(f"not a person: {text!r}")
        return cls(WhoKind(kind), key)

    @classmethod
    def guardian(cls, key: str) -> "Who":
        """The guardian with this key in the case."""
        return cls(WhoKind.GUARDIAN, key)

    @classmethod
    def contact(cls, key: str) -> "Who":
        """The contact with this id."""
        return cls(WhoKind.CONTACT, key)

    @classmethod
    def coordinator(cls, key: str) -> "Who":
        """The coordinator with this id."""
        return cls(WhoKind.COORDINATOR, key)


Who.YOUTH = Who(WhoKind.YOUTH)


class WhoColumn(TypeDecorator[Who]):
    """Stores a `Who` as its text."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Who | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the base names it
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Who | None:  # noqa: ARG002
        return None if value is None else Who.parse(value)
