"""All files of a report, one after the other. To be run in a thread."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from domain.figures import Summary, UnitCounts
from domain.papers import Papers
from domain.report_facts import SHOWN, facts_of, fingerprint_of
from domain.reports import Report
from domain.summary_notices import PACKAGED, PUBLIC, FileKind
from files.reports.drafts import Draft, drafts, main_draft
from files.reports.drawn_up import file_name
from files.reports.letters import reminders
from files.reports.paper import Paper
from files.reports.plain import write_csv, write_json
from files.reports.surveys import division_package, undated_report
from locales.catalog import Words

File = tuple[str, Callable[[], bytes]]  # its name, and what makes its content
PAPERS: Mapping[FileKind, Draft] = {
    FileKind.PAPER: main_draft,
    FileKind.UNDATED: undated_report,
    FileKind.PACKAGE: division_package,
}


def files_of(
    report: Report,
    papers: Papers,
    fingerprint: str,
    words: Words,
    *,
    released: bool,
) -> Iterator[File]:
    """The draft papers, the workbook, the chart; for the portal what was released.

    Of figures within somebody's limits there are no papers of the office: a division
    has its package, a unit its figures.
    """
    yield from _papers_of(report, papers, fingerprint)
    yield file_of(FileKind.BOOK, report, papers, fingerprint, words)
    yield file_of(FileKind.CHART, report, papers, fingerprint, words)
    for public in PUBLIC if released else ():
        yield file_of(public, report, papers, fingerprint, words)


def _papers_of(report: Report, papers: Papers, fingerprint: str) -> Iterator[File]:
    if report.scope.everything:
        written = drafts(report, papers, fingerprint)
    elif report.scope.divisions and report.asked.period.kind in PACKAGED:
        written = iter([division_package(report, papers, fingerprint)])
    else:
        return
    for paper in written:
        yield f"{paper.name}.docx", _docx(paper)


def file_of(
    kind: FileKind, report: Report, papers: Papers, fingerprint: str, words: Words
) -> File:
    """One of the files that the chat brings."""
    if kind in PAPERS:
        paper = PAPERS[kind](report, papers, fingerprint)
        return f"{paper.name}.docx", _docx(paper)
    match kind:
        case FileKind.LETTERS:
            letters = list(reminders(report, papers, fingerprint))
            return _together(file_name("don-doc", report), letters)
        case FileKind.CHART:
            return f"{file_name('bieu-do', report)}.png", lambda: _chart(
                report, words, fingerprint
            )
        case FileKind.CSV:
            return f"{file_name('cong-khai', report)}.csv", lambda: write_csv(report)
        case FileKind.JSON:
            return f"{file_name('cong-khai', report)}.json", lambda: write_json(report)
    return f"{file_name('so-lieu', report)}.xlsx", lambda: _workbook(
        report, fingerprint
    )


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
            UnitCounts(unit.unit_id, unit.name, unit.cumulative, unit.earlier)
            for unit in report.units
            if unit.cumulative.total or unit.earlier.total
        ),
    )


def _together(name: str, papers: Sequence[Paper]) -> File:
    """Each is a draft of its own, with its own number to come: several go in a .zip."""
    if len(papers) == 1:
        return f"{papers[0].name}.docx", _docx(papers[0])
    return f"{name}.zip", lambda: _packed(papers)


def _packed(papers: Sequence[Paper]) -> bytes:
    kept = io.BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as packed:
        for paper in papers:
            entry = ZipInfo(f"{paper.name}.docx")  # without a time: it is a draft
            packed.writestr(entry, _docx(paper)(), ZIP_DEFLATED)
    return kept.getvalue()


# The libraries are heavy, and an idle program has none of them: each is loaded here.
def _docx(paper: Paper) -> Callable[[], bytes]:
    def write() -> bytes:
        from files.reports.docx_paper import write_docx

        return write_docx(paper)

    return write


def _workbook(report: Report, fingerprint: str) -> bytes:
    from files.reports.workbook import write_workbook

    return write_workbook(report, fingerprint)


def _chart(report: Report, words: Words, fingerprint: str) -> bytes:
    from files.reports.chart import draw_chart

    code = fingerprint[:SHOWN]
    return draw_chart(summary_of(report), words, unit=report.unit, code=code)
