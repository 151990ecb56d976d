"""The clock, the state, the cast, live news and the page's files."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.sandbox import read_stored_clock


class Planner:
    """A program that remembers for which moments it planned."""

    def __init__(self, clock: MovableClock) -> None:
        self._clock = clock
        self.planned: list[datetime] = []
        self.idle = True

    async def plan_now(self) -> None:
        await asyncio.sleep(0)
        self.planned.append(self._clock.now())

    async def is_idle(self) -> bool:
        return self.idle

    async def cast(self) -> dict[str, Any]:
        lan = {"id": 1001, "name": "Lan", "role": "officer", "unit": "SNV"}
        return {"people": [lan], "groups": []}


@pytest.mark.parametrize(
    ("move", "at"),
    [
        ({"forward": 120}, "2026-11-20T15:00:00+07:00"),
        ({"forward": 0.5}, "2026-11-20T14:58:00+07:00"),
        ({"at": "2026-11-23T08:00:00+07:00"}, "2026-11-23T08:00:00+07:00"),
        ({"at": "2026-11-25T01:00:00Z"}, "2026-11-25T08:00:00+07:00"),
        # Without an offset it is the office's time.
        ({"at": "2026-11-25T08:00:00"}, "2026-11-25T08:00:00+07:00"),
    ],
)
async def test_a_move_is_answered_when_the_program_has_planned(
    open_town: Any, office_clock: MovableClock, move: dict[str, Any], at: str
) -> None:
    program = Planner(office_clock)
    town = await open_town(program=program)
    told = await town.post("clock", **move)
    assert (told.status, told.body) == (200, {"at": at})
    assert program.planned == [office_clock.now()]
    assert (await town.get("state"))["at"] == at


async def test_nothing_is_at_rest_before_the_program_is_ready(
    open_town: Any, office_clock: MovableClock
) -> None:
    program = Planner(office_clock)
    town = await open_town(program=program)
    town.sandbox.hold()
    assert (await town.get("state"))["idle"] is False
    move = asyncio.ensure_future(town.post("clock", forward=120))
    cast = asyncio.ensure_future(town.get("office"))
    assert (await town.get("state"))["at"] == "2026-11-20T14:58:00+07:00"
    town.sandbox.open()
    assert (await move).body == {"at": "2026-11-20T15:00:00+07:00"}
    assert len((await cast)["people"]) == 1
    assert (await town.get("state"))["idle"] is True


async def test_who_waits_for_a_program_that_never_comes_is_let_go(
    open_town: Any, office_clock: MovableClock
) -> None:
    town = await open_town(program=Planner(office_clock))
    before = office_clock.now()
    town.sandbox.hold()
    move = asyncio.ensure_future(town.post("clock", forward=120))
    await town.get("state")
    await town.server.app.shutdown()
    assert (await move).status == 400
    assert office_clock.now() == before


@pytest.mark.parametrize(
    "move",
    [
        {"at": "2026-11-20T14:57:59+07:00"},
        {"forward": -1},
        {"at": "Friday"},
        {"at": 5},
        {"at": "9999-12-31T23:59:59+00:00"},
        {"forward": 1e300},
        {"forward": True},
        {},
    ],
)
async def test_the_clock_goes_forward_only(
    town: Any, office_clock: MovableClock, move: dict[str, Any]
) -> None:
    before = office_clock.now()
    told = await town.post("clock", **move)
    assert told.status == 400
    assert list(told.body) == ["error"]
    assert office_clock.now() == before


async def test_idle_is_when_nothing_waits_on_either_side(
    open_town: Any, office_clock: MovableClock
) -> None:
    program = Planner(office_clock)
    town = await open_town(program=program)
    idle = {"at": "2026-11-20T14:58:00+07:00", "idle": True}
    assert await town.get("state") == idle
    program.idle = False
    assert not (await town.get("state"))["idle"]
    program.idle = True
    lan = await town.person("Lan")
    await town.write(lan, lan, "chào")
    assert not (await town.get("state"))["idle"]
    await town.read_all()
    assert await town.get("state") == idle


async def test_the_cast_is_the_programs(
    open_town: Any, office_clock: MovableClock
) -> None:
    town = await open_town()
    assert await town.get("office") == {"people": [], "groups": []}
    town.sandbox.program = Planner(office_clock)
    assert (await town.get("office"))["people"][0]["unit"] == "SNV"


async def test_news_of_chats_and_of_the_clock(town: Any) -> None:
    lan = await town.person("Lan")
    async with town.http.get(f"{town.url}/sandbox/events") as response:
        assert response.content_type == "text/event-stream"
        lines = response.content
        assert await lines.readline() == b": welcome\n"
        await lines.readline()

        async def next_line() -> bytes:
            line = await lines.readline()
            await lines.readline()
            return bytes(line)

        await town.write(lan, lan, "chào")
        assert json.loads((await next_line())[6:]) == {"chat": lan}
        await town.post("clock", forward=60)
        at = "2026-11-20T14:59:00+07:00"
        assert json.loads((await next_line())[6:]) == {"clock": at}
        reading = asyncio.ensure_future(next_line())
        while not reading.done():
            town.steady.drive(5)
            await town.get("state")
        assert await reading == b": beat\n"


async def test_the_clock_is_written_down(
    tmp_path: Path, open_town: Any, office_clock: MovableClock
) -> None:
    folder = tmp_path / "demo"
    assert read_stored_clock(folder) is None
    town = await open_town(state_file=folder / "sandbox.db")
    await town.post("clock", at="2026-11-25T08:00:00+07:00")
    assert read_stored_clock(folder) == office_clock.now()


@pytest.mark.parametrize("told", ["", "{", "5", "{}", '{"at": "2026-11-20T15:00:00"}'])
def test_a_broken_clock_file_is_no_clock(tmp_path: Path, told: str) -> None:
    (tmp_path / "clock.json").write_text(told)
    assert read_stored_clock(tmp_path) is None


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/sandbox/page/page.js", 200),
        ("/sandbox/page/none.js", 404),
        ("/sandbox/page/..%2Fserver.py", 404),
        ("/sandbox/page/", 404),
    ],
)
async def test_the_pages_files(town: Any, path: str, status: int) -> None:
    async with town.http.get(town.url + path) as response:
        assert response.status == status
        if status == 200:
            policy = response.headers["Content-Security-Policy"]
            assert "unsafe" not in policy
