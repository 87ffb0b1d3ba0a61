"""The second file: what is added, updated, left alone, and told."""

from datetime import date

import pytest

from app.models.codes import CaseState
from app.models.records import Contact, Participant
from app.services.interchange import bring
from app.storage.interchange.parse import parse
from tests.storage.interchange.binder import exported, in_passing
from tests.storage.interchange.documents import as_bytes
from tests.storage.interchange.samples import full


def imported(work, document):
    """What an import of the document says, as (added, updated, unchanged, conflicts)."""
    done = bring(work, parse(as_bytes(document)))
    work.flush()
    return done.added, done.updated, done.unchanged, list(done.conflicts)


def after(binder, *steps):
    """What the last of some steps gives, each a document to import or something to do with the work."""

    def job(work):
        found = None
        for step in steps:
            found = step(work) if callable(step) else imported(work, step)
            work.flush()
        return found

    return in_passing(binder, job)


def changed(change):
    """The full file after a change."""
    document = full()
    change(document)
    return document


def _name(document):
    document["contacts"][0]["name"] = "Per Nytt"


def _attendance(document):
    document["cases"][0]["meetings"][1]["attendance"][0]["status"] = "present"


def _action(document):
    document["cases"][0]["meetings"][0]["goals"][0]["actions"][0]["what"] = "Ring"


def _youth(document):
    document["cases"][0]["young_person"]["school"] = None


def _area(document):
    document["life_area_sets"][0]["areas"].append({"id": "natt", "name": "Natt"})


def _consent(document):
    document["cases"][0]["consents"][1]["organisations"] = ["soc"]


@pytest.mark.parametrize("change", [_name, _attendance, _action, _youth, _area, _consent])
def test_what_nobody_touched_is_updated_once(binder, change):
    assert after(binder, full(), changed(change)) == (0, 1, 53, [])
    assert after(binder, full(), changed(change), changed(change)) == (0, 0, 54, [])


def test_the_update_is_what_is_exported_then(binder):
    def job(work):
        imported(work, full())
        imported(work, changed(_attendance))
        work.arrivals.let_go()
        return [each.status for each in work.case("a1").meetings[1].attendance]

    assert in_passing(binder, job) == ["present"]


def test_what_was_changed_here_is_a_conflict_and_left_alone(binder):
    def rename(work):
        work.get(Contact, "per").phone = "070-174 06 99"

    def name(work):
        return work.get(Contact, "per").name

    assert after(binder, full(), rename, changed(_name)) == (0, 0, 53, ["contacts[0]"])
    assert after(binder, full(), rename, changed(_name), name) == "Per Påhitt"


def test_a_conflict_in_a_meeting_does_not_stop_its_actions(binder):
    def note(work):
        work.case("a1").meetings[0].notes = "Skrivet här."

    document = changed(_action)
    document["cases"][0]["meetings"][0]["place"] = "Skolan"
    assert after(binder, full(), note, document) == (0, 1, 52, ["cases[0].meetings[0]"])


def test_what_has_no_id_is_counted(binder):
    document = full()
    document["cases"][0]["incidents"].append(document["cases"][0]["incidents"][0])
    assert after(binder, full(), document) == (1, 0, 54, [])
    assert after(binder, document, document) == (0, 0, 55, [])
    assert after(binder, document, full()) == (0, 0, 54, [])


def test_a_member_who_was_taken_out_here_does_not_come_back(binder):
    def leave(work):
        member = work.case("a1").participants[0]
        member.to = date(2026, 2, 1)

    assert after(binder, full(), leave, full()) == (0, 0, 53, ["cases[0].participants[0]"])
    members = after(binder, full(), leave, full(), lambda work: len(work.all(Participant)))
    assert members == 3


def test_a_state_that_comes_later_takes_its_place_by_date(binder):
    document = full()
    document["cases"][1]["states"].insert(0, {"state": "assessed", "date": "2026-01-01"})
    states = after(binder, full(), document, lambda work: [each.state for each in work.case("a2").states])
    assert after(binder, full(), document) == (1, 0, 54, [])
    in_order = after(
        binder,
        full(),
        document,
        lambda work: work.arrivals.let_go() or [each.state for each in work.case("a2").states],
    )
    assert in_order == [CaseState.ASSESSED, CaseState.QUEUED]
    assert set(states) == set(in_order)


def test_a_goal_is_not_moved_to_another_meeting(binder):
    document = full()
    goals = document["cases"][0]["meetings"]
    goals[2]["goals"] = [goals[1]["goals"].pop(1)]
    assert after(binder, full(), document) == (0, 0, 53, ["cases[0].meetings[2].goals[0]"])


def test_a_meeting_of_another_id_does_not_double_its_goals_and_actions(binder):
    document = full()
    document["cases"][0]["meetings"][0]["id"] = "another"
    goal = document["cases"][0]["meetings"][0]["goals"][0]
    goal["actions"].append(goal["actions"][0] | {"id": "å9"})
    at = "cases[0].meetings[0].goals[0]"
    assert after(binder, full(), document) == (2, 0, 50 + 2, [at])
    assert after(binder, full(), document, document) == (0, 0, 54, [at])
    parse(after(binder, full(), document, exported).encode())


def test_records_made_here_are_not_overwritten(binder):
    def make(work):
        work.add(Contact(id="per", name="Egen Per"))

    assert after(binder, make, full()) == (53, 0, 0, ["contacts[0]"])


def test_what_is_only_in_the_binder_stays(binder):
    document = full()
    document["cases"][0]["notes"].pop()
    document["cases"].pop()
    document["cases"][0]["kept_apart"].pop(1)
    assert after(binder, full(), document)[:2] == (0, 0)
    assert after(binder, full(), document, lambda work: list(work.case_ids())) == ["a1", "a2"]


def test_an_oddity_is_a_warning_and_no_fault(binder):
    document = full()
    case = document["cases"][0]
    case["stand_in"] = "sara"
    case["states"][1]["state"] = "followed_up"
    case["participants"][1]["to"] = "2025-01-01"
    case["meetings"][1]["number"] = 1
    case["meetings"][2] |= {"status": "held", "starts": "2199-01-01T10:00", "circle": []}
    case["meetings"][0]["goals"][0]["life_area"] = "housing"
    case["consents"][0]["by"] = "contact:per"
    document["cases"][1]["states"] = []

    def warnings(work):
        return {line.split(": ")[0]: line for line in bring(work, parse(as_bytes(document))).warnings}

    told = in_passing(binder, warnings)
    assert {
        "cases[0].stand_in",
        "cases[0].states[1]",
        "cases[0].participants[1].to",
        "cases[0].meetings[0].number",
        "cases[0].meetings[1].number",
        "cases[0].meetings[2].starts",
        "cases[0].meetings[2].circle",
        "cases[0].meetings[0].goals[0].life_area",
        "cases[0].consents[0].by",
        "cases[0].meetings[0]",
        "cases[1].states",
    } <= set(told)
    assert not [line for line in told.values() if "felkod" in line]
