"""The moments of reports: a period is over, and the round in which it is confirmed.

What hangs on them is made elsewhere. As long as there are no drafts, Phòng Tổng hợp is
told that the period is over and how things stand; as long as units cannot confirm or
dispute a state, the round says nothing.
"""

from __future__ import annotations

from actions.tell_places import Told
from domain.reminders import Moment
from domain.tasks import Role
from scheduler.ladder_rules import everybody
from scheduler.told import Planning


async def tell_report_due(planning: Planning, moment: Moment) -> list[Told]:
    """Phòng Tổng hợp, on the first working day after the period."""
    key = f"{moment.nominal.isoformat()}"
    return [
        Told(moment.rule, f"report:{key}", place, key)
        for place in everybody(planning, Role.SYNTHESIS)
    ]


async def tell_confirmation_round(_planning: Planning, _moment: Moment) -> list[Told]:
    """Nobody yet: there is nothing that a unit could press to confirm or to dispute."""
    return []
