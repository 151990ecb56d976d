"""Every message that the present data and policy would send, without sending one.

The scheduler's own planning runs on a copy of the office, moment by moment, on a clock
that is moved. So what is foreseen follows every rule that is planned, a new one too.
Nobody answers meanwhile: the office stays as it is, and only time passes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from channels.wave_times import WaveTimes
from domain.calendar import DAY, WorkingCalendar
from domain.foresight import Foreseen, Foresight, Recipient, Shift, Wave, Why
from domain.policy import Policy
from domain.reminders import Rule, moments_of_day, slot_key, weekly_window
from models.queries.calendar import reasons_of_days
from models.queries.directory import read_directory
from models.queries.foresight import (
    Made,
    Owed,
    ToldOf,
    last_numbers,
    made_after,
    names_of_places,
    names_of_units,
    owed_of_everybody,
    told_after,
)
from models.queries.planning import mark_planned
from models.scratch import forget_since, scratch_copy
from models.work import Database, Reads
from models.working_days import read_calendar
from scheduler.plan import LOOK_BACK, plan

MIDNIGHT = time(0)
WEEKLY = (Rule.WEEKLY_DUE.value, Rule.WEEKLY_HEADS_UP.value)


@dataclass
class Hand:
    """The clock of the copy: it is put, and stands."""

    at: datetime

    def now(self) -> datetime:
        return self.at


@dataclass(frozen=True)
class Known:
    """What does not change while only time passes."""

    policy: Policy
    calendar: WorkingCalendar
    day_names: Mapping[date, str]
    places: Mapping[str, tuple[str, str]]
    units: Mapping[int, str]
    owed: Mapping[int, Sequence[Owed]]


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
    async with scratch_copy(office, hand.now) as copy:
        if begins <= now:
            await _begin_anew(copy, policy, begins)
        async with copy.read() as reads:
            decided = await reasons_of_days(reads)
            known = await _known(reads, policy, {**day_names, **decided})
        found = await _run(copy, known, hand, ends)
    return _shown(found, known, (begins, ends), now)


async def _begin_anew(copy: Database, policy: Policy, begins: datetime) -> None:
    """Nothing is planned from there on, and nothing before it is made up for."""
    async with copy.begin() as work:
        await forget_since(work, begins)
        calendar = await read_calendar(work)
        day = policy.today(begins - LOOK_BACK)
        while day < policy.today(begins):
            moments = moments_of_day(policy, calendar, day)
            await mark_planned(
                work, [(one.rule.value, slot_key(one), "TooLate") for one in moments]
            )
            day += DAY


async def _known(reads: Reads, policy: Policy, day_names: Mapping[date, str]) -> Known:
    return Known(
        policy,
        await read_calendar(reads),
        day_names,
        await names_of_places(reads),
        await names_of_units(reads),
        await owed_of_everybody(reads, await read_directory(reads)),
    )


@dataclass
class Found:
    """What was made so far, in order."""

    messages: list[Foreseen]
    unreached: list[tuple[datetime, Recipient]]


async def _run(copy: Database, known: Known, hand: Hand, until: datetime) -> Found:
    """Plan at every moment from where the clock stands."""
    found = Found([], [])
    async with copy.read() as reads:
        numbers = await last_numbers(reads)
    for at in _instants(known, hand.at, until):
        hand.at = at
        await plan(copy, policy=known.policy, now=at)
        async with copy.read() as reads:
            told = await told_after(reads, numbers[1])
            made = await made_after(reads, numbers[0]) if told else []
        numbers = _last(numbers[0], made), _last(numbers[1], told)
        _take(found, known, at, (made, told))
    return found


def _last(number: int, rows: Sequence[Made | ToldOf]) -> int:
    return rows[-1].id if rows else number


def _instants(known: Known, since: datetime, until: datetime) -> Iterable[datetime]:
    """The start, which catches up, and then every moment once."""
    yield since
    policy, calendar = known.policy, known.calendar
    rested = policy.after_quiet(since)  # what was found late may have waited for it
    day = policy.today(since)
    while day <= policy.today(until):
        moments = moments_of_day(policy, calendar, day)
        slots = {one.slot.astimezone(UTC) for one in moments}
        slots |= {rested} if policy.today(rested) == day else set()
        yield from sorted(slot for slot in slots if since < slot < until)
        day += DAY


def _take(
    found: Found, known: Known, at: datetime, planned: tuple[list[Made], list[ToldOf]]
) -> None:
    made, told = planned
    by_delivery: dict[int | None, list[ToldOf]] = defaultdict(list)
    for one in told:
        by_delivery[one.delivery_id].append(one)
    for message in made:
        found.messages.append(_message(known, message, by_delivery[message.id], at))
    names = dict.fromkeys(one.recipient for one in by_delivery[None])
    local = known.policy.local(at)
    found.unreached += [(local, _recipient(known, one, None)) for one in names]


def _message(
    known: Known, made: Made, told: Sequence[ToldOf], at: datetime
) -> Foreseen:
    policy = known.policy
    slot = made.params.get("slot", "")
    spoken = datetime.fromisoformat(slot) if "T" in slot else policy.local(at)
    place = told[0].recipient if told else f"chat:{made.chat_id}"
    why = tuple(_reasons(known, told, spoken))
    return Foreseen(
        at=policy.local(max(made.not_before, at)),
        slot=spoken,
        to=_recipient(known, place, made.chat),
        key=made.key,
        kind=made.kind,
        cls=made.cls,
        why=why,
        shifts=tuple(_shifts(known, why, spoken.date())),
        late=made.late,
    )


def _recipient(known: Known, place: str, chat: int | None) -> Recipient:
    name, unit = known.places.get(place, (place, ""))
    return Recipient(place, name, unit, chat)


def _reasons(known: Known, told: Sequence[ToldOf], slot: datetime) -> Iterable[Why]:
    """One for each rule, slot and reason, with all that it speaks of."""
    together: dict[tuple[str, str, str], list[ToldOf]] = defaultdict(list)
    for one in told:
        together[one.rule, one.slot, one.reason].append(one)
    for (rule, key, reason), some in together.items():
        tasks: list[int] = []
        units: list[str] = []
        for one in some:
            kind, _, rest = one.subject.partition(":")
            number = rest.partition(":")[0]
            if kind == "task":
                tasks.append(int(number))
            elif kind in ("unit", "review") and number.isdigit():
                units.append(known.units.get(int(number), number))
            elif kind == "officer" and rule in WEEKLY:
                tasks += _owed_by(known, int(number), slot)
            else:
                units.append(one.subject)
        yield Why(rule, key, tuple(tasks), tuple(units), reason)


def _owed_by(known: Known, officer: int, slot: datetime) -> list[int]:
    since = weekly_window(known.policy, known.calendar, slot).opens
    owed = known.owed.get(officer, ())
    return [one.id for one in owed if one.is_owed(since, slot)]


def _shifts(known: Known, why: Iterable[Why], told_on: date) -> Iterable[Shift]:
    """The days named by the rules that are off, so that it is told on another."""
    nominal = dict.fromkeys(one.nominal for one in why)
    for day in nominal:
        if day is None or day == told_on or known.calendar.is_working(day):
            continue
        yield Shift(day, known.day_names.get(day, ""))


def _shown(
    found: Found, known: Known, span: tuple[datetime, datetime], now: datetime
) -> Foresight:
    begins, ends = span
    messages = tuple(one for one in found.messages if begins <= one.at < ends)
    unreached = tuple(one for one in found.unreached if begins <= one[0] < ends)
    policy = known.policy
    return Foresight(
        since=policy.local(begins),
        until=policy.local(ends),
        as_of=policy.local(now),
        policy=policy.name,
        messages=messages,
        waves=tuple(_waves(messages, unreached)),
        unreached=unreached,
    )


def _waves(
    messages: Sequence[Foreseen], unreached: Sequence[tuple[datetime, Recipient]]
) -> Iterable[Wave]:
    """In order of time; each begins where the limits let it, after those before."""
    together: dict[datetime, list[Foreseen]] = defaultdict(list)
    for one in messages:
        together[one.at].append(one)
    times = WaveTimes()
    first = min(together, default=None)
    for at in sorted(together):
        assert first is not None
        chats = [one.to.chat for one in together[at] if one.to.chat is not None]
        ends = times.last_start(chats, (at - first).total_seconds())
        missed = sum(1 for when, _ in unreached if when == at)
        yield Wave(at, len(chats), first + timedelta(seconds=ends), missed)
