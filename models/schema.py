"""Bringing a database to the schema this program knows."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from models.work import Database

FOLDER = Path(__file__).parent / "migrations"
ONE_AT_A_TIME = 4_210_931  # an advisory key: two starting processes take turns


def configuration() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option(
        "file_template", "%%(year)d-%%(month).2d-%%(day).2d_%%(slug)s"
    )
    config.set_main_option("path_separator", "os")
    return config


async def upgrade(database: Database, revision: str = "head") -> None:
    """Apply what is missing. Two processes starting at once do not collide."""
    async with database.begin() as work:
        connection = await work.session.connection()
        await connection.run_sync(_run, revision, command.upgrade)


async def downgrade(database: Database, revision: str) -> None:
    async with database.begin() as work:
        connection = await work.session.connection()
        await connection.run_sync(_run, revision, command.downgrade)


async def current(database: Database) -> str | None:
    """The revision a database is at; None when it is empty."""
    async with database.begin() as work:
        connection = await work.session.connection()
        return await connection.run_sync(_current)


def newest() -> str | None:
    return ScriptDirectory.from_config(configuration()).get_current_head()


def revisions() -> list[str]:
    """All revisions, oldest first."""
    script = ScriptDirectory.from_config(configuration())
    return [found.revision for found in script.walk_revisions()][::-1]


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _run(connection: Connection, revision: str, step: object) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})"))
    config = configuration()
    config.attributes["connection"] = connection
    assert callable(step)
    step(config, revision)
