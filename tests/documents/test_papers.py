"""What the papers say, word for word: golden texts that were read by a person."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from app.documents.content import DocumentContent, as_text
from app.documents.layout import count_pages
from app.documents.papers.action_plan import action_plan
from app.documents.papers.consent_form import consent_form
from app.documents.papers.contact_list import contact_list
from app.documents.papers.shared import Copy
from app.models.codes import MeetingKind, Standing, ViewAbsent
from app.models.snapshots import ContactLine, Letterhead, NextMeeting, Person, PlannedArea, PlannedGoal, Words
from app.models.who import Who
from tests.documents import samples

Golden = Callable[[DocumentContent, str], None]


def test_the_whole_plan(golden: Golden) -> None:
    golden(action_plan(samples.PLAN), "plan_whole")


def test_a_copy_begins_with_its_owners_steps(golden: Golden) -> None:
    golden(action_plan(samples.PLAN, Copy(person=samples.AKE)), "plan_ake")


def test_the_contact_list(golden: Golden) -> None:
    golden(contact_list(samples.CONTACTS), "contacts")


def test_the_consent_form(golden: Golden) -> None:
    golden(consent_form(samples.CONSENT), "consent_form")


def test_a_plan_with_nothing_in_it_says_so(golden: Golden) -> None:
    empty = replace(
        samples.PLAN,
        case_reference=None,
        strengths=None,
        youth_view=None,
        areas=(),
        follow_ups=(),
        attendance=(),
        next_meeting=None,
        letterhead=Letterhead(),
    )
    golden(action_plan(empty, Copy(person=samples.LARS)), "plan_empty")


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        (ViewAbsent.DID_NOT_WANT, "Elin ville inte säga något den här gången. Det är helt okej."),
        (ViewAbsent.NOT_PRESENT, "Elin var inte med på mötet."),
        (ViewAbsent.ANOTHER_WAY, "Elin har berättat på ett annat sätt."),
    ],
)
def test_why_the_youths_words_are_missing(reason: ViewAbsent, says: str) -> None:
    plan = replace(samples.PLAN, youth_view=None, youth_view_absent=reason)
    assert f"## Elin säger\n{says}" in as_text(action_plan(plan))


def test_own_words_stand_before_the_goals_and_the_follow_up() -> None:
    text = as_text(action_plan(samples.PLAN))
    order = ["Det som fungerar", "Elin säger", "Sysselsättning", "Så gick det", "Vilka som var med"]
    assert sorted(order, key=text.index) == order


def test_words_that_are_quoted_already_are_not_quoted_twice() -> None:
    plan = replace(samples.PLAN, youth_view="”Lugnt”")
    assert "””" not in as_text(action_plan(plan))


def test_who_has_no_steps_is_told_so_kindly() -> None:
    sara = as_text(action_plan(samples.PLAN, Copy(person=samples.SARA)))
    assert "Du har inga egna steg den här gången. Tack för att du är med i gruppen." in sara
    youth = as_text(action_plan(replace(samples.PLAN, areas=()), Copy(person=samples.ELIN)))
    assert "Du har inga egna steg den här gången. Nu är det de andras tur." in youth


def test_a_copy_holds_nobody_elses_box_and_names_its_owner() -> None:
    text = as_text(action_plan(samples.PLAN, Copy(person=samples.AKE)))
    assert text.count("[ ") == 1
    assert "Exemplar för Åke Örn, Polisen Provköping." in text
    assert "Exemplar för akten." in as_text(action_plan(samples.PLAN, Copy(for_record=True)))


def test_a_step_carried_twice_is_not_pointed_out_and_thrice_is() -> None:
    text = as_text(action_plan(samples.PLAN))
    assert text.count("följer med för tredje gången") == 2
    fewer = replace(samples.PLAN, follow_ups=(replace(samples.FOLLOW_UPS[1], times_carried=1),), areas=())
    assert "följer med" not in as_text(action_plan(fewer))


def test_a_finished_step_is_not_said_to_come_along() -> None:
    done = replace(samples.PLAN, follow_ups=(replace(samples.FOLLOW_UPS[0], times_carried=7),), areas=())
    assert "följer med" not in as_text(action_plan(done))


def test_several_goals_of_an_area_have_headings_of_their_own() -> None:
    area = PlannedArea(
        key="leisure",
        name="Fritid",
        goals=(PlannedGoal(key="1", goal="Simma"), PlannedGoal(key="2", goal="Träna boxning")),
    )
    text = as_text(action_plan(replace(samples.PLAN, areas=(area,))))
    assert "## Fritid\n\n### Simma\n\nInga steg ännu.\n\n### Träna boxning" in text


def test_dates_of_another_year_bear_it() -> None:
    meeting = NextMeeting(starts=samples.PLAN.meeting_starts.replace(year=2027))
    text = as_text(action_plan(replace(samples.PLAN, next_meeting=meeting, follow_ups_of=date(2025, 12, 3))))
    assert "Torsdag 4 mars 2027 klockan 14.00–15.00. Frågor:" in text
    assert "Så gick det med stegen från 3 december 2025" in text


def test_the_binders_words_the_standing_and_the_correction() -> None:
    plan = replace(
        samples.PLAN, words=Words(plan="handlingsplan"), version=6, replaces=5, meeting_kind=MeetingKind.SMALL
    )
    text = as_text(action_plan(plan, Copy(standing=Standing.WORKING, demo=True)))
    assert "# Handlingsplan\n" in text
    assert "Rättar och ersätter version 5\nÄrende 2026-014 · version 6 · arbetsmaterial\n" in text
    assert "Mindre möte 5, 4 mars 2026" in text
    assert "Det gäller dem som var kallade dit." in text
    assert "Påhittade uppgifter" in text


def test_what_is_kept_off_the_contact_list_is_not_on_it() -> None:
    hidden = ContactLine(person=replace(samples.ELIN, name="Elin Holm"), withheld=True)
    contacts = replace(samples.CONTACTS, lines=(hidden,))
    text = as_text(contact_list(contacts))
    assert "Elin Holm | Nås genom Sara Lind" in text
    assert "@" not in text
    assert "skydd" not in text.lower()


def test_a_contact_list_without_a_coordinator_or_people() -> None:
    text = as_text(contact_list(replace(samples.CONTACTS, lines=(), letterhead=Letterhead())))
    assert "Ingen är med i gruppen än." in text
    assert "Ring" not in text


def test_an_adult_signs_alone_and_is_spoken_to() -> None:
    text = as_text(consent_form(replace(samples.CONSENT, signers=(samples.ELIN,))))
    assert "viktiga för dig" in text
    assert "delar uppgifter om mig" in text
    assert text.count("Datum") == 1


def test_a_guardian_who_is_not_known_yet_writes_the_name() -> None:
    unknown = Person(who=Who.guardian("okänd"), name="")
    text = as_text(consent_form(replace(samples.CONSENT, signers=(unknown,))))
    assert "________ vårdnadshavare, namn: ____" in text


def test_every_signer_has_a_line_and_only_the_given_organisations_are_ticked() -> None:
    text = as_text(consent_form(samples.CONSENT))
    assert text.count("Datum") == 3
    assert text.count("☑") == len(samples.CONSENT.ticked) + len(samples.CONSENT.kinds)
    assert "☐ Elevhälsan" in text


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        (date(2026, 3, 4), date(2026, 12, 31), "Från och med 4 mars 2026 till och med 31 december"),
        (None, date(2026, 12, 31), "Från den dag du skriver under till och med 31 december 2026."),
        (date(2026, 3, 4), None, "Från och med 4 mars 2026 till och med ____"),
        (None, None, "Från den dag du skriver under till och med ____"),
    ],
)
def test_how_long_a_consent_is_to_hold(start: date | None, end: date | None, says: str) -> None:
    assert says in as_text(consent_form(replace(samples.CONSENT, valid_from=start, valid_until=end)))


def test_a_form_with_nothing_chosen_has_room_to_write() -> None:
    text = as_text(consent_form(replace(samples.CONSENT, organisations=(), ticked=(), kinds=(), signers=())))
    assert "Skriv vilka det gäller:\n________" in text
    assert "☑" not in text
    assert "Ingen underskrift saknas i dag." in text


def test_a_sanction_is_not_called_voluntary_but_the_consent_is() -> None:
    """R22: the measure goes on whatever is answered; what is shared stays the signer's choice."""
    usual, sanction = (
        as_text(consent_form(replace(samples.CONSENT, sanction=each))) for each in (False, True)
    )
    assert "Det är frivilligt" in usual
    assert "påföljd" not in usual
    assert "frivillig" not in sanction
    assert "Om den inte följs måste vi rapportera det." in sanction
    assert "Du kan ta tillbaka ditt samtycke när du vill." in sanction


def test_the_form_of_a_sanction_stays_on_one_page_as_the_other_does() -> None:
    assert {count_pages(consent_form(replace(samples.CONSENT, sanction=each))) for each in (False, True)} == {
        1
    }
