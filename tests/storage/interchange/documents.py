"""Whole valid files, drawn from the table that also reads and writes them."""

import json
from base64 import b64encode
from typing import Any

from hypothesis import strategies as st

from app.models.life_areas import SHIPPED
from app.storage.interchange import format as table
from app.storage.interchange.shape import Listing, Shape
from app.storage.interchange.substitute import NAMED, Substitute
from app.storage.interchange.values import (
    Bytes,
    Code,
    Day,
    Exactly,
    Flag,
    Identifier,
    Member,
    Number,
    Person,
    Reference,
    Scope,
    Several,
    Text,
    Time,
    Words,
)
from tests.texts import LETTERS

TEXTS = st.text(LETTERS, max_size=12)
DAYS = st.dates().map(lambda day: f"{day:%Y}".zfill(4) + f"-{day.month:02}-{day.day:02}")
AREAS = sorted({area for areas in SHIPPED.values() for area in areas})
BACKWARDS = ("continues", "carried_from")


class Hole:
    """Where a reference will stand once all ids are known."""

    def __init__(self, kind: str, form: str = "{}") -> None:
        self.kind = kind
        self.form = form


GONE = object()


@st.composite
def files(draw: Any) -> dict[str, Any]:
    """A file that the format allows, with some of everything."""
    tree = _object(draw, table.FILE)
    ids = {("life_area_set", ""): list(SHIPPED), ("life_area", ""): list(AREAS)}
    for name, kind in (
        ("coordinators", "coordinator"),
        ("organisations", "organisation"),
        ("contacts", "contact"),
        ("cases", "case"),
    ):
        ids[kind, ""] = _renumbered(tree.get(name) or [], kind)
    for each in tree.get("life_area_sets") or ():
        ids["life_area", ""] += _renumbered(each["areas"], "area")
    ids["life_area_set", ""] += _renumbered(tree.get("life_area_sets") or [], "set")
    for number, case in enumerate(tree["cases"]):
        _tidy(case)
        found = _case_ids(case)
        tree["cases"][number] = _apart(_filled(draw, case, ids | found, []))
    for name in ("contacts", "reminders"):
        if tree.get(name):
            tree[name] = _filled(draw, tree[name], ids, [])
    return tree


def as_bytes(tree: dict[str, Any]) -> bytes:
    """The file as another program might write it."""
    return json.dumps(tree).encode()


def _renumbered(items: list[dict[str, Any]], kind: str) -> list[str]:
    for number, each in enumerate(items):
        each["id"] = f"{each['id']}{kind}{number}"
    return [each["id"] for each in items]


def _case_ids(case: dict[str, Any]) -> dict[tuple[str, str], list[str]]:
    meetings = case.get("meetings") or []
    goals = [goal for meeting in meetings for goal in meeting.get("goals") or ()]
    lists = {
        "guardian": case.get("guardians") or [],
        "consent": case.get("consents") or [],
        "meeting": meetings,
        "note": case.get("notes") or [],
        "goal": goals,
        "action": [action for goal in goals for action in goal["actions"]],
    }
    return {(kind, ""): _renumbered(items, kind) for kind, items in lists.items()}


def _tidy(case: dict[str, Any]) -> None:
    """States in order of date, and a closing where the case closes and only there."""
    case["states"].sort(key=lambda each: each["date"])
    for each in case["states"]:
        if each["state"] == "closed":
            each["closing"] = each.get("closing") or {"reason": "other"}
        else:
            each.pop("closing", None)


def _apart(case: dict[str, Any]) -> dict[str, Any]:
    """Two who are kept apart in one of the three ways of the format; the list only where it holds any."""
    for each in case.get("kept_apart") or ():
        if each.get("case") == case["id"]:
            del each["case"]
        if each.get("case"):
            each |= {"other": "youth", "must_not": ["meet"], "meeting": None}
        elif each.get("other") in (None, each["who"]):
            each |= {"other": None, "must_not": ["read"]}
        else:
            each |= {"meeting": None, "must_not": list(dict.fromkeys(each["must_not"])) or ["meet"]}
    if not case.get("kept_apart"):
        case.pop("kept_apart", None)
    return case


def _filled(draw: Any, found: Any, ids: dict[tuple[str, str], list[str]], before: list[str]) -> Any:
    """The same with a known id in every hole; what cannot be filled is left out, with what needs it."""
    if isinstance(found, Hole):
        known = ids.get((found.kind, ""), [])
        return found.form.format(draw(st.sampled_from(known))) if known else GONE
    if isinstance(found, list):
        return [each for each in (_filled(draw, each, ids, before) for each in found) if each is not GONE]
    if not isinstance(found, dict):
        return found
    filled = {}
    for key, each in found.items():
        if key in BACKWARDS and isinstance(each, Hole):
            earlier = [id_ for id_ in before if id_ in ids[each.kind, ""]]
            value = draw(st.sampled_from(earlier)) if earlier else None
        else:
            value = _filled(draw, each, ids, before)
        if value is GONE and "id" in found and key in ("responsible", "by"):
            value = "youth"  # what has an id may not go: others refer to it
        if value is GONE:
            if key in ("contact", "action", "goal", "who", "to", "by"):
                return GONE
            continue
        filled[key] = value
    if "id" in found:
        before.append(found["id"])
    return filled


def _object(draw: Any, shape: Shape) -> dict[str, Any]:
    tree = {}
    for each in shape.fields:
        if each.required or draw(st.booleans()):
            tree[each.name] = _value(draw, each.value)
        elif draw(st.integers(0, 9)) == 0:
            tree[each.name] = None
    return tree


def _value(draw: Any, value: Any) -> Any:
    match value:
        case Shape():
            return _object(draw, value)
        case Listing():
            return [_object(draw, value.of) for _ in range(draw(st.integers(0, 2)))]
        case Identifier():
            return draw(st.text(LETTERS, max_size=4))
        case Reference():
            return Hole(value.kind)
        case Member():
            kind = draw(st.sampled_from(["organisation", "contact", "guardian"]))
            return Hole(kind, "{}" if kind == "organisation" else kind + ":{}")
        case Person():
            kind = draw(st.sampled_from(["youth", "guardian", "contact", "coordinator"]))
            return "youth" if kind == "youth" else Hole(kind, kind + ":{}")
        case Substitute():
            return Hole("contact", "contact:{}") if draw(st.booleans()) else _object(draw, NAMED)
        case Scope():
            return "all" if draw(st.booleans()) else _value(draw, value.members)
        case Several():
            return [_value(draw, value.of) for _ in range(draw(st.integers(0, 2)))]
        case Words():
            keys = [_value(draw, value.keys) for _ in range(draw(st.integers(0, 2)))]
            return {key: _value(draw, value.values) for key in keys}
        case Code():
            return draw(st.sampled_from(sorted(value.known)))
        case Text():
            return draw(TEXTS)
        case Flag():
            return draw(st.booleans())
        case Number():
            return draw(st.integers(value.low, value.high))
        case Day():
            return draw(DAYS)
        case Time():
            return f"{draw(DAYS)}T{draw(st.integers(0, 23)):02}:{draw(st.integers(0, 59)):02}"
        case Bytes():
            return b64encode(draw(st.binary(max_size=12))).decode()
        case Exactly():
            return value.expected
    raise AssertionError(value)
