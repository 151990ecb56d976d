"""Behind pgbouncer in transaction mode each transaction may meet another server."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.engine import make_url

from models import schema
from models.tables import Setting
from models.work import Database
from tests.conftest import FRIDAY, HANOI

PGBOUNCER = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
MADE = """
[databases]
* = host={folder} port={port} user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {listen}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 3
"""


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def owner_of(folder: str) -> str:
    return Path(folder).owner()


async def answers(port: int) -> None:
    async with asyncio.timeout(20):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
                continue
            writer.close()
            await writer.wait_closed()
            return


@pytest.fixture
async def pooled(database: Database, tmp_path: Path) -> AsyncIterator[Database]:
    if database.engines.one_writer:
        pytest.skip("a file has no pooler")
    if PGBOUNCER is None:
        pytest.skip("pgbouncer is not installed")
    server, listen = make_url(database.url), free_port()
    made = tmp_path / "pgbouncer.ini"
    folder = server.query.get("host", server.host)
    made.write_text(
        MADE.format(folder=folder, port=server.port or 5432, listen=listen),
        encoding="utf-8",
    )
    for one in (made, *list(made.parents)[:3]):
        one.chmod(one.stat().st_mode | 0o555)
    # Only its own user may enter the folder of the server's socket.
    user = ["-u", owner_of(str(folder))] if os.geteuid() == 0 else []
    process = await asyncio.create_subprocess_exec(
        PGBOUNCER, "-q", *user, str(made), stderr=asyncio.subprocess.DEVNULL
    )
    await answers(listen)
    url = f"postgresql://postgres@127.0.0.1:{listen}/{server.database}"
    opened = Database(f"{url}?pooler=transaction", zone=HANOI, now=lambda: FRIDAY)
    yield opened
    await opened.close()
    process.terminate()
    await process.wait()


async def test_many_write_and_look_at_once(pooled: Database) -> None:
    async def write(number: int) -> None:
        async with pooled.begin() as work:
            work.session.add(Setting(name=str(number), value="1"))
        async with pooled.read() as reads:
            await reads.session.scalar(select(func.count()).select_from(Setting))

    await asyncio.gather(*(write(number) for number in range(40)))
    async with pooled.read() as reads:
        names = await reads.session.scalars(select(Setting.name))
        assert len(names.all()) == 40


async def test_a_transaction_has_its_limits(pooled: Database) -> None:
    async with pooled.begin() as work:
        assert await work.session.scalar(text("SHOW lock_timeout")) == "3s"


async def test_migrations_go_the_same_way(pooled: Database) -> None:
    await schema.downgrade(pooled, "base")
    await schema.upgrade(pooled)
    assert await schema.current(pooled) == schema.newest()
