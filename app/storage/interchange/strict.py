"""JSON taken strictly: what Python's reader lets pass (duplicate keys, NaN, lone surrogates) is a fault."""

import json
import re
from collections import Counter
from typing import Any

from app.models.errors import Kind, KnownError
from app.storage.interchange.reading import Place, Reading

DEEPEST = 20
_LONGEST_NUMBER = 400  # digits
_BYTE_ORDER_MARK = "\ufeff"
_SURROGATE = re.compile("[\ud800-\udfff]")
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[][{},:]', re.DOTALL)


class Repeated(dict[str, Any]):
    """A JSON object in which keys stood more than once."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        counted = Counter(key for key, _ in pairs)
        self.keys_repeated = [key for key, times in counted.items() if times > 1]


class NotFinite:
    """Stands where the file said NaN or Infinity, or a number that no computer holds."""


def parse(content: bytes, reading: Reading) -> Any:
    """The JSON value in the bytes of a file; what is no strict JSON is noted with its path.

    KnownError DAMAGED `not_utf8` or `not_json` (with `line` and `column`) where there is nothing to note a
    path of.
    """
    try:
        text = content.decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        raise KnownError(Kind.DAMAGED, "not_utf8", byte=error.start) from error
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=lambda _: NotFinite(),
            parse_float=_float,
            parse_int=_int,
        )
    except json.JSONDecodeError as error:
        raise KnownError(Kind.DAMAGED, "not_json", line=error.lineno, column=error.colno) from error
    except RecursionError:
        reading.fault(_deepest(text), "too_deep", deepest=DEEPEST)
        return None
    _look_through(value, reading)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else Repeated(pairs)


def _float(text: str) -> float | NotFinite:
    number = float(text)
    return number if abs(number) < float("inf") else NotFinite()


def _int(text: str) -> int | NotFinite:
    # Python refuses to convert thousands of digits; no field takes more than a handful.
    return int(text) if len(text) <= _LONGEST_NUMBER else NotFinite()


def _look_through(value: Any, reading: Reading) -> None:
    """Note every repeated key, number that is none, lone surrogate and nesting too deep."""
    waiting: list[tuple[Any, Place, int]] = [(value, Place(), 1)]
    while waiting:
        found, at, depth = waiting.pop()
        if isinstance(found, str):
            if _SURROGATE.search(found):
                reading.fault(at, "lone_surrogate")
        elif isinstance(found, NotFinite):
            reading.fault(at, "not_finite")
        elif isinstance(found, dict | list):
            if depth > DEEPEST:
                reading.fault(at, "too_deep", deepest=DEEPEST)
                continue
            if isinstance(found, Repeated):
                for key in found.keys_repeated:
                    reading.fault(at / key, "repeated_key")
            steps = found.items() if isinstance(found, dict) else enumerate(found)
            for step, each in steps:
                if isinstance(step, str) and _SURROGATE.search(step):
                    reading.fault(at / step, "lone_surrogate")
                if isinstance(each, str | dict | list | NotFinite):
                    waiting.append((each, at / step, depth + 1))


def _deepest(text: str) -> Place:
    """Where nesting first goes beyond the limit, in a text too deep to be read."""
    at, trail = Place(), list[Place]()
    key, in_object = "", list[bool]()
    for token in _TOKEN.findall(text):
        if token in "[{":
            if len(trail) == DEEPEST:
                return at
            trail.append(at)
            in_object.append(token == "{")
            at = at / 0 if token == "[" else at
        elif token in "]}":
            if not trail:
                break
            at = trail.pop()
            in_object.pop()
        elif token == "," and in_object:
            if not in_object[-1]:
                step = at.step
                at = trail[-1] / (step + 1 if isinstance(step, int) else 0)
        elif token == ":":
            at = trail[-1] / key if trail else at
        elif token[0] == '"':
            key = token[1:-1]
    return at
