"""Whether an SQLite file is sound, as far as a quick look can tell."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from models.failures import is_of_the_database
from models.work import Database

LARGEST = 256 * 1024**2  # bytes; a larger file would keep the start waiting


class Damaged(Exception):
    """The file is not what was written to it: nothing may be built on it."""


async def quick_check(database: Database) -> bool:
    """Raises Damaged. False if the file is too large to be looked through."""
    file = database.engines.file
    if file is None or not file.exists():
        return True
    if file.stat().st_size > LARGEST:
        return False
    try:
        async with database.read() as reads:
            found = await reads.session.scalar(text("PRAGMA quick_check(1)"))
    except DatabaseError as error:
        if is_of_the_database(error):
            raise
        raise Damaged(type(error.orig).__name__) from None
    if found != "ok":
        raise Damaged(str(found)[:80])
    return True
