"""What units asked for and nobody decided: who decides is reminded, and it climbs."""

from __future__ import annotations

from collections.abc import Iterable

from actions.climb_obstacle import move_up
from actions.tell_places import Told
from domain.explaining import RAISED
from domain.processes import (
    Level,
    ProcessKind,
    Undecided,
    asked_of,
    level_at,
    reminded,
    undecided_step,
)
from domain.reminders import Moment
from models.outbox import Live
from models.queries.processes import Waiting, waiting_requests
from scheduler.told import Planning


async def tell_undecided(planning: Planning, moment: Moment) -> list[Told]:
    """The request's card once more, at each step to those who are to decide it then.

    An obstacle lies with the next level from there on, and who raised it hears that
    (003, 4d). It is moved first and told after: after a crash between the two the next
    tick finds it moved, and not told.
    """
    told: list[Told] = []
    today = moment.slot.date()
    for one in await waiting_requests(planning.reads):
        step = undecided_step(
            one.kind,
            one.raised_on,
            today=today,
            calendar=planning.calendar,
            policy=planning.policy,
        )
        if step is not None and one.raised_at <= moment.slot:
            level = await _climb(planning, one, step)
            told += _cards(planning, moment, one, (step, level))
    return told


async def _climb(planning: Planning, one: Waiting, step: Undecided) -> Level | None:
    """Where an obstacle lies by now; of what does not climb, None."""
    if one.level is None:
        return None
    level = level_at(one.level, step)
    if level is not one.level:
        async with planning.begin() as work:
            await move_up(work, one, level)
    return level


def _cards(
    planning: Planning,
    moment: Moment,
    one: Waiting,
    reached: tuple[Undecided, Level | None],
) -> Iterable[Told]:
    step, level = reached
    directory = planning.directory
    roles = reminded(step, planning.policy, level)
    officers = asked_of(directory, roles, one.division_id, by=one.raised_by)
    reasons = dict.fromkeys(officers, f"{one.kind.value}:{step.place}")
    if one.kind is ProcessKind.OBSTACLE:
        reasons[one.raised_by] = RAISED
    about = one.task_id is not None
    for officer, reason in reasons.items():
        yield Told(
            moment.rule,
            f"task:{one.task_id}" if about else f"{one.kind.value}:{one.number}",
            directory.place(officer),
            step.slot_key(one.number),
            reason=reason,
            live=Live.PROCESS,
            params={
                "kind": one.kind.value,
                "number": one.number,
                "officer": officer,
                "reminds": True,
            },
        )
