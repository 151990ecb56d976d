"""The history is sealed as time goes on, and bending it afterwards is found."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, text
from structlog.testing import capture_logs

from actions.verify_history import Verdict, verify_history
from domain.chain import START, Break, Chain, Flaw, Head, read_head
from domain.policy import Policy
from domain.tasks import Role
from models.chain import head, seal_more
from models.tables import (
    Account,
    Chat,
    Delivery,
    Membership,
    Officer,
    Unit,
)
from models.work import Database
from scheduler.sealing import BATCH, sealing
from tests.conftest import FRIDAY, StoppedClock
from tests.scheduler.history import DEEDS, EVENTS, KEY, drop_guards, seal, write

AT_ONCE = 5_000  # rows in one statement
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


async def look(database: Database, told: Head | None = None) -> Verdict:
    async with database.read() as reads:
        return await verify_history(reads, KEY, told)


async def test_what_was_written_is_sealed_and_whole(database: Database) -> None:
    await write(database)
    before = await look(database)
    assert (before.waiting, before.head.events) == (EVENTS + DEEDS, 0)

    await seal(database)
    verdict = await look(database)

    assert verdict.is_whole
    assert (verdict.head.events, verdict.head.audit) == (EVENTS, DEEDS)
    assert verdict.waiting == 0


@pytest.mark.proof("F51", short=None, long=100_000, of="rows looked through")
async def test_a_long_history_is_soon_looked_through(
    database: Database, times: int, record_property: Callable[[str, object], None]
) -> None:
    """Its seconds are told, not asserted: the budget is one for so many rows."""
    for _ in range(times // AT_ONCE):
        await write(database, AT_ONCE, 0)
        async with database.begin() as work:
            await seal_more(work, KEY, Chain.EVENTS, most=AT_ONCE)
    began, worked = time.monotonic(), time.process_time()
    verdict = await look(database)
    record_property("seconds", round(time.monotonic() - began, 2))
    record_property("of the processor", round(time.process_time() - worked, 2))
    assert verdict.is_whole
    assert verdict.head.events == times


async def test_each_tick_goes_on_where_the_last_one_ended(database: Database) -> None:
    await write(database, BATCH + 3)
    await seal(database)
    await write(database, 1, 0)
    await seal(database)
    assert (await look(database)).head.events == BATCH + 4


async def test_two_who_seal_at_once_make_one_chain(database: Database) -> None:
    await write(database, 40, 0)

    async def some() -> int:
        async with database.begin() as work:
            return await seal_more(work, KEY, Chain.EVENTS, most=10)

    await asyncio.gather(*(some() for _ in range(6)))
    await seal(database)
    verdict = await look(database)
    assert verdict.is_whole
    assert verdict.head.events == 40


REMOVE = "DELETE FROM task_event WHERE link = 3"
SWAP = """UPDATE task_event SET note = (SELECT other.note FROM task_event other
    WHERE other.link = 7 - task_event.link) WHERE link IN (3, 4)"""
DEED = "UPDATE audit SET object = 'delivery:99' WHERE link = 2"


@pytest.mark.parametrize(
    ("forgery", "chain", "link", "flaw"),
    [
        (SWAP, Chain.EVENTS, 3, Flaw.CHANGED),
        (REMOVE, Chain.EVENTS, 3, Flaw.MISSING),
        (DEED, Chain.AUDIT, 2, Flaw.CHANGED),
    ],
)
async def test_who_drops_the_triggers_and_bends_a_row_is_found(
    database: Database, forgery: str, chain: Chain, link: int, flaw: Flaw
) -> None:
    await write(database)
    await seal(database)
    async with database.begin() as work:
        await drop_guards(work)
        await work.session.execute(text(forgery))

    verdict = await look(database)

    assert verdict.broken is not None
    found = verdict.broken
    assert (found.chain, found.link, found.flaw) == (chain, link, flaw)
    assert {f"{table}_is_final" for table in Chain} <= set(verdict.guards.missing)


async def test_a_cut_tail_is_found_by_the_head_that_was_kept(
    database: Database,
) -> None:
    await write(database)
    await seal(database)
    told = (await look(database)).head
    async with database.begin() as work:
        await drop_guards(work)
        cut = f"DELETE FROM task_event WHERE link > {EVENTS - 2}"
        await work.session.execute(text(cut))

    assert (await look(database)).broken is None  # the chain itself does not show it
    broken = (await look(database, told)).broken
    assert broken == Break(Chain.EVENTS, EVENTS, None, Flaw.CUT)


async def test_a_tail_that_was_sealed_anew_is_found_by_the_head(
    database: Database,
) -> None:
    """Whoever takes the seals away lets our own program seal what he wrote."""
    await write(database)
    await seal(database)
    told = (await look(database)).head
    async with database.begin() as work:
        await drop_guards(work)
        tail = "link = NULL, prev = NULL, mac = NULL, note = 'khác'"
        last = f"UPDATE task_event SET {tail} WHERE link = {EVENTS}"
        await work.session.execute(text(last))
    await seal(database)

    assert (await look(database)).broken is None
    broken = (await look(database, told)).broken
    assert broken is not None
    assert broken.flaw is Flaw.REPLACED


async def test_without_a_key_nothing_is_sealed(database: Database) -> None:
    """It is said once, not every minute."""
    await write(database)
    tick = sealing(None)
    with capture_logs() as said:
        await tick.work(database, Policy(), FRIDAY)
        await tick.work(database, Policy(), FRIDAY)
    assert [(line["event"], line["log_level"]) for line in said] == [
        ("history_not_sealed", "warning")
    ]
    async with database.read() as reads:
        assert await head(reads, Chain.EVENTS) == (0, START)


async def add_administrator(database: Database) -> None:
    """One who can be reached, in a unit of the name that `write` gives."""
    async with database.begin() as work:
        if await work.session.get(Unit, 1) is None:
            work.session.add(Unit(id=1, code="SNV", name="Sở Nội vụ", folded="snv"))
        work.session.add(Officer(id=9, code="QT01", name="An", folded="an"))
        await work.session.flush()
        work.session.add(Membership(officer_id=9, unit_id=1, role=Role.ADMIN))
        work.session.add(Account(officer_id=9, address=9, bound_at=FRIDAY))
        work.session.add(Chat(address=9, kind="private", officer_id=9))


async def _heads(database: Database) -> list[Delivery]:
    async with database.read() as reads:
        told = Delivery.dedup_key.startswith("alarm:head:")
        rows = select(Delivery).where(told).order_by(Delivery.id)
        return list(await reads.session.scalars(rows))


async def test_the_administrator_keeps_a_head_of_each_working_day(
    database: Database, clock: StoppedClock
) -> None:
    """Silently, once a day, from the morning on, and only if something happened."""
    await write(database)
    await add_administrator(database)
    days = ("20T07:59", "20T08:00", "20T15:00", "21T09:00", "23T08:00", "25T08:00")
    for day in days:
        clock.at = datetime.fromisoformat(f"2026-11-{day}").replace(tzinfo=HANOI)
        if day.startswith("23"):
            await write(database, 1)
        await seal(database, clock.at)

    told = await _heads(database)

    assert [one.dedup_key.partition("|")[0][-10:] for one in told] == [
        "2026-11-20",
        "2026-11-23",
    ]
    assert all(one.silent for one in told)
    for one in told:
        kept = read_head(one.params["facts"]["head"])
        assert (await look(database, kept)).is_whole
