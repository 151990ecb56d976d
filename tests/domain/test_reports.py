"""A report counts and lists the same tasks, whatever the register holds."""

from __future__ import annotations

from hypothesis import given

from domain.figures import Counts
from domain.report_facts import facts_of, fingerprint_of
from domain.reports import Report
from tests.reports import reports


def added(counts: list[Counts]) -> Counts:
    return sum(counts, Counts())


@given(reports())
def test_the_units_add_up_to_the_whole(report: Report) -> None:
    assert added([unit.given for unit in report.units]) == report.given
    assert added([unit.due for unit in report.units]) == report.due
    assert added([unit.cumulative for unit in report.units]) == report.cumulative


@given(reports())
def test_the_lists_have_as_many_tasks_as_the_figures_say(report: Report) -> None:
    assert len(report.late) == report.due.done_late
    overdue = report.cumulative.open_overdue + report.earlier.open_overdue
    assert len(report.overdue) == overdue == report.change.now
    assert all(task.days_late > 0 for task in report.overdue)


@given(reports())
def test_the_facts_add_up(report: Report) -> None:
    facts = facts_of(report)
    assert facts["open_total"] == (
        facts["open_in_term"] + facts["open_overdue"] + facts["no_deadline"]
    )
    assert facts["done"] == (
        facts["done_on_time"]
        + facts["done_late"]
        + facts["done_no_deadline"]
        + facts["done_undated"]
    )
    assert facts["total"] == facts["done"] + facts["open_total"]
    assert facts["due"] == (
        facts["on_time"] + facts["late"] + facts["open"] + report.due.done_undated
    )
    assert fingerprint_of(facts) == fingerprint_of(facts_of(report))


@given(reports())
def test_units_that_are_clean_are_among_those_with_tasks(report: Report) -> None:
    completed, clean = report.units_completed, report.units_on_time
    assert clean.numerator <= completed.numerator <= completed.denominator
