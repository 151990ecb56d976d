"""Updates that Telegram brings: the same answers, and none lost on the way back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.assembly import Clocks, assemble
from bot.clock import MovableClock, SteadyClock
from bot.program import Program
from bot.sandbox import Sandbox
from bot.settings import Settings
from bot.web import Pages
from domain.tasks import Role
from models.work import Database
from tests.stories.machine import Machine
from tests.stories.stage import HANOI, TOKEN, Stage, settings_for

START = datetime(2026, 11, 20, 14, 58, tzinfo=HANOI)
FAST = 20.0


def with_webhook(address: str) -> Settings:
    return settings_for(address).model_copy(
        update={
            "webhook_url": f"{address}/telegram",
            "webhook_secret": SecretStr("a-secret_of-the-two"),
        }
    )


class Door:
    """Where the sandbox brings updates: the pages of whoever runs now."""

    def __init__(self) -> None:
        self.pages: Pages | None = None
        self.statuses: list[int] = []

    async def receive(self, request: web.Request) -> web.StreamResponse:
        assert self.pages is not None
        assert self.pages.door is not None
        answer = await self.pages.door.receive(request)
        self.statuses.append(answer.status)
        return answer


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
async def stage(database_url: str, door: Door) -> AsyncIterator[Stage]:
    clock = MovableClock(START, running=False)
    machine = Machine()
    clocks = Clocks(clock, SteadyClock(speed=FAST), machine)
    sandbox = Sandbox(token=TOKEN, clock=clock, steady=clocks.steady)
    application = web.Application()
    sandbox.add_routes(application)
    application.router.add_post("/telegram", door.receive)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    settings = with_webhook(address)
    door.pages = Pages(settings)
    database = Database(database_url, zone=HANOI, now=clock.now)
    program = Program(assemble(settings, database, clocks))
    sandbox.program = program
    stage = Stage(database, program, clock, address)
    stage.sandbox, stage.machine = sandbox, machine
    await program.start()
    door.pages.open(program.watched(), program.parts.intake)
    yield stage
    await stage.program.stop()
    await stage.session.close()
    await runner.cleanup()


async def test_what_is_brought_is_answered_and_what_waits_survives_the_way_back(
    stage: Stage, door: Door
) -> None:
    snv = await stage.unit("SNV", "Sở Nội vụ")
    officer = await stage.officer("Ngô Đức Dũng", snv, Role.OFFICER)
    task = await stage.task("Rà soát", snv, due="2026-12-01", officer_id=officer)
    phone = await stage.link("Ngô Đức Dũng", officer)
    await stage.say(phone, "/viec")
    assert f"NV-{task}" in (await stage.last(phone)).text
    assert set(door.statuses) == {200}

    assert door.pages is not None
    door.pages.close()  # it is about to stop: what comes now is asked for again
    said = {"from": phone.id, "text": f"/trangthai NV-{task}"}
    await stage.post(f"/sandbox/chats/{phone.id}/messages", said)
    brought = len(door.statuses)
    await stage.restart()  # without a webhook: the one that is set is in the way
    await stage.idle()
    assert "Rà soát" in (await stage.last(phone)).text
    assert door.statuses[brought:].count(200) == 0
