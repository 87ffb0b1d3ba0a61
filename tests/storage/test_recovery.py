"""The recovery code: hard to misread, and slips of the pen are told from wrong codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import Kind, KnownError
from app.storage.recovery import ALPHABET, canonical, new_code

# One of our own, and always the same, so that every run tries the same.
CODE = "QB95H-9X2QG-V7WMJ-W50NR-WF8P4-FT7S8-D64Y5"


def test_a_code_has_160_random_bits_in_seven_groups() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    for code in codes:
        groups = code.split("-")
        assert [len(group) for group in groups] == [5] * 7
        assert set("".join(groups)) <= set(ALPHABET)
    # 32 free symbols of 5 bits; every place of them takes many values.
    assert all(len({code.replace("-", "")[at] for code in codes}) > 20 for at in range(32))


@pytest.mark.parametrize(
    "spell",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        lambda code: f"  {code.replace('-', ' – ')}\r\n",
        lambda code: "\ufeff" + code.replace("0", "O").replace("1", "l"),
        lambda code: code.replace("0", "o").replace("1", "I"),
    ],
)
def test_case_spaces_dashes_and_look_alikes_do_not_matter(spell) -> None:
    assert canonical(spell(CODE)) == CODE


@given(st.integers(0, 34), st.sampled_from(ALPHABET))
def test_a_wrong_symbol_anywhere_is_called_a_slip(place: int, symbol: str) -> None:
    symbols = CODE.replace("-", "")
    if symbols[place] == symbol:
        return
    with pytest.raises(KnownError) as refused:
        canonical(symbols[:place] + symbol + symbols[place + 1 :])
    assert (refused.value.code, refused.value.kind) == ("code_mistyped", Kind.SECRET)


@pytest.mark.parametrize(
    "typed", ["", "ABCDE", CODE + "0", CODE[:-1], CODE.replace("-", "!"), "Å" * 35, "U" * 35]
)
def test_what_cannot_be_a_code_is_refused(typed: str) -> None:
    with pytest.raises(KnownError, match="code_mistyped"):
        canonical(typed)
