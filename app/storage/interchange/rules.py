"""What one field alone does not show: faults of whole objects."""

from app.models.codes import CaseState
from app.storage.interchange.reading import FAULTY, Place, Reading
from app.storage.interchange.shape import Tree


def closing_goes_with_closed(state: Tree, at: Place, reading: Reading) -> None:
    """`closing` goes with the state closed and only with it."""
    if "state" not in state:
        return
    closed = state["state"] == CaseState.CLOSED
    if closed and "closing" not in state:
        reading.fault(at / "closing", "missing_closing")
    if not closed and "closing" in state:
        reading.fault(at / "closing", "closing_without_closed")


def case_hangs_together(case: Tree, at: Place, reading: Reading) -> None:
    """The states stand in order of date, and no goal or action carries itself on in a circle."""
    _states_in_order(case, at, reading)
    if "id" in case:
        reading.cases.setdefault(case["id"], at)
    for index, each in enumerate(case.get("kept_apart", ())):
        if each is not FAULTY and "id" in case and each.get("case") == case["id"]:
            reading.fault(at / "kept_apart" / index / "case", "apart_in_own_case")
    for name, link in (("goals", "continues"), ("actions", "carried_from")):
        _no_circles(_linked(case, at, name, link), link, reading)


def _states_in_order(case: Tree, at: Place, reading: Reading) -> None:
    last = ""
    for index, state in enumerate(case.get("states", ())):
        # A day is exactly YYYY-MM-DD, so that texts compare as days do.
        day = "" if state is FAULTY else state.get("date", "")
        if day and day < last:
            reading.fault(at / "states" / index / "date", "states_out_of_order")
        last = day or last


def _linked(case: Tree, at: Place, name: str, link: str) -> dict[str, tuple[str, Place]]:
    """Which goal or action each goal or action carries on, by id, and where that stands."""
    found: dict[str, tuple[str, Place]] = {}
    for number, meeting in enumerate(case.get("meetings", ())):
        for place, goal in _items(meeting, "goals", at / "meetings" / number):
            items = [(place, goal)] if name == "goals" else _items(goal, "actions", place)
            for where, item in items:
                if "id" in item and link in item:
                    found[item["id"]] = (item[link], where)
    return found


def _items(parent: Tree, name: str, at: Place) -> list[tuple[Place, Tree]]:
    if parent is FAULTY:
        return []
    return [
        (at / name / index, each) for index, each in enumerate(parent.get(name, ())) if each is not FAULTY
    ]


def _no_circles(links: dict[str, tuple[str, Place]], link: str, reading: Reading) -> None:
    settled: set[str] = set()
    for start in links:
        trail: list[str] = []
        seen: set[str] = set()
        at = start
        while at in links and at not in settled and at not in seen:
            seen.add(at)
            trail.append(at)
            at = links[at][0]
        if at in seen:
            reading.fault(links[at][1] / link, "in_a_circle")
        settled.update(trail)
