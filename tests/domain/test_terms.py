"""Where a task stands, seen on Friday 20/11/2026; Tuesday the 24th is off."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import WorkingCalendar
from domain.tasks import OPEN, Progress, TaskFacts
from domain.terms import (
    SOON,
    Term,
    days_late,
    explains,
    term_of,
    working_days_late,
)

FRIDAY = date(2026, 11, 20)
CALENDAR = WorkingCalendar({date(2026, 11, 24): False})


def task(
    progress: Progress, due_on: date | None, done_on: date | None = None
) -> TaskFacts:
    return TaskFacts(
        id=7,
        progress=progress,
        due_on=due_on,
        entered_at=datetime(2026, 1, 5, tzinfo=UTC),
        assigned_on=date(2026, 1, 5),
        done_on=done_on,
    )


@pytest.mark.parametrize("progress", OPEN)
@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        (None, Term.NO_DEADLINE),
        (date(2026, 11, 19), Term.OVERDUE),
        (FRIDAY, Term.DUE_TODAY),
        (date(2026, 11, 21), Term.DUE_SOON),
        # Saturday, Sunday and Tuesday's day off do not count.
        (date(2026, 11, 26), Term.DUE_SOON),
        (date(2026, 11, 27), Term.IN_TERM),
        (date(9999, 1, 1), Term.IN_TERM),
    ],
)
def test_an_open_task(progress: Progress, due_on: date | None, expected: Term) -> None:
    found = term_of(task(progress, due_on), today=FRIDAY, calendar=CALENDAR)

    assert found is expected


@pytest.mark.parametrize(
    ("due_on", "done_on", "expected"),
    [
        (FRIDAY, date(2026, 11, 19), Term.EARLY),
        (FRIDAY, FRIDAY, Term.ON_TIME),
        (FRIDAY, date(2026, 11, 21), Term.LATE),
        (FRIDAY, None, Term.DONE_UNDATED),
        (None, FRIDAY, Term.NO_DEADLINE),
        (None, None, Term.NO_DEADLINE),
    ],
)
def test_a_done_task_keeps_its_verdict(
    due_on: date | None, done_on: date | None, expected: Term
) -> None:
    finished = task(Progress.DONE, due_on, done_on)

    for today in (FRIDAY, FRIDAY + timedelta(days=400)):
        assert term_of(finished, today=today, calendar=CALENDAR) is expected


@pytest.mark.parametrize(
    ("justified_on", "done_on", "explained"),
    [
        (None, FRIDAY, False),
        (FRIDAY, FRIDAY, True),
        (date(2026, 12, 1), FRIDAY, True),  # reviewed after it was done
        (FRIDAY, date(2026, 11, 21), False),  # accepted while it was open
        (FRIDAY, None, True),
        (None, None, False),
    ],
)
def test_what_is_accepted_explains_the_lateness_that_there_was(
    justified_on: date | None, done_on: date | None, *, explained: bool
) -> None:
    assert explains(justified_on, done_on) is explained


def test_a_cancelled_task_has_no_term() -> None:
    cancelled = task(Progress.CANCELLED, FRIDAY)

    assert term_of(cancelled, today=FRIDAY, calendar=CALENDAR) is Term.CANCELLED


@pytest.mark.parametrize(
    ("due_on", "calendar_days", "working_days"),
    [
        (date(2026, 11, 25), 0, 0),
        (FRIDAY, 6, 3),  # seen on Thursday 26/11
        (date(2026, 11, 21), 5, 3),
        (date(2026, 11, 26), 0, 0),
    ],
)
def test_days_late(due_on: date, calendar_days: int, working_days: int) -> None:
    today = date(2026, 11, 26) if calendar_days else due_on

    assert days_late(due_on, today) == calendar_days
    assert working_days_late(due_on, today, CALENDAR) == working_days


@given(st.dates(FRIDAY, date(2027, 6, 1)), st.dates(FRIDAY, date(2027, 6, 1)))
def test_soon_means_three_working_days_left(today: date, due_on: date) -> None:
    found = term_of(task(Progress.IN_PROGRESS, due_on), today=today, calendar=CALENDAR)

    left = CALENDAR.working_days_between(today, due_on)
    assert (found is Term.DUE_SOON) == (due_on > today and left <= SOON)
