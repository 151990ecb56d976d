"""Another system pushes a task, the officer answers, the system is told, once."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientSession, web

from actions.api_tokens import give_token
from actions.webhooks import NewWebhook, add_webhook
from bot.web.api.door import EVERYTHING, ApiDoor
from domain.systems import SystemScope, Topic
from domain.tasks import Role
from tests.stories.stage import Phone, Stage


@dataclass
class Idesk:
    """The other system: its door for events, and its way to ours."""

    stage: Stage
    secret: str = ""
    is_down: bool = False
    tries: int = 0
    told: list[dict[str, Any]] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    address: str = ""
    token: str = ""

    async def receive(self, request: web.Request) -> web.Response:
        self.tries += 1
        if self.is_down:
            return web.Response(status=502)
        body, said = await request.read(), request.headers
        signed = f"{said['webhook-id']}.{said['webhook-timestamp']}.".encode() + body
        key = base64.b64decode(self.secret.removeprefix("whsec_"))
        mac = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        assert said["webhook-signature"] == f"v1,{mac}"
        self.told.append(json.loads(body))
        self.numbers.append(said["webhook-id"])
        return web.Response(status=204)

    async def push(self, **task: Any) -> str:
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Idempotency-Key": task["external_id"],
        }
        async with ClientSession() as session:
            url = f"{self.address}/api/v1/tasks"
            answer = await session.post(url, json={"tasks": [task]}, headers=headers)
            assert answer.status == 201, await answer.text()
            code: str = (await answer.json())["tasks"][0]["code"]
            return code

    async def hears(self, *types: str) -> None:
        """Until it was told of these, in this order and of nothing else."""
        for _ in range(500):
            if [one["type"] for one in self.told] == [*types]:
                return
            await asyncio.sleep(0.01)
        raise AssertionError([one["type"] for one in self.told])

    async def is_tried(self, times: int) -> None:
        for _ in range(500):
            if self.tries >= times:
                return
            await asyncio.sleep(0.01)
        raise AssertionError(self.tries)


@pytest.fixture
async def idesk(stage: Stage) -> AsyncIterator[Idesk]:
    found, door = Idesk(stage), ApiDoor()
    door.open(stage.program.for_systems())
    application = web.Application()
    application.router.add_post("/events", found.receive)
    application.router.add_route("*", EVERYTHING, door.answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    found.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with stage.database.begin() as work:
        until = work.now + timedelta(days=30)
        found.token = await give_token(work, "idesk", [*SystemScope], until)
        topics = (Topic.CREATED, Topic.CHANGED, Topic.DONE)
        new = NewWebhook("idesk", f"{found.address}/events", topics)
        _, found.secret = await add_webhook(work, new)
    yield found
    await runner.cleanup()


PUSHED = {
    "external_id": "HS-77",
    "number": "419/UBND-TH",
    "issued_on": "2026-11-19",
    "content": "Báo cáo kết quả rà soát",
    "lead_unit": "Sở Nội vụ",
    "tracking_unit": "VX",
    "due_on": "2026-11-24",
}


async def linked(stage: Stage, code: str, unit: str, name: str, *roles: Role) -> Phone:
    there = await stage.unit(code, unit)
    return await stage.link(name, await stage.officer(name, there, *roles))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_pushed_task_comes_back_as_done(stage: Stage, idesk: Idesk) -> None:
    roles = (Role.OFFICER, Role.CONTACT)
    lan = await linked(stage, "SNV", "Sở Nội vụ", "Lan", *roles)
    binh = await linked(stage, "VX", "Phòng Văn xã", "Bình", Role.TRACKER)
    code = await idesk.push(**PUSHED)
    await stage.move("2026-11-23T08:00")  # Monday, one working day before
    await idesk.hears("task.created")
    reminder = await stage.last(lan, PUSHED["content"])

    idesk.is_down = True
    await stage.say(lan, "xong rồi, số 12/BC-SNV ngày 23/11/2026", to=reminder)
    await stage.press(lan, await stage.last(lan, "12/BC-SNV"), "Đúng")
    await stage.move("2026-11-23T08:05")
    await idesk.is_tried(2)
    idesk.is_down = False
    await stage.move("2026-11-23T09:45")
    await idesk.hears("task.created", "task.changed")
    await stage.say(binh, f"/xacnhan {code}")
    await stage.move("2026-11-23T10:30")
    await idesk.hears("task.created", "task.changed", "task.done")

    done = idesk.told[-1]["data"]["task"]
    said = (done["code"], done["progress"], done["done_on"], done["result"])
    assert said == (code, "done", "2026-11-23", "12/BC-SNV")
    assert "Lan" not in json.dumps(idesk.told)
    assert len(set(idesk.numbers)) == 3
