"""Into the outbox: one message for each place that can be reached, some at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from actions.tell_places import Row, Told, tell_places
from domain.directory import Place
from domain.noise import is_audible
from domain.preferences import NONE
from domain.reminders import Rule
from domain.unsent import last_call, late_from, rest
from models.outbox import SHORT_CODES, DeliveryClass, Live
from scheduler.batches import Batch
from scheduler.told import Planning

CRITICAL = frozenset(
    {
        *(Rule.ESCALATION, Rule.OVERDUE, Rule.DUE_TODAY),
        *(Rule.DUE_SOON, Rule.SNOOZED),
    }
)
KINDS = (
    *(Live.DIGEST, Live.ROLL_CALL, Live.PARKED, Live.ROUND),
    *(Live.PROCESS, Live.FILE),  # after the reminder that announces it
)
# Of one transaction, so that answers get in between: some 30 ms on SQLite.
PLACES_AT_ONCE = 1_000


async def put_in_outbox(planning: Planning, batch: Batch, told: list[Told]) -> int:
    """How many messages that made. What is there already, is let be."""
    letters = Letters(planning, batch)
    made = 0
    for some in _lots(told):
        async with planning.begin() as work:
            for live in KINDS:
                of_kind = [one for one in some if one.live is live]
                made += await tell_places(work, of_kind, letters.letter)
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


@dataclass(frozen=True)
class Common:
    """What all messages have that tell of the same rules: columns of the delivery, and
    `if_it_waits`, what the dispatcher has to know if it cannot leave in time."""

    columns: Row
    if_it_waits: Row


class Letters:
    """The deliveries of one batch. What many have in common is found out once."""

    def __init__(self, planning: Planning, batch: Batch) -> None:
        self._planning = planning
        self._batch = batch
        policy = planning.policy
        self._now = batch.planned_at
        slot = policy.local(batch.at)
        self._at, self._minute = slot.isoformat(), slot.isoformat(timespec="minutes")
        self._not_before = policy.after_quiet(self._now)
        self._common: dict[frozenset[Rule], Common] = {}

    def letter(self, told: Sequence[Told]) -> Row:
        """The columns of the message that tells one place all this."""
        place, live = told[0].place, told[0].live
        assert place.chat_id is not None
        rules = frozenset([one.rule for one in told])
        common = self._common_of(rules)
        own = told[0].params or {
            "slot": self._at,
            "officer": place.officer_id,
            "unit": place.unit_id,
        }
        params = {**own, **common.if_it_waits}
        subject = live.value
        key = f"{subject}:{self._minute}"
        if live is Live.ROLL_CALL:
            key = subject = f"roll_call:{params['unit']}:{params['slot']}"
        if live is Live.ROUND:
            key = subject = f"round:{params['round']}"
        if live is Live.PROCESS:
            key, subject = told[0].slot, told[0].subject
        if live is Live.FILE:
            key, subject = told[0].subject, "report"
        return common.columns | {
            "dedup_key": f"{key}|chat:{place.chat_id}",
            "chat_id": place.chat_id,
            "notice": live.value,
            "params": params,
            "subject": subject,
            "not_before": self._after_quiet(place),
            "short_code": next(SHORT_CODES),
        }

    def _after_quiet(self, place: Place) -> datetime:
        """By his own quiet hours, where he chose some."""
        chosen = self._planning.preferences_of(place)
        if chosen == NONE:
            return self._not_before
        return chosen.policy(self._planning.policy).after_quiet(self._now)

    def _common_of(self, rules: frozenset[Rule]) -> Common:
        if rules not in self._common:
            waits = _if_it_waits(self._planning, self._batch, rules)
            self._common[rules] = Common(self._columns(rules), waits)
        return self._common[rules]

    def _columns(self, rules: frozenset[Rule]) -> Row:
        critical = not CRITICAL.isdisjoint(rules)
        cls = DeliveryClass.CRITICAL if critical else DeliveryClass.PERIODIC
        return {
            "cls": cls.value,
            "priority": 5,
            "silent": not is_audible(rules, self._planning.policy),
            "created_at": self._now,
            "expires_at": max(self._last_call(rule) for rule in rules),
            "late": self._batch.labelled,
        }

    def _last_call(self, rule: Rule) -> datetime:
        """What joined a morning ends with its day, as all that it joined."""
        alike = Rule.OVERDUE if self._batch.joined else rule
        calendar, policy = self._planning.calendar, self._planning.policy
        return last_call(alike, self._batch.at, calendar, policy)


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
