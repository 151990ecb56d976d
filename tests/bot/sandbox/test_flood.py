"""The flood limits: 30 a second, 1 a second in a chat, 20 a minute in a group."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.limits import Flood
from bot.sandbox.refusals import BotRefusal


class Driven:
    """A steady clock that says what it is told."""

    now = 0.0


def is_let_through(flood: Flood, chat: int) -> bool:
    try:
        flood.start(chat)
    except BotRefusal:
        return False
    return True


def test_thirty_starts_in_any_second() -> None:
    at = Driven()
    flood = Flood(lambda: at.now)
    first = [is_let_through(flood, chat) for chat in range(1, 32)]
    assert first == [True] * 30 + [False]
    at.now = 0.999
    assert not is_let_through(flood, 50)
    at.now = 1.0
    assert is_let_through(flood, 50)


def test_one_start_a_second_in_a_chat() -> None:
    at = Driven()
    flood = Flood(lambda: at.now)
    assert is_let_through(flood, 7)
    at.now = 0.5
    assert not is_let_through(flood, 7)
    assert is_let_through(flood, 8)
    at.now = 1.0
    assert is_let_through(flood, 7)


def test_twenty_starts_a_minute_in_a_group() -> None:
    at = Driven()
    flood = Flood(lambda: at.now)
    for second in range(20):
        at.now = second * 1.5
        assert is_let_through(flood, -5)
    at.now = 59.0
    with pytest.raises(BotRefusal) as refusal:
        flood.start(-5)
    assert refusal.value.parameters == {"retry_after": 1}
    at.now = 60.0
    assert is_let_through(flood, -5)


@given(st.lists(st.tuples(st.floats(0, 0.4), st.integers(-2, 40)), max_size=200))
def test_no_window_ever_holds_too_many(steps: list[tuple[float, int]]) -> None:
    at = Driven()
    flood = Flood(lambda: at.now)
    starts = []
    for pause, chat in steps:
        at.now += pause
        if is_let_through(flood, chat):
            starts.append((at.now, chat))
    for when, chat in starts:
        since = [(t, c) for t, c in starts if when - 1.0 < t <= when]
        assert len(since) <= 30
        assert [c for _, c in since].count(chat) == 1


async def test_the_bot_is_told_how_long_to_wait(town: Any) -> None:
    lan = await town.person("Lan")
    await town.bot("sendMessage", chat_id=lan, text="một")
    answer = await town.call("sendMessage", chat_id=lan, text="hai")
    assert answer.status == 429
    assert answer.headers["Retry-After"] == "1"
    assert answer.body == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    town.steady.drive(1.0)
    await town.bot("sendMessage", chat_id=lan, text="hai")
    assert [each["text"] for each in await town.messages(lan)][1:] == ["một", "hai"]


async def test_edits_are_starts_and_toasts_are_not(town: Any) -> None:
    lan = await town.person("Lan")
    sent = await town.bot("sendMessage", chat_id=lan, text="một")
    edit = {"chat_id": lan, "message_id": sent["message_id"], "text": "hai"}
    assert (await town.call("editMessageText", **edit)).status == 429
    toast = await town.call("answerCallbackQuery", callback_query_id="1")
    assert toast.status == 400
