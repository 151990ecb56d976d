"""What is foreseen of one message: to whom, why, and whether on another day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from actions.tell_places import Told
from domain.calendar import WorkingCalendar
from domain.directory import Place
from domain.foresight import Foreseen, Recipient, Shift, Why
from domain.policy import Policy
from domain.reminders import Rule
from domain.weekly_window import weekly_window
from models.queries.foresight import Owed

WEEKLY = (Rule.WEEKLY_DUE, Rule.WEEKLY_HEADS_UP)


@dataclass(frozen=True)
class Known:
    """What does not change while only time passes."""

    policy: Policy
    calendar: WorkingCalendar
    day_names: Mapping[date, str]
    places: Mapping[str, tuple[str, str]]
    units: Mapping[int, str]
    owed: Mapping[int, Sequence[Owed]]
    addresses: Mapping[int, int]  # by chat, Telegram's number
    recipients: dict[Place, Recipient] = field(default_factory=dict, compare=False)
    _since: dict[datetime, datetime] = field(default_factory=dict, compare=False)

    def week_began(self, slot: datetime) -> datetime:
        """The close from which on an update counts for this slot's week."""
        if slot not in self._since:
            window = weekly_window(self.policy, self.calendar, slot)
            self._since[slot] = window.opens
        return self._since[slot]


def message(known: Known, row: Mapping[str, Any], told: Sequence[Told]) -> Foreseen:
    """A message of these columns that tells all this."""
    policy = known.policy
    slot = row["params"].get("slot", "")
    made = policy.local(row["created_at"])
    spoken = datetime.fromisoformat(slot) if "T" in slot else made
    why = tuple(_reasons(known, told, spoken))
    waits = row["not_before"] > row["created_at"]
    return Foreseen(
        at=policy.local(row["not_before"]) if waits else made,
        slot=spoken,
        to=recipient(known, told[0]),
        key=row["dedup_key"],
        kind=row["notice"],
        cls=row["cls"],
        why=why,
        shifts=_shifts(known, why, spoken.date()),
        late=row["late"],
    )


def recipient(known: Known, told: Told) -> Recipient:
    """As he is foreseen throughout: one for all messages to a place."""
    place = told.place
    found = known.recipients.get(place)
    if found is None:
        found = known.recipients[place] = _recipient(known, place)
    return found


def _recipient(known: Known, place: Place) -> Recipient:
    name, unit = known.places.get(place.name, (place.name, ""))
    chat = None if place.chat_id is None else known.addresses.get(place.chat_id)
    return Recipient(place.name, name, unit, chat)


def _reasons(known: Known, told: Sequence[Told], slot: datetime) -> Iterable[Why]:
    """One for each rule, slot and reason, with all that it speaks of."""
    together: dict[tuple[Rule, str, str], list[Told]] = defaultdict(list)
    for one in told:
        together[one.rule, one.slot, one.reason].append(one)
    for (rule, key, reason), some in together.items():
        tasks: list[int] = []
        units: list[str] = []
        for one in some:
            kind, _, rest = one.subject.partition(":")
            if kind == "task":
                tasks.append(int(rest))
            elif kind == "officer" and rule in WEEKLY:
                tasks += _owed_by(known, int(rest), slot)
            else:
                units.append(_unit(known, one.subject))
        yield Why(rule.value, key, tuple(tasks), tuple(units), reason)


def _unit(known: Known, subject: str) -> str:
    """By its name, where the subject is a unit or its review; else the subject."""
    kind, _, rest = subject.partition(":")
    number = rest.partition(":")[0]
    if kind in ("unit", "review") and number.isdigit():
        return known.units.get(int(number), number)
    return subject


def _owed_by(known: Known, officer: int, slot: datetime) -> list[int]:
    since = known.week_began(slot)
    owed = known.owed.get(officer, ())
    return [one.id for one in owed if one.is_owed(since, slot)]


def _shifts(known: Known, why: Iterable[Why], told_on: date) -> tuple[Shift, ...]:
    """The days named by the rules that are off, so that it is told on another."""
    named = dict.fromkeys([one.nominal for one in why])
    return tuple(
        [
            Shift(day, known.day_names.get(day, ""))
            for day in named
            if day is not None and day != told_on and not known.calendar.is_working(day)
        ]
    )
