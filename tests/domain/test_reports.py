"""A report counts and lists the same tasks, whatever the register holds."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import WorkingCalendar
from domain.figures import Counts
from domain.periods import Period
from domain.report_facts import facts_of, fingerprint_of
from domain.reports import Asked, Known, Report, make_report
from domain.standings import Standing
from domain.tasks import OPEN, Progress

MAY = Period.month(2021, 5)
END = date(2021, 5, 31)
NAMES = {1: "Sở Y tế", 2: "Sở Xây dựng", 3: "Cục Thuế tỉnh"}

days = st.integers(-160, 30).map(lambda n: END + timedelta(days=n))


@st.composite
def standings(draw: st.DrawFn, number: int) -> Standing:
    progress = draw(st.sampled_from([*OPEN, Progress.DONE, Progress.DONE]))
    done = progress is Progress.DONE
    return Standing(
        id=number,
        progress=progress,
        assigned_on=min(draw(days), END),
        due_on=draw(st.none() | days),
        done_on=min(draw(days), END) if done and draw(st.booleans()) else None,
        lead_unit_id=draw(st.sampled_from(list(NAMES))),
        unsigned=done and draw(st.booleans()),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    now = [draw(standings(n)) for n in range(draw(st.integers(0, 25)))]
    before = [task for task in now if draw(st.booleans())]
    improper = {task.id: f"{task.id % 4}/UBND-TH" for task in now if task.id % 3 == 0}
    known = Known(now, before, WorkingCalendar({}), NAMES, improper=improper)
    return make_report(Asked(MAY, END), known)


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
    assert len(report.overdue) == report.cumulative.open_overdue == report.change.now
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
