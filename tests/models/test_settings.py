"""What calendars know the office's deadlines by outlives the bot's name."""

from __future__ import annotations

from models.queries.settings import (
    BOT_NAME,
    keep_first_name,
    keep_setting,
    name_in_the_world,
)
from models.work import Database


async def started(database: Database, name: str) -> str:
    """The program runs as the bot of that name; how deadlines are named then."""
    async with database.begin() as work:
        await keep_first_name(work, name)
        await keep_setting(work, BOT_NAME, name)
    async with database.read() as reads:
        return await name_in_the_world(reads)


async def test_a_renamed_bot_doubles_no_entry_in_a_calendar(
    database: Database,
) -> None:
    async with database.read() as reads:
        assert await name_in_the_world(reads) == "dondoc"
    names = [await started(database, name) for name in ("old_bot", "new_bot")]
    assert names == ["old_bot", "old_bot"]


async def test_what_was_given_out_before_keeps_its_name(
    database: Database,
) -> None:
    async with database.begin() as work:
        await keep_setting(work, BOT_NAME, "known_bot")
    assert await started(database, "renamed_bot") == "known_bot"
