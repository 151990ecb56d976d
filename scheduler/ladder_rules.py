"""What climbs: overdue tasks to heads and leaders, and tasks without a deadline."""

from __future__ import annotations

from actions.tell_places import Told
from domain.calendar import DAY, add_months
from domain.directory import Place
from domain.escalation import Ladder, escalation_steps
from domain.reminders import Moment, is_first_of_week
from domain.tasks import Role
from domain.undated import UndatedRound, undated_round
from models.queries.due import DueTask
from scheduler.task_rules import about, heads_of, together, told_of, trackers_of
from scheduler.told import Planning

# Months differ in length, and a round may be told before the days off that it meets.
ROUND_AHEAD = 20 * DAY


async def tell_escalation(planning: Planning, moment: Moment) -> list[Told]:
    """The head of the unit; then the tracker and the Office's leaders; then leaders.

    What was reached long ago is asked for once a week only, on its first working
    morning: it has been told, unless there was nobody then who could be.
    """
    today = moment.slot.date()
    old_too = is_first_of_week(planning.calendar, today)
    told: list[Told] = []
    above = {ladder: _above(ladder, planning) for ladder in Ladder}
    for task in await planning.looks.due(first=None, last=today - DAY):
        for step in escalation_steps(
            task.facts,
            moment=moment,
            calendar=planning.calendar,
            policy=planning.policy,
        ):
            if step.long_ago and not old_too:
                continue
            near = _near(step.ladder, planning, task)
            places = together(near, above[step.ladder])
            told += about(task, moment.rule, places, step.slot_key, step.ladder.value)
    return told


def _above(ladder: Ladder, planning: Planning) -> tuple[Place, ...]:
    """Those on a step who hear of every unit's tasks."""
    match ladder:
        case Ladder.UNIT_HEAD:
            return ()
        case Ladder.TRACKER:
            return everybody(planning, Role.OFFICE_LEADER)
        case Ladder.LEADER:
            return everybody(planning, Role.LEADER)


def _near(ladder: Ladder, planning: Planning, task: DueTask) -> tuple[Place, ...]:
    """Those on a step to whom this task belongs."""
    match ladder:
        case Ladder.UNIT_HEAD:
            return heads_of(planning, task)
        case Ladder.TRACKER:
            return trackers_of(planning, task)
        case Ladder.LEADER:
            return ()


async def tell_no_deadline(planning: Planning, moment: Moment) -> list[Told]:
    """Who answers for the task, and the contacts of its unit (004, point 4)."""
    told: list[Told] = []
    for task, reached in await _undated(planning, moment):
        contacts = planning.directory.places_with(Role.CONTACT, task.lead_unit_id)
        places = together(told_of(planning, task), contacts)
        told += about(task, moment.rule, places, reached.slot_key)
    return told


async def tell_undated_list(planning: Planning, moment: Moment) -> list[Told]:
    """The task force: what is urged in this round."""
    places = everybody(planning, Role.TASK_FORCE)
    if not places:
        return []
    told: list[Told] = []
    for task, reached in await _undated(planning, moment):
        told += about(task, moment.rule, places, reached.slot_key)
    return told


async def _undated(
    planning: Planning, moment: Moment
) -> list[tuple[DueTask, UndatedRound]]:
    months = planning.policy.no_deadline_months
    until = add_months(moment.slot.date(), -months) + ROUND_AHEAD
    found = []
    for task in await planning.looks.undated(assigned_until=until):
        reached = undated_round(
            task.facts,
            moment=moment,
            calendar=planning.calendar,
            policy=planning.policy,
        )
        if reached is not None:
            found.append((task, reached))
    return found


def everybody(planning: Planning, role: Role) -> tuple[Place, ...]:
    """Everybody with this part in any unit, or who stands in for him."""
    directory = planning.directory
    return directory.places(directory.acting(directory.everybody(role)))
