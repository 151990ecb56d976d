"""The schema: every step goes both ways, and the tables say the same as the steps."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from models import schema, tables  # noqa: F401  # fills the metadata
from models.base import Base
from models.work import Database


async def test_stairway(database: Database) -> None:
    await schema.downgrade(database, "base")
    for revision in schema.revisions():
        await schema.upgrade(database, revision)
        await schema.downgrade(database, "-1")
        await schema.upgrade(database, revision)
    assert await schema.current(database) == schema.newest()


async def test_upgrading_again_changes_nothing(database: Database) -> None:
    await schema.upgrade(database)
    assert await schema.current(database) == schema.newest()


async def test_tables_and_migrations_agree(database: Database) -> None:
    async with database.begin() as work:
        connection = await work.session.connection()
        assert await connection.run_sync(_differences) == []


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection)
    return list(compare_metadata(context, Base.metadata))
