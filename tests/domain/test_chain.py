"""The seals: who bends a row of the history is found, and the row is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest

from domain.chain import (
    START,
    Break,
    Chain,
    Flaw,
    Follower,
    Head,
    Sealed,
    Sealer,
    head_of,
    read_head,
    seal_of,
    written,
)

KEY = b"the office's own key, kept elsewhere"
AT = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def made(count: int, key: bytes = KEY) -> list[Sealed]:
    """A chain of so many rows; their ids have gaps, as those of a database do."""
    sealer = Sealer(key, Chain.EVENTS)
    rows = range(1, count + 1)
    return [sealer.seal(10 * n, (f"việc {n}", AT)) for n in rows]


def looked_through(rows: list[Sealed], key: bytes = KEY) -> Follower:
    follower = Follower(key, Chain.EVENTS, lambda _, content: written(content))
    follower.follow(rows)
    return follower


def test_a_sound_chain_ends_in_its_head() -> None:
    rows = made(5)
    follower = looked_through(rows)
    assert follower.broken is None
    assert follower.head == (5, rows[-1].mac)


def test_an_empty_chain_is_sound() -> None:
    assert looked_through([]).head == (0, START)


def edit(rows: list[Sealed]) -> list[Sealed]:
    rows[2] = rows[2]._replace(content=("khác", AT))
    return rows


def backdate(rows: list[Sealed]) -> list[Sealed]:
    earlier = AT - timedelta(days=1)
    rows[2] = rows[2]._replace(content=(rows[2].content[0], earlier))
    return rows


def swap_contents(rows: list[Sealed]) -> list[Sealed]:
    third, fourth = rows[2], rows[3]
    rows[2] = third._replace(content=fourth.content)
    rows[3] = fourth._replace(content=third.content)
    return rows


def swap_places(rows: list[Sealed]) -> list[Sealed]:
    rows[2], rows[3] = rows[3]._replace(link=3), rows[2]._replace(link=4)
    return rows


def give_another_id(rows: list[Sealed]) -> list[Sealed]:
    rows[2] = rows[2]._replace(id=99)
    return rows


def forge_the_seal(rows: list[Sealed]) -> list[Sealed]:
    rows[2] = rows[2]._replace(mac="0" * 64)
    return rows


def forge_what_it_follows(rows: list[Sealed]) -> list[Sealed]:
    rows[2] = rows[2]._replace(prev=START)
    return rows


def take_the_seal_away(rows: list[Sealed]) -> list[Sealed]:
    rows[2] = rows[2]._replace(mac=None)
    return rows


def seal_anew_with_another_key(rows: list[Sealed]) -> list[Sealed]:
    other = Sealer(b"a guessed key", Chain.EVENTS, link=2, mac=rows[1].mac or "")
    return rows[:2] + [other.seal(row.id, row.content) for row in rows[2:]]


CHANGED = Break(Chain.EVENTS, 3, 30, Flaw.CHANGED)


@pytest.mark.parametrize(
    ("bend", "found"),
    [
        (edit, CHANGED),
        (backdate, CHANGED),
        (swap_contents, CHANGED),
        (swap_places, Break(Chain.EVENTS, 3, 40, Flaw.CHANGED)),
        (give_another_id, Break(Chain.EVENTS, 3, 99, Flaw.CHANGED)),
        (forge_the_seal, CHANGED),
        (forge_what_it_follows, CHANGED),
        (take_the_seal_away, CHANGED),
        (seal_anew_with_another_key, CHANGED),
        (lambda rows: rows[:2] + rows[3:], Break(Chain.EVENTS, 3, None, Flaw.MISSING)),
        (lambda rows: rows[1:], Break(Chain.EVENTS, 1, None, Flaw.MISSING)),
    ],
)
def test_the_first_bad_row_is_named(
    bend: Callable[[list[Sealed]], list[Sealed]], found: Break
) -> None:
    assert looked_through(bend(made(6))).broken == found


def test_every_row_of_a_chain_is_watched() -> None:
    for at in range(40):
        rows = made(40)
        rows[at] = rows[at]._replace(content=("khác", AT))
        broken = looked_through(rows).broken
        assert broken == Break(Chain.EVENTS, at + 1, 10 * (at + 1), Flaw.CHANGED)


def test_with_another_key_nothing_is_sound() -> None:
    assert looked_through(made(2), b"another").broken == Break(
        Chain.EVENTS, 1, 10, Flaw.CHANGED
    )


def test_rows_of_one_chain_mean_nothing_in_the_other() -> None:
    place = (1, START, 1)
    seals = {seal_of(KEY, chain, place, (AT,)) for chain in Chain}
    assert len(seals) == 2


def test_a_moment_is_the_same_in_every_zone() -> None:
    there = AT.astimezone(timezone(timedelta(hours=7)))
    one, two = (seal_of(KEY, Chain.AUDIT, (1, START, 1), (at,)) for at in (AT, there))
    assert one == two


def test_a_head_is_told_short_and_read_again() -> None:
    head = head_of((1204, "a" * 64), (56, "b" * 64))
    assert (head.length_of(Chain.EVENTS), head.length_of(Chain.AUDIT)) == (1204, 56)
    assert len(str(head)) == len("1204-56-") + 16
    assert read_head(f" {str(head).upper()}\n") == head
    assert head != head_of((1204, "a" * 64), (56, "c" * 64))


@pytest.mark.parametrize("text", ["", "12-3", "1-2-xyz", "1-2-" + "0" * 15, "x"])
def test_what_is_no_head(text: str) -> None:
    assert read_head(text) is None
    assert str(Head(1, 2, "0" * 16)) == "1-2-" + "0" * 16
