"""What another policy would change, as a comparison of two lists of messages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from domain.foresight import Foreseen, Recipient, Why, difference

AN, BINH = (Recipient(f"officer:{n}", f"Cán bộ {n}", "Sở Nội vụ", n) for n in (1, 2))


def message(
    to: Recipient, hour: int, *, slot: str | None = None, tasks: tuple[int, ...] = (7,)
) -> Foreseen:
    at = datetime(2026, 11, 20, hour, tzinfo=UTC)
    key = slot or f"2026-11-20T{hour:02}:00"
    return Foreseen(at, at, to, key, "digest", "periodic", (Why("due", key, tasks),))


def counts(before: list[Foreseen], after: list[Foreseen]) -> dict[str, int]:
    found = difference(before, after)
    return {
        name: len(getattr(found, name))
        for name in ("added", "gone", "moved", "changed")
        if getattr(found, name)
    }


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([message(AN, 8)], [message(AN, 8)], {}),
        ([message(AN, 8)], [message(AN, 9)], {"moved": 1}),
        ([message(AN, 8)], [message(BINH, 8)], {"added": 1, "gone": 1}),
        ([], [message(AN, 8)], {"added": 1}),
        ([message(AN, 8)], [], {"gone": 1}),
        # The digest stands, but it speaks of another task.
        ([message(AN, 8)], [message(AN, 8, tasks=(7, 9))], {"changed": 1}),
        # Another stage of the same task is another message, not one that was moved.
        (
            [message(AN, 8, slot="T-7:2026-11-27")],
            [message(AN, 9, slot="T-5:2026-11-27")],
            {"added": 1, "gone": 1},
        ),
        # Two of the same are two.
        ([message(AN, 8), message(AN, 8)], [message(AN, 8)], {"gone": 1}),
    ],
)
def test_what_another_policy_changes(
    before: list[Foreseen], after: list[Foreseen], expected: dict[str, int]
) -> None:
    assert counts(before, after) == expected


@pytest.mark.parametrize(
    ("slot", "nominal"),
    [
        ("2026-11-20T15:00", "2026-11-20"),
        ("T-3:2026-11-25T08:30", "2026-11-25"),
        ("T-3:2026-12-01", None),  # the due day of a task is no day of telling
        ("E-1:2026-12-01", None),
    ],
)
def test_the_day_that_the_office_names(slot: str, nominal: str | None) -> None:
    day = Why("rule", slot).nominal
    assert (day.isoformat() if day else None) == nominal
