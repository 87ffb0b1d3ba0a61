"""The key slots: who gets in, and that no byte of them changes unseen."""

import json
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.models.errors import Kind, KnownError
from app.storage import vault
from app.storage.recovery import new_code
from app.storage.vault import Cost, Key, Slots, parse_slots, read_slots, write_slots
from tests.storage.binders import CHEAP, as_in_the_program, names

SALT = bytes(range(16))
CODE = new_code()


@pytest.fixture(scope="module", autouse=True)
def _nothing_is_spared() -> Iterator[None]:
    with as_in_the_program():
        yield


@pytest.fixture(scope="module")
def key() -> Key:
    return vault.key_from_code(CODE, SALT)


@pytest.fixture(scope="module")
def slots(key: Key) -> Slots:
    made = Slots.anew("b1", SALT, key)
    return made.with_slot(key, "Ada Ek", "första frasen", CHEAP).with_slot(
        key, "Bo Ås", "andra frasen", CHEAP
    )


def refusal(call) -> tuple[str, Kind]:
    with pytest.raises(KnownError) as refused:
        call()
    return refused.value.code, refused.value.kind


def rewritten(slots: Slots, **changes) -> bytes:
    """What somebody without the key would write: a changed file with a checksum that fits."""
    body = json.loads(slots.as_bytes()) | changes
    del body["checksum"]
    return vault._canonical(body | {"checksum": vault._checksum(body)})


def test_each_person_opens_with_her_own_passphrase(slots: Slots, key: Key) -> None:
    assert slots.unlock("första frasen") == (key, "Ada Ek")
    assert slots.unlock("andra frasen") == (key, "Bo Ås")
    assert slots.unlock_with_code(CODE) == key
    assert slots.persons(key) == ("Ada Ek", "Bo Ås")


def test_wrong_passphrases_and_codes_are_secrets_not_damage(slots: Slots) -> None:
    assert refusal(lambda: slots.unlock("tredje frasen")) == ("wrong_passphrase", Kind.SECRET)
    assert refusal(lambda: slots.unlock("")) == ("wrong_passphrase", Kind.SECRET)
    assert refusal(lambda: slots.unlock_with_code(new_code())) == ("wrong_code", Kind.SECRET)


def test_a_passphrase_is_the_same_however_its_letters_are_composed(key: Key) -> None:
    slots = Slots.anew("b1", SALT, key).with_slot(key, "Ada", "blåbärsöl på Å", CHEAP)
    assert slots.unlock("bla\u030aba\u0308rso\u0308l på A\u030a") == (key, "Ada")


def test_the_file_tells_nobody_who_has_a_slot(slots: Slots) -> None:
    content = slots.as_bytes().decode()
    assert "Ada Ek" not in content
    assert b64encode(b"Ada Ek").decode() not in content


def test_a_changed_passphrase_takes_the_place_of_the_old(slots: Slots, key: Key) -> None:
    changed = slots.with_slot(key, "Ada Ek", "nya frasen", CHEAP)
    assert changed.unlock("nya frasen") == (key, "Ada Ek")
    assert refusal(lambda: changed.unlock("första frasen")) == ("wrong_passphrase", Kind.SECRET)
    assert changed.persons(key) == ("Ada Ek", "Bo Ås")
    assert changed.without(key, "Ada Ek").persons(key) == ("Bo Ås",)


def test_it_comes_back_from_the_file(slots: Slots, tmp_path: Path) -> None:
    write_slots(tmp_path, slots)
    assert read_slots(tmp_path) == slots
    assert names(tmp_path) == [vault.SLOTS]


def test_any_flipped_byte_is_found(slots: Slots) -> None:
    content = slots.as_bytes()
    for place in range(len(content)):
        for flip in (0x01, 0x20, 0x80):
            damaged = bytearray(content)
            damaged[place] ^= flip
            assert refusal(lambda: parse_slots(bytes(damaged))) == ("keys_damaged", Kind.DAMAGED), place  # noqa: B023


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'{"checksum": 1}', b"\xff\xfe", b"[" * 5000, b'{"a":1,"a":2,"checksum":""}'],
)
def test_what_is_no_file_of_slots_is_damage(content: bytes) -> None:
    assert refusal(lambda: parse_slots(content)) == ("keys_damaged", Kind.DAMAGED)


def test_any_shorter_or_longer_file_is_damage(slots: Slots) -> None:
    content = slots.as_bytes()
    for length in range(0, len(content), 7):
        assert refusal(lambda: parse_slots(content[:length])) == ("keys_damaged", Kind.DAMAGED)  # noqa: B023
    assert refusal(lambda: parse_slots(content + b"\n")) == ("keys_damaged", Kind.DAMAGED)


@pytest.mark.parametrize(
    "cost",
    [
        Cost(memory=8),
        Cost(memory=1 << 30),
        Cost(passes=0),
        Cost(passes=10_000),
        Cost(lanes=0),
        Cost(lanes=999),
    ],
)
def test_unreasonable_costs_are_refused_before_anything_is_derived(
    slots: Slots, cost: Cost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault, "hash_secret_raw", lambda *_, **__: pytest.fail("derived"))
    content = replace(slots, slots=(replace(slots.slots[0], cost=cost),)).as_bytes()
    assert refusal(lambda: parse_slots(content)) == ("keys_unreasonable", Kind.DAMAGED)
    with pytest.raises(ValueError, match="cost"):
        slots.with_slot(Key(bytes(32)), "Ada", "x", cost)


def test_who_lacks_the_key_cannot_add_remove_or_exchange_slots(slots: Slots, key: Key) -> None:
    one, two = slots.slots
    removed = replace(slots, slots=(one,))
    assert refusal(lambda: removed.unlock("första frasen")) == ("keys_tampered", Kind.DAMAGED)
    turned = replace(slots, slots=(two, one))
    assert refusal(lambda: turned.unlock("första frasen")) == ("keys_tampered", Kind.DAMAGED)
    # Her wrapped key with another's name, salt, cost or binder does not open at all.
    for forged in (
        replace(slots, slots=(replace(one, name=two.name),)),
        replace(slots, slots=(replace(one, id=two.id),)),
        replace(slots, slots=(replace(one, cost=Cost(passes=2, lanes=2)),)),
        replace(slots, binder="b2"),
    ):
        assert refusal(lambda: forged.unlock("första frasen"))[0] == "wrong_passphrase"  # noqa: B023


def test_a_file_of_a_newer_program_is_called_newer(slots: Slots) -> None:
    assert refusal(lambda: parse_slots(rewritten(slots, version=2))) == ("binder_newer", Kind.DAMAGED)
    assert refusal(lambda: parse_slots(rewritten(slots, format="annat"))) == ("keys_damaged", Kind.DAMAGED)


def test_a_missing_or_enormous_file_is_damage(tmp_path: Path) -> None:
    assert refusal(lambda: read_slots(tmp_path)) == ("keys_missing", Kind.DAMAGED)
    (tmp_path / vault.SLOTS).write_bytes(b" " * 2_000_000)
    assert refusal(lambda: read_slots(tmp_path)) == ("keys_damaged", Kind.DAMAGED)


def test_keys_for_other_purposes_tell_nothing_of_the_key(key: Key) -> None:
    drawn = {key.raw, key.drawn("head"), key.drawn("slots"), key.drawn("names")}
    assert len(drawn) == 4
    assert all(len(each) == 32 for each in drawn)
    assert key.raw.hex() not in repr(key)


def test_calibration_stays_within_what_can_be_opened_again() -> None:
    assert vault.calibrated(0.0) == Cost()
    dear = vault.calibrated(60.0)
    assert dear.memory == 524_288
    assert dear.sane()
