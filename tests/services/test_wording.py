"""Errors get Swedish words, and every code its own."""

import re
import string
import tomllib

import pytest

from app.models.errors import Kind, KnownError
from app.services import wording


@pytest.fixture
def area(tmp_path, monkeypatch):
    """A folder with one area's words, read afresh."""
    monkeypatch.setattr(wording, "ERRORS", tmp_path)
    wording.sentences.cache_clear()
    yield tmp_path
    wording.sentences.cache_clear()


def test_the_details_fill_the_gaps(area):
    (area / "a.toml").write_text('late = "För sent: {day} dagar."', encoding="utf-8")
    assert wording.explain(KnownError(Kind.RULE, "late", day=3)) == "För sent: 3 dagar."


def test_a_missing_detail_does_not_hide_the_sentence(area):
    (area / "a.toml").write_text('late = "För sent: {day} dagar."', encoding="utf-8")
    assert wording.explain(KnownError(Kind.RULE, "late")) == "För sent: … dagar."


def test_a_code_without_words_is_named(area):
    assert "unheard_of" in wording.explain(KnownError(Kind.RULE, "unheard_of"))


def test_no_two_areas_claim_one_code():
    owners = {}
    for path in sorted(wording.ERRORS.glob("*.toml")):
        for code in tomllib.loads(path.read_text(encoding="utf-8")):
            owners.setdefault(code, []).append(path.name)
    assert {code: areas for code, areas in owners.items() if len(areas) > 1} == {}


def test_the_shipped_sentences_are_sentences():
    wording.sentences.cache_clear()
    for code, sentence in wording.sentences().items():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", code), code
        assert sentence[0].isupper() or sentence[0] in "”«{" or code.startswith("import_"), code
        assert sentence.rstrip()[-1] in ".?!:}”", code
        list(string.Formatter().parse(sentence))
