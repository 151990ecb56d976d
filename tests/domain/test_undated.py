"""Tasks without a deadline are urged every three months (004, point 4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.day_off import DayOff
from domain.policy import Policy
from domain.tasks import Progress, TaskFacts
from domain.undated import undated_round
from tests.domain.test_task_reminders import (
    CALENDAR,
    CHUNG,
    SILENT,
    TASK,
    hanoi,
    morning,
)

MAY = date(2026, 5, 20)
UNDATED = replace(TASK, due_on=None, assigned_on=MAY, entered_at=hanoi(MAY))


def told(task: TaskFacts, day: date, policy: Policy = CHUNG) -> str | None:
    found = undated_round(task, moment=morning(day), calendar=CALENDAR, policy=policy)
    return found and found.slot_key


@pytest.mark.parametrize(
    ("assigned", "day", "expected"),
    [
        (MAY, date(2026, 8, 19), None),
        (MAY, date(2026, 8, 20), "U-1:2026-08-20"),
        (MAY, date(2026, 11, 19), "U-1:2026-08-20"),
        (MAY, date(2026, 11, 20), "U-2:2026-11-20"),
        # 31 August: the month of the first round has 30 days.
        (date(2026, 8, 31), date(2026, 11, 30), "U-1:2026-11-30"),
        # 22 November is a Sunday: the next working day.
        (date(2026, 8, 22), date(2026, 11, 20), None),
        (date(2026, 8, 22), date(2026, 11, 23), "U-1:2026-11-22"),
        # The 24th is off.
        (date(2026, 8, 24), date(2026, 11, 25), "U-1:2026-11-24"),
    ],
)
def test_every_three_months_from_the_assignment(
    assigned: date, day: date, expected: str | None
) -> None:
    task = replace(UNDATED, assigned_on=assigned, entered_at=hanoi(assigned))
    assert told(task, day) == expected


def test_an_import_makes_up_for_no_round() -> None:
    entered = replace(UNDATED, entered_at=hanoi(date(2026, 11, 23), 14, 58))

    assert told(entered, date(2026, 11, 25)) is None
    assert told(entered, date(2027, 2, 22)) == "U-3:2027-02-20"


def test_a_deadline_set_later_ends_it() -> None:
    dated = replace(UNDATED, due_on=date(2026, 12, 31))
    assert told(dated, date(2026, 11, 20)) is None


@pytest.mark.parametrize("progress", Progress)
def test_only_who_owes_is_urged(progress: Progress) -> None:
    task = replace(UNDATED, progress=progress)
    assert (told(task, date(2026, 11, 20)) is not None) == (progress not in SILENT)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_four_rounds_in_a_year_each_once(assigned: date) -> None:
    task = replace(UNDATED, assigned_on=assigned, entered_at=hanoi(assigned))
    days = [assigned + timedelta(days=n) for n in range(1, 375)]
    keys = [
        key for day in days if CALENDAR.is_working(day) and (key := told(task, day))
    ]
    assert len(dict.fromkeys(keys)) == 4


def test_a_round_on_a_day_off_may_come_before_it() -> None:
    """Assigned on a Sunday's date: 22 November 2026 is one."""
    task = replace(UNDATED, assigned_on=date(2026, 8, 22))
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)
    before = Policy(no_deadline_day_off=DayOff.PREVIOUS)
    assert [told(task, day) for day in (friday, monday)] == [None, "U-1:2026-11-22"]
    assert told(task, friday, before) == "U-1:2026-11-22"
