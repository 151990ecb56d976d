"""An alarm about what lasts: told once, and its end to whom it was told."""

from __future__ import annotations

from typing import Protocol

from actions.alarms import tell_administrators
from domain.notices import Notice
from models.queries.alarms import withdraw_alarm
from models.queries.settings import keep_setting, read_setting
from models.work import Work


class Tell(Protocol):
    """How the administrators are told; how many were."""

    async def __call__(self, work: Work, notice: Notice, *, key: str) -> int: ...


async def raise_once(
    work: Work,
    name: str,
    notice: Notice,
    *,
    key: str,
    tell: Tell = tell_administrators,
) -> bool:
    """`name` is the setting that remembers it; False if it stands already."""
    if await read_setting(work, name):
        return False
    await tell(work, notice, key=key)
    await keep_setting(work, name, key)
    return True


async def end_alarm(
    work: Work, name: str, over: Notice, *, tell: Tell = tell_administrators
) -> bool:
    """Who never heard of it need not hear that either. False if none stood."""
    key = await read_setting(work, name)
    if not key:
        return False
    if not await withdraw_alarm(work, key):
        await tell(work, over, key=f"{key}:over")
    await keep_setting(work, name, "")
    return True
