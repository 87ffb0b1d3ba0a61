"""What the helper says is believed only where every number is as agreed."""

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.scan_frames import (
    HELLO,
    LONGEST_SIDE,
    MOST_PAGES,
    MOST_PIXELS,
    Drawn,
    Refusal,
    Refused,
    Unbelievable,
    fitting,
    read_hello,
    read_pages,
    write_counts,
    write_end,
    write_hello,
    write_page,
    write_refusal,
)

SIZES = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=4)


def told(sizes: list[tuple[int, int]], total: int | None = None) -> bytes:
    stream = io.BytesIO()
    write_counts(stream, len(sizes), len(sizes) if total is None else total)
    for number, (width, height) in enumerate(sizes):
        write_page(stream, width, height, bytes([number]) * (3 * width * height))
    write_end(stream)
    return stream.getvalue()


def heard(stream: bytes) -> Drawn | None:
    """What was understood; None where it was not believed, or refused."""
    try:
        return read_pages(io.BytesIO(stream))
    except (Unbelievable, Refused):
        return None


@given(SIZES)
def test_pages_come_over_as_they_were_told(sizes: list[tuple[int, int]]) -> None:
    drawn = read_pages(io.BytesIO(told(sizes)))
    assert [(each.width, each.height) for each in drawn.pages] == sizes
    assert all(
        each.pixels == bytes([at]) * (3 * each.width * each.height) for at, each in enumerate(drawn.pages)
    )
    assert drawn.total == len(sizes)


@given(SIZES, st.data())
def test_a_stream_that_is_cut_anywhere_is_not_believed(
    sizes: list[tuple[int, int]], data: st.DataObject
) -> None:
    whole = told(sizes)
    assert heard(whole[: data.draw(st.integers(0, len(whole) - 1))]) is None
    assert heard(whole + b"\0") is None


@given(st.binary(max_size=60))
def test_noise_is_never_more_than_what_was_sent(noise: bytes) -> None:
    found = heard(noise)
    assert found is None or sum(len(each.pixels) for each in found.pages) < len(noise)


@given(SIZES, st.data())
def test_a_changed_byte_never_gives_pages_out_of_bounds(
    sizes: list[tuple[int, int]], data: st.DataObject
) -> None:
    changed = bytearray(told(sizes))
    changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    found = heard(bytes(changed))
    if found is not None:
        assert 1 <= len(found.pages) <= MOST_PAGES
        for each in found.pages:
            assert len(each.pixels) == 3 * each.width * each.height


@pytest.mark.parametrize(
    ("coming", "total"),
    [
        (0, 1),
        (1, 0),
        (2, 1),
        (MOST_PAGES + 1, MOST_PAGES + 1),
        (1, 2),
        (1, 0xFFFFFFFF),
        (0xFFFFFFFF, 0xFFFFFFFF),
    ],
)
def test_counts_that_cannot_be_are_refused_before_any_page(coming: int, total: int) -> None:
    class Once(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            assert self.tell() == 0, "read on after odd counts"
            return super().read(size)

    with pytest.raises(Unbelievable):
        read_pages(Once(struct.pack(">II", coming, total) + bytes(1000)))


@pytest.mark.parametrize(
    ("width", "height"),
    [
        (0, 1),
        (1, 0),
        (LONGEST_SIDE + 1, 1),
        (1, LONGEST_SIDE + 1),
        (LONGEST_SIDE, LONGEST_SIDE),
        (65535, 65535),
    ],
)
def test_a_page_out_of_bounds_is_refused_before_its_pixels_are_asked_for(width: int, height: int) -> None:
    asked: list[int] = []

    class Asked(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            asked.append(size or 0)
            return super().read(size)

    with pytest.raises(Unbelievable):
        read_pages(Asked(struct.pack(">II", 1, 1) + b"S" + struct.pack(">HH", width, height) + bytes(99)))
    assert max(asked) <= 8


@pytest.mark.parametrize("why", list(Refusal))
def test_a_refusal_comes_over_with_its_reason(why: Refusal) -> None:
    stream = io.BytesIO()
    write_refusal(stream, why)
    with pytest.raises(Refused) as refused:
        read_pages(io.BytesIO(stream.getvalue()))
    assert refused.value.why is why
    for odd in (stream.getvalue() + b"x", stream.getvalue()[:-1], stream.getvalue()[:-1] + b"\x77"):
        with pytest.raises(Unbelievable):
            read_pages(io.BytesIO(odd))


def test_the_hello_is_heard_and_nothing_else_is_taken_for_it() -> None:
    stream = io.BytesIO()
    write_hello(stream)
    read_hello(io.BytesIO(stream.getvalue()))
    for odd in (b"", HELLO[:-1], b"Traceback (most recent call last)"):
        with pytest.raises(Unbelievable):
            read_hello(io.BytesIO(odd))


@given(st.floats(0.01, 1e7), st.floats(0.01, 1e7))
def test_every_page_has_a_size_that_may_be_told(width: float, height: float) -> None:
    across, down = fitting(width, height)
    assert 1 <= across <= LONGEST_SIDE
    assert 1 <= down <= LONGEST_SIDE
    assert across * down <= MOST_PIXELS
    assert across <= max(1, width)
    assert down <= max(1, height)


def test_a_sheet_keeps_its_shape() -> None:
    assert fitting(1654, 2339) == (1654, 2339)
    across, down = fitting(4961, 7016)
    assert abs(across / down - 4961 / 7016) < 0.001
