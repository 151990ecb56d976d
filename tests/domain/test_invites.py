"""How many codes that are read out may be wrong, of one account and of all (F36)."""

from __future__ import annotations

import pytest

from domain.invites import (
    SPOKEN_LENGTH,
    SPOKEN_LETTERS,
    TRIES_AT_MOST,
    TRIES_OF_ONE,
    is_alarming,
    may_try,
)


@pytest.mark.parametrize(
    ("of_one", "of_all", "may"),
    [
        (0, 0, True),
        (4, 49, True),
        (5, 5, False),
        (5, 49, False),
        (0, 50, True),  # the officer, while others guess
        (1, 50, False),  # one of those who guess
        (0, 499, True),
        (0, 500, False),
        (5, 500, False),
    ],
)
def test_who_was_not_wrong_is_heard_longest(
    of_one: int, of_all: int, *, may: bool
) -> None:
    assert may_try(of_one, of_all) is may


@pytest.mark.parametrize("each", [1, TRIES_OF_ONE, 1_000])
def test_however_many_accounts_guess_the_chance_is_below_a_billionth(each: int) -> None:
    """Ten thousand accounts, each as often as it likes, all within the hour."""
    looked_at = 0
    for _ in range(10_000):
        of_one = 0
        while of_one < each and may_try(of_one, looked_at):
            of_one += 1
            looked_at += 1
    assert looked_at == TRIES_AT_MOST
    assert looked_at / len(SPOKEN_LETTERS) ** SPOKEN_LENGTH < 1e-9


def test_the_administrators_hear_of_it_before_and_when_nobody_is_heard() -> None:
    assert [wrong for wrong in range(1, 600) if is_alarming(wrong)] == [50, 500]
