"""Recording, correcting and withdrawing consents, deviations and information."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.models.consent_status import ConsentStatus, consent_status
from app.models.cover import Cover
from app.models.errors import KnownError
from app.models.who import Who
from app.services import consents
from app.services.consents import InformationFacts, SignedConsent
from app.storage.binder import Binder
from tests.services.readings import logged, only, whole
from tests.services.scene import Scene
from tests.storage.binders import TestClock

TODAY = date(2026, 3, 4)
SIGNED = SignedConsent(
    by=Who.YOUTH,
    signed=date(2026, 3, 2),
    valid_from=date(2026, 3, 2),
    valid_until=date(2026, 6, 30),
    all_in_group=True,
)


def status(binder: Binder, scene: Scene, on: date = TODAY) -> ConsentStatus:
    with binder.reading() as work:
        return consent_status(work.case(scene.case), work.address_book().contacts, on)


def record(binder: Binder, scene: Scene, by: Who, **told: object) -> str:
    signed = replace(SIGNED, by=by, **told)
    return only(consents.record_consent(binder, scene.case, signed), scene.case)


def test_two_guardians_cover_the_group_until_the_youth_turns_fifteen(binder: Binder, scene: Scene) -> None:
    record(binder, scene, scene.karin)
    assert not status(binder, scene).covered
    record(binder, scene, scene.tomas)
    assert status(binder, scene).covered
    assert status(binder, scene).covered_through == date(2026, 3, 7)


def test_a_consent_names_what_was_ticked(binder: Binder, scene: Scene) -> None:
    record(binder, scene, scene.karin)
    key = record(
        binder, scene, scene.tomas, all_in_group=False, organisations=(scene.police,), kinds=(" skola ", "")
    )
    assert status(binder, scene).organisations == {scene.police: Cover.COVERED, scene.school: Cover.MISSING}
    assert consents.consent(whole(binder, scene.case), key).kinds == ["skola"]


def test_a_refusal_shows(binder: Binder, scene: Scene) -> None:
    record(binder, scene, scene.karin)
    record(
        binder, scene, scene.tomas, all_in_group=False, organisations=(scene.school,), refused=(scene.police,)
    )
    assert status(binder, scene).refusals == ((scene.tomas, scene.police),)


def test_a_withdrawal_counts_from_its_day_and_can_be_taken_back_the_same_day(
    binder: Binder, scene: Scene, clock: TestClock
) -> None:
    record(binder, scene, scene.tomas)
    key = record(binder, scene, scene.karin)
    consents.withdraw_consent(binder, scene.case, key, TODAY)
    assert status(binder, scene).persons[scene.karin] is Cover.WITHDRAWN
    assert status(binder, scene, date(2026, 3, 3)).covered
    consents.take_back_withdrawal(binder, scene.case, key)
    assert status(binder, scene).covered
    consents.withdraw_consent(binder, scene.case, key, TODAY)
    clock.tick(days=1)
    with pytest.raises(KnownError, match="consent_fixed"):
        consents.take_back_withdrawal(binder, scene.case, key)


def test_a_withdrawal_is_neither_before_the_signature_nor_to_come_nor_twice(
    binder: Binder, scene: Scene
) -> None:
    key = record(binder, scene, scene.karin)
    with pytest.raises(KnownError, match="withdrawn_before_signed"):
        consents.withdraw_consent(binder, scene.case, key, date(2026, 3, 1))
    with pytest.raises(KnownError, match="day_to_come"):
        consents.withdraw_consent(binder, scene.case, key, date(2026, 3, 5))
    consents.withdraw_consent(binder, scene.case, key, date(2026, 3, 2))
    with pytest.raises(KnownError, match="consent_already_withdrawn"):
        consents.withdraw_consent(binder, scene.case, key, TODAY)


def test_a_slip_of_the_keyboard_is_mended_on_its_day_and_the_log_keeps_what_stood(
    binder: Binder, scene: Scene, clock: TestClock
) -> None:
    key = record(binder, scene, scene.karin)
    assert consents.can_correct(binder, scene.case) == {key}
    mended = replace(SIGNED, by=scene.karin, valid_until=date(2026, 12, 31))
    consents.correct_consent(binder, scene.case, key, mended)
    assert consents.consent(whole(binder, scene.case), key).valid_until == date(2026, 12, 31)
    with binder.reading() as work:
        told = work.log_rows(case=scene.case)[-1]
    assert (told.what, told.details["until"]) == ("consent_corrected", "2026-06-30")
    clock.tick(days=1)
    assert consents.can_correct(binder, scene.case) == frozenset()
    with pytest.raises(KnownError, match="consent_fixed"):
        consents.correct_consent(binder, scene.case, key, mended)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"signed": date(2026, 3, 5), "valid_from": date(2026, 3, 5)}, "day_to_come"),
        ({"valid_from": date(2026, 3, 1)}, "consent_begins_before_signed"),
        ({"valid_until": date(2026, 3, 1)}, "dates_backwards"),
        ({"all_in_group": False}, "consent_for_nobody"),
        ({"all_in_group": False, "organisations": ("x",), "refused": ("x",)}, "consent_yes_and_no"),
        ({"all_in_group": False, "organisations": ("x",)}, "no_such_organisation"),
        ({"by": Who.guardian("x")}, "no_such_guardian"),
        ({"by": Who.contact("x")}, "consent_by_other"),
    ],
)
def test_what_no_form_can_say_is_refused(
    binder: Binder, scene: Scene, change: dict[str, object], code: str
) -> None:
    with pytest.raises(KnownError, match=code):
        consents.record_consent(binder, scene.case, replace(SIGNED, **change))  # type: ignore[arg-type]
    assert whole(binder, scene.case).consents == []


def test_a_decision_lets_a_guardian_off_until_it_ends(binder: Binder, scene: Scene) -> None:
    record(binder, scene, scene.karin)
    decision = {"ground": "Tomas kan inte nås", "decided_by": "Enhetschefen", "decided": date(2026, 3, 1)}
    consents.record_deviation(binder, scene.case, not_required=[scene.tomas], **decision)  # type: ignore[arg-type]
    assert status(binder, scene).covered
    (made,) = whole(binder, scene.case).deviations
    consents.end_deviation(binder, scene.case, made.id, date(2026, 3, 3))
    assert not status(binder, scene).covered
    with pytest.raises(KnownError, match="deviation_for_nobody"):
        consents.record_deviation(binder, scene.case, not_required=[], **decision)  # type: ignore[arg-type]


def test_each_who_was_told_has_a_line(binder: Binder, scene: Scene) -> None:
    consents.record_information(
        binder, scene.case, to=[Who.YOUTH, scene.karin], on=TODAY, how="muntligt", understood=True
    )
    told = whole(binder, scene.case).information
    assert [(each.to, each.how, each.understood) for each in told] == [
        (Who.YOUTH, "muntligt", True),
        (scene.karin, "muntligt", True),
    ]
    assert logged(binder, scene.case).count("information_recorded") == 2


def test_a_deviation_ends_with_a_day_and_holds_on_where_that_was_a_mistake(
    binder: Binder, scene: Scene
) -> None:
    decided = date(2026, 2, 2)
    consents.record_deviation(
        binder,
        scene.case,
        ground="Går inte att nå",
        not_required=[scene.tomas],
        decided_by="Enhetschefen",
        decided=decided,
    )
    (made,) = whole(binder, scene.case).deviations
    with pytest.raises(KnownError, match="dates_backwards"):
        consents.end_deviation(binder, scene.case, made.id, date(2026, 2, 1))
    with pytest.raises(KnownError, match="no_such_deviation"):
        consents.end_deviation(binder, scene.case, made.id + 1, decided)
    for last in (decided, None):
        consents.end_deviation(binder, scene.case, made.id, last)
        assert [each.until for each in whole(binder, scene.case).deviations] == [last]
    assert logged(binder, scene.case)[-2:] == ["deviation_ended", "deviation_resumed"]


def test_what_somebody_was_told_is_changed_and_the_log_keeps_what_it_was(
    binder: Binder, scene: Scene
) -> None:
    consents.record_information(binder, scene.case, to=[scene.karin], on=TODAY, how="muntligt")
    (made,) = whole(binder, scene.case).information
    before = InformationFacts.of(made)
    facts = InformationFacts(
        to=scene.tomas,
        on=TODAY - timedelta(days=2),
        how="  på  papper ",
        language="so",
        interpreter=True,
        understood=False,
    )
    consents.edit_information(binder, scene.case, made.id, facts)
    (told,) = whole(binder, scene.case).information
    assert InformationFacts.of(told) == replace(facts, how="på papper")
    with binder.reading() as work:
        entry = work.log_rows(case=scene.case)[-1]
    assert entry.what == "information_changed"
    assert entry.details["to_before"] == str(scene.karin)
    assert entry.details["on"] == str(TODAY)
    consents.edit_information(binder, scene.case, made.id, before)
    assert InformationFacts.of(whole(binder, scene.case).information[0]) == before
    with pytest.raises(KnownError, match="no_such_information"):
        consents.edit_information(binder, scene.case, 999, facts)
    with pytest.raises(KnownError) as refused:
        consents.edit_information(binder, scene.case, made.id, replace(facts, on=TODAY + timedelta(days=1)))
    assert refused.value.details["field"] == "date"
    assert InformationFacts.of(whole(binder, scene.case).information[0]) == before
