"""Every message that the present data and policy would send, without sending one.

The scheduler's own rules are asked, moment by moment, on a clock that is moved; what
they would put in the outbox is put in one that is only imagined. So what is foreseen
follows every rule that is planned, a new one too. Nobody answers meanwhile: the office
stays as it is, and only time passes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import partial

from actions.tell_places import Told
from domain.calendar import DAY
from domain.directory import Directory, Place
from domain.foresight import Foresight
from domain.policy import Policy
from domain.preferences import Preferences
from domain.reminders import Rule, moments_of_day, slot_key
from models.queries.calendar import reasons_of_days
from models.queries.directory import directory_changes_on, read_directory
from models.queries.foresight import (
    Waiting,
    addresses_of_chats,
    keys_before,
    names_of_places,
    names_of_units,
    owed_of_everybody,
    told_before,
    waiting_messages,
)
from models.queries.planning import mark_moments, planned_moments
from models.queries.preferences import all_preferences
from models.queries.urgent import UrgentTask, urgent_tasks
from models.scratch import forget_since, scratch_copy
from models.work import Database, Reads, Work
from models.working_days import read_calendar
from scheduler.batches import Batch
from scheduler.foreseen import Known, message, recipient
from scheduler.foreseen_waves import Found, shown
from scheduler.imagined import ImaginedOutbox, Said, StandingLooks, StandingTasks
from scheduler.plan import LOOK_BACK, due_batches, finish, told_in
from scheduler.putting import KINDS, Letters
from scheduler.told import Afterwards, Planning
from scheduler.urgent import urgent_due, urgent_mails

MIDNIGHT = time(0)


@dataclass
class Hand:
    """The clock of the copy: it is put, and stands."""

    at: datetime

    def now(self) -> datetime:
        return self.at


async def foresee(
    office: Database,
    policy: Policy,
    *,
    since: date,
    days: int,
    day_names: Mapping[date, str],
) -> Foresight:
    """What would leave on these days of the office.

    `day_names` are those of the state's days off; the office's own have a reason.

    A span that begins in the past is told as if nothing had been sent in it, from the
    data as they are now. One that begins later is told after what comes before it.
    """
    begins = policy.at(since, MIDNIGHT).astimezone(UTC)
    ends = policy.at(since + DAY * days, MIDNIGHT).astimezone(UTC)
    now = office.now()
    hand = Hand(min(begins, now))
    async with office.read() as reads:
        known = await _known(reads, policy, day_names)
        course = await _course(reads, known, hand)
    async with scratch_copy(office, hand.now) as copy:
        if begins <= now:
            await _begin_anew(copy, policy, begins)
        await course.run(copy, until=ends)
    return shown(course.found, known, (begins, ends), now)


async def _begin_anew(copy: Database, policy: Policy, begins: datetime) -> None:
    """Nothing is planned from there on, and what lies before it counts as told."""
    async with copy.begin() as work:
        await forget_since(work, begins)
        calendar = await read_calendar(work)
        day = policy.today(begins - LOOK_BACK)
        while day < policy.today(begins):
            moments = moments_of_day(policy, calendar, day)
            await mark_moments(
                work, [(one.rule.value, slot_key(one), "OnTime") for one in moments]
            )
            day += DAY


async def _known(reads: Reads, policy: Policy, day_names: Mapping[date, str]) -> Known:
    return Known(
        policy,
        await read_calendar(reads),
        {**day_names, **await reasons_of_days(reads)},
        await names_of_places(reads),
        await names_of_units(reads),
        await owed_of_everybody(reads, await read_directory(reads)),
        await addresses_of_chats(reads),
    )


async def _course(reads: Reads, known: Known, hand: Hand) -> Course:
    told = await told_before(reads, hand.at)
    keys = await keys_before(reads, hand.at)
    course = Course(
        known,
        hand,
        ImaginedOutbox(told, keys),
        await StandingTasks.read(reads),
        await urgent_tasks(reads, since=hand.at - known.policy.urgent_news_within),
        await all_preferences(reads),
        {
            (task, slot)
            for rule, subject, _, _, slot in told
            if rule == Rule.URGENT
            for task in [int(subject.removeprefix("task:"))]
        },
    )
    waiting = await waiting_messages(reads, hand.at)
    course.keep(_said(one, reads.now) for one in waiting)
    return course


def _said(waiting: Waiting, now: datetime) -> Said:
    """It leaves now, unless it has to wait for a later time."""
    told = [
        Told(
            Rule(one.rule),
            one.subject,
            Place(one.recipient, waiting.columns["chat_id"]),
            one.slot,
            one.version,
            one.reason,
        )
        for one in waiting.told
    ]
    return Said(waiting.columns | {"created_at": now}, told)


@dataclass
class Course:
    """Time passing over an office in which nothing else happens."""

    known: Known
    hand: Hand
    outbox: ImaginedOutbox
    tasks: StandingTasks
    urgent: Sequence[UrgentTask]
    preferences: Mapping[int, Preferences]
    urgent_told: set[tuple[int, str]]
    found: Found = field(default_factory=Found)
    _directory: Directory | None = None
    _directory_until: date = date.max

    async def run(self, copy: Database, *, until: datetime) -> None:
        """Plan at every moment from where the clock stands."""
        async with copy.read() as reads:
            since = self.hand.at - 2 * LOOK_BACK
            planned = await planned_moments(reads, since=since)
        for at in self._instants(self.hand.at, until):
            self.hand.at = at
            await self._tell_urgent(copy)
            policy, calendar = self.known.policy, self.known.calendar
            for batch in due_batches(policy, calendar, planned, at):
                await self._plan(copy, batch)
                planned |= {(rule, slot) for rule, slot, _ in batch.marks}

    def keep(self, said: Iterable[Said]) -> None:
        now = self.known.policy.local(self.hand.at)
        for one in said:
            if one.letter is not None:
                found = message(self.known, one.letter, one.told)
                self.found.messages.append(found)
            else:
                somebody = recipient(self.known, one.told[0])
                self.found.unreached.append((now, somebody))

    async def _plan(self, copy: Database, batch: Batch) -> None:
        """In one transaction: nobody waits for the copy."""
        async with copy.begin(brief=True) as work:
            afterwards: list[Afterwards] = []
            if batch.worth:
                policy = self.known.policy
                day = policy.on(policy.local(batch.at).date())
                planning = await self._planning(work, day)
                told = await told_in(planning, batch)
                letter = Letters(planning, batch).letter
                for live in KINDS:
                    of_kind = [one for one in told if one.live is live]
                    self.keep(self.outbox.put(of_kind, letter))
                afterwards = planning.afterwards
            await finish(work, batch, afterwards)

    async def _tell_urgent(self, copy: Database) -> None:
        now = self.hand.at
        policy = self.known.policy.in_force(now)
        due = urgent_due(self.urgent, self.urgent_told, now=now, policy=policy)
        if due:
            async with copy.begin(brief=True) as work:
                planning = await self._planning(work, policy)
            for mail, messages in urgent_mails(planning, due):
                letter = partial(mail.letter, now)
                self.keep(self.outbox.put(mail.told(messages), letter))
            self.urgent_told |= {
                (one.task.facts.id, step.slot_key(one.task.facts)) for one, step in due
            }

    async def _planning(self, work: Work, policy: Policy) -> Planning:
        return Planning(
            work,
            lambda **_: nullcontext(work),
            StandingLooks(work, self.tasks),
            await self._directory_at(work),
            self.known.calendar,
            policy,
            self.preferences,
        )

    async def _directory_at(self, reads: Reads) -> Directory:
        """Read again only on a day that is known to change it."""
        if self._directory is None or reads.today >= self._directory_until:
            self._directory = await read_directory(reads)
            self._directory_until = await directory_changes_on(reads) or date.max
        return self._directory

    def _instants(self, since: datetime, until: datetime) -> Iterable[datetime]:
        """The start, which catches up, and then every moment once."""
        yield since
        policy, calendar = self.known.policy, self.known.calendar
        rested = policy.after_quiet(since)  # what was found late may have waited for it
        extra = {rested, *self._urgent_instants()}
        day = policy.today(since)
        while day <= policy.today(until):
            moments = moments_of_day(policy, calendar, day)
            slots = {one.slot.astimezone(UTC) for one in moments}
            slots |= {one for one in extra if policy.today(one) == day}
            yield from sorted(slot for slot in slots if since < slot < until)
            day += DAY

    def _urgent_instants(self) -> Iterable[datetime]:
        """When such a task came in, and when nobody has answered for too long."""
        for one in self.urgent:
            entered = one.task.facts.entered_at.astimezone(UTC)
            policy = self.known.policy.in_force(entered)
            yield from (entered, entered + policy.urgent_answer_within)
