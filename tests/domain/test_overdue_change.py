"""Why there are more overdue tasks than before, or fewer: it adds up, and is true."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.overdue_change import ENTERED, LEFT, Cause, Elsewhere, explain_overdue
from domain.standings import Standing
from domain.tasks import Progress

THEN, TODAY = date(2026, 10, 31), date(2026, 11, 30)
OPEN, DONE = Progress.IN_PROGRESS, Progress.DONE
OVERDUE = Standing(1, OPEN, date(2026, 10, 1), date(2026, 10, 20), None, 1)


@pytest.mark.parametrize(
    ("before", "now", "cause"),
    [
        (replace(OVERDUE, due_on=date(2026, 11, 5)), OVERDUE, Cause.FELL_DUE),
        (None, OVERDUE, Cause.FELL_DUE),
        (replace(OVERDUE, progress=DONE), OVERDUE, Cause.REOPENED),
        (OVERDUE, replace(OVERDUE, progress=DONE), Cause.DONE),
        (OVERDUE, replace(OVERDUE, due_on=date(2026, 12, 20)), Cause.EXTENDED),
        (OVERDUE, None, Cause.WITHDRAWN),
        (OVERDUE, OVERDUE, None),
    ],
)
def test_each_task_that_came_or_went_has_its_cause(
    before: Standing | None, now: Standing | None, cause: Cause | None
) -> None:
    change = explain_overdue(
        [before] if before else [], THEN, [now] if now else [], TODAY
    )
    assert dict(change.tasks) == ({cause: (1,)} if cause else {})


SOMEWHERE = replace(OVERDUE, lead_unit_id=2, tracking_unit_id=9)


@pytest.mark.parametrize(
    ("before", "now", "elsewhere", "cause", "place"),
    [
        # To another unit, whatever became of it there.
        (OVERDUE, None, Elsewhere(now=[SOMEWHERE]), Cause.MOVED, 2),
        (
            *(OVERDUE, None, Elsewhere(now=[replace(SOMEWHERE, progress=DONE)])),
            *(Cause.MOVED, 2),
        ),
        # The same unit leads it, and another division follows it.
        (
            *(OVERDUE, None, Elsewhere(now=[replace(SOMEWHERE, lead_unit_id=1)])),
            *(Cause.MOVED, 9),
        ),
        (None, OVERDUE, Elsewhere(then=[SOMEWHERE]), Cause.RECEIVED, 2),
        # Not overdue yet where it was: it has become so since.
        (
            *(None, OVERDUE, Elsewhere(then=[replace(SOMEWHERE, due_on=TODAY)])),
            *(Cause.FELL_DUE, None),
        ),
    ],
)
def test_what_is_elsewhere_was_moved(
    before: Standing | None,
    now: Standing | None,
    elsewhere: Elsewhere,
    cause: Cause,
    place: int | None,
) -> None:
    was, is_ = [before] if before else [], [now] if now else []
    change = explain_overdue(was, THEN, is_, TODAY, elsewhere)
    assert dict(change.tasks) == {cause: (1,)}
    assert dict(change.places) == ({1: place} if place else {})
    assert change.moved_to == ((place,) if cause is Cause.MOVED else ())


days = st.integers(-40, 40).map(lambda n: THEN + timedelta(days=n))
tasks = st.builds(
    Standing,
    st.integers(1, 12),
    st.sampled_from([OPEN, DONE, Progress.REPORTED]),
    days,
    st.none() | days,
    st.none(),
    st.just(1),
)
registers = st.lists(tasks, unique_by=lambda task: task.id)


@given(registers, registers, registers, registers)
def test_before_and_what_came_and_went_make_now(
    before: list[Standing],
    now: list[Standing],
    then_elsewhere: list[Standing],
    now_elsewhere: list[Standing],
) -> None:
    elsewhere = Elsewhere(then_elsewhere, now_elsewhere)
    change = explain_overdue(before, THEN, now, TODAY, elsewhere)
    came, went = change.count(*ENTERED), change.count(*LEFT)
    assert change.before + came - went == change.now
    named = [task for ids in change.tasks.values() for task in ids]
    assert len(named) == len(set(named))
