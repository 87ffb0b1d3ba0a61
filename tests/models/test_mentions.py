"""Names of the binder's people outside the group, found in a free text (R16)."""

import pytest

from app.models.mentions import mentioned


def found(text, *outside, inside=()):
    return [(each.name, text[each.start : each.end]) for each in mentioned(text, outside, inside)]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Var med Rami i lördags.", ["Rami"]),
        ("RAMI och rami", ["RAMI", "rami"]),
        ("Ramis bror", ["Ramis"]),
        ("Hos Rami's familj", ["Rami's"]),
        ("Rami Haddad ringde.", ["Rami Haddad"]),
        ("Rami\nHaddads bil", ["Rami\nHaddads"]),
        ("Ramina och Miramir", []),
        ("(Rami)", ["Rami"]),
        ("", []),
    ],
)
def test_first_and_full_names_are_found_whole(text, written):
    assert found(text, "Rami Haddad") == [("Rami Haddad", each) for each in written]


def test_swedish_letters_are_letters():
    assert found("Åsa, åsas, Åsak", "Åsa Öberg") == [("Åsa Öberg", "Åsa"), ("Åsa Öberg", "åsas")]
    assert mentioned("A\u030asa", ["\u00c5sa Öberg"])[0].start == 0


def test_names_in_s_need_no_more_s():
    assert found("Lars bil. Lars' bil. Larss", "Lars Blom") == [
        ("Lars Blom", "Lars"),
        ("Lars Blom", "Lars'"),
        ("Lars Blom", "Larss"),
    ]


def test_two_letters_are_too_few_but_the_full_name_is_found():
    assert found("Bo kom. Bo Ek kom.", "Bo Ek") == [("Bo Ek", "Bo Ek")]


def test_a_name_that_is_a_word_needs_its_capital():
    assert found("Det var hans fel, sa Hans.", "Hans Ek") == [("Hans Ek", "Hans")]
    assert found("hans ek", "Hans Ek") == [("Hans Ek", "hans ek")]


def test_people_of_the_group_are_not_pointed_out():
    assert found("Elin Holm och Elin", "Elin Holm", inside=["Elin Holm"]) == []
    assert found("Elin och Elin Berg", "Elin Berg", inside=["Elin Holm"]) == [("Elin Berg", "Elin Berg")]


def test_all_who_bear_the_name_are_told():
    assert found("Rami", "Rami A", "Rami B") == [("Rami A", "Rami"), ("Rami B", "Rami")]


def test_odd_names_do_no_harm():
    assert found("a (b c", "(b c", "", "   ") == [("(b c", "(b c")]
