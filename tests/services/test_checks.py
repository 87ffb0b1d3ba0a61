"""What is typed or pasted is kept as it is read: without marks that nobody sees."""

import pytest
from hypothesis import given

from app.models.errors import KnownError
from app.services import checks
from tests.texts import any_text


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("Zoë 😀 عمر", "Zoë 😀 عمر"),
        ("A\u030asa", "Åsa"),
        ("A\u200b\u030asa", "Åsa"),
        ("Anna\x07\x1b Ek", "Anna Ek"),
        ("Anna\r\nEk\tÖst", "Anna Ek Öst"),
        ("\u202egpj.anna\u202c", "gpj.anna"),
        ("Sam\u00adord\u200bnare\ufeff", "Samordnare"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
    ],
)
def test_a_name_holds_only_what_one_sees(pasted: str, kept: str) -> None:
    assert checks.name(pasted) == kept
    assert checks.line(pasted) == kept


def test_a_name_of_nothing_that_one_sees_is_no_name() -> None:
    with pytest.raises(KnownError, match="name_missing"):
        checks.name("\u202e\x00 \u200b")
    assert checks.line("\x1b") is None
    assert checks.text("\u2060\x07") is None


def test_a_text_keeps_its_lines_whichever_way_they_end() -> None:
    assert checks.text("en\r\ntvå\rtre\u2028fyra\n\tfem\x0c") == "en\ntvå\ntre\nfyra\n\tfem"


@given(any_text(60))
def test_what_is_kept_is_kept_as_it_is_the_next_time(typed: str) -> None:
    once = checks.seen(typed)
    assert checks.seen(once) == once
    assert not any(ord(each) < 32 and each not in "\n\t" for each in once)
