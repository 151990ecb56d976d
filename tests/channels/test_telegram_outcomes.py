"""The table of delivery.md 2.5, row by row, over real HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from telegram import Bot

from channels.outgoing import Edit, Outgoing
from channels.telegram import TelegramChannel
from channels.telegram_outcomes import Phase, Trace, outcome_of
from channels.telegram_request import AiohttpRequest
from channels.telegram_wire import Timeouts
from domain.outcomes import Dead, Migrated, NotSent, Outcome, Sent, Stopped, Unknown

HELLO = Outgoing(5, "Chào")
MOVED = "Bad Request: group chat was upgraded to a supergroup chat"
RESTART = "Internal Server Error: restart"
SAME = (
    "Bad Request: message is not modified: specified new message content and reply"
    " markup are exactly the same as a current content"
)


def refusal(status: int, words: str, **parameters: int) -> dict[str, Any]:
    body = {"ok": False, "error_code": status, "description": words}
    return body | ({"parameters": parameters} if parameters else {})


@pytest.mark.parametrize(
    ("fault", "accepted"),
    [
        ("reset_before_reading", 0),
        ("reset_after_reading", 0),
        ("accept_then_reset", 1),
        ("accept_then_close", 1),
        ("half_headers", 1),
        ("half_body", 1),
        ("hang", 0),
        ("accept_then_hang", 1),
    ],
)
async def test_a_call_cut_short_may_have_been_delivered(
    server: Any, channel: TelegramChannel, fault: str, accepted: int
) -> None:
    server.fails(fault)

    outcome = await channel.send(HELLO)

    assert isinstance(outcome, Unknown)
    assert server.accepted == accepted


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        # Whoever stands in between may have passed the call on before answering so.
        (200, b"<html>Sign in to the hotel</html>", Unknown("http_200_not_bot_api")),
        (200, {"status": "fine"}, Unknown("http_200_not_bot_api")),
        (200, b'{"ok":true,"result":{"mess', Unknown("http_200_not_bot_api")),
        (200, b"[]", Unknown("http_200_not_bot_api")),
        (302, b"", Unknown("http_302_not_bot_api")),
        (403, b"<html>blocked</html>", Unknown("http_403_not_bot_api")),
        (502, b"<html>Bad gateway</html>", Unknown("http_502_not_bot_api")),
        (504, b"", Unknown("http_504_not_bot_api")),
        (500, refusal(500, RESTART), Unknown(RESTART.lower())),
        # It took the message, and says a number that is none.
        (200, {"ok": True, "result": {"message_id": True}}, Sent(None)),
        (200, {"ok": True, "result": {"message_id": 2**63}}, Sent(None)),
        # The server itself says no, for now.
        (500, refusal(500, "Internal"), NotSent("internal")),
        (503, refusal(503, "Busy"), NotSent("busy")),
        (409, refusal(409, "Conflict: x"), NotSent("conflict: x")),
        (429, refusal(429, "x", retry_after=7), NotSent("flood", retry_after=7)),
        (429, b"<html>slow down</html>", NotSent("flood", retry_after=5)),
        # The server says no, for good.
        (200, refusal(0, "Odd"), Dead("ok_false: odd")),
        (200, refusal(0, "\0 \ud800"), Dead("ok_false: ? ?")),
        (200, {"ok": False}, Dead("ok_false: http_200")),
        (400, refusal(400, "BUTTON_DATA_INVALID"), Dead("button_data_invalid")),
        (403, refusal(403, "Forbidden: no rights"), Dead("forbidden: no rights")),
        (400, refusal(400, "Bad Request: can't parse entities: x"), Dead("entities")),
        (400, refusal(400, "Bad Request: message is too long"), Dead("too_long")),
        (400, refusal(400, "message caption is too long"), Dead("too_long")),
        (413, refusal(413, "Request Entity Too Large"), Dead("too_long")),
        (413, b"<html>Too large</html>", Dead("too_long")),
        (400, refusal(400, MOVED, migrate_to_chat_id=-100123), Migrated(-100123)),
        # The token is refused, not the message.
        (401, refusal(401, "Unauthorized"), Stopped("unauthorized")),
        (404, refusal(404, "Not Found"), Stopped("not found")),
        (404, b"<html>nothing here</html>", Stopped("http_404")),
    ],
)  # fmt: skip
async def test_an_answer_is_read_by_its_status_and_its_words(
    server: Any,
    channel: TelegramChannel,
    status: int,
    body: object,
    expected: Outcome,
) -> None:
    server.answers(status, body)

    assert await channel.send(HELLO) == expected


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "Bad Request: chat not found"),
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: user is deactivated"),
        (403, "Forbidden: bot was kicked from the supergroup chat"),
        (403, "Forbidden: the group chat was deleted"),
        (403, "Forbidden: bot is not a member of the supergroup chat"),
    ],
)
async def test_some_refusals_close_the_chat(
    server: Any, channel: TelegramChannel, status: int, words: str
) -> None:
    server.refuses(status, words)

    assert await channel.send(HELLO) == Dead(words.lower(), chat_gone=True)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (SAME, Sent(None)),
        ("Bad Request: message to edit not found", Dead("edit_gone")),
        ("Bad Request: message can't be edited", Dead("edit_gone")),
    ],
)
async def test_an_edit_that_changes_nothing_is_done_and_a_lost_message_is_told_apart(
    server: Any, channel: TelegramChannel, words: str, expected: Outcome
) -> None:
    server.refuses(400, words)

    assert await channel.edit(Edit(5, 77, "Chào")) == expected
    assert await channel.edit_keyboard(5, 77) == expected


async def test_a_message_taken_bears_its_number(
    server: Any, channel: TelegramChannel
) -> None:
    server.sends()

    assert await channel.send(HELLO) == Sent(77)
    assert await channel.edit(Edit(5, 77, "Chào lần nữa")) == Sent(None)


async def test_a_number_is_kept_even_if_the_library_cannot_read_the_rest(
    server: Any, channel: TelegramChannel
) -> None:
    server.sends({"message_id": 78})

    assert await channel.send(HELLO) == Sent(78)


async def test_nobody_listens(
    channel: TelegramChannel,
    request_class: AiohttpRequest,
    make_bot: Callable[..., Bot],
    unused_tcp_port: int,
) -> None:
    there = TelegramChannel(make_bot(request_class, unused_tcp_port), request_class)

    assert await there.send(HELLO) == NotSent("connecting: ClientConnectorError")


async def test_the_other_side_speaks_no_tls(
    server: Any, request_class: AiohttpRequest, make_bot: Callable[..., Bot]
) -> None:
    # It waits for a request that never comes, so the handshake times out.
    server.sends()
    bot = make_bot(request_class, server.port, "https")

    outcome = await TelegramChannel(bot, request_class).send(HELLO)

    assert outcome == NotSent("connecting: TimeoutError")
    assert server.calls == []


async def test_no_place_is_free_in_the_pool(
    server: Any, make_bot: Callable[..., Bot]
) -> None:
    server.fails("hang")
    request = AiohttpRequest(Timeouts(pool=0.1, read=30), connections=1)
    async with request:
        channel = TelegramChannel(make_bot(request), request)
        first = asyncio.create_task(channel.send(HELLO))
        await server.heard()

        assert await channel.send(HELLO) == NotSent("pool_timeout", retry_after=0)

        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
    assert len(server.calls) == 1


async def test_after_the_end_nothing_is_sent(
    channel: TelegramChannel, request_class: AiohttpRequest
) -> None:
    await request_class.shutdown()

    assert isinstance(await channel.send(HELLO), NotSent)


@pytest.mark.parametrize(
    ("phase", "kind"),
    [
        (Phase.WAITING, NotSent),
        (Phase.CONNECTING, NotSent),
        (Phase.SENDING, Unknown),
        (Phase.ANSWERED, Unknown),
    ],
)
def test_a_call_that_ended_early_is_not_sent_only_before_the_first_byte(
    phase: Phase, kind: type
) -> None:
    assert isinstance(outcome_of(Trace(phase, failure="ClientConnectorDNSError")), kind)


@pytest.mark.parametrize(("said", "wait"), [("3", 3.0), ("Fri, 20 Nov", 5.0)])
async def test_a_gateway_that_says_when_to_come_back_is_believed(
    server: Any, channel: TelegramChannel, said: str, wait: float
) -> None:
    server.answers(429, b"<html>", headers=f"Retry-After: {said}\r\n")

    assert await channel.send(HELLO) == NotSent("flood", retry_after=wait)
