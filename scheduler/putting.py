"""Into the outbox: one message for each place that can be reached, some at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.directory import Place
from domain.noise import is_audible
from domain.preferences import NONE
from domain.reminders import Rule
from domain.unsent import last_call, late_from, rest
from models.outbox import DeliveryClass, Envelope, Live, row
from models.queries.planning import add_deliveries, add_occurrences, attach
from models.work import Work
from scheduler.batches import Batch
from scheduler.told import Planning, Told

CRITICAL = frozenset(
    {
        *(Rule.ESCALATION, Rule.OVERDUE, Rule.DUE_TODAY),
        *(Rule.DUE_SOON, Rule.SNOOZED),
    }
)
KINDS = (Live.DIGEST, Live.ROLL_CALL, Live.PARKED, Live.ROUND)
# Of one transaction, so that answers get in between: some 30 ms on SQLite.
PLACES_AT_ONCE = 500

Row = dict[str, Any]


async def put_in_outbox(planning: Planning, batch: Batch, told: list[Told]) -> int:
    """How many messages that made. What is there already, is let be."""
    letters = Letters(planning, batch)
    made = 0
    for some in _lots(told):
        async with planning.begin() as work:
            for live in KINDS:
                of_kind = [one for one in some if one.live is live]
                made += await _put(work, letters, of_kind)
    return made


def _lots(told: Sequence[Told]) -> Iterator[list[Told]]:
    """All that is told to some places, the places in an order that never changes.

    Two processes that plan the same at a time then wait for each other, and never each
    for the other.
    """
    by_place: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        by_place[one.place.name].append(one)
    names = sorted(by_place)
    for start in range(0, len(names), PLACES_AT_ONCE):
        some = names[start : start + PLACES_AT_ONCE]
        yield [one for name in some for one in by_place[name]]


async def _put(work: Work, letters: Letters, told: Sequence[Told]) -> int:
    """Occurrences first: what was told before makes no message."""
    once = {_identity(one): one for one in told}
    new = await add_occurrences(work, [_occurrence(work, o) for o in once.values()])
    wanted = {one.recipient for one in new}
    messages = letters.to(wanted, once.values())
    numbers = await add_deliveries(work, list(messages.values()))
    await attach(
        work,
        [
            (one.id, numbers[messages[one.recipient]["dedup_key"]])
            for one in new
            if one.recipient in messages
        ],
    )
    return len(messages)


def _identity(told: Told) -> tuple[object, ...]:
    return (told.rule, told.subject, told.version, told.place.name, told.slot)


def _occurrence(work: Work, told: Told) -> Row:
    return {
        "rule": told.rule.value,
        "subject": told.subject,
        "version": told.version,
        "recipient": told.place.name,
        "slot": told.slot,
        "reason": told.reason,
        "planned_at": work.now,
    }


class Letters:
    """The deliveries of one batch. What many have in common is found out once."""

    def __init__(self, planning: Planning, batch: Batch) -> None:
        self._planning = planning
        self._batch = batch
        policy = planning.policy
        self._now = batch.planned_at
        self._slot = policy.local(batch.at)
        self._not_before = policy.after_quiet(self._now)
        self._last_calls: dict[Rule, datetime] = {}
        self._waits: dict[frozenset[Rule], Row] = {}

    def to(self, wanted: Collection[str], told: Collection[Told]) -> Mapping[str, Row]:
        """By recipient: one for each of these places that can be reached."""
        by_place: dict[str, list[Told]] = defaultdict(list)
        for one in told:
            if one.place.chat_id is not None and one.place.name in wanted:
                by_place[one.place.name].append(one)
        return {name: self._letter(some) for name, some in by_place.items()}

    def _letter(self, told: list[Told]) -> Row:
        place, live = told[0].place, told[0].live
        assert place.chat_id is not None
        rules = frozenset(one.rule for one in told)
        params = told[0].params or {
            "slot": self._slot.isoformat(),
            "officer": place.officer_id,
            "unit": place.unit_id,
        }
        params = params | self._if_it_waits(rules)
        subject = live.value
        key = f"{subject}:{self._slot.isoformat(timespec='minutes')}"
        if live is Live.ROLL_CALL:
            key = subject = f"roll_call:{params['unit']}:{params['slot']}"
        if live is Live.ROUND:
            key = subject = f"round:{params['round']}"
        critical = not CRITICAL.isdisjoint(rules)
        envelope = Envelope(
            chat_id=place.chat_id,
            key=f"{key}|chat:{place.chat_id}",
            cls=DeliveryClass.CRITICAL if critical else DeliveryClass.PERIODIC,
            priority=5,
            subject=subject,
            silent=not is_audible(rules, self._planning.policy),
            not_before=self._after_quiet(place),
            expires_at=max(self._last_call(rule) for rule in rules),
            late=self._batch.labelled,
        )
        return row(live.value, params, envelope, self._now)

    def _after_quiet(self, place: Place) -> datetime:
        """By his own quiet hours, where he chose some."""
        chosen = self._planning.preferences_of(place)
        if chosen == NONE:
            return self._not_before
        return chosen.policy(self._planning.policy).after_quiet(self._now)

    def _last_call(self, rule: Rule) -> datetime:
        """What joined a morning ends with its day, as all that it joined."""
        alike = Rule.OVERDUE if self._batch.joined else rule
        if alike not in self._last_calls:
            self._last_calls[alike] = last_call(
                alike, self._batch.at, self._planning.calendar, self._planning.policy
            )
        return self._last_calls[alike]

    def _if_it_waits(self, rules: frozenset[Rule]) -> Row:
        """What the dispatcher has to know if the message cannot leave in time."""
        if rules not in self._waits:
            self._waits[rules] = _if_it_waits(self._planning, self._batch, rules)
        return self._waits[rules]


def _if_it_waits(planning: Planning, batch: Batch, rules: frozenset[Rule]) -> Row:
    policy = planning.policy
    if batch.joined:
        return {}
    found: Row = {}
    if late := late_from(rules, batch.at, policy):
        found["late_from"] = late.isoformat()
    if resting := rest(rules, batch.at, planning.calendar, policy):
        found["rests"] = [one.isoformat() for one in resting]
    return found
