"""Why a reminder was sent: which rule, by which document, why me, and what follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.calendar import WorkingCalendar
from domain.directory import Directory
from domain.explaining import BY_RULE, Part, count_of, document_of, part_in
from domain.explanations import Reason, WhyTask, WhyTold
from domain.following import (
    NextStep,
    Wish,
    next_moment,
    next_of_proposal,
    next_of_request,
    next_step,
    urgent_climb,
)
from domain.notices import SHOWN as LISTED
from domain.policy import Policy
from domain.preferences import NONE
from domain.processes import told_of
from domain.reminders import REPORTS, Rule
from domain.tasks import Role, task_code
from domain.weekly_window import weekly_window
from models.queries.directory import read_parts
from models.queries.owed import owed_by
from models.queries.people import unit_names
from models.queries.preferences import read_preferences
from models.queries.processes import Waiting, waiting_requests
from models.queries.proposals import proposals_by_id
from models.queries.reasons import (
    ExplainedTask,
    ToldReason,
    explained_tasks,
    reasons_of,
)
from models.queries.snoozes import put_off_by
from models.tables import Delivery
from models.work import Reads
from models.working_days import read_calendar

SHOWN = 5  # tasks of one rule
READ = 200  # tasks of one message
WEEKLY = (Rule.WEEKLY_HEADS_UP, Rule.WEEKLY_DUE)
MONTHLY = (Rule.MONTHLY_HEADS_UP, Rule.MONTHLY_DUE)
# What is said to everybody at a moment of its own, and by which rules the next time.
TOGETHER = {
    **dict.fromkeys(WEEKLY, WEEKLY),
    **dict.fromkeys(MONTHLY, MONTHLY),
    **{
        rule: (rule,)
        for rule in (
            *(Rule.TO_CONFIRM, Rule.ADMIN_DIGEST, Rule.UNREACHED, Rule.DATA_QUALITY),
            *REPORTS,
        )
    },
}


@dataclass(frozen=True)
class Asked:
    """Who asks (None: a group), and what explains it to him."""

    officer: int | None
    calendar: WorkingCalendar
    policy: Policy
    directory: Directory
    tasks: Mapping[int, ExplainedTask]
    units: Mapping[int, str]
    received: Sequence[date]  # proposals told of that nobody has handled
    waiting: Sequence[Waiting]  # requests told of that nobody has decided
    put_off: Mapping[int, date]  # tasks of which the reader wants to hear later
    muted: Collection[str]  # rules of which he does not hear
    now: datetime


async def explain(
    reads: Reads, policy: Policy, delivery: Delivery, officer: int | None
) -> WhyTold:
    """Every rule of a message, in the order in which it told them."""
    told = await reasons_of(reads, delivery.id)
    calendar = await read_calendar(reads)
    directory = Directory() if officer is None else await read_parts(reads, officer)
    weekly = any(one.rule in WEEKLY for one in told)
    owed: list[int] = []
    if weekly and officer is not None:
        since = weekly_window(policy, calendar, reads.now).opens
        found = await owed_by(reads, directory, [officer], since=since)
        owed = found[officer][:LISTED]  # as the message does
    ids = [*owed, *(n for one in told if (n := _number(one, "task")) is not None)]
    units = [n for one in told if (n := _number(one, "review", "unit")) is not None]
    proposals = [n for one in told if (n := _number(one, "proposal")) is not None]
    unhandled = await proposals_by_id(reads, proposals) if proposals else []
    put_off = {} if officer is None else await put_off_by(reads, officer, ids[:READ])
    chosen = NONE if officer is None else await read_preferences(reads, officer)
    asked = Asked(
        officer=officer,
        calendar=calendar,
        policy=policy,
        directory=directory,
        tasks=await explained_tasks(reads, ids[:READ]),
        units=await unit_names(reads, units),
        received=[one.row.received_on for one in unhandled],
        waiting=await _waiting(reads, told),
        put_off=put_off,
        muted={rule for rule in Rule if chosen.mutes(rule, policy)},
        now=policy.local(reads.now),
    )
    return WhyTold(
        told_at=policy.local(delivery.sent_at or delivery.created_at),
        reasons=tuple(_reasons(asked, told, owed)),
        in_group=officer is None,
    )


async def _waiting(reads: Reads, told: Sequence[ToldReason]) -> list[Waiting]:
    requests = {told_of(one.slot) for one in told if one.rule == Rule.UNDECIDED}
    if not requests:
        return []
    every = await waiting_requests(reads)
    return [one for one in every if (one.kind, one.number) in requests]


def _number(told: ToldReason, *kinds: str) -> int | None:
    kind, _, rest = told.subject.partition(":")
    number = rest.partition(":")[0]
    return int(number) if kind in kinds and number.isdigit() else None


def _reasons(
    asked: Asked, told: Sequence[ToldReason], owed: Sequence[int]
) -> list[Reason]:
    together: dict[tuple[str, str], list[ToldReason]] = defaultdict(list)
    for one in told:
        together[one.rule, one.reason].append(one)
    return [
        _reason(asked, Rule(rule), some, owed) for (rule, _), some in together.items()
    ]


def _reason(
    asked: Asked, rule: Rule, told: Sequence[ToldReason], owed: Sequence[int]
) -> Reason:
    ids = [n for one in told if (n := _number(one, "task")) is not None]
    if rule in WEEKLY:
        ids = list(owed)
    tasks = [asked.tasks[one] for one in ids if one in asked.tasks]
    numbers = (_number(one, "review", "unit") for one in told)
    units = [number for number in numbers if number is not None]
    return Reason(
        rule=rule,
        part=_part(asked, rule, told, tasks),
        tasks=tuple(
            WhyTask(task_code(one.facts.id), one.number, one.urgent.issued_on)
            for one in tasks[:SHOWN]
        ),
        total=len(ids),
        units=tuple(asked.units[n] for n in units if n in asked.units),
        cadence=told[0].reason,
        document=document_of(rule, asked.policy),
        count=count_of(rule, asked.policy),
        next=_next(asked, rule, tasks),
    )


def _part(
    asked: Asked,
    rule: Rule,
    told: Sequence[ToldReason],
    tasks: Sequence[ExplainedTask],
) -> Part:
    if asked.officer is None:
        return Part.GROUP
    if rule in MONTHLY:
        return _part_in_review(asked, told)
    if rule is Rule.UNREACHED:
        return _part_in_list(asked, asked.officer, told)
    if not tasks:
        return BY_RULE.get(rule, Part.OWES)
    return part_in(rule, told[0].reason, asked.officer, tasks[0].whose, asked.directory)


def _part_in_review(asked: Asked, told: Sequence[ToldReason]) -> Part:
    unit = _number(told[0], "review")
    if unit is None:
        return Part.SYNTHESIS
    tracks = asked.officer in asked.directory.of(unit, Role.TRACKER)
    return Part.TRACKER if tracks else Part.CONTACT


def _part_in_list(asked: Asked, officer: int, told: Sequence[ToldReason]) -> Part:
    """Of who cannot be told: head of one of the units, else above all of them."""
    units = [_number(one, "unit") for one in told]
    heads = {one for unit in units for one in asked.directory.of(unit, Role.UNIT_HEAD)}
    is_head = not heads.isdisjoint(asked.directory.acts_for(officer))
    return Part.HEAD if is_head else Part.OFFICE_LEADER


def _next(asked: Asked, rule: Rule, tasks: Sequence[ExplainedTask]) -> NextStep:
    """Of several tasks the one of which something is said first."""
    now, calendar, policy = asked.now, asked.calendar, asked.policy
    if rule in TOGETHER:
        heard = [one for one in TOGETHER[rule] if one not in asked.muted]
        return next_moment(heard, now, calendar, policy)
    steps = _steps(asked, rule, tasks)
    said = [one for one in steps if one.at is not None]
    step = min(said, key=lambda one: str(one.at), default=NextStep())
    return _climbing(asked, tasks, step) if rule is Rule.URGENT else step


def _steps(asked: Asked, rule: Rule, tasks: Sequence[ExplainedTask]) -> list[NextStep]:
    """What follows of each: a task, a proposal or a request has a clock of its own."""
    now, calendar, policy = asked.now, asked.calendar, asked.policy
    if rule is Rule.UNDECIDED:
        return [
            next_of_request(
                one.kind, one.raised_on, now=now, calendar=calendar, policy=policy
            )
            for one in asked.waiting
        ]
    if rule is Rule.THREE_DAYS:
        return [
            next_of_proposal(day, now=now, calendar=calendar, policy=policy)
            for day in asked.received
        ]
    return [
        next_step(
            one.facts,
            now=now,
            calendar=calendar,
            policy=policy,
            wish=Wish(asked.put_off.get(one.facts.id), asked.muted),
        )
        for one in tasks[:SHOWN]
    ]


def _climbing(asked: Asked, tasks: Sequence[ExplainedTask], step: NextStep) -> NextStep:
    """What is urgent goes to the superiors within the hour, before all else."""
    climbs = [
        climb
        for one in tasks
        if (climb := urgent_climb(one.urgent, now=asked.now, policy=asked.policy))
        != NextStep()
    ]
    if not climbs:
        return step
    first = min(climbs, key=lambda one: str(one.climbs_at))
    return replace(first, rule=step.rule, at=step.at)
