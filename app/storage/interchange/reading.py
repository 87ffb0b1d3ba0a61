"""What is found while a file is read: places, faults, ids and the references between them."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LONGEST_KEY = 60


class Place:
    """Where in the file something stands; told as `cases[3].meetings[0].starts`."""

    __slots__ = ("parent", "step")

    def __init__(self, parent: "Place | None" = None, step: str | int = "") -> None:
        self.parent = parent
        self.step = step

    def __truediv__(self, step: str | int) -> "Place":
        return Place(self, step)

    def __str__(self) -> str:
        steps: list[str] = []
        place: Place | None = self
        while place is not None and place.parent is not None:
            steps.append(_told(place.step))
            place = place.parent
        return "".join(reversed(steps)).removeprefix(".") or "$"


def _told(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    if len(step) > _LONGEST_KEY:
        step = step[:_LONGEST_KEY] + "…"
    if _PLAIN_KEY.fullmatch(step):
        return f".{step}"
    # A lone surrogate cannot be written as UTF-8: it is told by its number.
    return f"[{json.dumps(step, ensure_ascii=not _writable(step))}]"


def _writable(text: str) -> bool:
    return text.isprintable()


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of a place in the file: a code and its details, never the file's own text."""

    path: str
    code: str
    details: dict[str, str | int] = field(default_factory=dict)


FAULTY: Any = object()
"""Stands in for a value that was refused, so that reading goes on to the next fault."""


@dataclass(slots=True)
class Reading:
    """One file being read: the faults so far, the ids seen and the references still to be checked.

    `scope` is the case (or the set of life areas) that ids without global meaning belong to.
    """

    faults: list[Remark] = field(default_factory=list)
    scope: Place | None = None
    ids: dict[tuple[str, Place | None], set[str]] = field(default_factory=dict)
    references: list[tuple[Place, str, Place | None, str]] = field(default_factory=list)
    cases: dict[str, Place] = field(default_factory=dict)
    elsewhere: list[tuple[Place, str, str, str]] = field(default_factory=list)

    def fault(self, at: Place, code: str, **details: str | int) -> Any:
        """Note a fault; returns FAULTY for the reader to hand on."""
        self.faults.append(Remark(str(at), code, details))
        return FAULTY

    def claim(self, at: Place, kind: str, id_: str, *, scoped: bool) -> None:
        """Note an id; a fault where its scope has it already."""
        taken = self.ids.setdefault((kind, self.scope if scoped else None), set())
        if id_ in taken:
            self.fault(at, "duplicate_id")
        taken.add(id_)

    def refer(self, at: Place, kind: str, id_: str, *, scoped: bool) -> None:
        """Note a reference, to be checked when all ids are known."""
        self.references.append((at, kind, self.scope if scoped else None, id_))

    def refer_elsewhere(self, at: Place, kind: str, id_: str, *, case: str) -> None:
        """Note a reference to what another case holds."""
        self.elsewhere.append((at, kind, case, id_))

    def check_references(self) -> None:
        """A fault for every reference to what the file does not hold."""
        self.references += [
            (at, kind, self.cases[case], id_) for at, kind, case, id_ in self.elsewhere if case in self.cases
        ]
        areas = {id_ for (kind, _), ids in self.ids.items() if kind == "life_area" for id_ in ids}
        for at, kind, scope, id_ in self.references:
            known = areas if kind == "life_area" else self.ids.get((kind, scope), ())
            if id_ not in known:
                self.fault(at, f"dangling_{kind}")
