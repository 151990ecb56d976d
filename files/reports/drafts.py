"""Which papers a period has: one table, from which the terminal and the chat take."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from domain.papers import Papers
from domain.periods import Kind
from domain.reports import Report
from files.reports.letters import quarterly_letter, reminders
from files.reports.monthly import monthly_report
from files.reports.paper import Paper
from files.reports.surveys import division_package, undated_report, yearly_report

Draft = Callable[[Report, Papers, str], Paper]

MAIN: Mapping[Kind, Draft] = {
    "week": division_package,
    "month": monthly_report,
    "quarter": quarterly_letter,
    "year": yearly_report,
    "range": monthly_report,
}


def main_draft(report: Report, papers: Papers, fingerprint: str) -> Paper:
    """The paper that a period is known for."""
    return MAIN[report.asked.period.kind](report, papers, fingerprint)


def drafts(report: Report, papers: Papers, fingerprint: str) -> Iterator[Paper]:
    """All that a report of the whole office gives cause to write."""
    yield main_draft(report, papers, fingerprint)
    if report.undated:
        yield undated_report(report, papers, fingerprint)
    yield from reminders(report, papers, fingerprint)
