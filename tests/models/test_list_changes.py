"""When a contact list that was sent no longer holds, and what is different."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.models.list_changes import ListChangeCode, ListSaid, ListSent, differences, waiting
from app.models.snapshots import ContactLine, Person
from app.models.who import Who

AKE, ZOFIA, EVA = Who.contact("ake"), Who.contact("zofia"), Who.guardian("eva")
NOON = datetime(2026, 3, 4, 12)


def line(who: Who, name: str, phone: str | None = None, **fields: object) -> ContactLine:
    person = Person(who=who, name=name, role=fields.pop("role", None), organisation=None)  # type: ignore[arg-type]
    return ContactLine(person=person, phone=phone, **fields)  # type: ignore[arg-type]


def sent(to: Who | None, says: str, hours: int = 0) -> ListSent:
    return ListSent(to=to, at=NOON + timedelta(hours=hours), says=says)


def test_a_list_that_never_left_is_not_out_of_date() -> None:
    assert waiting("new", [AKE, EVA], []) == ()


def test_the_last_list_somebody_got_counts_and_the_others_still_wait() -> None:
    gone = [sent(AKE, "old"), sent(EVA, "old"), sent(AKE, "new", 2)]
    assert waiting("new", [AKE, EVA], gone) == (EVA,)
    assert waiting("new", [AKE, EVA], [*gone, sent(EVA, "new", 3)]) == ()


def test_a_list_changed_back_holds_again() -> None:
    assert waiting("old", [AKE, EVA], [sent(AKE, "old"), sent(EVA, "old")]) == ()


def test_who_joined_since_waits_with_those_who_hold_an_old_list() -> None:
    assert waiting("new", [AKE, EVA, ZOFIA], [sent(AKE, "old"), sent(EVA, "old")]) == (AKE, EVA, ZOFIA)


def test_a_sending_that_was_not_finished_is_no_change() -> None:
    assert waiting("new", [AKE, EVA], [sent(AKE, "new")]) == ()


def test_what_was_made_for_all_is_everybodys() -> None:
    assert waiting("new", [AKE, EVA], [sent(AKE, "old"), sent(EVA, "old"), sent(None, "new", 1)]) == ()
    assert waiting("new", [AKE, EVA], [sent(None, "old")]) == (AKE, EVA)


def test_who_has_left_and_holds_an_old_list_asks_for_nothing() -> None:
    assert waiting("new", [EVA], [sent(AKE, "old"), sent(EVA, "new")]) == ()


def test_every_difference_is_told_with_what_stood_and_stands() -> None:
    then = [line(AKE, "Åke Örn", "08-465 004 10"), line(ZOFIA, "Zofia Żółć")]
    now = [line(AKE, "Åke Örn", "08-465 004 11", role="polis"), line(EVA, "Eva Holm")]
    told = [(each.code, each.name, each.then, each.now) for each in differences(then, now)]
    assert told == [
        (ListChangeCode.ROLE, "Åke Örn", None, "polis"),
        (ListChangeCode.PHONE, "Åke Örn", "08-465 004 10", "08-465 004 11"),
        (ListChangeCode.JOINED, "Eva Holm", None, None),
        (ListChangeCode.LEFT, "Zofia Żółć", None, None),
    ]


def test_somebody_whose_entry_was_merged_is_still_the_same() -> None:
    then, now = [line(AKE, "Åke Örn", "1")], [line(Who.contact("ake2"), "Åke Örn", "2")]
    assert [each.code for each in differences(then, now)] == [ListChangeCode.PHONE]


def test_protection_is_told_as_protection_and_never_with_the_number() -> None:
    then, now = [line(AKE, "Åke Örn", "08-465 004 10")], [line(AKE, "Åke Örn", withheld=True)]
    (change,) = differences(then, now)
    assert (change.code, change.then, change.now) == (ListChangeCode.WITHHELD, None, None)


PEOPLE = {AKE: "Åke Örn", ZOFIA: "Zofia Żółć", EVA: "Eva Holm"}
numbers = st.none() | st.sampled_from(["08-465 004 10", "08-465 004 11"])
lists = st.lists(
    st.builds(lambda who, phone: line(who, PEOPLE[who], phone), st.sampled_from(list(PEOPLE)), numbers),
    max_size=3,
    unique_by=lambda each: each.person.who,
)


@given(lists, lists)
def test_two_lists_say_the_same_exactly_when_nothing_differs(
    then: list[ContactLine], now: list[ContactLine]
) -> None:
    same = ListSaid(lines=tuple(then)).says == ListSaid(lines=tuple(now)).says
    assert same == (not differences(then, now))
    assert ListSaid(lines=tuple(reversed(then))).says == ListSaid(lines=tuple(then)).says


def test_ids_and_order_do_not_count_but_every_word_does() -> None:
    one = line(AKE, "Åke Örn", "1")
    said = ListSaid(lines=(one,)).says
    assert said == ListSaid(lines=(replace(one, person=replace(one.person, who=EVA)),)).says
    for other in (replace(one, phone="2"), replace(one, email="a@example.se"), replace(one, withheld=True)):
        assert ListSaid(lines=(other,)).says != said
    text = ListSaid(lines=(one,)).to_json()
    assert ListSaid.from_json(text) == ListSaid(lines=(one,))
