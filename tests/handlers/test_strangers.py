"""Who is not registered gets at most one line in any ten minutes, and no task (F39)."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from types import SimpleNamespace
from typing import Any, cast

import pytest

from domain.notices import Refused
from domain.refusals import Reason, Refusal
from handlers.command import Command, guarded
from handlers.commands import COMMANDS
from handlers.context import Turn
from handlers.strangers import QUIET, refuse_stranger
from models.outbox import Envelope, put
from models.queries.accounts import open_group_chat
from models.work import Database
from tests.conftest import FRIDAY

GROUP = -500


async def ask(database: Database, at: datetime) -> bool:
    """Whether a line is put in the outbox for what is asked at that moment."""
    said: list[tuple[Refusal, str]] = []
    async with database.begin(now=at) as work:

        async def opened() -> Any:
            return work

        turn = SimpleNamespace(
            now=at,
            place=SimpleNamespace(address=GROUP),
            open=opened,
            refuse=lambda refusal, key: said.append((refusal, key)),
        )
        await refuse_stranger(cast(Turn, turn), Refusal(Reason.STRANGER))
        chat = await open_group_chat(work, GROUP, 0)
        put_now = [
            await put(work, Refused(one.reason.value, {}), Envelope(chat.id, key))
            for one, key in said
        ]
    return any(put_now)


@pytest.mark.parametrize("offset", [0, 1, 299, 599])
async def test_of_a_hundred_commands_one_in_ten_minutes_is_answered(
    database: Database, offset: int
) -> None:
    """Wherever the ten minutes begin, and to the second."""
    begin = FRIDAY + timedelta(seconds=offset)
    times = [begin + timedelta(seconds=37 * n) for n in range(100)]
    answered = [at for at in times if await ask(database, at)]
    assert answered[0] == begin
    gaps = [later - at for at, later in pairwise(answered)]
    assert all(gap >= QUIET for gap in gaps)
    assert len(answered) >= 4


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
async def test_no_command_is_for_strangers_in_a_group(command: Command) -> None:
    """Nor for anonymous administrators and other bots, who are nobody here: their
    commands are refused so, and a refusal of that kind is said once in ten minutes."""
    turn = SimpleNamespace(person=None, place=SimpleNamespace(in_group=True))
    update: Any = SimpleNamespace(
        effective_message=SimpleNamespace(text=f"/{command.name}")
    )
    with pytest.raises(Refusal) as refused:
        await guarded(command)(update, cast(Any, SimpleNamespace(turn=turn)))
    assert refused.value.reason is Reason.STRANGER
