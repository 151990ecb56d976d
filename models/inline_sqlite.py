"""SQLite without a thread of its own, for a throw-away copy.

The driver hands every call to a thread, so that a slow disk stops nobody. A copy that
nobody shares waits for no disk, and changing threads six times a statement is then most
of the time that a simulated year takes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from threading import Thread
from typing import Any

import aiosqlite
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

Order = tuple["asyncio.Future[Any] | None", Callable[[], Any]]


class AtOnce:
    """Takes the place of the queue to the driver's thread: done when it is ordered."""

    def put_nowait(self, order: Order) -> None:
        future, function = order
        try:
            result = function()
        except Exception as error:
            if future is None:
                raise
            future.set_exception(error)
        else:
            if future is not None:
                future.set_result(result)


def run_inline(engine: AsyncEngine) -> None:
    """From now on this engine's connections do their work where they are asked."""

    @event.listens_for(engine.sync_engine, "do_connect")
    def connect(_dialect: Any, _record: Any, _args: Any, options: Any) -> None:
        options["async_creator_fn"] = _connect


def _connect(*args: Any, **options: Any) -> aiosqlite.Connection:
    connection = aiosqlite.connect(*args, **options)
    # As SQLAlchemy does, we reach for the driver's own queue and thread.
    connection._tx = AtOnce()  # type: ignore[assignment]
    connection._thread = Thread(target=int)
    return connection
