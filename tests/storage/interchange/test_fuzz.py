"""Malformed files: each is refused with a place or a reason, and the binder is untouched."""

import json
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.errors import Kind, KnownError
from app.services.interchange import bring, faults, import_file
from app.storage.interchange.parse import RefusedFileError, parse
from tests.storage.interchange.binder import exported, in_passing
from tests.storage.interchange.documents import as_bytes
from tests.storage.interchange.samples import full
from tests.texts import ANY, any_text

WRONG = [
    None,
    True,
    0,
    -1,
    6,
    2**63,
    1.5,
    "",
    "youth",
    "contact:",
    "guardian:nobody",
    "contact:nobody",
    "2026-02-30",
    "20260101",
    "2026-01-01T25:00",
    "\ud800",
    "å" * 100_001,
    "====",
    [],
    [None],
    [[[[]]]],
    {},
    {"id": 1},
    {"": None},
]
CONTENT = as_bytes(full())


def _steps(value, trail=()):
    """The trail to every place of a JSON value."""
    yield trail
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in inner:
        yield from _steps(each, (*trail, step))


TRAILS = [trail for trail in _steps(full()) if trail]


@st.composite
def mutated(draw):
    """A valid file after one to three changes of its structure."""
    document = full()
    for _ in range(draw(st.integers(1, 3))):
        *trail, last = draw(st.sampled_from(TRAILS))
        parent = document
        try:
            for step in trail:
                parent = parent[step]
            match draw(st.sampled_from(["wrong", "gone", "twice", "strange", "swapped"])):
                case "wrong":
                    parent[last] = deepcopy(draw(st.sampled_from(WRONG)))
                case "gone":
                    del parent[last]
                case "twice" if isinstance(parent, list):
                    parent.append(parent[last])
                case "strange" if isinstance(parent, dict):
                    parent[draw(any_text(5))] = deepcopy(draw(st.sampled_from(WRONG)))
                case "swapped":
                    *other, end = draw(st.sampled_from(TRAILS))
                    donor = full()
                    for step in other:
                        donor = donor[step]
                    parent[last] = donor[end]
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took the place away
    return json.dumps(document).encode()


@st.composite
def broken(draw):
    """A valid file with some of its bytes changed, taken out, put in or cut off."""
    content = bytearray(CONTENT)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(content) - 1)))
        match draw(st.sampled_from(["flip", "take", "put", "cut", "twice"])):
            case "flip" if content:
                content[at] ^= 1 << draw(st.integers(0, 7))
            case "take":
                del content[at : at + draw(st.integers(1, 20))]
            case "put":
                content[at:at] = draw(
                    st.sampled_from([b'"', b"{", b"[", b"\\", b"\x00", b"\xff", b"NaN", b",", b"1e9"])
                )
            case "cut":
                content = content[: at + 1]
            case "twice":
                content[at:at] = content[at : at + 200]
    return bytes(content)


def try_it(binder, content):
    """Import; a refusal has a kind and a place, and whatever is let through can be exported again."""
    file, refusal = None, None
    try:
        file = parse(content)
    except KnownError as error:
        refusal = error
    if refusal is not None:
        assert refusal.kind is (Kind.RULE if isinstance(refusal, RefusedFileError) else Kind.DAMAGED)
        assert all(each.path for each in getattr(refusal, "faults", ()))
        assert all(": " in line for line in faults(refusal)[1:])
        return False
    text = in_passing(binder, lambda work: (bring(work, file), exported(work))[1])
    parse(text.encode())
    return True


@pytest.fixture(scope="module")
def untouched(binder):
    """A binder with the full file in it, which is the same when all examples have been tried."""
    import_file(binder, CONTENT)
    before = in_passing(binder, exported), in_passing(binder, lambda work: work.log_end())
    yield binder
    assert (in_passing(binder, exported), in_passing(binder, lambda work: work.log_end())) == before


@settings(max_examples=30)
@given(mutated())
def test_a_file_of_a_wrong_shape_leaves_the_binder_alone(untouched, content):
    try_it(untouched, content)


@settings(max_examples=30)
@given(broken())
def test_a_broken_file_leaves_the_binder_alone(untouched, content):
    try_it(untouched, content)


@settings(max_examples=30)
@given(st.binary(max_size=200))
def test_any_bytes_leave_the_binder_alone(untouched, content):
    assert not try_it(untouched, content)


@settings(max_examples=30)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | ANY,
        lambda each: st.lists(each) | st.dictionaries(ANY, each),
    )
)
def test_any_json_leaves_the_binder_alone(untouched, value):
    assert not try_it(untouched, json.dumps(value).encode("utf-8", "surrogatepass"))


@pytest.mark.long
@settings(max_examples=14_000)
@given(mutated())
def test_many_files_of_a_wrong_shape(untouched, content):
    try_it(untouched, content)


@pytest.mark.long
@settings(max_examples=6_000)
@given(broken())
def test_many_broken_files(untouched, content):
    try_it(untouched, content)


def test_a_refused_import_opens_no_transaction(untouched):
    before = in_passing(untouched, lambda work: work.log_end())
    with pytest.raises(RefusedFileError):
        import_file(untouched, CONTENT.replace(b'"held"', b'"hold"', 1))
    assert in_passing(untouched, lambda work: work.log_end()) == before


def test_a_failure_half_way_leaves_nothing(untouched, monkeypatch):
    before = in_passing(untouched, exported)
    document = full()
    document["contacts"][0]["name"] = "Halvvägs"
    document["cases"].append(document["cases"][1] | {"id": "a3"})

    def fail(case, book, settings, versions):
        raise RuntimeError

    monkeypatch.setattr("app.services.interchange.issue_imported", fail)
    with pytest.raises(RuntimeError):
        import_file(untouched, as_bytes(document))
    assert in_passing(untouched, exported) == before
