"""Where the demo's clock stood, for its next start and for terminal commands."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path

from bot.sandbox.stage import Stage

NAME = "clock.json"
WRITE_EVERY = 1.0  # seconds of the steady clock


def read_stored_clock(directory: Path) -> datetime | None:
    """Give the moment at which the demo's clock was last seen; None for a fresh one."""
    try:
        told = json.loads((directory / NAME).read_text(encoding="utf-8"))
        at = datetime.fromisoformat(told["at"])
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return at if at.tzinfo else None


def write_stored_clock(directory: Path, at: datetime) -> None:
    """Replace the file as a whole, so that a reader never sees half of it."""
    draft = directory / f"{NAME}.new"
    draft.write_text(json.dumps({"at": at.isoformat()}), encoding="utf-8")
    draft.replace(directory / NAME)


@asynccontextmanager
async def keeping_clock(stage: Stage) -> AsyncIterator[None]:
    """Write the clock down each second while the server runs, and when it stops."""
    if stage.folder is None:
        yield
        return
    writing = asyncio.ensure_future(_write_on(stage, stage.folder))
    try:
        yield
    finally:
        writing.cancel()
        with suppress(asyncio.CancelledError):
            await writing
        write_stored_clock(stage.folder, stage.clocks.now())


async def _write_on(stage: Stage, folder: Path) -> None:
    while True:
        write_stored_clock(folder, stage.clocks.now())
        await stage.clocks.steady.sleep(WRITE_EVERY)
