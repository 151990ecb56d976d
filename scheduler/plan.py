"""From the clock to the outbox: what is due, for whom and why.

Planning twice is harmless and a missed tick is mended by the next: unique keys decide
(design.md section 3). Nobody is kept waiting for it: what is due is read without
holding anybody up, and written in short transactions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial

from actions.tell_places import Told
from domain.calendar import WorkingCalendar
from domain.catch_up import Choice, JoinMorning, Wait, choose
from domain.policy import Policy
from domain.reminders import Rule, moments_between, slot_key
from models.queries.directory import read_directory
from models.queries.planning import mark_moments, planned_moments
from models.queries.preferences import all_preferences
from models.work import Database, Work
from models.working_days import read_calendar
from scheduler.admin_rules import tell_parked, tell_unreached
from scheduler.batches import Batch
from scheduler.cycle_rules import (
    tell_monthly,
    tell_weekly_due,
    tell_weekly_heads_up,
)
from scheduler.data_rules import tell_data_quality
from scheduler.ladder_rules import (
    tell_escalation,
    tell_no_deadline,
    tell_undated_list,
)
from scheduler.looks import Looks
from scheduler.proposal_rules import tell_three_days
from scheduler.putting import put_in_outbox
from scheduler.report_rules import tell_confirmation_round, tell_report_due
from scheduler.request_rules import tell_undecided
from scheduler.task_rules import (
    tell_due_soon,
    tell_due_today,
    tell_overdue,
    tell_snoozed,
    tell_to_confirm,
)
from scheduler.told import Afterwards, Planner, Planning

LOOK_BACK = timedelta(days=8)  # nothing older is worth saying (delivery.md 2.8)

PLANNERS: Mapping[Rule, Planner] = {
    Rule.ESCALATION: tell_escalation,
    Rule.OVERDUE: tell_overdue,
    Rule.DUE_TODAY: tell_due_today,
    Rule.DUE_SOON: tell_due_soon,
    Rule.TO_CONFIRM: tell_to_confirm,
    Rule.THREE_DAYS: tell_three_days,
    Rule.UNDECIDED: tell_undecided,
    Rule.NO_DEADLINE: tell_no_deadline,
    Rule.UNDATED_LIST: tell_undated_list,
    Rule.MONTHLY_DUE: tell_monthly,
    Rule.MONTHLY_HEADS_UP: tell_monthly,
    Rule.SNOOZED: tell_snoozed,
    Rule.UNREACHED: tell_unreached,
    Rule.DATA_QUALITY: tell_data_quality,
    Rule.MONTHLY_REPORT: tell_report_due,
    Rule.QUARTERLY_REPORT: tell_report_due,
    Rule.CONFIRMATION_ROUND: tell_confirmation_round,
    Rule.WEEKLY_HEADS_UP: tell_weekly_heads_up,
    Rule.WEEKLY_DUE: tell_weekly_due,
    Rule.ADMIN_DIGEST: tell_parked,
}


async def plan(database: Database, *, policy: Policy, now: datetime) -> int:
    """Put in the outbox whatever has come due; how many messages that made."""
    async with database.read(now=now) as reads:
        calendar = await read_calendar(reads)
        # A moment may lie in the future of its planning only by a clock set back.
        planned = await planned_moments(reads, since=now - 2 * LOOK_BACK)
    made = 0
    for batch in due_batches(policy, calendar, planned, now):
        made += await _plan_batch(database, batch, calendar, policy)
    return made


def due_batches(
    policy: Policy,
    calendar: WorkingCalendar,
    planned: Collection[tuple[str, str]],
    now: datetime,
) -> list[Batch]:
    """What has come due by now and is not planned: (rule, slot) of what is."""
    moments = [
        moment
        for moment in moments_between(
            policy, calendar, after=now - LOOK_BACK, until=now
        )
        if (moment.rule.value, slot_key(moment)) not in planned
    ]
    return batches(choose(moments, now=now, calendar=calendar, policy=policy), now)


def batches(choices: Iterable[Choice], now: datetime) -> list[Batch]:
    """Moments that are told at the same time go together; those that wait stay out."""
    together: dict[datetime, list[Choice]] = defaultdict(list)
    for choice in choices:
        match choice.verdict:
            case Wait():
                continue
            case JoinMorning(at) if at > now:
                continue
            case JoinMorning(at):
                together[at].append(choice)
            case _:
                together[choice.moment.slot].append(choice)
    return [Batch(at, tuple(together[at]), now) for at in sorted(together)]


async def _plan_batch(
    database: Database, batch: Batch, calendar: WorkingCalendar, policy: Policy
) -> int:
    """All of a batch, some places at a time; its moments are marked when all is done.

    A crash in the middle leaves them unmarked: the next tick plans the batch anew, and
    the keys of what is in the outbox already let it be.
    """
    # Each statement of a lot takes milliseconds, the way to a thread and back as long.
    made, begin = 0, partial(database.begin, now=batch.planned_at, brief=True)
    afterwards: list[Afterwards] = []
    if batch.worth:
        # Told by the version of the day that is spoken of.
        spoken = policy.on(policy.local(batch.at).date())
        async with database.read(now=batch.planned_at) as reads:
            planning = Planning(
                reads,
                begin,
                Looks(reads),
                await read_directory(reads, spoken.channels),
                calendar,
                spoken,
                await all_preferences(reads),
            )
            told = await told_in(planning, batch)
        made = await put_in_outbox(planning, batch, told)
        afterwards = planning.afterwards
    async with begin() as work:
        await finish(work, batch, afterwards)
    return made


async def finish(work: Work, batch: Batch, afterwards: Iterable[Afterwards]) -> None:
    """All of the batch is in the outbox: only now it counts as planned."""
    for write in afterwards:
        await write(work)
    await mark_moments(work, batch.marks)


async def told_in(planning: Planning, batch: Batch) -> list[Told]:
    """All that the rules of a batch have to say, to those who did not mute it."""
    told: list[Told] = []
    for moment in batch.worth:
        told += planning.heard(await PLANNERS[moment.rule](planning, moment))
    return told
