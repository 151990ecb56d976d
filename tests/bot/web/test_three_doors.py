"""F24: the same update, again and again, by three doors at once: one effect."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace

import pytest
from pydantic import SecretStr
from sqlalchemy import select
from telegram import Update

from bot.intake import Intake
from bot.settings import Settings
from bot.web import Pages
from bot.web.server import open_pages
from domain.notices import Saying, Told
from handlers.context import Turn
from models.queries.audits import Deed, note_deed
from models.tables import Audit
from models.work import Database
from tests.bot.conftest import BOT, Inbound, said
from tests.bot.web.conftest import PATH, SECRET, Office

DOORS = 3
DEED = "heard"


@pytest.fixture
async def doors(office: Office) -> AsyncIterator[list[Office]]:
    """Three processes of one office; on SQLite, which has one, three ways into it."""
    office.open()
    settings = Settings(
        _env_file=None,
        webhook_url=f"https://bot.example.vn{PATH}",
        webhook_secret=SecretStr(SECRET),
    )
    async with AsyncExitStack() as stack:
        found = [office]
        for _ in range(DOORS - 1):
            inbound = await stack.enter_async_context(_another(office.inbound))
            pages = Pages(settings)
            runner = await open_pages(pages, "127.0.0.1", 0)
            stack.push_async_callback(runner.cleanup)
            intake = Intake(inbound.database, BOT, wake=lambda: None)
            pages.open(office.watched, intake)
            address = f"http://127.0.0.1:{runner.addresses[0][1]}"
            found.append(replace(office, inbound=inbound, address=address))
        yield found


@asynccontextmanager
async def _another(inbound: Inbound) -> AsyncIterator[Inbound]:
    """With its own connections, where the database is shared by several."""
    first = inbound.database
    if first.engines.one_writer:
        yield inbound
        return
    own = Database(first.url, zone=first.zone, now=first.now)
    yield replace(inbound, database=own, _applications=inbound._applications)
    await own.close()


async def note_and_answer(turn: Turn, _update: Update) -> None:
    await note_deed(await turn.open(), Deed(DEED, "update", None, "chat"))
    turn.say(Told(Saying.SEEN, {}))


@pytest.mark.proof("F24", short=1, long=100, of="updates, ten times at each of three")
async def test_by_three_doors_at_once_it_has_one_effect(
    doors: list[Office], times: int
) -> None:
    inbounds = [one.inbound for one in doors]
    for one in inbounds:
        one.script = note_and_answer
    numbers = range(5, 5 + times)
    for number in numbers:
        body = json.dumps(said(number, chat=number)).encode()
        brought = [one.deliver(body) for one in doors for _ in range(10)]
        assert {answer.status for answer in await asyncio.gather(*brought)} == {200}
    inboxes = [await one.process() for one in inbounds]
    await inbounds[0].until_empty(*inboxes)
    first = inbounds[0]
    assert await first.states() == dict.fromkeys(numbers, "done")
    assert await first.answers() == [f"reply:{number}:0" for number in numbers]
    async with first.database.read() as reads:
        deeds = await reads.session.scalars(select(Audit.action))
        assert list(deeds) == [DEED] * times
