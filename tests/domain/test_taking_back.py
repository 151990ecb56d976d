"""Whose last change it is, and for how long it may be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from domain.refusals import Reason, Refusal
from domain.taking_back import check_undo, last_change

NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)
AN, BINH = 1, 2


@dataclass(frozen=True)
class Event:
    actor_id: int | None
    minutes_ago: float

    @property
    def recorded_at(self) -> datetime:
        return NOON - timedelta(minutes=self.minutes_ago)


@pytest.mark.parametrize(
    ("events", "refused"),
    [
        ([Event(AN, 0)], None),
        ([Event(BINH, 2), Event(AN, 10)], None),
        ([Event(AN, 10.1)], Reason.UNDO_OVER),
        ([Event(AN, 2), Event(BINH, 1)], Reason.NOTHING_TO_UNDO),
        ([Event(AN, 2), Event(None, 1)], Reason.NOTHING_TO_UNDO),  # an import
        ([], Reason.NOTHING_TO_UNDO),
    ],
)
def test_only_ones_own_last_change_for_ten_minutes(
    events: list[Event], refused: Reason | None
) -> None:
    change = last_change(events)
    if refused is None:
        check_undo(change, AN, NOON, code="NV-1")
        return
    with pytest.raises(Refusal) as refusal:
        check_undo(change, AN, NOON, code="NV-1")
    assert refusal.value.reason is refused


def test_what_was_done_in_one_go_is_one_change() -> None:
    reported, closed = Event(AN, 1), Event(AN, 1)
    assert last_change([Event(AN, 5), reported, closed]) == [reported, closed]
