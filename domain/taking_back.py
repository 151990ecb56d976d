"""Taking back one's own last change of a task, for a few minutes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from domain.refusals import Reason, Refusal

UNDO_FOR = timedelta(minutes=10)


class Changed(Protocol):
    """An event of a task that changed it."""

    @property
    def actor_id(self) -> int | None: ...
    @property
    def recorded_at(self) -> datetime: ...


Event = TypeVar("Event", bound=Changed)


def last_change(events: Sequence[Event]) -> list[Event]:
    """The newest events that one person made at one moment; oldest first in and out."""
    if not events:
        return []
    last = events[-1]
    first = len(events)
    while first and _together(events[first - 1], last):
        first -= 1
    return list(events[first:])


def _together(one: Changed, other: Changed) -> bool:
    same = one.actor_id == other.actor_id
    return same and one.recorded_at == other.recorded_at


def check_undo(
    change: Sequence[Changed], officer_id: int, now: datetime, *, code: str
) -> None:
    """Refuse what is not his, or is too old. Who was overtaken sees the card first."""
    if not change or change[-1].actor_id != officer_id:
        raise Refusal(Reason.NOTHING_TO_UNDO, code=code)
    if now - change[-1].recorded_at > UNDO_FOR:
        raise Refusal(Reason.UNDO_OVER, code=code)
