"""The shipped JSON Schema says what the table says, and lets through what the import lets through."""

import json

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from app.storage.interchange.parse import parse
from tests.storage.interchange.documents import files
from tests.storage.interchange.samples import full, least
from tests.storage.interchange.schema import PATH, schema
from tests.storage.interchange.test_refusals import set_at, without

SCHEMA = json.loads(PATH.read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def test_the_schema_is_the_table():
    assert schema() == SCHEMA


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


def test_valid_files_pass():
    VALIDATOR.validate(full())
    VALIDATOR.validate(least())


@settings(max_examples=15)
@given(files())
def test_whatever_the_format_allows_passes(document):
    VALIDATOR.validate(document)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("version", 2),
        ("surprise", 1),
        ("cases[0].meetings[0].starts", "2025-09-24"),
        ("cases[0].meetings[0].minutes", True),
        ("cases[0].meetings[0].kind", "big"),
        ("cases[0].meetings[0].place", "å" * 100_001),
        ("cases[0].states[1].closing", {"reason": "other"}),
        ("cases[0].states[5].closing", None),
        ("cases[0].consents[0].by", "mamma"),
        ("cases[0].consents[0].organisations", "none"),
        ("cases[0].meetings[0].attendance[1].substitute", "youth"),
        ("cases[0].evaluations[0].answers.Q", 6),
        ("cases[0].situations[0].values.wealth", "yes"),
        ("organisations[0].id", "contact:x"),
    ],
)
def test_what_is_wrong_in_itself_does_not_pass(path, value):
    assert not VALIDATOR.is_valid(set_at(path, value))


@pytest.mark.parametrize("path", ["format", "cases", "cases[0].states[5].closing", "contacts[0].name"])
def test_what_is_missing_does_not_pass(path):
    assert not VALIDATOR.is_valid(without(path))


def test_the_example_of_the_documentation_is_a_file():
    text = (PATH.parents[1] / "docs" / "utbytesfilen.md").read_text(encoding="utf-8")
    example = text.split("```json\n")[1].split("```")[0]
    VALIDATOR.validate(json.loads(example))
    assert parse(example.encode())["cases"][0]["id"] == "2026-1"
