"""The poller goes on whatever it meets, and confirms only what is kept."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.application import build_bot
from bot.poller import AFTER_CONFLICT, AFTER_REFUSAL, ASIDE, BACKOFF, PATIENCE, Poller
from bot.reach import REACHED_AT, Reach
from channels.telegram_request import AiohttpRequest
from models.queries.settings import keep_setting, read_setting
from models.tables import Chat, Officer, Question
from scheduler.rivals import WITHIN, Rivals
from tests.bot.conftest import TOKEN, Inbound, said

ANOTHER = "Conflict: terminated by other getUpdates request; make sure that only one"
ACTIVE = "Conflict: can't use getUpdates method while webhook is active"
HANG = (0, None)


@dataclass
class Telegram:
    """Answers as told, one after the other; after that nothing new has arrived."""

    asked: list[dict[str, Any]] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)
    plan: list[tuple[int, Any]] = field(default_factory=list)
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)

    def brings(self, *updates: object) -> None:
        self.plan.append((200, {"ok": True, "result": list(updates)}))

    def refuses(self, status: int, words: str, **parameters: int) -> None:
        refusal = {"ok": False, "error_code": status, "description": words}
        self.plan.append((status, refusal | {"parameters": parameters}))

    async def answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.methods.append(method)
        self.asked.append(await request.json())
        self.heard.set()
        if method != "getUpdates":
            return web.json_response({"ok": True, "result": True})
        status, body = (200, {"ok": True, "result": []})
        if self.plan:
            status, body = self.plan.pop(0)
        if status == 0:
            await self.let_go.wait()
            return web.Response()
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return web.Response(status=status, body=content)


@dataclass
class Watch:
    """A steady clock on which waits are over at once, except that of patience."""

    at: float = 0.0
    waits: list[float] = field(default_factory=list)
    out_of_patience: asyncio.Event = field(default_factory=asyncio.Event)

    def monotonic(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        if seconds == PATIENCE:
            await self.out_of_patience.wait()
            return
        self.waits.append(seconds)
        self.at += seconds


@dataclass
class Line:
    telegram: Telegram
    poller: Poller
    reach: Reach
    rivals: Rivals
    watch: Watch
    inbound: Inbound


@pytest.fixture
async def line(inbound: Inbound) -> AsyncIterator[Line]:
    telegram, watch = Telegram(), Watch()
    application = web.Application()
    application.router.add_post(f"/bot{TOKEN}/{{method}}", telegram.answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    request = AiohttpRequest()
    await request.initialize()
    bot = build_bot(TOKEN, address, request)
    reach = Reach(inbound.database, steady=watch, wake=lambda: None)
    rivals = Rivals(watch, lambda: False)
    poller = Poller(bot, inbound.intake, reach, rivals, steady=watch)
    yield Line(telegram, poller, reach, rivals, watch, inbound)
    telegram.let_go.set()
    await request.shutdown()
    await runner.cleanup()


async def test_the_next_question_confirms_what_is_kept(line: Line) -> None:
    line.telegram.brings(said(5), said(6))
    await line.poller.poll()
    assert await line.inbound.states() == {5: "new", 6: "new"}
    for _ in range(2):
        await line.poller.poll()
    assert [one.get("offset") for one in line.telegram.asked] == [None, 7, None]


async def test_what_could_not_be_kept_is_not_confirmed(line: Line) -> None:
    async with line.inbound.database.begin() as work:
        await work.session.execute(text("ALTER TABLE inbox RENAME TO away"))
    line.telegram.brings(said(5))
    with pytest.raises(SQLAlchemyError):
        await line.poller.poll()
    await line.poller.poll()
    assert "offset" not in line.telegram.asked[1]


async def test_broken_items_do_not_stop_it(line: Line) -> None:
    line.telegram.brings("nonsense", said(5), {"update_id": 2**70}, {"update_id": 6})
    await line.poller.poll()
    await line.poller.poll()
    assert line.telegram.asked[1]["offset"] == 7
    assert sorted((await line.inbound.states()).values()) == ["new", *["poison"] * 3]


async def test_items_that_nothing_can_confirm_are_asked_for_with_pauses(
    line: Line,
) -> None:
    for _ in range(3):
        line.telegram.brings("nonsense")
        await line.poller.poll()
    assert line.watch.waits == list(BACKOFF[:3])
    assert len(await line.inbound.states()) == 1


BEGINNING = b'{"ok":true,"result":[{"update_id":5,"message":'
DEEP = BEGINNING + b"[" * 50_000 + b"]" * 50_000 + b"}]}"
LONG = BEGINNING + b'"' + b"x" * 10_000_000 + b'"}]}'


@pytest.mark.parametrize("body", [DEEP, LONG], ids=["deep", "ten megabytes"])
async def test_one_that_cannot_be_read_is_found_and_stepped_over(
    line: Line, body: bytes
) -> None:
    """F27: of a long one no more is read than is taken, and nothing is parsed."""
    line.telegram.plan += [(200, body), (200, body)]
    line.telegram.brings(said(6))
    for _ in range(3):
        await line.poller.poll()
    assert [one.get("limit") for one in line.telegram.asked] == [None, 1, None]
    assert line.telegram.asked[2]["offset"] == 6
    assert await line.inbound.states() == {5: "poison", 6: "new"}


@pytest.mark.parametrize(
    ("status", "words", "parameters", "wait"),
    [
        (409, ANOTHER, {}, AFTER_CONFLICT),
        (401, "Unauthorized", {}, AFTER_REFUSAL),
        (404, "Not Found", {}, AFTER_REFUSAL),
        (429, "Too Many Requests", {"retry_after": 40}, 40),
        (500, "Internal Server Error: restart", {}, BACKOFF[0]),
    ],
)
async def test_a_refusal_is_waited_out(
    line: Line, status: int, words: str, parameters: dict[str, int], wait: float
) -> None:
    line.telegram.refuses(status, words, **parameters)
    line.telegram.brings(said(5))
    await line.poller.poll()
    await line.poller.poll()
    assert line.watch.waits == [wait]
    assert await line.inbound.states() == {5: "new"}


async def test_before_who_asks_again_and_again_it_steps_aside(line: Line) -> None:
    """Confirming nothing that is not kept; the lease is free for another meanwhile."""
    for _ in range(4):
        line.telegram.refuses(409, ANOTHER)
    line.telegram.brings(said(5))
    for _ in range(2):  # the second time he is still there
        await line.poller.run()
        await line.poller.step_aside()
    assert line.watch.waits == [AFTER_CONFLICT, AFTER_CONFLICT, ASIDE, ASIDE]
    line.watch.at += WITHIN
    await line.poller.poll()
    assert (await line.inbound.states(), line.rivals.stay) == ({5: "new"}, False)


async def test_a_webhook_in_the_way_is_removed_and_nothing_is_dropped(
    line: Line,
) -> None:
    line.telegram.refuses(409, ACTIVE)
    line.telegram.brings(said(5))
    for _ in range(2):
        await line.poller.poll()
    assert line.telegram.methods == ["getUpdates", "deleteWebhook", "getUpdates"]
    assert line.telegram.asked[1]["drop_pending_updates"] == "false"
    assert await line.inbound.states() == {5: "new"}


async def test_a_line_that_is_silent_beyond_all_patience_is_begun_anew(
    line: Line,
) -> None:
    line.telegram.plan.append(HANG)
    line.telegram.brings(said(5))
    polling = asyncio.create_task(line.poller.poll())
    await line.telegram.heard.wait()
    line.watch.out_of_patience.set()
    await polling
    line.watch.out_of_patience.clear()
    await line.poller.poll()
    assert await line.inbound.states() == {5: "new"}


async def test_a_question_that_was_cut_off_confirms_nothing(line: Line) -> None:
    line.telegram.plan.append(HANG)
    polling = asyncio.create_task(line.poller.poll())
    await line.telegram.heard.wait()
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)
    await line.poller.poll()
    assert "offset" not in line.telegram.asked[1]


async def test_it_is_known_when_telegram_last_answered(line: Line) -> None:
    line.watch.at = 50.0
    assert line.reach.seconds_ago() == 50.0
    await line.poller.poll()
    line.telegram.refuses(401, "Unauthorized")
    await line.poller.poll()
    assert line.reach.seconds_ago() == AFTER_REFUSAL


async def asked(inbound: Inbound, name: str, *, hours_ago: int) -> None:
    """An officer who was asked something in his private chat, so long ago."""
    async with inbound.database.begin() as work:
        officer = Officer(code=name, name=name, folded=name)
        work.session.add(officer)
        await work.session.flush()
        chat = Chat(address=officer.id, kind="private", officer_id=officer.id)
        work.session.add(chat)
        await work.session.flush()
        at = work.now - timedelta(hours=hours_ago)
        times = {"asked_at": at, "expires_at": at + timedelta(hours=24)}
        whose = {"chat_id": chat.id, "officer_id": officer.id}
        work.session.add(Question(kind="again", facts={}, **whose, **times))


async def reached(inbound: Inbound, *, hours_ago: int) -> None:
    at = inbound.clock.at - timedelta(hours=hours_ago)
    async with inbound.database.begin() as work:
        await keep_setting(work, REACHED_AT, at.isoformat())


@pytest.mark.parametrize(("hours_away", "told"), [(23, 0), (25, 1), (200, 1)])
async def test_after_more_than_a_day_who_was_asked_is_asked_again_once(
    line: Line, hours_away: int, told: int
) -> None:
    inbound = line.inbound
    await reached(inbound, hours_ago=hours_away)
    await asked(inbound, "hỏi trước khi mất liên lạc", hours_ago=hours_away + 1)
    await asked(inbound, "đã hết hạn từ trước", hours_ago=hours_away + 30)
    await asked(inbound, "hỏi sau", hours_ago=1)
    await line.poller.poll()
    line.watch.at += 400
    await line.poller.poll()
    assert len(await inbound.answers()) == told


async def test_a_clock_that_is_moved_while_it_runs_is_no_outage(line: Line) -> None:
    inbound = line.inbound
    await asked(inbound, "được hỏi", hours_ago=1)
    await line.poller.poll()
    inbound.clock.at += timedelta(days=3)
    line.watch.at += 400
    await line.poller.poll()
    assert await inbound.answers() == []
    async with inbound.database.read() as reads:
        assert await read_setting(reads, REACHED_AT) == inbound.clock.at.isoformat()
