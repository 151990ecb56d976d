"""A report counts and lists the same tasks, whatever the register holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given

from domain.calendar import WorkingCalendar
from domain.figures import Counts
from domain.papers import Papers
from domain.periods import Period
from domain.report_facts import facts_of, fingerprint_of
from domain.reports import Asked, Known, Report, make_report
from domain.scope import Scope
from domain.standings import Standing
from domain.tasks import Progress
from files.reports.comparing import ranking_table
from files.reports.surveys import yearly_report
from tests.reports import lang_son, reports


def added(counts: list[Counts]) -> Counts:
    return sum(counts, Counts())


@given(reports())
def test_the_units_add_up_to_the_whole(report: Report) -> None:
    assert added([unit.given for unit in report.units]) == report.given
    assert added([unit.due for unit in report.units]) == report.due
    assert added([unit.cumulative for unit in report.units]) == report.cumulative
    assert added([unit.earlier for unit in report.units]) == report.earlier


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


def test_a_unit_that_is_late_again_and_again_is_counted_so() -> None:
    """Late in March and twice in May, and one overdue; another unit is clean."""
    march, may = date(2021, 3, 10), date(2021, 5, 10)
    late = Standing(1, Progress.DONE, date(2021, 1, 4), march, date(2021, 3, 12), 1)
    tasks = [
        late,
        replace(late, id=2, due_on=may, done_on=date(2021, 5, 11)),
        replace(late, id=3, due_on=may, done_on=None, progress=Progress.IN_PROGRESS),
        replace(late, id=4, due_on=may, done_on=may),
        replace(late, id=5, done_on=march, lead_unit_id=2),
        replace(late, id=6, lead_unit_id=3),
        replace(late, id=7, lead_unit_id=4),
    ]
    names = {2: "Sở Tư pháp", 1: "Sở Y tế", 3: "Sở Xây dựng", 4: "Sở Nội vụ"}
    year = Asked(Period.year(2021), date(2021, 12, 31))
    report = make_report(year, Known(tasks, (), WorkingCalendar({}), names))
    worst, second, third, clean = report.ranking
    assert (worst.name, worst.late_times, worst.late_months) == ("Sở Y tế", 3, 2)
    assert (clean.name, clean.late_times, clean.late_months) == ("Sở Tư pháp", 0, 0)
    places = [row[1:3] for row in ranking_table(report.ranking).rows]
    assert places == [
        [1, "Sở Y tế"],
        [2, second.name],
        [2, third.name],
        [4, "Sở Tư pháp"],
    ]
    paper = yearly_report(report, Papers(), "0" * 64)
    assert len(paper.appendices) == 2
    said = " ".join(block.text for block in paper.body)
    assert "quá hạn từ 02 tháng trở lên trong kỳ: 01." in said


def test_figures_within_limits_have_a_code_of_their_own() -> None:
    """Else that of a division which tracks all there is would bring another paper."""
    report = lang_son()
    limited = (
        replace(report, scope=Scope(divisions=frozenset({1}))),
        replace(report, scope=Scope(divisions=frozenset({2}))),
        replace(report, scope=Scope(units=frozenset({1}))),
        replace(report, asked=replace(report.asked, unit_id=1)),
        report,
    )
    assert len({fingerprint_of(facts_of(one)) for one in limited}) == len(limited)
    assert "limits" not in facts_of(report)
