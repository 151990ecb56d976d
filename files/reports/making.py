"""All files of a report, one after the other. To be run in a thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from domain.figures import Summary, UnitCounts
from domain.papers import Papers
from domain.report_facts import facts_of, fingerprint_of, period_code
from domain.reports import Report
from files.reports.drafts import drafts
from files.reports.paper import Paper
from files.reports.plain import write_csv, write_json
from files.reports.surveys import division_package
from locales.catalog import Words

File = tuple[str, Callable[[], bytes]]  # its name, and what makes its content


def files_of(
    report: Report, papers: Papers, fingerprint: str, words: Words
) -> Iterator[File]:
    """The draft papers, the workbook, the chart, and what may be made public."""
    code = period_code(report)
    for paper in drafts(report, papers, fingerprint):
        yield f"{paper.name}.docx", _docx(paper)
    yield f"so-lieu-{code}.xlsx", lambda: _workbook(report, fingerprint)
    yield f"bieu-do-{code}.png", lambda: _chart(report, words)
    yield f"cong-khai-{code}.csv", lambda: write_csv(report)
    yield f"cong-khai-{code}.json", lambda: write_json(report)


def packages_of(reports: Sequence[Report], papers: Papers) -> Iterator[File]:
    """What each division sends to Phòng Tổng hợp (003, 4c)."""
    for report in reports:
        fingerprint = fingerprint_of(facts_of(report))
        paper = division_package(report, papers, fingerprint)
        yield f"{paper.name}.docx", _docx(paper)


def summary_of(report: Report) -> Summary:
    """The same figures as `/tongket` tells them."""
    return Summary(
        period=report.asked.period,
        as_of=report.asked.as_of,
        given=report.given,
        due=report.due,
        cumulative=report.cumulative,
        units=tuple(
            UnitCounts(unit.unit_id, unit.name, unit.cumulative)
            for unit in report.units
            if unit.cumulative.total
        ),
    )


# The libraries are heavy, and an idle program has none of them: each is loaded here.
def _docx(paper: Paper) -> Callable[[], bytes]:
    def write() -> bytes:
        from files.reports.docx_paper import write_docx

        return write_docx(paper)

    return write


def _workbook(report: Report, fingerprint: str) -> bytes:
    from files.reports.workbook import write_workbook

    return write_workbook(report, fingerprint)


def _chart(report: Report, words: Words) -> bytes:
    from files.reports.chart import draw_chart

    return draw_chart(summary_of(report), words, unit=report.unit)
