"""The JSON Schema of the format's table; `python -m tests.storage.interchange.schema` writes it anew.

A schema says nothing of references, of ids that stand twice, of the calendar or of strict JSON: the import
does.
"""

import json
from pathlib import Path
from typing import Any

from app.storage.interchange.format import FILE, VERSION
from app.storage.interchange.shape import Listing, Shape
from app.storage.interchange.substitute import NAMED, Substitute
from app.storage.interchange.values import (
    LONGEST_BASE64,
    LONGEST_TEXT,
    Bytes,
    Code,
    Day,
    Exactly,
    Flag,
    Identifier,
    Member,
    Number,
    Person,
    Scope,
    Several,
    Text,
    Time,
    Value,
    Words,
)

PATH = Path(__file__).resolve().parents[3] / "resources" / "schema" / "insatsparm-1.schema.json"
_WHO = "^(youth|(guardian|contact|coordinator):[\\s\\S]+)$"
_PERSON_OR_ORGANISATION = "^(?!(contact|guardian):$)"


def schema() -> dict[str, Any]:
    """The whole schema, in the order of the format."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Insatspärmens utbytesfil",
        "description": f"Version {VERSION}. Null betyder detsamma som att nyckeln är utelämnad.",
        **_object(FILE),
    }


def _object(shape: Shape) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "required": [each.name for each in shape.fields if each.required],
        "properties": {},
    }
    for each in shape.fields:
        described = of(each.value)
        if not each.required:
            described = {"anyOf": [described, {"type": "null"}]}
            if each.default is not None:
                described["default"] = each.default
        made["properties"][each.name] = described
    if "closing" in shape.known:
        closed = {"properties": {"state": {"const": "closed"}}}
        there = {"required": ["closing"], "properties": {"closing": {"not": {"type": "null"}}}}
        nowhere = {"properties": {"closing": {"type": "null"}}}
        made |= {"if": closed, "then": there, "else": nowhere}
    return made


def of(value: Value) -> dict[str, Any]:
    """The schema of one kind of value."""
    match value:
        case Shape():
            return _object(value)
        case Listing() | Several():
            return {"type": "array", "items": of(value.of)}
        case Identifier():
            described = {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}
            if value.kind == "organisation":
                described["pattern"] = "^(?!contact:|guardian:)"
            return described
        case Member():
            return {"type": "string", "maxLength": LONGEST_TEXT, "pattern": _PERSON_OR_ORGANISATION}
        case Person():
            return {"type": "string", "maxLength": LONGEST_TEXT, "pattern": _WHO}
        case Text():
            return {"type": "string", "maxLength": LONGEST_TEXT}
        case Scope():
            return {"anyOf": [{"const": "all"}, of(value.members)]}
        case Substitute():
            contact = {"type": "string", "maxLength": LONGEST_TEXT, "pattern": "^contact:[\\s\\S]+$"}
            return {"anyOf": [contact, _object(NAMED)]}
        case Code():
            return {"enum": list(value.known)}
        case Flag():
            return {"type": "boolean"}
        case Number():
            return {"type": "integer", "minimum": value.low, "maximum": value.high}
        case Day():
            return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
        case Time():
            return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$"}
        case Bytes():
            return {"type": "string", "contentEncoding": "base64", "maxLength": LONGEST_BASE64}
        case Exactly():
            return {"const": value.expected}
        case Words():
            return _words(value)
    raise AssertionError(value)


def _words(value: Words) -> dict[str, Any]:
    answer = {"anyOf": [of(value.values), {"type": "null"}]}
    if isinstance(value.keys, Code):
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": dict.fromkeys(value.keys.known, answer),
        }
    return {"type": "object", "propertyNames": of(value.keys), "additionalProperties": answer}


if __name__ == "__main__":
    PATH.write_text(json.dumps(schema(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
