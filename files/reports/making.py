"""All files of a report, one after the other. To be run in a thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from domain.figures import Summary, UnitCounts
from domain.papers import Papers
from domain.report_facts import facts_of, fingerprint_of
from domain.reports import Report
from domain.summary_notices import PUBLIC, FileKind
from files.reports.drafts import drafts, main_draft
from files.reports.drawn_up import file_name
from files.reports.paper import Paper
from files.reports.plain import write_csv, write_json
from files.reports.surveys import division_package
from locales.catalog import Words

File = tuple[str, Callable[[], bytes]]  # its name, and what makes its content


def files_of(
    report: Report,
    papers: Papers,
    fingerprint: str,
    words: Words,
    *,
    released: bool,
) -> Iterator[File]:
    """The draft papers, the workbook, the chart; for the portal what was released."""
    for paper in drafts(report, papers, fingerprint):
        yield f"{paper.name}.docx", _docx(paper)
    yield file_of(FileKind.BOOK, report, papers, fingerprint, words)
    yield file_of(FileKind.CHART, report, papers, fingerprint, words)
    for public in PUBLIC if released else ():
        yield file_of(public, report, papers, fingerprint, words)


def file_of(
    kind: FileKind, report: Report, papers: Papers, fingerprint: str, words: Words
) -> File:
    """One of the files that the chat brings."""
    match kind:
        case FileKind.CHART:
            return f"{file_name('bieu-do', report)}.png", lambda: _chart(report, words)
        case FileKind.BOOK:
            return f"{file_name('so-lieu', report)}.xlsx", lambda: _workbook(
                report, fingerprint
            )
        case FileKind.PAPER:
            paper = main_draft(report, papers, fingerprint)
            return f"{paper.name}.docx", _docx(paper)
        case FileKind.CSV:
            return f"{file_name('cong-khai', report)}.csv", lambda: write_csv(report)
        case FileKind.JSON:
            return f"{file_name('cong-khai', report)}.json", lambda: write_json(report)
        case FileKind.PACKAGE:
            paper = division_package(report, papers, fingerprint)
            return f"{paper.name}.docx", _docx(paper)


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
        earlier=report.earlier,
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
