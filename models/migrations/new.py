"""`make migration name="what changed"`: write what the tables need, to be read over."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from alembic import command
from sqlalchemy import Connection

from models import schema
from models.work import Database

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)  # no row of this database is ever kept


async def write(message: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'new.db'}"
        database = Database(url, zone=ZoneInfo("UTC"), now=lambda: EPOCH)
        await schema.upgrade(database)
        async with database.begin() as work:
            connection = await work.session.connection()
            await connection.run_sync(_revision, message)
        await database.close()


def _revision(connection: Connection, message: str) -> None:
    config = schema.configuration()
    config.attributes["connection"] = connection
    command.revision(config, message=message, autogenerate=True)


if __name__ == "__main__":
    asyncio.run(write(sys.argv[1]))
