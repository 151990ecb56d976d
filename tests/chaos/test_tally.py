"""The tally sees what it is to see: also a history that somebody bent."""

from __future__ import annotations

from sqlalchemy import text

from models.work import Database
from tests.chaos.history import look_through
from tests.chaos.tally import Promised, count
from tests.scheduler.history import DEEDS, EVENTS, write


async def test_a_whole_history_is_counted_and_a_bent_one_breaks_the_promise(
    database: Database,
) -> None:
    await write(database)
    tally = await count(database, Promised(), [])
    assert (tally.broken, tally.sealed) == ((), EVENTS + DEEDS)
    assert str(tally).endswith("audit chain whole")
    async with database.begin() as work:
        on = " ON audit" if work.is_postgresql else ""
        await work.session.execute(text(f"DROP TRIGGER audit_is_final{on}"))
        await work.session.execute(text("UPDATE audit SET object = 'x' WHERE link = 2"))
    tally = await count(database, Promised(), [])
    assert str(tally).endswith("audit chain BROKEN")
    assert [one.split(" ")[1] for one in tally.broken] == ["trigger", "audit"]
    assert (await look_through(database)).broken == tally.broken
