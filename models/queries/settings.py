"""Facts about this database itself."""

from __future__ import annotations

from sqlalchemy import select

from models.tables import Setting
from models.work import Reads, Work

BOT_NAME = "bot_username"  # the running bot keeps its name here, for links
FIRST_NAME = "first_bot_username"  # ... and here the one it had at first
DEMO = "demo"  # its messages go to the sandbox: the real bot refuses it


async def read_setting(reads: Reads, name: str) -> str | None:
    value: str | None = await reads.session.scalar(
        select(Setting.value).where(Setting.name == name)
    )
    return value


async def keep_setting(work: Work, name: str, value: str) -> None:
    statement = work.insert(Setting).values(name=name, value=value)
    await work.session.execute(
        statement.on_conflict_do_update(
            index_elements=[Setting.name], set_={"value": value}
        )
    )


async def keep_first_name(work: Work, name: str) -> None:
    """The first name that the bot of this database had stays its name in the world."""
    first = await read_setting(work, BOT_NAME) or name
    statement = work.insert(Setting).values(name=FIRST_NAME, value=first)
    await work.session.execute(
        statement.on_conflict_do_nothing(index_elements=[Setting.name])
    )


async def name_in_the_world(reads: Reads) -> str:
    """A name that no other office has, and that stays: what was given out under it is
    known by it. A bot that is renamed, or another bot for the same office, does not
    change it. One for all until a bot is known.
    """
    return await read_setting(reads, FIRST_NAME) or "dondoc"
