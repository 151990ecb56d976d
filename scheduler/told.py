"""What a rule may ask while a moment is planned, and what it gives to the planner."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

from actions.tell_places import Told
from domain.calendar import WorkingCalendar
from domain.directory import Directory, Place
from domain.policy import Policy
from domain.preferences import NONE, Preferences
from domain.reminders import Moment
from models.work import Reads, Work
from scheduler.looks import Looks

Afterwards = Callable[[Work], Awaitable[None]]


@dataclass(frozen=True)
class Planning:
    """What every rule may ask while a moment is planned.

    A rule reads. What little one has to write itself it writes in a short transaction
    of its own (`begin`, with `brief=False` where it reads many rows), which may be done
    again after a crash: a batch is planned anew until its last message is in the
    outbox. What must not be written before that it leaves in `afterwards`, for the
    transaction that marks the batch as planned.
    """

    reads: Reads
    begin: Callable[..., AbstractAsyncContextManager[Work]]
    looks: Looks
    directory: Directory
    calendar: WorkingCalendar
    policy: Policy
    preferences: Mapping[int, Preferences] = field(default_factory=dict)  # by officer
    afterwards: list[Afterwards] = field(default_factory=list)

    def heard(self, told: list[Told]) -> list[Told]:
        """What nobody muted for himself; a group mutes nothing."""
        if not self.preferences:
            return told
        return [one for one in told if self._hears(one)]

    def _hears(self, told: Told) -> bool:
        chosen = self.preferences_of(told.place)
        return chosen is NONE or not chosen.mutes(told.rule, self.policy)

    def preferences_of(self, place: Place) -> Preferences:
        if place.officer_id is None:
            return NONE
        return self.preferences.get(place.officer_id, NONE)


Planner = Callable[[Planning, Moment], Awaitable[list[Told]]]
