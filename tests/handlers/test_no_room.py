"""F44: on a server short of room nothing new is begun; what answers goes on."""

from __future__ import annotations

import resource
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from domain.disk import Limits
from domain.policy import Policy
from domain.refusals import Reason, Refusal
from domain.scope import Actor, Membership
from domain.tasks import Role
from handlers.command import guarded
from handlers.commands import BY_NAME
from handlers.context import Dondoc, Place, Turn
from handlers.register_files import bring_file
from models.ballast import Ballast
from models.queries.inbox import Arrived
from models.queries.people import Person
from models.work import Database

CLERK = Actor(1, tuple(Membership(role, 1) for role in (Role.CLERK, Role.SYNTHESIS)))


@asynccontextmanager
async def turn_with(database: Database, folder: Path, free: int) -> AsyncIterator[Turn]:
    database.ballast = Ballast(folder / "x.db", Limits(), free=lambda _folder: free)
    program = Dondoc(database, Policy(), database.now, lambda: None)
    async with database.read() as reads:
        turn = Turn(program, Place(7, 7, False), arrived=Arrived(1, 1, 7), reads=reads)
        turn.person = Person(CLERK, "Văn thư", "")
        yield turn


async def say(turn: Turn, command: str) -> Reason | None:
    update = SimpleNamespace(effective_message=SimpleNamespace(text=f"/{command}"))
    context = SimpleNamespace(turn=turn, args=[])
    try:
        await guarded(BY_NAME[command])(cast(Any, update), cast(Any, context))
    except Refusal as refusal:
        return refusal.reason
    return None


async def test_new_work_waits_for_room(database: Database, tmp_path: Path) -> None:
    async with turn_with(database, tmp_path, free=Limits().least - 1) as turn:
        for command in ("nhap", "baocao", "dondoc"):
            assert await say(turn, command) is Reason.NO_ROOM
        with pytest.raises(Refusal) as refused:
            await bring_file(turn, cast(Any, SimpleNamespace(file_name="so.xlsx")))
        assert refused.value.reason is Reason.NO_ROOM
        assert await say(turn, "trogiup") is None


async def test_with_room_it_is_begun(database: Database, tmp_path: Path) -> None:
    async with turn_with(database, tmp_path, free=Limits().plenty) as turn:
        assert await say(turn, "nhap") is None


@contextmanager
def full() -> Iterator[None]:
    """No file of this process may grow."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def test_a_file_for_which_there_is_no_place_is_refused_as_such(
    database: Database, tmp_path: Path
) -> None:
    """The room of the folder for what is sent in may be another than the database's."""

    async def fetched(_file: str, _limit: int) -> bytes:
        return b"x" * 10_000

    sent = SimpleNamespace(file_name="so.xlsx", file_id="f", file_size=10_000)
    async with turn_with(database, tmp_path, free=Limits().plenty) as turn:
        turn.program = replace(turn.program, fetch=fetched)
        with full(), pytest.raises(Refusal) as refused:
            await bring_file(turn, cast(Any, sent))
        assert refused.value.reason is Reason.NO_ROOM
