"""How a connection to PostgreSQL is made, directly or through pgbouncer.

The figures are those of delivery.md 2.11. What a setting means, and how pgbouncer is to
be set up, says docs/runbook.md.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from sqlalchemy import event
from sqlalchemy.engine.url import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from models.shared_compiling import POSTGRESQL, SHARED

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


def open_engine(url: URL, *, patient: bool = False) -> AsyncEngine:
    """Raises ValueError for a pooler that we do not know."""
    mode = url.query.get(POOLER)
    url = url.set(drivername=POSTGRESQL).difference_update_query([POOLER])
    arguments: dict[str, Any] = {
        "timeout": CONNECTING,
        "command_timeout": PATIENT if patient else STATEMENT,
    }
    if mode == "transaction":
        return _through_pooler(url, arguments)
    if mode is not None:
        raise ValueError(f"{POOLER}={mode}")
    arguments["server_settings"] = LIMITS | KEEPALIVE
    kept: dict[str, Any] = {"poolclass": NullPool} if patient else _KEPT
    return create_async_engine(
        url,
        connect_args=arguments,
        hide_parameters=True,
        execution_options=SHARED,
        **kept,
    )


_KEPT = {"pool_pre_ping": True, "pool_timeout": CONNECTING}


def _through_pooler(url: URL, arguments: dict[str, Any]) -> AsyncEngine:
    """Each transaction may meet another server process: nothing of a session holds."""
    arguments |= {
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
