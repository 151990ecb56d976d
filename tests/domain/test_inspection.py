"""Whom the task force looks at first."""

from __future__ import annotations

from datetime import date

import pytest

from domain.inspection import Suspect, hidden_units, may_plan, to_inspect
from domain.scope import Actor, Membership
from domain.standings import Standing
from domain.tasks import Progress, Role

TODAY = date(2026, 11, 20)
OPEN, DONE = Progress.IN_PROGRESS, Progress.DONE
GIVEN, DUE = date(2026, 10, 1), date(2026, 11, 10)
NAMES = {1: "Sở Y tế", 2: "Sở Nội vụ", 3: "Sở Tư pháp", 4: "Thanh tra tỉnh"}


def test_the_worst_unit_comes_first_and_the_clean_one_not_at_all() -> None:
    tasks = [
        Standing(1, OPEN, GIVEN, DUE, None, 1),
        Standing(2, OPEN, GIVEN, date(2026, 11, 19), None, 1),
        Standing(3, OPEN, GIVEN, date(2026, 8, 1), None, 2),
        Standing(4, DONE, GIVEN, DUE, date(2026, 11, 12), 3),
        Standing(5, OPEN, GIVEN, None, None, 3),
        Standing(6, OPEN, GIVEN, date(2026, 12, 1), None, 4),
        Standing(7, DONE, GIVEN, DUE, DUE, 4),
    ]
    assert to_inspect(tasks, NAMES, TODAY) == (
        Suspect("Sở Y tế", 2, 10, 0, 0),
        Suspect("Sở Nội vụ", 1, 111, 0, 0),
        Suspect("Sở Tư pháp", 0, 0, 1, 1),
    )


def test_a_member_of_the_task_force_sees_nothing_of_his_own_unit() -> None:
    force, own = Membership(Role.TASK_FORCE, 9), Membership(Role.OFFICER, 3)
    assert hidden_units(Actor(1, (force,))) == frozenset()
    assert hidden_units(Actor(1, (force, own))) == {3}


@pytest.mark.parametrize(
    ("day", "allowed"),
    [("2026-11-19", False), ("2026-11-20", True), ("2028-01-01", False)],
)
def test_an_inspection_is_planned_from_today_on(day: str, allowed: bool) -> None:
    assert may_plan(date.fromisoformat(day), date(2026, 11, 20)) is allowed
