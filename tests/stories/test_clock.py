"""The real program on a machine whose clock is wrong; the sandbox's date is right."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.tasks import Role
from tests.stories.stage import Stage

FRIDAY = "2026-11-20T15:00:00"


@pytest.mark.parametrize("error", [timedelta(days=1), timedelta(hours=-1)])
async def test_a_wrong_clock_holds_back_reminders_and_no_answer(
    stage: Stage, error: timedelta
) -> None:
    unit = await stage.unit("SNV", "Sở Nội vụ")
    officer = await stage.officer("Ngô Đức Dũng", unit, Role.OFFICER)
    await stage.task("Rà soát thủ tục", unit, officer_id=officer)
    phone = await stage.link("Ngô Đức Dũng", officer)
    said = len(await stage.read(phone.id))

    stage.machine.error = error
    await stage.move(FRIDAY)
    assert len(await stage.read(phone.id)) == said
    await stage.say(phone, "/viec")
    assert len(await stage.read(phone.id)) == said + 1

    stage.machine.error = timedelta()
    await stage.move("2026-11-20T15:05:00")
    assert len(await stage.read(phone.id)) == said + 2
    await stage.restart()
    assert len(await stage.read(phone.id)) == said + 2


async def test_a_start_by_a_wrong_clock_plans_nothing(stage: Stage) -> None:
    unit = await stage.unit("SNV", "Sở Nội vụ")
    officer = await stage.officer("Ngô Đức Dũng", unit, Role.OFFICER)
    await stage.task("Rà soát thủ tục", unit, officer_id=officer)
    phone = await stage.link("Ngô Đức Dũng", officer)
    said = len(await stage.read(phone.id))

    stage.machine.error = timedelta(days=3652)
    await stage.restart()
    assert stage.program.parts.guard.suspect == "disagrees"
    await stage.move(FRIDAY)
    assert len(await stage.read(phone.id)) == said

    stage.machine.error = timedelta()
    await stage.move("2026-11-20T15:05:00")
    assert len(await stage.read(phone.id)) == said + 1
