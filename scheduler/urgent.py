"""Hỏa tốc: told at once at any hour, and to the superiors if nobody answers.

A tick and no moment: it speaks when such a task comes in, by whatever door. Doing it
twice tells nobody twice, for the occurrences' keys name task and step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial

from actions.mail_tasks import Mail, mail_tasks
from domain.directory import Place
from domain.noise import is_audible
from domain.policy import Policy
from domain.reminders import Rule
from domain.tasks import Role
from domain.unsent import last_call
from domain.urgent import UrgentStep, urgent_steps
from models.queries.directory import read_directory
from models.queries.urgent import UrgentTask, told_steps, urgent_tasks
from models.work import Database
from models.working_days import read_calendar
from scheduler.ladder_rules import everybody
from scheduler.looks import Looks
from scheduler.task_rules import heads_of, together, told_of, trackers_of
from scheduler.told import Planning


async def tell_urgent(database: Database, policy: Policy, now: datetime) -> int:
    """Put in the outbox what has not been told yet; how many messages that made."""
    async with database.read(now=now) as reads:
        since = now - policy.urgent_news_within
        tasks = await urgent_tasks(reads, since=since)
        told = await told_steps(reads, [one.task.facts.id for one in tasks])
    due = urgent_due(tasks, told, now=now, policy=policy)
    if not due:
        return 0
    made = 0
    async with database.begin(now=now) as work:
        planning = Planning(
            work,
            partial(database.begin, now=now),
            Looks(work),
            await read_directory(work),
            await read_calendar(work),
            policy,
        )
        for mail, messages in urgent_mails(planning, due):
            made += await mail_tasks(work, mail, messages)
    return made


def urgent_due(
    tasks: Iterable[UrgentTask],
    told: Collection[tuple[int, str]],
    *,
    now: datetime,
    policy: Policy,
) -> list[tuple[UrgentTask, UrgentStep]]:
    """The steps reached that are not among those told, by (task, slot)."""
    return [
        (task, step)
        for task in tasks
        for step in urgent_steps(task.facts, now=now, policy=policy)
        if (task.task.facts.id, step.slot_key(task.task.facts)) not in told
    ]


def urgent_mails(
    planning: Planning, due: Iterable[tuple[UrgentTask, UrgentStep]]
) -> Iterator[tuple[Mail, Mapping[Place, list[int]]]]:
    """One message for each place, with all that is told there at this instant."""
    by_slot: dict[str, dict[Place, list[int]]] = defaultdict(lambda: defaultdict(list))
    order = tuple(UrgentStep)
    for one, step in sorted(due, key=lambda each: order.index(each[1])):
        slot = step.slot_key(one.task.facts)
        for place in _places(planning, step, one):
            by_slot[slot][place].append(one.task.facts.id)
    for slot, messages in by_slot.items():
        yield _mail(planning, slot), messages


def _places(planning: Planning, step: UrgentStep, one: UrgentTask) -> tuple[Place, ...]:
    if step is UrgentStep.AT_ONCE:
        return together(told_of(planning, one.task), heads_of(planning, one.task))
    trackers = trackers_of(planning, one.task)
    return together(trackers, everybody(planning, Role.OFFICE_LEADER))


def _mail(planning: Planning, slot: str) -> Mail:
    """It passes quiet hours: nothing holds back what is urgent."""
    policy = planning.policy
    at = policy.local(planning.reads.now)
    return Mail(
        rule=Rule.URGENT,
        slot=slot,
        at=at,
        expires_at=last_call(Rule.URGENT, at, planning.calendar, policy),
        priority=0,
        silent=not is_audible({Rule.URGENT}, policy),
    )
