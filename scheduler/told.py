"""One thing to be told to one place: what a rule gives to the planner."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.calendar import WorkingCalendar
from domain.directory import Directory, Place
from domain.policy import Policy
from domain.preferences import NONE, Preferences
from domain.reminders import Moment, Rule
from models.outbox import Live
from models.work import Work


@dataclass(frozen=True)
class Told:
    """An occurrence to be. `live` is the message that will tell it."""

    rule: Rule
    subject: str
    place: Place
    slot: str
    version: int = 0
    reason: str = ""
    live: Live = Live.DIGEST
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Planning:
    """What every rule may ask while a moment is planned."""

    work: Work
    directory: Directory
    calendar: WorkingCalendar
    policy: Policy
    preferences: Mapping[int, Preferences] = field(default_factory=dict)  # by officer

    def hears(self, told: Told) -> bool:
        """Nobody muted it for himself; a group mutes nothing."""
        return not self.preferences_of(told.place).mutes(told.rule, self.policy)

    def preferences_of(self, place: Place) -> Preferences:
        if place.officer_id is None:
            return NONE
        return self.preferences.get(place.officer_id, NONE)


Planner = Callable[[Planning, Moment], Awaitable[list[Told]]]
