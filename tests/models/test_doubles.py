"""Which entries may be the same person or place twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.doubles import Likeness, digits_of, doubled_contacts, doubled_organisations, is_near, words_of
from tests.builders import a_contact, an_organisation


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Zofia Żółć", "Zofia Zolc", True),
        ("Åke Örn", "Örn, Åke", True),
        ("Karin Lindqvist", "Karin Lindkvist", True),
        ("Karin Lindqvist", "Karin Lundqvist-Ek", False),
        ("Eva Ek", "Eva Ek", True),
        ("Bo Ek", "Bo Ed", True),
        ("Per", "Pär", False),
        ("Anna Berg", "Hanna Berg", True),
        ("Anna Lindman", "Anna Lindson", False),
        ("Maria Sundström", "Maria Sudnström", True),
        ("Polisområde 1 Söder", "Polisområde 2 Söder", False),
        ("Björkskolan", "Björksskolan", True),
        ("Björkskolan", "Bokskolan", False),
    ],
)
def test_a_slip_of_the_pen_is_near_and_another_name_is_not(one: str, other: str, near: bool) -> None:
    assert is_near(one, other) == is_near(other, one) == near


def test_å_ä_and_ö_are_letters_of_their_own() -> None:
    assert words_of("Åsa Öman") != words_of("Asa Oman")
    assert words_of("Élodie  MARTIN") == ("elodie", "martin")


@pytest.mark.parametrize(
    "written", ["070-174 06 05", "+46 70 174 06 05", "+46 (0)70-1740605", "0046701740605"]
)
def test_a_number_is_the_same_however_it_is_written(written: str) -> None:
    assert digits_of(written) == "0701740605"


def test_number_address_and_name_are_each_enough() -> None:
    found = doubled_contacts(
        [
            a_contact("a", "police", name="Åke Örn", phone="070-174 06 05", email="ake@example.se"),
            a_contact("b", "school", name="Ake O.", phone="+46 70 174 06 05"),
            a_contact("c", "social", name="Å. Örn", email="Ake@example.se"),
            a_contact("d", None, name="örn åke"),
            a_contact("e", None, name="Lars Blom"),
        ]
    )
    assert {(each.one, each.other): each.alike for each in found} == {
        ("a", "b"): {Likeness.PHONE},
        ("a", "c"): {Likeness.EMAIL},
        ("a", "d"): {Likeness.NAME},
    }


def test_a_near_name_counts_in_the_same_place_only() -> None:
    elsewhere = [a_contact("a", "police", name="Anna Berg"), a_contact("b", "school", name="Anna Berj")]
    assert doubled_contacts(elsewhere) == ()
    (same,) = doubled_contacts([elsewhere[0], a_contact("c", None, name="Anna Berj")])
    assert same.alike == {Likeness.NEAR_NAME}


def test_a_switchboard_is_nobodys_own_number() -> None:
    many = [
        a_contact(f"p{n}", None, name=f"Namn{'abcdefgh'[n] * 6}", phone="08-465 004 10") for n in range(8)
    ]
    assert doubled_contacts(many) == ()


def test_the_surest_come_first_and_the_dismissed_not_at_all() -> None:
    people = [
        a_contact("a", name="Åke Örn", phone="070-174 06 05"),
        a_contact("b", name="Åke Örn", phone="070-174 06 05"),
        a_contact("c", name="Åke Örn"),
    ]
    first = doubled_contacts(people)[0]
    assert (first.one, first.other) == ("a", "b")
    left = doubled_contacts(people, frozenset({frozenset(("b", "a"))}))
    assert {(each.one, each.other) for each in left} == {("a", "c"), ("b", "c")}


def test_places_of_nearly_the_same_name() -> None:
    places = [an_organisation("x", name="Björkskolan"), an_organisation("y", name="Björksskolan")]
    (found,) = doubled_organisations([*places, an_organisation("z", name="Polisen")])
    assert (found.one, found.other, found.alike) == ("x", "y", frozenset({Likeness.NEAR_NAME}))


@given(st.lists(st.text("abåäö Ż.-", max_size=14), max_size=6))
def test_whatever_the_names_each_pair_is_told_once(names: list[str]) -> None:
    found = doubled_contacts([a_contact(f"c{n}", name=name) for n, name in enumerate(names)])
    pairs = [frozenset((each.one, each.other)) for each in found]
    assert len(pairs) == len(set(pairs))
    for one, other in ((n, m) for n in range(len(names)) for m in range(n)):
        if words_of(names[one]) and words_of(names[one]) == words_of(names[other]):
            assert frozenset((f"c{one}", f"c{other}")) in pairs
