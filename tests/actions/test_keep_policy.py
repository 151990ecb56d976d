"""The policy is stored when it changed, and read by the day it is asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest
from sqlalchemy import select

from actions.keep_policy import keep_policy
from domain.policy import Policy
from files.policies import shipped
from models.policies import PolicyBook, read_policies, versions_of
from models.tables import Audit
from models.work import Database

CHUNG = shipped("chung")
LATER = replace(
    CHUNG, name="kontum", valid_from=date(2027, 1, 4), weekly_due_at=time(14)
)


@pytest.fixture
def book(database: Database, clock: Any) -> PolicyBook:
    clock.at = datetime(2026, 11, 20, 8, tzinfo=CHUNG.zone)
    return PolicyBook(CHUNG)


async def start(database: Database, own: Policy | None = None) -> list[str]:
    """The program starts with these settings; the names of all versions stored."""
    async with database.begin() as work:
        await keep_policy(work, CHUNG, own)
        return [one.profile for one in await versions_of(work)]


async def test_it_is_stored_once(database: Database, book: PolicyBook) -> None:
    assert await start(database) == ["chung"]
    assert await start(database) == ["chung"]
    assert await start(database, LATER) == ["chung", "kontum"]
    assert await start(database, LATER) == ["chung", "kontum"]
    async with database.read() as reads:
        deeds = (await reads.session.scalars(select(Audit.object))).all()
    assert deeds == ["policy:1", "policy:2"]


async def test_until_its_own_begins_an_office_goes_by_its_profile(
    database: Database, book: PolicyBook
) -> None:
    assert await start(database, LATER) == ["chung", "kontum"]
    now = await book.read_again(database, database.now())
    assert (now.name, now.weekly_due_at) == ("chung", time(15))
    assert book.in_force(datetime(2027, 1, 4, 0, tzinfo=CHUNG.zone)).name == "kontum"


async def test_going_back_takes_the_later_one_back(
    database: Database, book: PolicyBook
) -> None:
    await start(database, LATER)
    assert await start(database) == ["chung", "kontum", "chung"]
    await book.read_again(database, database.now())
    assert book.in_force(datetime(2027, 6, 1, tzinfo=CHUNG.zone)).name == "chung"


async def test_what_was_stored_is_whole(database: Database, book: PolicyBook) -> None:
    for profile in ("daklak", "langson", "ninhthuan", "binhdinh"):
        policy = shipped(profile)
        async with database.begin() as work:
            await keep_policy(work, policy, None)
            versions = await read_policies(work)
        assert versions is not None
        assert versions.on(date(2026, 11, 20)) == policy


async def test_an_empty_table_leaves_what_the_settings_chose(
    database: Database, book: PolicyBook
) -> None:
    assert await book.read_again(database, database.now()) == CHUNG
