"""Asking what has arrived: raw, and with three kinds of bad news."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Bot

from channels.telegram_updates import (
    Conflicted,
    Unauthorised,
    Unreachable,
    raw_get_updates,
)


async def test_updates_arrive_as_they_are_even_of_unknown_kinds(
    server: Any, bot: Bot
) -> None:
    strange = {"update_id": 8, "message_from_the_future": {"x": 1}}
    server.answers(200, {"ok": True, "result": [strange]})

    assert await raw_get_updates(bot, 8, 0, ["message"]) == [strange]

    assert server.calls[0].method == "getUpdates"
    assert server.calls[0].parameters == {
        "offset": 8,
        "timeout": 0,
        "allowed_updates": ["message"],
    }


async def test_the_first_question_confirms_nothing(server: Any, bot: Bot) -> None:
    server.answers(200, {"ok": True, "result": []})

    assert await raw_get_updates(bot, None, 0, []) == []
    assert "offset" not in server.calls[0].parameters


@pytest.mark.parametrize(
    ("status", "words", "expected"),
    [
        (409, "Conflict: terminated by other getUpdates request", Conflicted),
        (401, "Unauthorized", Unauthorised),
        (404, "Not Found", Unauthorised),
        (500, "Internal Server Error: restart", Unreachable),
        (400, "Bad Request: x", Unreachable),
    ],
)
async def test_a_refusal_is_named(
    server: Any, bot: Bot, status: int, words: str, expected: type[Exception]
) -> None:
    server.refuses(status, words)

    with pytest.raises(expected, match=words):
        await raw_get_updates(bot, 1, 0, [])


async def test_a_flood_wait_is_passed_on(server: Any, bot: Bot) -> None:
    server.refuses(429, "Too Many Requests", retry_after=4)

    with pytest.raises(Unreachable) as caught:
        await raw_get_updates(bot, 1, 0, [])

    assert caught.value.retry_after == 4


@pytest.mark.parametrize("body", [b"<html>", b"[1]", b'{"ok":true,"result":{}}'])
async def test_what_is_no_answer_of_telegram_is_asked_again(
    server: Any, bot: Bot, body: bytes
) -> None:
    server.answers(200, body)

    with pytest.raises(Unreachable):
        await raw_get_updates(bot, 1, 0, [])


@pytest.mark.parametrize("fault", ["hang", "reset_after_reading", "half_body"])
async def test_a_cut_line_is_asked_again(server: Any, bot: Bot, fault: str) -> None:
    server.fails(fault)

    with pytest.raises(Unreachable) as caught:
        await raw_get_updates(bot, 1, 0, [])

    assert bot.token not in str(caught.value)
