"""Which attempt a message proves: one only, or none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.proof import Doubt, Seen, codes_in, proven

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def doubt(number: int, begins: float, ends: float, code: str = "") -> Doubt:
    return Doubt(number, 1, after(begins), after(ends), code or f"AAAA{number}")


def seen(at: float, *codes: str) -> Seen:
    return Seen(77, after(at), frozenset(codes))


FIRST, SECOND = doubt(1, 0, 30), doubt(2, 90, 120)
CRASHED = doubt(3, 0, 7_200)  # found out two hours later
TWIN = doubt(4, 20, 50)
COPY = Doubt(1, 2, after(90), after(120), FIRST.short_code)  # of the same delivery


@pytest.mark.parametrize(
    ("doubts", "message", "expected"),
    [
        ([], seen(0), None),
        ([FIRST], seen(0), FIRST),
        ([FIRST], seen(30), FIRST),
        # Clocks differ by a few seconds, not by more.
        ([FIRST], seen(-5), FIRST),
        ([FIRST], seen(35), FIRST),
        ([FIRST], seen(-6), None),
        ([FIRST], seen(36), None),
        ([FIRST, SECOND], seen(10), FIRST),
        ([FIRST, SECOND], seen(100), SECOND),
        ([FIRST, SECOND], seen(60), None),
        # What a dead process left open was sent near its beginning.
        ([CRASHED], seen(59), CRASHED),
        ([CRASHED], seen(66), None),
        # Two could be meant: nothing is concluded.
        ([FIRST, TWIN], seen(25), None),
        ([FIRST, CRASHED], seen(10), None),
        # A code decides between deliveries, the date between attempts of one.
        ([FIRST, TWIN], seen(25, TWIN.short_code), TWIN),
        ([FIRST, COPY], seen(100, COPY.short_code), COPY),
        ([FIRST, COPY], seen(60, COPY.short_code), None),
        ([FIRST], seen(5_000, FIRST.short_code), FIRST),
        # A code that is none of ours says nothing.
        ([FIRST], seen(10, "ZZZZZ"), FIRST),
        ([FIRST], seen(5_000, "ZZZZZ"), None),
    ],
)
def test_a_message_proves_one_attempt_or_none(
    doubts: list[Doubt], message: Seen, expected: Doubt | None
) -> None:
    assert proven(doubts, message) == expected
    assert proven(reversed(doubts), message) == expected


@given(
    st.lists(st.tuples(st.integers(-99, 99), st.integers(0, 99)), max_size=6),
    st.integers(-200, 200),
)
def test_without_a_code_what_is_proven_fits_and_nothing_else_does(
    spans: list[tuple[int, int]], at: int
) -> None:
    doubts = [doubt(n, start, start + long) for n, (start, long) in enumerate(spans)]
    found = proven(doubts, seen(at))
    near = [
        one
        for one in doubts
        if one.started_at - timedelta(seconds=5) <= after(at)
        and after(at)
        <= min(one.ended_at, one.started_at + timedelta(60 / 86_400))
        + timedelta(seconds=5)
    ]
    assert found == (near[0] if len(near) == 1 else None)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("(Gửi lại do lỗi đường truyền) #K7F3Q\n\nNhắc việc", {"K7F3Q"}),
        ("#K7F3Q #00000", {"K7F3Q", "00000"}),
        ("", set()),
        ("#k7f3q #K7F3 #K7F3QX #ILOUU K7F3Q", set()),
    ],
)
def test_codes_are_read_as_they_are_written(text: str, codes: set[str]) -> None:
    assert codes_in(text) == codes
