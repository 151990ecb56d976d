"""The API of a small office, asked over HTTP as another system would."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import func, select

from actions.api_tokens import give_token
from bot.web.api.door import EVERYTHING, ApiDoor, ApiOffice
from bot.web.api.rates import Rate
from bot.web.api.serving import Api
from domain.folding import fold
from domain.policy import Policy
from domain.systems import SystemScope
from locales.catalog import Catalog
from models.policies import PolicyBook
from models.tables import Audit, Task, Unit
from models.work import Database
from tests.conftest import StoppedClock

TASK = {
    "external_id": "A-1",
    "number": "419/UBND-TH",
    "issued_on": "2026-11-19",
    "content": "Báo cáo kết quả rà soát",
    "lead_unit": "SNV",
    "due_on": "2026-11-30",
}


@dataclass
class Answered:
    """What the API said."""

    status: int
    body: Any
    headers: Mapping[str, str]


@dataclass
class Asker:
    """Another system, with the token it was given."""

    database: Database
    clock: StoppedClock
    address: str
    session: aiohttp.ClientSession
    token: str
    door: ApiDoor
    _keys: int = field(default=0)

    async def ask(
        self, method: str, path: str, *, token: str | None = "", **given: Any
    ) -> Answered:
        """`token`: another one than its own, or None for none."""
        headers = given.pop("headers", {})
        if token is not None:
            headers = {"Authorization": f"Bearer {token or self.token}", **headers}
        url = f"{self.address}/api/v1{path}"
        async with self.session.request(method, url, headers=headers, **given) as said:
            assert said.headers["Cache-Control"] == "no-store"
            body = await said.json(content_type=None)
            return Answered(said.status, body, said.headers)

    async def push(self, *tasks: Any, key: str = "", **given: Any) -> Answered:
        self._keys += 1
        headers = {"Idempotency-Key": key or f"key-{self._keys}"}
        headers |= given.pop("headers", {})
        body = {"tasks": list(tasks)}
        return await self.ask("POST", "/tasks", json=body, headers=headers, **given)

    async def give(self, system: str, *scopes: SystemScope, **given: Any) -> str:
        async with self.database.begin() as work:
            until = work.now + timedelta(days=30)
            return await give_token(work, system, scopes, until, **given)

    async def count(self, table: Any = Task) -> int:
        async with self.database.read() as reads:
            counted = await reads.session.scalar(
                select(func.count()).select_from(table)
            )
            return int(counted or 0)

    async def audited(self) -> list[tuple[str, str, dict[str, Any]]]:
        async with self.database.read() as reads:
            rows = await reads.session.scalars(select(Audit).order_by(Audit.id))
            return [(row.action, row.object, row.detail) for row in rows]


async def add_units(database: Database) -> dict[str, int]:
    names = {"SNV": "Sở Nội vụ", "SYT": "Sở Y tế", "VX": "Phòng Văn xã"}
    found = {}
    async with database.begin() as work:
        for code, name in names.items():
            unit = Unit(code=code, name=name, folded=fold(name))
            work.session.add(unit)
            await work.session.flush()
            found[code] = unit.id
    return found


@pytest.fixture
def rate() -> Rate:
    return Rate(burst=10_000)


@pytest.fixture
async def asker(
    database: Database, clock: StoppedClock, rate: Rate
) -> AsyncIterator[Asker]:
    await add_units(database)
    words = Catalog.load().words("vi")
    office = ApiOffice(database, PolicyBook(Policy()), words, lambda: 0.0)
    door = ApiDoor()
    door.open(office)
    door._api = Api(office, door.uses, rate)
    application = web.Application()
    application.router.add_route("*", EVERYTHING, door.answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with aiohttp.ClientSession() as session:
        found = Asker(database, clock, address, session, "", door)
        found.token = await found.give("idesk", *SystemScope)
        yield found
    await runner.cleanup()
