"""Bringing a database to the schema this program knows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from models.postgresql import LONG_LOCKS
from models.work import Database, Work

if TYPE_CHECKING:
    from alembic.config import Config

# Alembic is imported only when there is something to change: it takes 10 MB, and at
# nearly every start the schema is the newest already.

FOLDER = Path(__file__).parent / "migrations"
HEADER = re.compile(r"^(revision|down_revision)(?:: [^=]+)? = (\S+)", re.MULTILINE)
ONE_AT_A_TIME = 4_210_931  # an advisory key: two starting processes take turns


def configuration() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option(
        "file_template", "%%(year)d-%%(month).2d-%%(day).2d_%%(slug)s"
    )
    config.set_main_option("path_separator", "os")
    return config


async def upgrade(database: Database, revision: str = "head") -> None:
    """Apply what is missing. Two processes starting at once do not collide."""
    if revision == "head" and await current(database) == newest():
        return
    await _change(database, "upgrade", revision)


async def downgrade(database: Database, revision: str) -> None:
    await _change(database, "downgrade", revision)


async def _change(database: Database, step: str, revision: str) -> None:
    async with database.begin(patient=True) as work:
        await bring_to(work, revision, step)


async def bring_to(work: Work, revision: str, step: str = "upgrade") -> None:
    """In a transaction of the caller's, together with what else he does."""
    connection = await work.session.connection()
    await connection.run_sync(_run, revision, step)


async def is_there(database: Database) -> None:
    """Raises what the driver says when the database does not answer."""
    async with database.read() as reads:
        await reads.session.execute(text("SELECT 1"))


async def current(database: Database) -> str | None:
    """The revision a database is at; None when it is empty."""
    async with database.begin() as work:
        connection = await work.session.connection()
        return await connection.run_sync(_current)


async def is_newest(database: Database) -> bool:
    """Whether a database is at this program's schema; it is only looked at."""
    file = database.engines.file
    if file is not None and not file.exists():
        return False
    async with database.read() as reads:
        connection = await reads.session.connection()
        return await connection.run_sync(_current) == newest()


def newest() -> str | None:
    """The revision of this program; None if it had none."""
    return revisions()[-1] if revisions() else None


def revisions() -> list[str]:
    """All revisions, oldest first, as their files say."""
    follows = dict(_headers())
    ordered: list[str] = []
    while (after := ordered[-1] if ordered else None) in follows:
        ordered.append(follows[after])
    return ordered


def _headers() -> list[tuple[str | None, str]]:
    """(the revision before, the revision) of every migration's file."""
    found = []
    for file in (FOLDER / "versions").glob("*.py"):
        named = dict(HEADER.findall(file.read_text(encoding="utf-8")))
        before = named["down_revision"].strip("'\"")
        revision = named["revision"].strip("'\"")
        found.append((None if before == "None" else before, revision))
    return found


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    at: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return at


def _run(connection: Connection, revision: str, step: str) -> None:
    from alembic import command

    if connection.dialect.name == "postgresql":
        connection.execute(text(LONG_LOCKS))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})"))
    config = configuration()
    config.attributes["connection"] = connection
    getattr(command, step)(config, revision)
