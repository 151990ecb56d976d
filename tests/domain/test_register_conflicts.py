"""The file's word against a person's: followed, agreed, or to be decided."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.register_conflicts import judge
from domain.tasks import Progress

SAID = datetime(2026, 11, 12, tzinfo=UTC)
N, I, R, D = (Progress.NOT_STARTED, Progress.IN_PROGRESS, Progress.REPORTED, Progress.DONE)  # fmt: skip # noqa: E741,E501
TENTH, TWELFTH = date(2026, 11, 10), date(2026, 11, 12)


def how_far(progress: Progress, done_on: date | None = None) -> dict[str, Any]:
    percent = 100 if progress is D else None
    return {"progress": progress, "percent": percent, "done_on": done_on}


@pytest.mark.parametrize(
    ("before", "after", "standing", "said_at", "outcome"),
    [
        (how_far(N), how_far(N), how_far(I), SAID, "nothing"),
        (how_far(N), how_far(I), how_far(N), None, "applied"),
        (how_far(N), how_far(D, TENTH), how_far(N), None, "applied"),
        # The person said the same, or more of the same.
        (how_far(N), how_far(I), how_far(I), SAID, "nothing"),
        (how_far(N), how_far(D, TENTH), how_far(R), SAID, "nothing"),
        (how_far(N), how_far(D), how_far(D, TWELFTH), SAID, "nothing"),
        (how_far(I), how_far(D, TENTH), how_far(D, TENTH), SAID, "nothing"),
        # They contradict each other.
        (how_far(N), how_far(D, TENTH), how_far(I), SAID, "contradicted"),
        (how_far(N), how_far(I), how_far(R), SAID, "contradicted"),
        (how_far(I), how_far(N), how_far(I), SAID, "contradicted"),
        (how_far(I), how_far(D, TENTH), how_far(D, TWELFTH), SAID, "contradicted"),
        # Cancelled, or moved by the clerk: no report, and yet not the file's word.
        (how_far(N), how_far(D, TENTH), how_far(I), None, "contradicted"),
    ],
)
def test_how_far_a_task_is(
    before: dict[str, Any],
    after: dict[str, Any],
    standing: dict[str, Any],
    said_at: datetime | None,
    outcome: str,
) -> None:
    verdict = judge(before, after, {**standing, "updated_at": said_at})
    if outcome == "applied":
        assert (verdict.apply, verdict.register) == (after, {})
    elif outcome == "contradicted":
        assert (verdict.register, verdict.person) == (after, standing)
        assert verdict.apply == {}
    else:
        assert (verdict.apply, verdict.register) == ({}, {})


@pytest.mark.parametrize(
    ("standing", "apply", "register"),
    [
        (TENTH, {"due_on": TWELFTH, "deadline_text": "12/11"}, {}),
        (TWELFTH, {"deadline_text": "12/11"}, {}),
        # An extension granted meanwhile: the words of the deadline wait with it.
        (date(2026, 12, 1), {}, {"due_on": TWELFTH}),
    ],
)
def test_a_deadline(
    standing: date, apply: dict[str, Any], register: dict[str, Any]
) -> None:
    before = {"due_on": TENTH, "deadline_text": "10/11"}
    after = {"due_on": TWELFTH, "deadline_text": "12/11"}
    now = {"due_on": standing, "deadline_text": "10/11", "updated_at": None}
    verdict = judge(before, after, now)
    assert (verdict.apply, verdict.register) == (apply, register)
