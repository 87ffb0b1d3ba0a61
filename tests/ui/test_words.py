"""The binder's own words: said in the right form, and taken on at once when others are chosen."""

from __future__ import annotations

import pytest

from app.models.codes import Nominator, Paper
from app.models.snapshots import Words
from app.ui import words
from app.ui.labels import NOMINATORS, PAPERS, options
from app.ui.log_labels import log_text

FORMS = (
    (Words(), "Ungdomens åtgärdsplan", "Alla ungdomars möten", "Den unge"),
    (
        Words(plan="handlingsplan", youth="deltagare"),
        "Deltagarens handlingsplan",
        "Alla deltagares möten",
        "Deltagaren",
    ),
    (
        Words(plan="handlingsplan", youth="klient"),
        "Klientens handlingsplan",
        "Alla klienters möten",
        "Klienten",
    ),
)


@pytest.mark.parametrize(("chosen", "whose", "of_all", "young"), FORMS)
def test_a_sentence_has_the_words_that_were_chosen(
    chosen: Words, whose: str, of_all: str, young: str
) -> None:
    words.use(chosen)
    assert words.say("{Ungdomens} {åtgärdsplan}") == whose
    assert words.say("Alla {ungdomars} möten") == of_all
    assert words.word("Den unge") == young


def test_a_form_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        words.word("ungdommen")
    with pytest.raises(KeyError):
        words.say("{Åtgärdplanen} är klar.")


def test_what_somebody_wrote_is_not_read_as_a_gap() -> None:
    assert words.say("{Ungdomen} säger: {what}", what="jag {vill} inte") == "Ungdomen säger: jag {vill} inte"


def test_labels_follow() -> None:
    words.use(Words(plan="handlingsplan", youth="klient"))
    assert PAPERS[Paper.PLAN] == "Handlingsplan"
    assert NOMINATORS[Nominator.SELF] == "Klienten själv"
    assert ("self", "Klienten själv") in options(NOMINATORS)
    assert log_text("youth_changed") == "Klientens uppgifter ändrade"
