"""Steps that a cancelled task has to see through (delivery.md 2.5, F43)."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")


async def to_its_end(step: Coroutine[Any, Any, Result]) -> Result:
    """Do it whole, even if the task that waits for it is cancelled meanwhile.

    The cancellation is raised afterwards. A connection that is half opened or half
    committed belongs to nobody: whoever goes on with it finds somebody else's work.
    """
    doing = asyncio.ensure_future(step)
    cancelled: asyncio.CancelledError | None = None
    while not doing.done():
        try:
            await asyncio.wait({doing})
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        raise cancelled from (None if doing.cancelled() else doing.exception())
    return doing.result()
