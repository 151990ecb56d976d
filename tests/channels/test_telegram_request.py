"""The wire: what goes over it, how long it waits, and what it never tells."""

from __future__ import annotations

import contextlib
import logging
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut

from channels.outgoing import Outgoing
from channels.telegram import TelegramChannel
from channels.telegram_outcomes import Phase, Trace, outcome_of
from channels.telegram_request import AiohttpRequest, traced
from channels.telegram_time import ServerTime
from channels.telegram_wire import CHUNK, LONGEST_ANSWER, Timeouts
from domain.clock_guard import Reading
from domain.outcomes import NotSent, Sent, Unknown

SHORT = Timeouts(pool=0.2, connect=0.2, write=0.2, read=0.2)
HELLO = Outgoing(5, "Chào")


async def test_each_call_leaves_its_own_trace(server: Any, bot: Bot) -> None:
    server.sends()
    server.then_fails("half_body")

    with traced() as first:
        await bot.send_message(5, "Chào")
    with traced() as second, contextlib.suppress(NetworkError):
        await bot.send_message(5, "Chào")

    assert (first.phase, first.http_status) == (Phase.FINISHED, 200)
    assert (second.phase, second.http_status) == (Phase.ANSWERED, 200)


@pytest.mark.parametrize(
    "fault",
    ["reset_after_reading", "half_headers", "half_body", "hang"],
)
async def test_no_error_bears_the_token(
    server: Any, bot: Bot, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.fails(fault)

    with pytest.raises(NetworkError) as caught:
        await bot.send_message(5, "Chào")

    told = "".join(traceback.format_exception(caught.value)) + caplog.text
    assert bot.token.split(":")[1] not in told


async def test_an_unreadable_answer_is_not_logged(
    server: Any, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    server.answers(200, b"<html>Nguyen Van An</html>")

    with pytest.raises(TelegramError, match="Invalid server response"):
        await bot.send_message(5, "Chào")

    assert "Nguyen Van An" not in caplog.text


async def test_redirects_are_not_followed(server: Any, bot: Bot) -> None:
    server.answers(302, b"", headers="Location: /elsewhere\r\n")

    with pytest.raises(NetworkError):
        await bot.send_message(5, "Chào")

    assert len(server.calls) == 1


async def test_a_call_may_name_its_own_patience(server: Any, bot: Bot) -> None:
    server.fails("hang")

    with pytest.raises(TimedOut, match="sending: TimeoutError"):
        await bot.send_message(5, "Chào", read_timeout=0.01)


async def test_it_may_be_opened_and_closed_twice() -> None:
    request = AiohttpRequest(Timeouts())

    await request.initialize()
    await request.initialize()
    await request.shutdown()
    await request.shutdown()

    assert request.read_timeout == 30


async def test_an_answer_without_end_is_given_up_and_nobody_knows(
    server: Any, bot: Bot, request_class: AiohttpRequest
) -> None:
    """F27: with no more in memory than is taken, and the next call is as any other."""
    server.fails("endless")
    server.then_answers(200, {"ok": True, "result": {"message_id": 77}})
    trace = Trace()
    with pytest.raises(NetworkError, match=f"more than {LONGEST_ANSWER} bytes"):
        await request_class.ask(f"{bot.base_url}/sendMessage", {}, trace=trace)
    assert (trace.is_cut, len(trace.payload)) == (True, CHUNK)
    assert isinstance(outcome_of(trace), Unknown)
    assert await TelegramChannel(bot, request_class).send(HELLO) == Sent(77)


async def test_a_place_is_given_back_after_a_failure(
    server: Any, make_bot: Callable[..., Bot]
) -> None:
    async with AiohttpRequest(Timeouts(read=0.1), connections=1) as request:
        channel = TelegramChannel(make_bot(request), request)
        server.fails("hang")
        await channel.send(HELLO)
        server.sends()

        assert await channel.send(HELLO) == Sent(77)


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_a_proxy_that_is_not_there_means_not_sent(
    make_bot: Callable[..., Bot], unused_tcp_port: int, scheme: str
) -> None:
    proxy = f"{scheme}://127.0.0.1:{unused_tcp_port}"
    async with AiohttpRequest(Timeouts(connect=5), proxy=proxy) as request:
        outcome = await TelegramChannel(make_bot(request), request).send(HELLO)

    assert isinstance(outcome, NotSent)
    assert outcome.why.startswith("connecting: ")


async def test_an_http_proxy_is_asked_for_the_whole_address(
    server: Any, make_bot: Callable[..., Bot], unused_tcp_port: int
) -> None:
    server.sends()
    proxy = f"http://127.0.0.1:{server.port}"
    async with AiohttpRequest(Timeouts(), proxy=proxy) as request:
        bot = make_bot(request, unused_tcp_port)

        assert await TelegramChannel(bot, request).send(HELLO) == Sent(77)


@pytest.mark.parametrize(
    ("status", "kind", "told"),
    [
        (200, "application/json", True),
        (429, "application/json; charset=utf-8", True),
        (502, "text/html", False),  # a gateway's clock is not Telegram's
    ],
)
async def test_an_answer_of_telegram_tells_the_time(
    server: Any, make_bot: Callable[..., Bot], status: int, kind: str, told: bool
) -> None:
    server_time = ServerTime(lambda: 7.0)
    date = "Fri, 20 Nov 2026 08:00:00 GMT"
    server.answers(status, {"ok": False}, f"Date: {date}\r\nContent-Type: {kind}\r\n")
    async with AiohttpRequest() as request:
        request.tell_time(server_time)
        await TelegramChannel(make_bot(request), request).send(HELLO)

    said = Reading(datetime(2026, 11, 20, 8, tzinfo=UTC), 7.0) if told else None
    assert server_time.last() == said
    await request.shutdown()
