"""Who hears of an overdue task, and when; Tuesday 24/11/2026 is off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.escalation import LATEST, Ladder, escalation_steps
from domain.policy import Policy
from domain.tasks import Progress, TaskFacts
from tests.domain.test_task_reminders import (
    CALENDAR,
    CHUNG,
    SILENT,
    TASK,
    hanoi,
    morning,
)

FRIDAY = date(2026, 11, 20)
LATE_SINCE_FRIDAY = replace(TASK, due_on=FRIDAY)


def steps(task: TaskFacts, day: date, policy: Policy = CHUNG) -> list[str]:
    found = escalation_steps(
        task, moment=morning(day), calendar=CALENDAR, policy=policy
    )
    return [one.slot_key.partition(":")[0] for one in found]


def step(task: TaskFacts, day: date, policy: Policy = CHUNG) -> str | None:
    """The highest."""
    found = escalation_steps(
        task, moment=morning(day), calendar=CALENDAR, policy=policy
    )
    return found[-1].slot_key if found else None


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (FRIDAY, None),  # due today
        (date(2026, 11, 21), None),  # Saturday: no working day has passed
        (date(2026, 11, 23), "E-1:2026-11-20"),
        (date(2026, 11, 25), "E-1:2026-11-20"),  # the 24th is off
        (date(2026, 11, 26), "E-3:2026-11-20"),
        (date(2026, 12, 1), "E-3:2026-11-20"),
        (date(2026, 12, 2), "E-7:2026-11-20"),
        (date(2027, 3, 1), "E-7:2026-11-20"),
    ],
)
def test_the_ladder_is_climbed_in_working_days(day: date, expected: str | None) -> None:
    assert step(LATE_SINCE_FRIDAY, day) == expected


def test_the_steps_are_head_then_tracker_then_leader() -> None:
    days = (date(2026, 11, 23), date(2026, 11, 26), date(2026, 12, 2))
    found = [
        escalation_steps(
            LATE_SINCE_FRIDAY, moment=morning(day), calendar=CALENDAR, policy=CHUNG
        )
        for day in days
    ]
    assert [one[-1].ladder for one in found] == list(Ladder)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 26), ["E-1", "E-3"]),  # nobody was there on the mornings before
        (date(2026, 12, 2), ["E-1", "E-3", "E-7"]),
        (date(2027, 3, 1), ["E-7"]),  # too long ago for those below
    ],
)
def test_nobody_on_the_way_up_is_left_out(day: date, expected: list[str]) -> None:
    """Each is told once, by its key: what was not told yet is told now."""
    assert steps(LATE_SINCE_FRIDAY, day) == expected
    assert LATEST == 20


def test_who_was_spared_by_the_pause_is_told_after_it() -> None:
    """“Đã nhận” on the due day itself, as the digest of that morning offers it."""
    seen = replace(LATE_SINCE_FRIDAY, acknowledged_on=FRIDAY)
    assert steps(seen, date(2026, 11, 25)) == []
    assert steps(seen, date(2026, 11, 26)) == ["E-1", "E-3"]


def test_what_came_in_overdue_begins_at_the_first_step() -> None:
    imported = replace(TASK, due_on=date(2026, 5, 4), entered_at=hanoi(FRIDAY, 14, 58))

    assert step(imported, FRIDAY) is None
    assert step(imported, date(2026, 11, 23)) == "E-1:2026-05-04"
    assert step(imported, date(2026, 11, 26)) == "E-3:2026-05-04"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 12, 29), [False]),  # 27 working days late: 20 since the step
        (date(2026, 12, 30), [True]),
        (date(2027, 3, 1), [True]),
    ],
)
def test_a_step_of_a_month_ago_is_known_as_such(
    day: date, expected: list[bool]
) -> None:
    found = escalation_steps(
        LATE_SINCE_FRIDAY, moment=morning(day), calendar=CALENDAR, policy=CHUNG
    )
    assert [one.long_ago for one in found] == expected


def test_a_later_deadline_begins_the_ladder_anew() -> None:
    extended = replace(LATE_SINCE_FRIDAY, due_on=date(2026, 12, 10), due_version=2)

    assert step(extended, date(2026, 12, 2)) is None
    assert step(extended, date(2026, 12, 11)) == "E-1:2026-12-10"


@pytest.mark.parametrize(
    ("returned", "day", "expected"),
    [
        # Given back on Wednesday, long after the deadline: the head first, anew.
        (date(2026, 12, 2), date(2026, 12, 2), []),
        (date(2026, 12, 2), date(2026, 12, 3), ["E-1:2026-11-20:R2026-12-02"]),
        (
            date(2026, 12, 2),
            date(2026, 12, 7),
            ["E-1:2026-11-20:R2026-12-02", "E-3:2026-11-20:R2026-12-02"],
        ),
        # Given back before it was due: nothing to count anew.
        (date(2026, 11, 18), date(2026, 11, 23), ["E-1:2026-11-20"]),
        (FRIDAY, date(2026, 11, 23), ["E-1:2026-11-20"]),
    ],
)
def test_what_was_given_back_begins_the_ladder_from_its_return(
    returned: date, day: date, expected: list[str]
) -> None:
    task = replace(LATE_SINCE_FRIDAY, progress=Progress.RETURNED, returned_on=returned)
    found = escalation_steps(task, moment=morning(day), calendar=CALENDAR, policy=CHUNG)
    assert [one.slot_key for one in found] == expected


@pytest.mark.parametrize("progress", Progress)
def test_only_who_owes_is_warned_of(progress: Progress) -> None:
    task = replace(LATE_SINCE_FRIDAY, progress=progress)
    assert (step(task, date(2026, 12, 2)) is not None) == (progress not in SILENT)


@pytest.mark.parametrize(
    ("said", "day", "expected"),
    [
        (date(2026, 11, 23), date(2026, 11, 26), "E-1:2026-11-20"),  # the 24th is off
        (date(2026, 11, 23), date(2026, 11, 27), "E-3:2026-11-20"),
        (date(2026, 11, 25), date(2026, 11, 27), "E-1:2026-11-20"),
        (date(2026, 11, 25), date(2026, 11, 30), "E-3:2026-11-20"),
        # Said again each day: no step waits longer than two working days.
        (date(2026, 11, 27), date(2026, 11, 30), "E-3:2026-11-20"),
        (date(2026, 12, 3), date(2026, 12, 4), "E-7:2026-11-20"),
        (date(2026, 11, 18), date(2026, 11, 26), "E-3:2026-11-20"),  # long before
    ],
)
def test_a_step_waits_two_working_days_after_it_was_seen(
    said: date, day: date, expected: str
) -> None:
    assert step(replace(LATE_SINCE_FRIDAY, acknowledged_on=said), day) == expected


def test_the_steps_are_the_offices_choice() -> None:
    patient = Policy(escalation_steps=(5, 10, 20))
    assert step(LATE_SINCE_FRIDAY, date(2026, 11, 26), patient) is None


@given(st.dates(date(2026, 10, 1), date(2027, 3, 1)), st.integers(0, 30))
def test_it_never_climbs_down(day: date, later: int) -> None:
    order = [None, "E-1:2026-11-20", "E-3:2026-11-20", "E-7:2026-11-20"]
    now = order.index(step(LATE_SINCE_FRIDAY, day))
    assert now <= order.index(step(LATE_SINCE_FRIDAY, day + timedelta(days=later)))
