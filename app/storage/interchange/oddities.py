"""What is strange in a file's history without being refused: it happened, and is told as a warning."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

from app.models.codes import AttendanceStatus, CaseState, MeetingKind, MeetingStatus
from app.models.life_areas import SHIPPED
from app.models.states import may_follow
from app.storage.interchange.reading import Place, Remark
from app.storage.interchange.shape import Tree

_YOUNGEST, _OLDEST = 13, 29


def oddities(file: Tree, now: datetime) -> Iterator[Remark]:
    """Everything strange in a file, in the order of its places; days and times are compared as texts."""
    areas = {key: set(each) for key, each in SHIPPED.items()}
    areas |= {each["id"]: {area["id"] for area in each["areas"]} for each in file["life_area_sets"]}
    for index, case in enumerate(file["cases"]):
        at = Place() / "cases" / index
        yield from _people(case, at, now.date())
        yield from _states(case["states"], at / "states")
        yield from _spans(case, at)
        yield from _consents(case["consents"], at / "consents", now.date().isoformat())
        yield from _meetings(case, at / "meetings", now.isoformat(timespec="minutes"))
        yield from _plan(case, at / "meetings", areas.get(case.get("life_areas", "")))


def _people(case: Tree, at: Place, today: date) -> Iterator[Remark]:
    born = date.fromisoformat(case["young_person"]["birth_date"])
    if not _YOUNGEST <= today.year - born.year <= _OLDEST + 10:
        yield Remark(str(at / "young_person" / "birth_date"), "odd_age")
    if "coordinator" in case and case.get("stand_in") == case["coordinator"]:
        yield Remark(str(at / "stand_in"), "odd_stand_in")


def _states(states: list[Tree], at: Place) -> Iterator[Remark]:
    if not states:
        yield Remark(str(at), "odd_no_state")
    before: CaseState | None = None
    for index, each in enumerate(states):
        state = CaseState(each["state"])
        if not may_follow(before, state):
            yield Remark(str(at / index), "odd_transition" if before else "odd_first_state")
        if "until" in each and each["until"] < each["date"]:
            yield Remark(str(at / index / "until"), "odd_span")
        before = state


def _spans(case: Tree, at: Place) -> Iterator[Remark]:
    for name in ("guardians", "participants"):
        for index, each in enumerate(case[name]):
            if "from" in each and "to" in each and each["to"] < each["from"]:
                yield Remark(str(at / name / index / "to"), "odd_span")
    for name in ("deviations", "kept_apart"):
        for index, each in enumerate(case[name]):
            if "until" in each and each["until"] < each["date"]:
                yield Remark(str(at / name / index / "until"), "odd_span")


def _consents(consents: list[Tree], at: Place, today: str) -> Iterator[Remark]:
    for index, each in enumerate(consents):
        if not each["by"].startswith(("youth", "guardian:")):
            yield Remark(str(at / index / "by"), "odd_signer")
        if each["signed"] > today:
            yield Remark(str(at / index / "signed"), "odd_future")
        if "valid_until" in each and each["valid_until"] < each["valid_from"]:
            yield Remark(str(at / index / "valid_until"), "odd_span")
        if "withdrawn" in each and each["withdrawn"] < each["signed"]:
            yield Remark(str(at / index / "withdrawn"), "odd_withdrawal")


def _meetings(case: Tree, at: Place, now: str) -> Iterator[Remark]:
    held = Counter(each["number"] for each in case["meetings"] if each["status"] == MeetingStatus.HELD)
    for index, each in enumerate(case["meetings"]):
        if each["status"] == MeetingStatus.HELD:
            if each["starts"] > now:
                yield Remark(str(at / index / "starts"), "odd_held_in_future")
            if held[each["number"]] > 1:
                yield Remark(str(at / index / "number"), "odd_number", {"number": each["number"]})
        if each["kind"] == MeetingKind.SMALL and not each["circle"]:
            yield Remark(str(at / index / "circle"), "odd_circle")
        seen: set[str] = set()
        for place, one in enumerate(each["attendance"]):
            if one["who"] in seen:
                yield Remark(str(at / index / "attendance" / place), "odd_twice")
            seen.add(one["who"])
            if "substitute" in one and one["status"] != AttendanceStatus.SUBSTITUTE:
                yield Remark(str(at / index / "attendance" / place / "substitute"), "odd_substitute")


def _plan(case: Tree, at: Place, areas: set[str] | None) -> Iterator[Remark]:
    """Goals, actions and verdicts that point forward in time, and headings that are not the case's."""
    agreed = {}
    for each in case["meetings"]:
        for goal in each["goals"]:
            agreed["goal", goal["id"]] = each["starts"]
            agreed |= {("action", action["id"]): each["starts"] for action in goal["actions"]}
    for index, each in enumerate(case["meetings"]):
        for place, verdict in enumerate(each["follow_ups"]):
            if agreed["action", verdict["action"]] >= each["starts"]:
                yield Remark(str(at / index / "follow_ups" / place / "action"), "odd_follow_up")
        for place, goal in enumerate(each["goals"]):
            where = at / index / "goals" / place
            if areas is not None and goal["life_area"] not in areas:
                yield Remark(str(where / "life_area"), "odd_life_area")
            if "continues" in goal and agreed["goal", goal["continues"]] >= each["starts"]:
                yield Remark(str(where / "continues"), "odd_continuation")
            for number, action in enumerate(goal["actions"]):
                if "carried_from" in action and agreed["action", action["carried_from"]] >= each["starts"]:
                    yield Remark(str(where / "actions" / number / "carried_from"), "odd_continuation")
