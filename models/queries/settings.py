"""Facts about this database itself."""

from __future__ import annotations

from sqlalchemy import select

from models.tables import Setting
from models.work import Reads, Work

BOT_NAME = "bot_username"  # the running bot keeps its name here, for links
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


async def name_in_the_world(reads: Reads) -> str:
    """The bot's name, which no other office has; one for all until it is known."""
    return await read_setting(reads, "bot_username") or "dondoc"
