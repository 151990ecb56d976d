"""From the clock to the outbox: what is due, for whom and why.

Planning twice is harmless and a missed tick is mended by the next: a moment is planned
in one transaction, and unique keys decide (design.md section 3).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from domain.calendar import WorkingCalendar
from domain.catch_up import Choice, JoinMorning, Late, OnTime, Wait, choose
from domain.noise import is_audible
from domain.policy import Policy
from domain.reminders import Rule, moments_between, slot_key
from domain.unsent import last_call, late_from, rest
from models.outbox import DeliveryClass, Envelope, Live, row
from models.queries.directory import read_directory
from models.queries.planning import (
    NewOccurrence,
    add_deliveries,
    add_occurrences,
    attach,
    mark_planned,
    planned_moments,
)
from models.queries.preferences import all_preferences
from models.work import Database, Work
from models.working_days import read_calendar
from scheduler.admin_rules import tell_parked, tell_unreached
from scheduler.cycle_rules import (
    tell_monthly,
    tell_weekly_due,
    tell_weekly_heads_up,
)
from scheduler.ladder_rules import (
    tell_escalation,
    tell_no_deadline,
    tell_undated_list,
)
from scheduler.report_rules import tell_confirmation_round, tell_report_due
from scheduler.task_rules import (
    tell_due_soon,
    tell_due_today,
    tell_overdue,
    tell_snoozed,
    tell_to_confirm,
)
from scheduler.told import Planner, Planning, Told

LOOK_BACK = timedelta(days=8)  # nothing older is worth saying (delivery.md 2.8)

PLANNERS: Mapping[Rule, Planner] = {
    Rule.ESCALATION: tell_escalation,
    Rule.OVERDUE: tell_overdue,
    Rule.DUE_TODAY: tell_due_today,
    Rule.DUE_SOON: tell_due_soon,
    Rule.TO_CONFIRM: tell_to_confirm,
    Rule.NO_DEADLINE: tell_no_deadline,
    Rule.UNDATED_LIST: tell_undated_list,
    Rule.MONTHLY_DUE: tell_monthly,
    Rule.MONTHLY_HEADS_UP: tell_monthly,
    Rule.SNOOZED: tell_snoozed,
    Rule.UNREACHED: tell_unreached,
    Rule.MONTHLY_REPORT: tell_report_due,
    Rule.QUARTERLY_REPORT: tell_report_due,
    Rule.CONFIRMATION_ROUND: tell_confirmation_round,
    Rule.WEEKLY_HEADS_UP: tell_weekly_heads_up,
    Rule.WEEKLY_DUE: tell_weekly_due,
    Rule.ADMIN_DIGEST: tell_parked,
}
CRITICAL = {
    *(Rule.ESCALATION, Rule.OVERDUE, Rule.DUE_TODAY),
    *(Rule.DUE_SOON, Rule.SNOOZED),
}


@dataclass(frozen=True)
class Batch:
    """The moments that are told together: one digest for each person."""

    at: datetime
    choices: tuple[Choice, ...]

    @property
    def labelled(self) -> bool:
        """All of it comes late, and says so."""
        return all(
            isinstance(c.verdict, Late) and c.verdict.label for c in self.choices
        )

    @property
    def joined(self) -> bool:
        """Something of it comes from an earlier day."""
        return any(isinstance(c.verdict, JoinMorning) for c in self.choices)


async def plan(database: Database, *, policy: Policy, now: datetime) -> int:
    """Put in the outbox whatever has come due; how many messages that made."""
    async with database.read(now=now) as reads:
        calendar = await read_calendar(reads)
        # A moment may lie in the future of its planning only by a clock set back.
        planned = await planned_moments(reads, since=now - 2 * LOOK_BACK)
    moments = [
        moment
        for moment in moments_between(
            policy, calendar, after=now - LOOK_BACK, until=now
        )
        if (moment.rule.value, slot_key(moment)) not in planned
    ]
    choices = choose(moments, now=now, calendar=calendar, policy=policy)
    made = 0
    for batch in batches(choices, now):
        async with database.begin(now=now) as work:
            made += await _plan_batch(work, batch, calendar, policy)
    return made


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
    return [Batch(at, tuple(together[at])) for at in sorted(together)]


async def _plan_batch(
    work: Work, batch: Batch, calendar: WorkingCalendar, policy: Policy
) -> int:
    taken = [choice for choice in batch.choices if await _take(work, choice)]
    worth = [
        c.moment for c in taken if isinstance(c.verdict, OnTime | Late | JoinMorning)
    ]
    if not worth:
        return 0
    # What is told now is told by the version of the day that it speaks of.
    policy = policy.on(policy.local(batch.at).date())
    choices = await all_preferences(work)
    planning = Planning(work, await read_directory(work), calendar, policy, choices)
    told: list[Told] = []
    for moment in worth:
        found = await PLANNERS[moment.rule](planning, moment)
        told += [one for one in found if planning.hears(one)]
    return await _write(planning, batch, told)


async def _take(work: Work, choice: Choice) -> bool:
    moment = choice.moment
    verdict = type(choice.verdict).__name__
    return await mark_planned(work, moment.rule.value, slot_key(moment), verdict)


async def _write(planning: Planning, batch: Batch, told: list[Told]) -> int:
    """Occurrences first: what was told before makes no message."""
    work = planning.work
    made = 0
    for live in (Live.DIGEST, Live.ROLL_CALL, Live.PARKED):
        some = {_identity(one): one for one in told if one.live is live}
        new = await add_occurrences(work, [_occurrence(work, o) for o in some.values()])
        messages = _messages(planning, batch, live, list(some.values()), new)
        numbers = await add_deliveries(work, list(messages.values()))
        await attach(
            work,
            (
                (one.id, numbers[messages[one.recipient]["dedup_key"]])
                for one in new
                if one.recipient in messages
            ),
        )
        made += len(messages)
    return made


def _identity(told: Told) -> tuple[object, ...]:
    return (told.rule, told.subject, told.version, told.place.name, told.slot)


def _occurrence(work: Work, told: Told) -> dict[str, Any]:
    return {
        "rule": told.rule.value,
        "subject": told.subject,
        "version": told.version,
        "recipient": told.place.name,
        "slot": told.slot,
        "reason": told.reason,
        "planned_at": work.now,
    }


def _messages(
    planning: Planning,
    batch: Batch,
    live: Live,
    told: list[Told],
    new: list[NewOccurrence],
) -> dict[str, dict[str, Any]]:
    """The deliveries to be, by recipient: one for each place that can be reached."""
    wanted = {one.recipient for one in new}
    by_place: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        if one.place.name in wanted and one.place.chat_id is not None:
            by_place[one.place.name].append(one)
    return {
        name: _message(planning, batch, live, some) for name, some in by_place.items()
    }


def _message(
    planning: Planning, batch: Batch, live: Live, told: list[Told]
) -> dict[str, Any]:
    policy, now, place = planning.policy, planning.work.now, told[0].place
    assert place.chat_id is not None
    rules = {one.rule for one in told}
    own = planning.preferences_of(place).policy(policy)
    slot = policy.local(batch.at)
    params = told[0].params or {
        "slot": slot.isoformat(),
        "officer": place.officer_id,
        "unit": place.unit_id,
    }
    params = params | _if_it_waits(planning, batch, told)
    subject = live.value
    key = f"{subject}:{slot.isoformat(timespec='minutes')}|chat:{place.chat_id}"
    if live is Live.ROLL_CALL:
        subject = f"roll_call:{params['unit']}:{params['slot']}"
        key = f"{subject}|chat:{place.chat_id}"
    envelope = Envelope(
        chat_id=place.chat_id,
        key=key,
        cls=DeliveryClass.CRITICAL if rules & CRITICAL else DeliveryClass.PERIODIC,
        priority=5,
        subject=subject,
        silent=not is_audible(rules, policy),
        not_before=own.after_quiet(now),
        expires_at=max(_last_call(planning, batch, one.rule) for one in told),
        late=batch.labelled,
    )
    return row(live.value, params, envelope, now)


def _last_call(planning: Planning, batch: Batch, rule: Rule) -> datetime:
    """What joined a morning ends with its day, as all that it joined."""
    alike = Rule.OVERDUE if batch.joined else rule
    return last_call(alike, batch.at, planning.calendar, planning.policy)


def _if_it_waits(
    planning: Planning, batch: Batch, told: list[Told]
) -> dict[str, str | list[str]]:
    """What the dispatcher has to know if the message cannot leave in time."""
    policy, rules = planning.policy, {one.rule for one in told}
    if batch.joined:
        return {}
    found: dict[str, str | list[str]] = {}
    if late := late_from(rules, batch.at, policy):
        found["late_from"] = late.isoformat()
    if resting := rest(rules, batch.at, planning.calendar, policy):
        found["rests"] = [one.isoformat() for one in resting]
    return found
