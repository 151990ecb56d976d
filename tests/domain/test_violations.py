"""Violations of the procedure entered by hand: when, and how they are counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.calendar import WorkingCalendar
from domain.entry import Entry
from domain.figures import Rate
from domain.periods import Period
from domain.report_checks import UnitDocuments
from domain.report_facts import facts_of, fingerprint_of
from domain.reports import Asked, Known, make_report
from domain.scope import Actor, Membership
from domain.standings import Standing
from domain.tasks import Progress, Role
from domain.violations import division_of, may_be_noted
from files.reports.workbook import sheets

TODAY = date(2026, 11, 20)
NOVEMBER = Asked(Period.month(2026, 11), TODAY)
TASK = Standing(
    id=1,
    progress=Progress.IN_PROGRESS,
    assigned_on=date(2026, 11, 12),
    due_on=date(2026, 11, 30),
    done_on=None,
    lead_unit_id=1,
    must_report=True,
)
NAMES = {1: "Sở Y tế", 2: "Sở Nội vụ", 3: "Sở Xây dựng"}


def known(*tasks: Standing, **more: object) -> Known:
    return Known(tasks, tasks, WorkingCalendar(), NAMES, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "may"),
    [
        (TODAY, True),
        (date(2026, 11, 21), False),
        (date(2025, 11, 19), True),
        (date(2025, 11, 18), False),
    ],
)
def test_of_which_days(day: date, may: bool) -> None:
    assert may_be_noted(day, TODAY) is may


@pytest.mark.parametrize(
    ("parts", "division"),
    [
        ([(Role.TRACKER, 7)], 7),
        ([(Role.CLERK, 7)], None),
        ([(Role.TRACKER, 7), (Role.TRACKER, 8)], None),
    ],
)
def test_in_whose_package(parts: list[tuple[Role, int]], division: int | None) -> None:
    members = tuple(Membership(role, unit) for role, unit in parts)
    assert division_of(Actor(1, members)) == division


def test_a_document_marked_and_entered_by_hand_is_one() -> None:
    report = make_report(
        NOVEMBER,
        known(
            TASK,
            improper={1: "12/SYT-VP"},
            noted={1: frozenset({"12/SYT-VP", "13/SYT-VP"}), 3: frozenset({"9/SXD"})},
        ),
    )
    assert report.violations == (
        UnitDocuments(1, "Sở Y tế", 2),
        UnitDocuments(3, "Sở Xây dựng", 1),
    )


def test_products_without_a_deadline_are_counted_as_documents_too() -> None:
    undated = replace(TASK, due_on=None)
    tasks = (
        TASK,
        *(replace(undated, id=number) for number in (2, 3, 4)),
        replace(undated, id=5, must_report=False),
        replace(undated, id=6, assigned_on=date(2026, 10, 30)),
    )
    report = make_report(NOVEMBER, known(*tasks, documents={2: 70, 3: 70, 4: 71}))
    assert report.undated_products == (3, 2)
    assert facts_of(report)["undated_products"] == {"tasks": 3, "documents": 2}


def test_late_entries_are_of_those_that_are_known() -> None:
    issued = date(2026, 11, 12)
    entered = {
        1: Entry(issued, date(2026, 11, 13)),
        2: Entry(issued, date(2026, 11, 16)),
        3: Entry(issued, date(2026, 11, 18), counts=False),
    }
    tasks = [replace(TASK, id=number) for number in (1, 2, 3, 4)]
    report = make_report(NOVEMBER, known(*tasks, entered=entered))
    unit = report.units[0]
    assert (unit.entry_days, unit.entered_late, unit.entered) == (2, 1, 2)
    assert report.entered_late == Rate(1, 2)
    slack = make_report(
        replace(NOVEMBER, entry_limit=2), known(*tasks, entered=entered)
    )
    assert slack.entered_late == Rate(0, 2)


def test_where_there_is_nothing_to_say_an_earlier_report_keeps_its_fingerprint() -> (
    None
):
    facts = facts_of(make_report(NOVEMBER, known(TASK)))
    assert "undated_products" not in facts
    assert all("entered_late" not in unit for unit in facts["units"])
    assert len(fingerprint_of(facts)) == 64


def test_what_came_with_the_first_register_has_no_time_of_entry() -> None:
    """A register of 2021 that is read in 2026 was not entered 2,000 days late."""
    old = Entry(date(2021, 5, 4), date(2026, 11, 18), counts=False)
    report = make_report(NOVEMBER, known(TASK, entered={1: old}))
    assert report.units[0].entry_days is None
    assert "Thời gian nhập" not in dict(sheets(report))
