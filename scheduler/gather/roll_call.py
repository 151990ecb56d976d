"""The group's roll-call card of the weekly update."""

from __future__ import annotations

from datetime import date
from typing import Any

from domain.cycle_notices import RollCallCard
from domain.policy import Policy
from domain.tasks import task_code
from domain.weekly_window import weekly_window
from models.queries.roll_call import read_roll_call
from models.work import Reads
from models.working_days import read_calendar


async def gather_roll_call(
    reads: Reads, policy: Policy, params: dict[str, Any]
) -> RollCallCard | None:
    """The counts as they stand; what comes after the close changes nothing."""
    calendar = await read_calendar(reads)
    nominal = date.fromisoformat(params["slot"])
    day = calendar.previous_working(nominal)
    due_at = policy.at(day, policy.on(day).weekly_due_at)
    closes = weekly_window(policy, calendar, due_at).closes
    call = await read_roll_call(reads, params["unit"], params["slot"], closes=closes)
    if call is None:
        return None
    on_time = sum(1 for at in call.settled if at < due_at)
    late = sum(1 for at in call.settled if due_at <= at <= closes)
    return RollCallCard(
        unit=call.unit,
        nominal=nominal,
        due_at=due_at,
        closes_at=closes,
        total=call.total,
        on_time=on_time,
        late=late,
        missing=tuple(task_code(task) for task in call.missing),
        frozen=reads.now >= closes,
        untold=call.untold,
    )
