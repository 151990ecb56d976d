"""Each update once, in its chat's order, whoever else is at work."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import TimeoutError as NoConnection
from telegram import Update

from domain.notices import Saying, Told
from handlers.context import Turn
from locales.catalog import Catalog
from locales.render import render
from models.notice_codec import load
from models.queries.inbox import Arrived, waiting
from models.tables import Delivery
from models.work import Database
from tests.bot.conftest import BOT, Inbound, said
from tests.conftest import HANOI


async def test_ten_times_the_same_is_one_effect(inbound: Inbound) -> None:
    await asyncio.gather(*(inbound.store(said(5)) for _ in range(10)))
    await inbound.until_empty(await inbound.process())
    await inbound.store(said(5))
    await inbound.until_empty(await inbound.process())
    assert await inbound.states() == {5: "done"}
    assert await inbound.answers() == ["reply:5:0"]


async def test_after_a_quiet_week_numbers_begin_lower(inbound: Inbound) -> None:
    inbox = await inbound.process()
    await inbound.store(said(900_000_000))
    await inbound.until_empty(inbox)
    await inbound.store(said(1_234), said(1_235))
    await inbound.until_empty(inbox)
    assert inbound.seen == [900_000_000, 1_234, 1_235]


async def test_a_chat_that_floods_does_not_starve_the_others(inbound: Inbound) -> None:
    await inbound.store(*(said(number, chat=1) for number in range(1, 700)))
    await inbound.store(*(said(1_000 + chat, chat=chat) for chat in range(2, 40)))
    async with inbound.database.read() as reads:
        first = await waiting(reads, limit=100)
    chats = [arrived.chat for arrived in first]
    assert chats[:39] == list(range(1, 40))
    assert chats[39:] == [1] * 15


async def test_a_chat_waits_behind_its_update_and_the_others_do_not(
    inbound: Inbound,
) -> None:
    async def fail_first(turn: Turn, update: Update) -> None:
        if update.update_id == 1:
            raise LookupError
        turn.say(Told(Saying.SEEN, {}))

    inbound.script = fail_first
    inbox = await inbound.process()
    await inbound.store(said(1), said(2), said(3, chat=8))
    for number, chat in ((1, 7), (2, 7), (3, 8)):
        await inbox.handle(Arrived(BOT, number, chat))
    assert await inbound.states() == {1: "new", 2: "new", 3: "done"}
    async with inbound.database.read() as reads:
        assert await waiting(reads) == []


async def test_a_failing_update_is_tried_five_times_more_then_parked_and_said(
    inbound: Inbound,
) -> None:
    async def fail(turn: Turn, _: Update) -> None:
        (await turn.open()).session.expire_all()
        turn.say(Told(Saying.SEEN, {}))
        raise LookupError("words of a person")

    inbound.script = fail
    inbox = await inbound.process()
    await inbound.store(said(1))
    waits = []
    while await inbound.count("new"):
        await inbox.handle(Arrived(BOT, 1, 7))
        next_try = (await inbound.row(1)).next_try
        assert next_try is not None
        waits.append(int((next_try - inbound.clock.at).total_seconds()))
        inbound.clock.at = next_try
    assert waits[:-1] == [1, 5, 30, 120, 600]
    assert len(inbound.seen) == 6
    assert (await inbound.row(1)).error == "LookupError"
    assert await inbound.answers() == ["parked:1"]
    async with inbound.database.read() as reads:
        told = load("Refused", await reads.session.scalar(select(Delivery.params)))
    rendered = render(told, Catalog.load().words("en"), zone=HANOI)
    assert "(error code 1)" in rendered.parts[0]


async def test_what_nobody_can_read_is_parked_at_once(inbound: Inbound) -> None:
    broken = said(1)
    del broken["message"]["date"]
    await inbound.store(broken, said(2))
    await inbound.until_empty(await inbound.process())
    assert await inbound.states() == {1: "poison", 2: "done"}
    assert await inbound.answers() == ["parked:1", "reply:2:0"]


async def test_a_stranger_in_a_group_is_not_told_of_our_faults(
    inbound: Inbound,
) -> None:
    async def fail(_turn: Turn, _: Update) -> None:
        raise LookupError

    inbound.script = fail
    inbox = await inbound.process()
    await inbound.store(said(1, chat=-100))
    while await inbound.count("new"):
        await inbox.handle(Arrived(BOT, 1, -100))
        inbound.clock.at += timedelta(seconds=600)
    assert await inbound.answers() == []


async def test_a_failure_after_the_commit_does_not_bring_the_update_back(
    inbound: Inbound,
) -> None:
    async def name_what_no_catalog_knows(turn: Turn, _: Update) -> None:
        turn.toast = Told(Saying.RETURNED, {"code": None, "reason": None})  # type: ignore[dict-item]
        turn.say(Told(Saying.SEEN, {}))

    inbound.script = name_what_no_catalog_knows
    press = {"id": "1", "from": said(1)["message"]["from"], "chat_instance": "x"}
    press |= {"data": "q:1:yes", "message": said(1)["message"]}
    await inbound.store({"update_id": 1, "callback_query": press})
    await inbound.until_empty(await inbound.process())
    row = await inbound.row(1)
    assert (row.state, row.tries, row.body) == ("done", 0, {})
    assert await inbound.answers() == ["reply:1:0"]


async def test_a_database_that_fails_is_no_try(inbound: Inbound) -> None:
    async def lose_the_connection(turn: Turn, _: Update) -> None:
        await turn.open()
        raise NoConnection

    inbound.script = lose_the_connection
    inbox = await inbound.process()
    await inbound.store(said(1))
    assert not await inbox.handle(Arrived(BOT, 1, 7))
    row = await inbound.row(1)
    assert (row.state, row.tries, row.next_try) == ("new", 0, None)


async def test_a_file_that_cannot_be_opened_is_a_try_like_any_other(
    inbound: Inbound,
) -> None:
    async def open_no_file(_turn: Turn, _: Update) -> None:
        raise PermissionError

    inbound.script = open_no_file
    inbox = await inbound.process()
    await inbound.store(said(1))
    while await inbound.count("new"):
        await inbox.handle(Arrived(BOT, 1, 7))
        inbound.clock.at += timedelta(seconds=600)
    assert (await inbound.row(1)).tries == 6
    assert await inbound.answers() == ["parked:1"]


async def test_two_processes_never_end_the_same_update_twice_nor_out_of_order(
    inbound: Inbound,
) -> None:
    order: dict[int, list[int]] = {}
    chances = random.Random(3)

    async def note(turn: Turn, update: Update) -> None:
        if chances.random() < 0.5:
            await turn.open()
        await asyncio.sleep(chances.random() / 500)
        turn.say(Told(Saying.SEEN, {}))
        work = await turn.open()
        chat, number = turn.place.address, update.update_id
        work.after_commit(lambda: order.setdefault(chat, []).append(number))

    inbound.script = note
    other = Database(inbound.database.url, zone=HANOI, now=inbound.clock.now)
    away = Inbound(other, inbound.clock, note)
    await inbound.store(*(said(n, chat=1 + n % 5) for n in range(1, 121)))
    try:
        await inbound.until_empty(
            await inbound.process(), await away.process(), await inbound.process()
        )
    finally:
        await away.close()
        await other.close()
    assert await inbound.count("done") == 120
    assert len(await inbound.answers()) == 120
    for chat, numbers in order.items():
        assert numbers == [n for n in range(1, 121) if 1 + n % 5 == chat]


async def test_the_next_one_waits_while_another_process_holds_the_first(
    inbound: Inbound,
) -> None:
    if not inbound.database.url.startswith("postgresql"):
        pytest.skip("SQLite has one writer: the second process waits for it")
    inside, go_on = asyncio.Event(), asyncio.Event()

    async def linger(turn: Turn, update: Update) -> None:
        await turn.open()
        inside.set()
        await go_on.wait()
        turn.say(Told(Saying.SEEN, {}))

    inbound.script = linger
    first, second = await inbound.process(), await inbound.process()
    await inbound.store(said(1), said(2))
    held = asyncio.create_task(first.handle(Arrived(BOT, 1, 7)))
    await inside.wait()
    assert not await second.handle(Arrived(BOT, 1, 7))
    assert not await second.handle(Arrived(BOT, 2, 7))
    held.cancel()  # its process dies: the lock is gone at once
    await asyncio.gather(held, return_exceptions=True)
    go_on.set()
    assert await second.handle(Arrived(BOT, 1, 7))
    assert await second.handle(Arrived(BOT, 2, 7))
    assert await inbound.answers() == ["reply:1:0", "reply:2:0"]


async def test_stopping_waits_for_what_is_in_hand_and_no_longer(
    inbound: Inbound,
) -> None:
    inside = asyncio.Event()

    async def never_end(turn: Turn, update: Update) -> None:
        if update.update_id == 1:
            await turn.open()
            inside.set()
            await asyncio.Event().wait()
        turn.say(Told(Saying.SEEN, {}))

    inbound.script = never_end
    inbox = await inbound.process()
    await inbound.store(*(said(n, chat=n) for n in range(1, 41)))
    running = asyncio.create_task(inbox.run())
    await inside.wait()
    running.cancel()
    await inbox.stop(0.05)
    states = await inbound.states()
    assert states[1] == "new"
    async with inbound.database.begin() as work:  # nobody holds a transaction
        await work.session.execute(text("SELECT 1"))


async def test_a_stop_that_comes_with_a_wake_is_a_stop(inbound: Inbound) -> None:
    inbox = await inbound.process()
    running = asyncio.create_task(inbox.run())
    await asyncio.sleep(0.3)  # by then it has looked, and waits

    inbox.wake()
    running.cancel()

    done, _ = await asyncio.wait({running}, timeout=30)
    assert done == {running}


async def test_one_broken_update_in_a_hundred_holds_up_nobody(
    inbound: Inbound,
) -> None:
    backlog: list[object] = [said(n, chat=1 + n % 50) for n in range(1, 301)]
    for number in range(3):
        del backlog[number * 100]["message"]["chat"]["type"]  # type: ignore[index]
    backlog += [{"update_id": 2_000 + n, f"kind_{n}": {}} for n in range(3)]
    for at in range(0, len(backlog), 100):
        await inbound.store(*backlog[at : at + 100])
    await inbound.until_empty(await inbound.process())
    assert await inbound.count("poison") == 6
    assert await inbound.count("done") == 297
