"""The engines of a database: for writing, for looking, for what takes long."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.url import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from models import in_place, postgresql
from models.dialects import SHARED, SQLITE
from models.sqlite_connection import Connection

# delivery.md 2.10. FULL: a vanished `sent` would be a duplicate, a vanished update a
# loss; it costs 0.2 ms a commit.
WRITER = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA wal_autocheckpoint=1000",
    "PRAGMA journal_size_limit=67108864",
)
READER = (
    "PRAGMA query_only=ON",
    "PRAGMA wal_autocheckpoint=0",
)
PATIENCE = 5.0  # seconds that SQLite waits for a file which another program writes to
BUSY, FULL = 5, 13  # SQLITE_BUSY and SQLITE_FULL, without what extends them


# The folder of an office, if it is made here: people's names are in it.
ONLY_OURS = 0o700


@dataclass(frozen=True)
class Engines:
    """`brief` is for statements that take microseconds, `patient` for minutes."""

    write: AsyncEngine
    read: AsyncEngine
    brief_write: AsyncEngine
    brief_read: AsyncEngine
    patient: AsyncEngine
    file: Path | None  # the SQLite file; None for a database server

    @property
    def one_writer(self) -> bool:
        return self.file is not None

    @property
    def writers(self) -> tuple[AsyncEngine, ...]:
        """Each once."""
        return tuple(dict.fromkeys((self.write, self.brief_write, self.patient)))

    @property
    def all(self) -> tuple[AsyncEngine, ...]:
        """Each once, in the order to close them.

        Who closes an SQLite file last empties its WAL, which a reader may not.
        """
        return tuple(dict.fromkeys((self.read, self.brief_read, *self.writers)))


def open_engines(url: str, *, patience: float = PATIENCE) -> Engines:
    """The engines for `DONDOC_DATABASE_URL`; the folder of an SQLite file is made.

    `patience` is SQLite's own, in seconds. Raises ValueError for a database that is
    neither SQLite nor PostgreSQL.
    """
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite":
            return _sqlite(parsed, patience)
        case "postgresql":
            return _postgresql(parsed)
    raise ValueError(parsed.get_backend_name())


def is_locked(error: DBAPIError) -> bool:
    """Another program writes to the SQLite file at this moment."""
    return _sqlite_code(error) == BUSY


def is_full(error: DBAPIError) -> bool:
    """There is no room for another page of the SQLite file."""
    return _sqlite_code(error) == FULL


def _sqlite_code(error: DBAPIError) -> int | None:
    # The dialect wraps what the driver raised, which has the code.
    cause: BaseException | None = error.orig
    while cause is not None:
        code = getattr(cause, "sqlite_errorcode", None)
        if code is not None:
            return int(code) & 0xFF
        cause = cause.__cause__
    return None


def _sqlite(url: URL, patience: float) -> Engines:
    file = Path(url.database or "var/dondoc.db").absolute()
    file.parent.mkdir(mode=ONLY_OURS, parents=True, exist_ok=True)
    readable = URL.create(
        SQLITE,
        database=f"file:{quote(str(file))}",
        query={"mode": "ro", "uri": "true"},
    )
    writable = URL.create(SQLITE, database=str(file))
    waits = f"PRAGMA busy_timeout={round(patience * 1000)}"
    write = _writer(writable, waits)
    at_once = "PRAGMA busy_timeout=0"
    return Engines(
        write=write,
        read=_reader(readable, waits),
        brief_write=_writer(writable, at_once, async_creator_fn=in_place.connect),
        brief_read=_reader(readable, waits, async_creator_fn=in_place.connect),
        patient=write,
        file=file,
    )


def _writer(url: URL, waits: str, **driver: Any) -> AsyncEngine:
    engine = create_async_engine(
        url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,  # they are people's names and words; errors are logged
        execution_options=SHARED,
        connect_args={"factory": Connection, **driver},
    )
    _on_connect(engine, (waits, *WRITER))
    # The driver would begin only at the first write, and lose updates read before it
    # (delivery.md, fact 3).
    event.listen(engine.sync_engine, "begin", _begin_immediate)
    return engine


def _reader(url: URL, waits: str, **driver: Any) -> AsyncEngine:
    engine = create_async_engine(
        url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=4,
        hide_parameters=True,
        execution_options=SHARED,
        connect_args={"factory": Connection, **driver},
    )
    _on_connect(engine, (waits, *READER))
    # A look of several statements sees one moment: figures must add up.
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _postgresql(url: URL) -> Engines:
    write, read = postgresql.open_engine(url), postgresql.open_reader(url)
    return Engines(
        write=write,
        read=read,
        brief_write=write,
        brief_read=read,
        patient=postgresql.open_engine(url, patient=True),
        file=None,
    )


def _on_connect(engine: AsyncEngine, pragmas: tuple[str, ...]) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
