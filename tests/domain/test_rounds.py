"""What a round asks about, and what a report says of the answers."""

from __future__ import annotations

from datetime import date

import pytest

from domain.compliance import WeekResult
from domain.periods import Period
from domain.report_checks import Checks, add_up
from domain.rounds import RoundKind, RowState, asked_about
from domain.standings import Standing
from domain.tasks import Progress

NOVEMBER = Period.month(2026, 11)
AS_OF = date(2026, 11, 26)
GIVEN, DUE = date(2026, 10, 1), date(2026, 11, 20)
DONE, OPEN = Progress.DONE, Progress.IN_PROGRESS
REVIEW, CONFIRMATION = RoundKind.REVIEW, RoundKind.CONFIRMATION


@pytest.mark.parametrize(
    ("progress", "due", "done", "justified", "rounds"),
    [
        (OPEN, DUE, None, None, {REVIEW, CONFIRMATION}),
        (OPEN, date(2026, 9, 1), None, None, {REVIEW, CONFIRMATION}),
        (OPEN, date(2026, 11, 30), None, None, {CONFIRMATION}),
        (OPEN, date(2026, 12, 1), None, None, set()),
        (OPEN, None, None, None, set()),
        (DONE, DUE, DUE, None, {CONFIRMATION}),
        (DONE, DUE, date(2026, 11, 21), None, {REVIEW, CONFIRMATION}),
        (DONE, DUE, date(2026, 11, 21), AS_OF, {CONFIRMATION}),
        (DONE, date(2026, 10, 20), date(2026, 11, 2), None, set()),
    ],
)
def test_which_tasks_a_round_asks_about(
    progress: Progress,
    due: date | None,
    done: date | None,
    justified: date | None,
    rounds: set[RoundKind],
) -> None:
    task = Standing(1, progress, GIVEN, due, done, 1, justified_on=justified)
    found = {kind for kind in RoundKind if asked_about(kind, [task], NOVEMBER, AS_OF)}
    assert found == rounds


def test_what_is_not_confirmed_is_what_nobody_answered_or_somebody_disputed() -> None:
    checks = Checks(dict(enumerate(RowState)))
    assert {checks.states[task] for task in checks.unconfirmed} == {
        RowState.ASKED,
        RowState.DISPUTED,
    }
    assert checks.disputed == 1


def test_the_weeks_of_a_unit_add_up_in_the_order_of_the_office() -> None:
    def week(unit: int, day: int, **parts: int) -> WeekResult:
        whole = {"on_time": 0, "late": 0, "missing": 0, "untold": 0, **parts}
        on = date(2026, 11, day)
        return WeekResult(unit_id=unit, week=on, total=sum(whole.values()), **whole)

    found = add_up(
        [
            week(1, 6, on_time=8, missing=2),
            week(2, 6, on_time=1),
            week(1, 13, on_time=9, late=1, untold=5),
        ],
        {2: "Sở Y tế", 1: "Sở Nội vụ"},
    )
    assert [one.name for one in found] == ["Sở Y tế", "Sở Nội vụ"]
    whole = found[1]
    assert (whole.weeks, whole.total, whole.untold) == (2, 25, 5)
    assert (whole.compliance.numerator, whole.compliance.denominator) == (17, 20)
