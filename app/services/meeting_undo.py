"""Taking one edit of a meeting back, and nothing of what was said after it."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from app.services.meeting_state import Aim, Next, Proceedings, Seat, Step, Verdict

_KEYS: dict[type[Any], str] = {Seat: "who", Verdict: "action", Aim: "key", Step: "key"}
_WHOLES = (Proceedings, Next, *_KEYS)


def taken_back(now: Proceedings, before: Proceedings, after: Proceedings) -> Proceedings:
    """The proceedings without the edit that once made `after` of `before`; where one is in them stays.

    What the edit changed is as it was; whatever else was written or chosen since stays, and so does what is
    half written now.
    """
    merged: Proceedings = _merged(now, before, after)
    return replace(merged, step=now.step, typing=_typing(now, before, after))


def _merged(now: Any, before: Any, after: Any) -> Any:
    if before == after:
        return now
    if now == after:
        return before
    if type(before) in _WHOLES and type(before) is type(after) is type(now):
        names = [each.name for each in fields(before)]
        parts = {name: [getattr(each, name) for each in (now, before, after)] for name in names}
        return replace(now, **{name: _merged(*some) for name, some in parts.items()})
    if isinstance(before, tuple) and all(type(each) in _KEYS for each in (*now, *before, *after)):
        return _listed(*map(_by_key, (now, before, after)))
    return before


def _listed(now: dict[Any, Any], before: dict[Any, Any], after: dict[Any, Any]) -> tuple[Any, ...]:
    """Lists are one again by the keys of what stands in them: what was added goes, what went comes back."""
    stay = [key for key in now if key in before or key not in after]
    if [key for key in before if key in after] != [key for key in after if key in before]:
        moved = iter([key for key in before if key in stay])
        stay = [next(moved) if key in before else key for key in stay]
    for place, key in enumerate(before):
        if key not in after and key not in stay:
            earlier = [each for each in list(before)[:place] if each in stay]
            stay.insert(stay.index(earlier[-1]) + 1 if earlier else 0, key)
    return tuple(
        _merged(now[key], before[key], after[key])
        if key in now and key in before and key in after
        else now.get(key, before.get(key))
        for key in stay
    )


def _by_key(some: tuple[Any, ...]) -> dict[Any, Any]:
    return {getattr(each, _KEYS[type(each)]): each for each in some}


def _typing(now: Proceedings, before: Proceedings, after: Proceedings) -> Mapping[str, str]:
    """A field that was emptied by the edit has its words again, unless others are being typed there."""
    emptied = {name: text for name, text in before.typing.items() if name not in after.typing}
    return {**emptied, **now.typing}
