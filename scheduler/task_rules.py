"""The morning's rules about single tasks: due soon, due today, overdue, to confirm."""

from __future__ import annotations

from functools import partial

from actions.tell_places import Told
from domain.calendar import DAY
from domain.directory import Place
from domain.reminders import Moment, Rule, slot_key
from domain.task_reminders import due_soon_stage, is_due_today, overdue_reason
from domain.tasks import Role
from models.queries import snoozes
from models.queries.due import DueTask
from models.queries.snoozes import PutOff
from scheduler.told import Planning


async def tell_due_soon(planning: Planning, moment: Moment) -> list[Told]:
    """7, 3, 1 working days before: the officer, at 1 the tracker as well.

    Who has put it off hears of the stage when that is over (`tell_snoozed`).
    """
    today = moment.slot.date()
    last = planning.calendar.after(today, max(planning.policy.due_soon_leads) + 1)
    tasks = await planning.looks.due(first=today + DAY, last=last)
    put_off = await snoozes.held(planning.reads, today)
    told: list[Told] = []
    for task in tasks:
        stage = due_soon_stage(
            task.facts,
            moment=moment,
            calendar=planning.calendar,
            policy=planning.policy,
        )
        if stage is None:
            continue
        places = tuple(
            place
            for place in told_of(planning, task)
            if (place.officer_id, task.facts.id) not in put_off
        )
        if stage.lead == min(planning.policy.due_soon_leads):
            places = together(places, trackers_of(planning, task))
        told += about(task, moment.rule, places, stage.slot_key)
    return told


async def tell_snoozed(planning: Planning, moment: Moment) -> list[Told]:
    """What somebody put off until this morning, once; the deadline lies ahead still.

    When the task went to another meanwhile, he is told who answers for it now.
    """
    today = moment.slot.date()
    still_off = await snoozes.held(planning.reads, today)
    planning.afterwards.append(partial(snoozes.forget, day=today))
    return [
        Told(moment.rule, f"task:{one.task_id}", place, f"Z:{one.until.isoformat()}")
        for one in await snoozes.over(planning.reads, today)
        for place in _answering(planning, one)
        if (place.officer_id, one.task_id) not in still_off
    ]


def _answering(planning: Planning, put_off: PutOff) -> tuple[Place, ...]:
    """Who put it off, or his stand-in, if the task is still his or his division's."""
    directory, whose = planning.directory, put_off.whose
    places = directory.told_of(
        whose.officer_id, whose.lead_unit_id, whose.tracking_unit_id
    )
    trackers = directory.places_with(Role.TRACKER, whose.tracking_unit_id)
    concerned = together(places, trackers)
    his = directory.places(directory.acting((put_off.by,)))
    return tuple(place for place in his if place in concerned) or places


async def tell_due_today(planning: Planning, moment: Moment) -> list[Told]:
    """The officer and the head of the unit, on a day off too."""
    today, key = moment.slot.date(), slot_key(moment)
    told: list[Told] = []
    for task in await planning.looks.due(first=today, last=today):
        if is_due_today(task.facts, moment):
            heads = heads_of(planning, task)
            places = together(told_of(planning, task), heads)
            told += about(task, moment.rule, places, key)
    return told


async def tell_overdue(planning: Planning, moment: Moment) -> list[Told]:
    """The officer, and the unit's group in its digest."""
    yesterday, key = moment.slot.date() - DAY, slot_key(moment)
    told: list[Told] = []
    for task in await planning.looks.due(first=None, last=yesterday):
        reason = overdue_reason(
            task.facts,
            moment=moment,
            calendar=planning.calendar,
            policy=planning.policy,
        )
        if reason is not None:
            groups = planning.directory.groups_of(task.lead_unit_id)
            places = together(told_of(planning, task), groups)
            told += about(task, moment.rule, places, key, reason.cadence.value)
    return told


async def tell_to_confirm(planning: Planning, moment: Moment) -> list[Told]:
    """The trackers of the division, each working morning while something waits."""
    told: list[Told] = []
    key = slot_key(moment)
    for task in await planning.looks.reported():
        if task.facts.entered_at <= moment.slot:
            told += about(task, moment.rule, trackers_of(planning, task), key)
    return told


def told_of(planning: Planning, task: DueTask) -> tuple[Place, ...]:
    return planning.directory.told_of(
        task.officer_id, task.lead_unit_id, task.tracking_unit_id
    )


def trackers_of(planning: Planning, task: DueTask) -> tuple[Place, ...]:
    return planning.directory.places_with(Role.TRACKER, task.tracking_unit_id)


def heads_of(planning: Planning, task: DueTask) -> tuple[Place, ...]:
    """The heads of the unit that leads, or those who stand in for them."""
    return planning.directory.places_with(Role.UNIT_HEAD, task.lead_unit_id)


def together(first: tuple[Place, ...], more: tuple[Place, ...]) -> tuple[Place, ...]:
    """Both, each place once."""
    return tuple(dict.fromkeys((*first, *more)))


def about(
    task: DueTask, rule: Rule, places: tuple[Place, ...], slot: str, reason: str = ""
) -> list[Told]:
    subject, version = f"task:{task.facts.id}", task.facts.due_version
    return [Told(rule, subject, place, slot, version, reason) for place in places]
