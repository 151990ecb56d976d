"""The year's figures of each officer (001, point 2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.calendar import WorkingCalendar
from domain.figures import Counts
from domain.officer_figures import Charge, by_officer
from domain.periods import Period
from domain.standings import Standing
from domain.tasks import Progress

DAY = date(2026, 11, 20)
OPEN = Standing(
    id=1,
    progress=Progress.IN_PROGRESS,
    assigned_on=date(2026, 11, 2),
    due_on=date(2026, 11, 12),
    done_on=None,
    lead_unit_id=1,
)
DONE = replace(OPEN, progress=Progress.DONE)
TASKS = (
    OPEN,
    replace(DONE, id=2, done_on=date(2026, 11, 12)),
    replace(DONE, id=3, done_on=date(2026, 11, 13)),
    replace(OPEN, id=4, due_on=date(2026, 12, 1)),
    replace(OPEN, id=5),  # given to nobody
    replace(OPEN, id=6, assigned_on=date(2025, 12, 31)),  # of another year
)
PEOPLE = {7: ("An", "Sở Y tế"), 8: ("Bình", "Sở Nội vụ"), 9: ("Chi", "Sở Y tế")}


def test_each_has_what_was_given_him_in_the_period_and_how_it_stands() -> None:
    charge = Charge({1: 7, 2: 7, 3: 9, 4: 8, 6: 8}, PEOPLE)
    found = by_officer(
        TASKS, charge, Period.year(2026), as_of=DAY, calendar=WorkingCalendar({})
    )
    assert [(one.unit, one.name) for one in found] == [
        *(("Sở Nội vụ", "Bình"), ("Sở Y tế", "An"), ("Sở Y tế", "Chi"))
    ]
    assert [
        (one.done_on_time_or_early, one.done_late, one.open_overdue, one.open_in_term)
        for one in (each.given for each in found)
    ] == [(0, 0, 0, 1), (1, 0, 1, 0), (0, 1, 0, 0)]
    assert sum((one.given for one in found), Counts()).total == 4


def test_without_a_charge_there_are_none() -> None:
    assert not by_officer(
        TASKS, Charge(), Period.year(2026), as_of=DAY, calendar=WorkingCalendar({})
    )
