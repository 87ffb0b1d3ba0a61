"""What is refused, and that every place is named."""

import json

import pytest

from app.models.errors import Kind, KnownError
from app.services.interchange import faults
from app.storage.interchange.parse import RefusedFileError, parse
from tests.storage.interchange.documents import as_bytes
from tests.storage.interchange.samples import full, least


def places(content):
    """The code of each fault by its path."""
    with pytest.raises(RefusedFileError) as caught:
        parse(content if isinstance(content, bytes) else as_bytes(content))
    assert caught.value.kind is Kind.RULE
    return {each.path: each.code for each in caught.value.faults}


def set_at(path, value):
    """The full file with something else at a path such as `cases[0].id`."""
    document = full()
    exec(f"document{_subscripts(path)} = value", {"document": document, "value": value})
    return document


def without(path):
    """The full file without what stands at a path."""
    document = full()
    exec(f"del document{_subscripts(path)}", {"document": document})
    return document


def _subscripts(path):
    return "".join(
        part if part.startswith("[") else f"[{part!r}]"
        for part in path.replace("[", ".[").strip(".").split(".")
        if part
    )


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("version", "1", "not_exactly"),
        ("version", True, "not_exactly"),
        ("version", 0, "not_exactly"),
        ("format", 1, "not_exactly"),
        ("surprise", 1, "unknown_key"),
        ("cases", {}, "not_a_list"),
        ("cases[0]", None, "not_an_object"),
        ("cases[0].id", "", "empty_id"),
        ("cases[1].id", "a1", "duplicate_id"),
        ("contacts[1].id", "per", "duplicate_id"),
        ("organisations[1].id", "soc", "duplicate_id"),
        ("organisations[1].id", "contact:x", "ambiguous_id"),
        ("coordinators[1].id", "sara", "duplicate_id"),
        ("life_area_sets[0].id", "young", "duplicate_id"),
        ("cases[0].guardians[1].id", "g1", "duplicate_id"),
        ("cases[0].consents[1].id", "s1", "duplicate_id"),
        ("cases[0].meetings[1].id", "mote1", "duplicate_id"),
        ("cases[0].meetings[1].goals[1].id", "m1", "duplicate_id"),
        ("cases[0].meetings[1].goals[0].actions[0].id", "å1", "duplicate_id"),
        ("cases[0].notes[1].id", "n1", "duplicate_id"),
        ("cases[0].coordinator", "nobody", "dangling_coordinator"),
        ("cases[0].stand_in", "nobody", "dangling_coordinator"),
        ("cases[0].responsible_social_worker", "nobody", "dangling_contact"),
        ("cases[0].life_areas", "none", "dangling_life_area_set"),
        ("contacts[0].organisation", "none", "dangling_organisation"),
        ("cases[0].participants[0].contact", "nobody", "dangling_contact"),
        ("cases[0].deviations[0].not_required[0]", "guardian:g9", "dangling_guardian"),
        ("cases[0].information[0].to", "contact:nobody", "dangling_contact"),
        ("cases[0].consents[0].by", "guardian:g9", "dangling_guardian"),
        ("cases[0].consents[0].by", "mamma", "not_a_person"),
        ("cases[0].consents[0].by", "youth:", "not_a_person"),
        ("cases[0].consents[0].organisations[0]", "none", "dangling_organisation"),
        ("cases[0].consents[0].organisations[0]", "contact:nobody", "dangling_contact"),
        ("cases[0].consents[0].organisations[0]", "guardian:g9", "dangling_guardian"),
        ("cases[0].consents[0].organisations", "none", "neither_list_nor_all"),
        ("cases[0].consents[1].refused[0]", "none", "dangling_organisation"),
        ("cases[0].meetings[0].called[0].who", "coordinator:nobody", "dangling_coordinator"),
        ("cases[0].meetings[0].attendance[1].substitute", "contact:nobody", "dangling_contact"),
        ("cases[0].meetings[0].attendance[1].substitute", "youth", "not_a_contact"),
        ("cases[0].meetings[0].attendance[2].substitute.organisation", "none", "dangling_organisation"),
        ("cases[0].meetings[1].follow_ups[0].action", "å9", "dangling_action"),
        ("cases[0].meetings[1].goals[0].continues", "m9", "dangling_goal"),
        ("cases[0].meetings[1].goals[0].continues", "m2", "in_a_circle"),
        ("cases[0].meetings[1].goals[0].life_area", "astrology", "dangling_life_area"),
        ("cases[0].meetings[1].goals[0].actions[0].carried_from", "å9", "dangling_action"),
        ("cases[0].meetings[1].goals[0].actions[0].carried_from", "å3", "in_a_circle"),
        ("cases[0].meetings[1].goals[0].actions[0].responsible", "contact:", "not_a_person"),
        ("cases[0].meetings[2].circle[1]", "contact:nobody", "dangling_contact"),
        ("cases[0].states[5].closing.goal_outcomes[0].goal", "m9", "dangling_goal"),
        ("cases[0].reports[0].action", "å9", "dangling_action"),
        ("cases[0].attachments[0].consent", "s9", "dangling_consent"),
        ("reminders[0].case", "a9", "dangling_case"),
        ("cases[0].kept_apart[0].who", "guardian:g9", "dangling_guardian"),
        ("cases[0].kept_apart[0].other", "guardian:g9", "dangling_guardian"),
        ("cases[0].kept_apart[0].other", "guardian:g1", "apart_from_oneself"),
        ("cases[0].kept_apart[0].other", "mamma", "not_a_person"),
        ("cases[0].kept_apart[0].meeting", "mote1", "apart_with_other"),
        ("cases[0].kept_apart[0].must_not", [], "apart_from_nothing"),
        ("cases[0].kept_apart[0].must_not[1]", "meet", "apart_odd"),
        ("cases[0].kept_apart[0].must_not[1]", "speak", "unknown_code"),
        ("cases[0].kept_apart[0].date", "i går", "not_a_day"),
        ("cases[0].kept_apart[1].case", "a9", "dangling_case"),
        ("cases[0].kept_apart[1].case", "a1", "apart_in_own_case"),
        ("cases[0].kept_apart[1].other", "guardian:g1", "dangling_guardian"),
        ("cases[0].kept_apart[1].other", "contact:per", "apart_of_no_case"),
        ("cases[0].kept_apart[1].must_not[0]", "read", "apart_odd"),
        ("cases[0].kept_apart[2].other", "contact:nobody", "dangling_contact"),
        ("cases[0].kept_apart[3].case", "a2", "apart_without_other"),
        ("cases[0].kept_apart[3].meeting", "mote9", "dangling_meeting"),
        ("cases[0].kept_apart[3].must_not[0]", "meet", "apart_odd"),
        ("cases[0].states[1].closing", {"reason": "other"}, "closing_without_closed"),
        ("cases[0].states[1].date", "2025-08-31", "states_out_of_order"),
        ("cases[0].young_person.birth_date", "20100228", "not_a_day"),
        ("cases[0].young_person.birth_date", "2010-02-29", "impossible_day"),
        ("cases[0].young_person.birth_date", "2010-2-28", "not_a_day"),
        ("cases[0].young_person.birth_date", "0000-01-01", "impossible_day"),
        ("cases[0].young_person.birth_date", "2010-02-28T00:00", "not_a_day"),
        ("cases[0].young_person.birth_date", "２０１０-02-28", "not_a_day"),
        ("cases[0].young_person.birth_date", "2010-02-28\n", "not_a_day"),
        ("cases[0].meetings[0].starts", "2025-09-24", "not_a_time"),
        ("cases[0].meetings[0].starts", "2025-09-24T14:00:00", "not_a_time"),
        ("cases[0].meetings[0].starts", "2025-09-24 14:00", "not_a_time"),
        ("cases[0].meetings[0].starts", "2025-09-24T14:00Z", "not_a_time"),
        ("cases[0].meetings[0].starts", "2025-09-24T24:00", "impossible_day"),
        ("cases[0].meetings[0].starts", "2025-09-31T14:00", "impossible_day"),
        ("cases[0].meetings[0].minutes", True, "not_a_number"),
        ("cases[0].meetings[0].minutes", 60.0, "not_a_number"),
        ("cases[0].meetings[0].minutes", 0, "out_of_bounds"),
        ("cases[0].meetings[0].minutes", 2**63, "out_of_bounds"),
        ("cases[0].meetings[0].number", -1, "out_of_bounds"),
        ("cases[0].meetings[0].kind", "big", "unknown_code"),
        ("cases[0].meetings[0].place", "å" * 100_001, "too_long"),
        ("cases[0].young_person.protected_identity", 0, "not_a_flag"),
        ("cases[0].young_person.protected_identity", "false", "not_a_flag"),
        ("cases[0].situations[0].values.wealth", "yes", "unknown_key"),
        ("cases[0].situations[0].values.debts", "maybe", "unknown_code"),
        ("cases[0].evaluations[0].answers.Q", 6, "out_of_bounds"),
        ("cases[0].evaluations[0].answers.Q", 0, "out_of_bounds"),
        ("cases[0].evaluations[0].answers.Q", "5", "not_a_number"),
        ("cases[0].attachments[0].base64", "JVBE*", "not_base64"),
        ("cases[0].attachments[0].base64", "JVB", "not_base64"),
        ("cases[0].attachments[0].base64", "JV\nBE", "not_base64"),
        ("cases[0].attachments[0].base64", "QR==", "not_base64"),
        ("cases[0].attachments[0].base64", "A" * (20 * 1024 * 1024 + 4), "too_long"),
        ("cases[0].notes[0].text", "\ud800", "lone_surrogate"),
    ],
)
def test_a_fault_is_named_by_its_path(path, value, code):
    assert places(set_at(path, value))[path] == code


@pytest.mark.parametrize(
    "path",
    [
        "format",
        "version",
        "organisations",
        "contacts",
        "cases",
        "organisations[0].kind",
        "cases[1].young_person",
        "cases[1].states",
        "cases[0].young_person.birth_date",
        "cases[0].meetings[2].status",
        "cases[0].meetings[1].goals[1].actions",
        "cases[0].evaluations[0].answers",
        "cases[0].kept_apart[0].who",
        "cases[0].kept_apart[0].must_not",
        "cases[0].kept_apart[0].date",
    ],
)
def test_what_must_be_there_is_missed(path):
    assert places(without(path))[path] == "missing"
    assert places(set_at(path, None))[path] == "missing"


def test_a_closed_state_needs_its_closing():
    assert places(without("cases[0].states[5].closing")) == {"cases[0].states[5].closing": "missing_closing"}


def every_place(value, path=""):
    """Each path of a JSON value with what stands there."""
    if path:
        yield path, value
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in steps:
        yield from every_place(
            each, f"{path}[{step}]" if isinstance(step, int) else f"{path}.{step}".strip(".")
        )


@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.long)])
def test_a_wrong_type_is_named_wherever_it_stands(step):
    looked_at = 0
    for path, value in list(every_place(full()))[::step]:
        if "answers" in path:
            continue
        wrong = {"impossible": 1} if isinstance(value, str | int | list) else 7.5
        assert path in {each.split(".impossible")[0] for each in places(set_at(path, wrong))}, path
        looked_at += 1
    assert looked_at > 300 // step


def test_an_unknown_key_is_named_wherever_it_stands():
    for path, value in every_place(full()):
        if isinstance(value, dict) and not path.endswith("answers"):
            assert places(set_at(f"{path}.surprise", 1)) == {f"{path}.surprise": "unknown_key"}


def test_all_faults_are_named_at_once():
    document = full()
    document["cases"][0]["meetings"][0]["starts"] = "i går"
    document["cases"][0]["meetings"][1]["status"] = "maybe"
    document["contacts"][3]["name"] = 4
    document["x"] = 1
    assert places(document) == {
        "x": "unknown_key",
        "contacts[3].name": "not_a_text",
        "cases[0].meetings[0].starts": "not_a_time",
        "cases[0].meetings[1].status": "unknown_code",
    }


def text_with(value):
    """The least file with a piece of JSON text as its reminders."""
    return json.dumps(least())[:-1].encode() + b', "reminders": ' + value + b"}"


@pytest.mark.parametrize(
    ("value", "path", "code"),
    [
        (b'[{"date": "2026-01-01", "text": "a", "text": "b"}]', "reminders[0].text", "repeated_key"),
        (b'[{"date": "2026-01-01", "text": NaN}]', "reminders[0].text", "not_finite"),
        (b'[{"date": -Infinity, "text": "a"}]', "reminders[0].date", "not_finite"),
        (b'[{"date": 1e999, "text": "a"}]', "reminders[0].date", "not_finite"),
        (b'[{"date": ' + b"9" * 5000 + b', "text": "a"}]', "reminders[0].date", "not_finite"),
        (b'[{"date": "2026-01-01", "text": "\\ud83d"}]', "reminders[0].text", "lone_surrogate"),
        (b'[{"date": "2026-01-01", "text": "a", "\\udc00": 1}]', 'reminders[0]["\\udc00"]', "lone_surrogate"),
        (b"[" * 20 + b"]" * 20, "reminders" + "[0]" * 19, "too_deep"),
        (b"[" * 5000 + b"]" * 5000, "reminders" + "[0]" * 19, "too_deep"),
        (
            b'[0, {"a": [1, "]{", ' + b"[" * 4000 + b"]" * 4000 + b"]}]",
            "reminders[1].a[2]" + "[0]" * 16,
            "too_deep",
        ),
    ],
)
def test_json_is_taken_strictly(value, path, code):
    found = places(text_with(value))
    assert found[path] == code


def test_twenty_levels_are_not_too_deep():
    assert "too_deep" not in places(text_with(b"[" * 19 + b"]" * 19)).values()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b"\x00\x01", "not_json"),
        (b"%PDF-1.4", "not_json"),
        (b'{"format": "insatsparm"} more', "not_json"),
        (b"\xff\xfe{", "not_utf8"),
        ('{"å": 1}'.encode("latin-1"), "not_utf8"),
        (b'"\xed\xa0\x80"', "not_utf8"),
        (b'{"format": "another", "version": 1}', "another_format"),
        (b'{"format": "insatsparm", "version": 2, "new": {}}', "file_newer"),
    ],
)
def test_what_is_no_file_of_ours_is_damaged(content, code):
    with pytest.raises(KnownError) as caught:
        parse(content)
    assert (caught.value.kind, caught.value.code) == (Kind.DAMAGED, code)


@pytest.mark.parametrize("content", [b"[]", b"null", b"3", b'"insatsparm"'])
def test_what_is_no_object_is_named_as_a_whole(content):
    assert places(content) == {"$": "not_an_object"}


def test_null_is_the_same_as_left_out():
    document = full()
    document["cases"][0]["meetings"][0]["place"] = None
    document["cases"][0]["guardians"] = None
    del document["cases"][0]["deviations"]
    with pytest.raises(RefusedFileError):
        parse(as_bytes(document))  # guardian:g1 signs a consent
    document = least() | {"reminders": None, "coordinators": None}
    assert parse(as_bytes(document))["reminders"] == []


def test_what_the_limits_allow_is_taken():
    document = full()
    document["cases"][0]["meetings"][0]["place"] = "å" * 100_000
    document["cases"][0]["notes"][0]["text"] = "\x00\u2028\ufffe😀"
    document["cases"][0]["attachments"][0]["base64"] = "A" * 20_000_000
    assert parse(as_bytes(document))["cases"][0]["meetings"][0]["place"] == "å" * 100_000


def test_a_byte_order_mark_does_no_harm():
    assert parse(b"\xef\xbb\xbf" + as_bytes(least()))["cases"] == []


def test_every_fault_has_words():
    for mark in test_a_fault_is_named_by_its_path.pytestmark:
        for path, value, code in mark.args[1]:
            with pytest.raises(RefusedFileError) as caught:
                parse(as_bytes(set_at(path, value)))
            told = "\n".join(faults(caught.value))
            assert f"{path}: " in told, told
            assert "felkod" not in told, code


def test_many_faults_have_a_line_each():
    document = full()
    document["x"] = document["y"] = 1
    with pytest.raises(RefusedFileError) as caught:
        parse(as_bytes(document))
    assert faults(caught.value)[0] == "Filen togs inte emot, 2 fel:"
    assert [line.split(":")[0] for line in faults(caught.value)[1:]] == ["x", "y"]
