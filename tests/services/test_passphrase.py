"""How strong a passphrase is, for one who knows Swedish."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import Kind, KnownError
from app.services.passphrase import LEAST, refuse_weak, strength
from tests.texts import any_text


@pytest.mark.parametrize(
    "passphrase",
    [
        "åtta blå hästar åt havre i Kiruna",
        "trasten sjunger över fjället",
        "kaffe bulle sommar hund",
        "korrekt häst batteri klammer",
        "7sK!9vQ2#mP4x",
        "Vi-ses-vid-eken-klockan-nio",
    ],
)
def test_phrases_that_are_enough(passphrase: str) -> None:
    found = strength(passphrase)
    assert found.acceptable
    assert found.score >= 3
    assert found.advice == ()
    refuse_weak(passphrase)


@pytest.mark.parametrize(
    ("passphrase", "advice"),
    [
        ("", "too_short"),
        ("7sK!9vQ2#mP", "too_short"),
        ("sommar2026", "too_short"),
        ("Stockholm2024!", "common"),
        ("fotbollsplanen", "common"),
        ("hemligt lösenord", "common"),
        ("Insatspärmen2026", "common"),
        ("aaaaaaaaaaaaaaaaaaaa", "repeats"),
        ("hejhejhejhejhejhej", "repeats"),
        ("abcdefghijklmnop", "repeats"),
        ("1234567890123", "repeats"),
        ("qwertyuiopasdfgh", "common"),
        ("zse4rfvgy7ujm", "keyboard"),
        ("1978-05-17 1978-05-17", "dates"),
        ("Ada Ek Provköping 1978", "personal"),
    ],
)
def test_phrases_that_are_not(passphrase: str, advice: str) -> None:
    found = strength(passphrase, personal=("Ada Ek", "Provköping"))
    assert not found.acceptable
    assert found.score < 3
    assert advice in found.advice
    assert found.advice[-1] == "more_words"


def test_a_weak_passphrase_is_refused_by_the_rules() -> None:
    with pytest.raises(KnownError) as refused:
        refuse_weak("kort")
    assert (refused.value.kind, refused.value.code) == (Kind.RULE, "passphrase_too_short")
    assert refused.value.details == {"least": LEAST}
    with pytest.raises(KnownError, match="passphrase_too_weak"):
        refuse_weak("hemligt lösenord")
    with pytest.raises(KnownError, match="passphrase_too_weak"):
        refuse_weak("Ada Ek Ada Ek Ada Ek", personal=("Ada Ek",))


@given(any_text(90))
def test_any_text_has_a_strength(text: str) -> None:
    found = strength(text, personal=(text[:5],))
    assert 0 <= found.score <= 4
    assert found.acceptable == (not found.advice)
    assert found.acceptable <= (len(text) > 5)


@given(
    st.text(alphabet="abcdefghijklmnopåäö ", min_size=20, max_size=60), st.sampled_from(["granit", "pilfink"])
)
def test_another_word_never_weakens(text: str, word: str) -> None:
    assert strength(f"{text} {word}").score >= strength(text).score
