"""How a connection to PostgreSQL is made, directly or through pgbouncer.

The figures are those of delivery.md 2.11. What a setting means, and how pgbouncer is to
be set up, says docs/runbook.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from sqlalchemy import event
from sqlalchemy.engine.url import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from models.dialects import POSTGRESQL, SHARED

POOLER = "pooler"  # `?pooler=transaction` at the end of the address
CONNECTING = 5  # seconds
STATEMENT = 10  # seconds until a silent server counts as gone
PATIENT = 900  # seconds that a migration may take
LIMITS = {
    "lock_timeout": "3s",
    "idle_in_transaction_session_timeout": "15s",
    "synchronous_commit": "on",
}
# The server learns that a machine of ours is gone, and lets its locks go.
KEEPALIVE = {
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "30000",
}
LONG_LOCKS = "SET LOCAL lock_timeout = '900s'"
# A look of several statements sees one moment: figures must add up.
ONE_MOMENT = {
    "default_transaction_isolation": "repeatable read",
    "default_transaction_read_only": "on",
}
# Each of the two pools, for writing and for looking. Whether a kept connection still
# stands is seen when a transaction begins (models/dialects.py).
KEPT: dict[str, Any] = {
    "pool_pre_ping": True,
    "pool_timeout": CONNECTING,
    "pool_size": 5,
    "max_overflow": 5,
}


def open_engine(url: URL, *, patient: bool = False) -> AsyncEngine:
    """Raises ValueError for a pooler that we do not know."""
    mode = url.query.get(POOLER)
    url = url.set(drivername=POSTGRESQL).difference_update_query([POOLER])
    wait = PATIENT if patient else STATEMENT
    if mode == "transaction":
        return _through_pooler(url, wait)
    if mode is not None:
        raise ValueError(f"{POOLER}={mode}")
    kept = {"poolclass": NullPool} if patient else KEPT
    return _straight(url, wait, LIMITS | KEEPALIVE, kept)


def open_reader(url: URL) -> AsyncEngine:
    """For transactions that only look, each at one moment. Raises as `open_engine`."""
    if POOLER in url.query:
        return open_engine(url).execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
    url = url.set(drivername=POSTGRESQL)
    return _straight(url, STATEMENT, LIMITS | KEEPALIVE | ONE_MOMENT, KEPT)


def _straight(
    url: URL, wait: float, settings: Mapping[str, str], kept: Mapping[str, Any]
) -> AsyncEngine:
    return create_async_engine(
        url,
        connect_args=_patience(wait) | {"server_settings": settings},
        hide_parameters=True,
        execution_options=SHARED,
        **kept,
    )


def _patience(wait: float) -> dict[str, Any]:
    return {"timeout": CONNECTING, "command_timeout": wait}


def _through_pooler(url: URL, wait: float) -> AsyncEngine:
    """Each transaction may meet another server process: nothing of a session holds."""
    arguments = _patience(wait) | {
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: f"dondoc_{uuid4().hex}",
    }
    engine = create_async_engine(
        url,
        poolclass=NullPool,
        connect_args=arguments,
        hide_parameters=True,
        execution_options=SHARED,
    )
    # It refuses settings at the start of a connection, so each transaction has them.
    event.listen(engine.sync_engine, "begin", _limit)
    return engine


def _limit(connection: Any) -> None:
    settings = ", ".join(
        f"set_config('{name}', '{value}', true)" for name, value in LIMITS.items()
    )
    connection.exec_driver_sql(f"SELECT {settings}")
