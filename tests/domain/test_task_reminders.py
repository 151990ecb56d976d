"""What a morning has to say about one task; Tuesday 24/11/2026 is off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import WorkingCalendar
from domain.policy import Policy
from domain.reminders import Moment, Rule
from domain.task_reminders import (
    Cadence,
    due_soon_stage,
    is_due_today,
    overdue_reason,
)
from domain.tasks import Progress, TaskFacts

CHUNG = Policy()
CALENDAR = WorkingCalendar({date(2026, 11, 24): False})
TUESDAY = date(2026, 12, 1)
SILENT = (Progress.REPORTED, Progress.DONE, Progress.CANCELLED)


def hanoi(day: date, hour: int = 8, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=CHUNG.zone)


def morning(day: date) -> Moment:
    return Moment(Rule.DUE_SOON, hanoi(day), day)


TASK = TaskFacts(
    id=551,
    progress=Progress.IN_PROGRESS,
    due_on=TUESDAY,
    entered_at=hanoi(date(2026, 6, 1)),
    assigned_on=date(2026, 6, 1),
)


def stage(task: TaskFacts, day: date) -> str | None:
    found = due_soon_stage(task, moment=morning(day), calendar=CALENDAR, policy=CHUNG)
    return found.slot_key if found else None


def cadence(task: TaskFacts, day: date) -> Cadence | None:
    found = overdue_reason(task, moment=morning(day), calendar=CALENDAR, policy=CHUNG)
    return found.cadence if found else None


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 18), None),
        # 7 working days before 1/12 without the weekends and the 24th.
        (date(2026, 11, 19), "T-7:2026-12-01"),
        (date(2026, 11, 20), "T-7:2026-12-01"),
        (date(2026, 11, 25), "T-7:2026-12-01"),
        (date(2026, 11, 26), "T-3:2026-12-01"),
        (date(2026, 11, 27), "T-3:2026-12-01"),
        (date(2026, 11, 30), "T-1:2026-12-01"),
        (TUESDAY, None),
        (date(2026, 12, 2), None),
    ],
)
def test_only_the_nearest_stage_is_told(day: date, expected: str | None) -> None:
    assert stage(TASK, day) == expected


@pytest.mark.parametrize(
    ("entered_at", "day", "expected"),
    [
        (hanoi(date(2026, 11, 19), 8, 0), date(2026, 11, 19), "T-7:2026-12-01"),
        # Entered after that morning: the stage lies before the entry.
        (hanoi(date(2026, 11, 19), 8, 1), date(2026, 11, 20), None),
        (hanoi(date(2026, 11, 19), 8, 1), date(2026, 11, 26), "T-3:2026-12-01"),
        (hanoi(date(2026, 11, 26), 14, 58), date(2026, 11, 27), None),
    ],
)
def test_no_stage_before_the_entry(
    entered_at: datetime, day: date, expected: str | None
) -> None:
    assert stage(replace(TASK, entered_at=entered_at), day) == expected


def test_a_due_day_on_a_saturday_is_told_on_the_friday_before() -> None:
    saturday = replace(TASK, due_on=date(2026, 12, 5))

    assert stage(saturday, date(2026, 12, 4)) == "T-1:2026-12-05"


@pytest.mark.parametrize("progress", Progress)
def test_only_who_owes_is_told(progress: Progress) -> None:
    task = replace(TASK, progress=progress)
    speaks = progress not in SILENT

    assert (stage(task, date(2026, 11, 26)) is not None) == speaks
    assert is_due_today(task, morning(TUESDAY)) == speaks
    assert (cadence(task, date(2026, 12, 2)) is not None) == speaks


def test_nothing_about_a_task_without_a_deadline() -> None:
    undated = replace(TASK, due_on=None)

    assert stage(undated, TUESDAY) is None
    assert not is_due_today(undated, morning(TUESDAY))
    assert cadence(undated, TUESDAY) is None


def test_due_today_is_told_on_that_day_and_not_before_the_entry() -> None:
    entered_at_noon = replace(TASK, entered_at=hanoi(TUESDAY, 12))

    assert is_due_today(TASK, morning(TUESDAY))
    assert not is_due_today(TASK, morning(date(2026, 11, 30)))
    assert not is_due_today(TASK, morning(date(2026, 12, 2)))
    assert not is_due_today(entered_at_noon, morning(TUESDAY))


def test_an_overdue_task_week_by_week() -> None:
    days = [TUESDAY + timedelta(days=n) for n in range(50)]
    told = {f"{day:%a %d/%m}": cadence(TASK, day) for day in days}

    assert {day: why for day, why in told.items() if why} == {
        "Wed 02/12": Cadence.DAILY,
        "Thu 03/12": Cadence.DAILY,
        "Fri 04/12": Cadence.DAILY,
        "Mon 07/12": Cadence.DAILY,
        "Tue 08/12": Cadence.DAILY,  # 7 days late
        "Thu 10/12": Cadence.TWICE_WEEKLY,
        "Mon 14/12": Cadence.TWICE_WEEKLY,
        "Thu 17/12": Cadence.TWICE_WEEKLY,
        "Mon 21/12": Cadence.TWICE_WEEKLY,
        "Thu 24/12": Cadence.TWICE_WEEKLY,
        "Mon 28/12": Cadence.TWICE_WEEKLY,
        "Thu 31/12": Cadence.TWICE_WEEKLY,  # 30 days late
        "Mon 04/01": Cadence.WEEKLY,
        "Mon 11/01": Cadence.WEEKLY,
        "Mon 18/01": Cadence.WEEKLY,
    }


@pytest.mark.parametrize(
    ("entered_at", "first", "second"),
    [
        # Imported on Friday afternoon: Monday's digest, then the cadence, which for a
        # task 200 days late knows Mondays only.
        (hanoi(date(2026, 11, 20), 14, 58), date(2026, 11, 23), date(2026, 11, 25)),
        # Imported on Monday afternoon: Tuesday is off, so Wednesday.
        (hanoi(date(2026, 11, 23), 14, 58), date(2026, 11, 25), date(2026, 11, 26)),
        # Imported before that morning's digest.
        (hanoi(date(2026, 11, 26), 7, 30), date(2026, 11, 26), date(2026, 11, 27)),
    ],
)
def test_what_is_overdue_at_the_import_joins_the_next_mornings_digest(
    entered_at: datetime, first: date, second: date
) -> None:
    old = replace(TASK, due_on=date(2026, 5, 4), entered_at=entered_at)
    before = CALENDAR.before(first, 1)

    assert cadence(old, before) is None
    assert cadence(old, first) in {Cadence.FIRST_MORNING, Cadence.WEEKLY}
    assert cadence(old, second) is None


def test_days_late_are_calendar_days() -> None:
    found = overdue_reason(
        TASK, moment=morning(date(2026, 12, 7)), calendar=CALENDAR, policy=CHUNG
    )

    assert found is not None
    assert found.days_late == 6


@given(st.dates(date(2026, 10, 1), date(2027, 3, 1)))
def test_a_morning_says_one_thing_about_a_task(day: date) -> None:
    said = [
        stage(TASK, day) is not None,
        is_due_today(TASK, morning(day)),
        cadence(TASK, day) is not None,
    ]

    assert sum(said) <= 1
