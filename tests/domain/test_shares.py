"""Several processes divide the chats: each chat has one, and nobody is in doubt."""

from __future__ import annotations

import pytest

from domain.shares import WHOLE, Holding, Share, share_of

CHATS = range(1, 101)


@pytest.mark.parametrize("names", [["a"], ["b", "a"], ["c", "a", "b"]])
def test_each_chat_belongs_to_one_process(names: list[str]) -> None:
    shares = [share_of(name, names) for name in names]
    assert [sum(share.has(chat) for share in shares) for chat in CHATS] == [1] * 100


def test_a_process_counts_itself_though_its_row_is_not_seen_yet() -> None:
    assert share_of("b", ["a"]) == Share(1, 2)
    assert share_of("a", []) == WHOLE


def test_until_all_know_of_a_change_only_what_stays_is_held() -> None:
    holding = Holding(now=Share(0, 2), before=Share(0, 3))
    assert [chat for chat in range(12) if holding.has(chat)] == [0, 6]
    assert holding.count == 3
    assert not holding.is_settled


def test_who_has_just_come_holds_nothing() -> None:
    holding = Holding(now=Share(1, 2), before=None)
    assert not any(holding.has(chat) for chat in CHATS)
    assert holding.is_empty


def test_the_only_process_asks_for_no_share() -> None:
    assert Holding().shares == ()
    assert all(Holding().has(chat) for chat in CHATS)
