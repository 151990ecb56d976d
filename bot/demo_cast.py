"""The demo's people: they open their links and bind their groups, as people do."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession

from actions.invites import invite_group, invite_person
from bot.demo_office import GROUPS, LINKED
from models.queries.cast import is_group_bound, linked_address, members_linked
from models.queries.people import named, person, unit_named
from models.work import Database

LOOK_AGAIN = 0.1  # seconds between looks whether the bot has bound somebody
PATIENCE = 600  # looks


@dataclass(frozen=True)
class Stage:
    """The sandbox's people side, over HTTP."""

    session: ClientSession

    async def people(self) -> dict[str, Any]:
        async with self.session.get("/sandbox/people") as answer:
            found: dict[str, Any] = await answer.json()
            return found

    async def groups(self) -> list[dict[str, Any]]:
        async with self.session.get("/sandbox/groups") as answer:
            found: list[dict[str, Any]] = (await answer.json())["groups"]
            return found

    async def create(self, kind: str, facts: dict[str, Any]) -> int:
        async with self.session.post(f"/sandbox/{kind}", json=facts) as answer:
            answer.raise_for_status()
            return int((await answer.json())["id"])

    async def say(self, chat: int, sender: int, text: str) -> None:
        message = {"from": sender, "text": text}
        path = f"/sandbox/chats/{chat}/messages"
        async with self.session.post(path, json=message) as answer:
            answer.raise_for_status()


async def link_cast(database: Database, address: str) -> None:
    """Link everybody of the cast who is not, and bind the groups that are not."""
    async with ClientSession(address, trust_env=False) as session:
        stage = Stage(session)
        for code in LINKED:
            await _link(database, stage, code)
        for unit, head in GROUPS:
            await _bind(database, stage, unit, head)


async def _link(database: Database, stage: Stage, code: str) -> None:
    async with database.begin() as work:
        (officer,) = await named(work, code)
        if await linked_address(work, officer.id) is not None:
            return
        invite = await invite_person(work, officer.id)
    known = (await stage.people())["people"]
    ids = [one["id"] for one in known if one["name"] == officer.name]
    sender = ids[0] if ids else await stage.create("people", {"name": officer.name})
    await stage.say(sender, sender, f"/start {invite}")
    await _until_linked(database, officer.id)


async def _until_linked(database: Database, officer_id: int) -> None:
    for _ in range(PATIENCE):
        async with database.read() as reads:
            if await linked_address(reads, officer_id) is not None:
                return
        await asyncio.sleep(LOOK_AGAIN)
    raise TimeoutError("the demo's people could not be linked")


async def _bind(database: Database, stage: Stage, unit_code: str, head: str) -> None:
    async with database.begin() as work:
        unit = await unit_named(work, unit_code)
        (officer,) = await named(work, head)
        actor = await person(work, officer.id)
        assert unit is not None
        assert actor is not None
        if await is_group_bound(work, unit.id):
            return
        sender = await linked_address(work, officer.id)
        code = await invite_group(work, actor.actor, unit.id)
        members = await _members(database, unit.id)
    assert sender is not None
    title = f"Nhóm {unit.name}"
    known = [one["id"] for one in await stage.groups() if one["title"] == title]
    facts = {"title": title, "members": members}
    group = known[0] if known else await stage.create("groups", facts)
    bot = (await stage.people())["bot"]["username"]
    await stage.say(group, sender, f"/nhom@{bot} {code}")
    await _until_bound(database, unit.id)


async def _members(database: Database, unit_id: int) -> list[int]:
    async with database.read() as reads:
        return await members_linked(reads, unit_id)


async def _until_bound(database: Database, unit_id: int) -> None:
    for _ in range(PATIENCE):
        async with database.read() as reads:
            if await is_group_bound(reads, unit_id):
                return
        await asyncio.sleep(LOOK_AGAIN)
    raise TimeoutError("the demo's groups could not be bound")
