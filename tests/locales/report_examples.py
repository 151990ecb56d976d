"""Files of a report, in their telling shapes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from domain.calendar import WorkingCalendar
from domain.figures import Summary
from domain.reports import Asked, Known, Report, make_report
from domain.standings import Standing
from domain.summary_notices import Drawn, FileKind, ReportFile
from domain.tasks import Progress

LATE = Standing(
    id=12,
    progress=Progress.IN_PROGRESS,
    assigned_on=date(2026, 11, 2),
    due_on=date(2026, 11, 12),
    done_on=None,
    lead_unit_id=1,
)
UNDATED = replace(LATE, id=13, due_on=None)


def report_of(summary: Summary, *tasks: Standing) -> Report:
    known = Known(tasks, (), WorkingCalendar({}), {1: "Sở <Nội vụ>"})
    return make_report(Asked(summary.period, summary.as_of), known)


def report_files(summary: Summary) -> Iterator[ReportFile]:
    """A draft with others beside it; a package as it is drawn up, and as it comes."""
    file = ReportFile(
        "bao-cao.docx",
        b"PK",
        FileKind.PAPER,
        summary.period,
        summary.as_of,
        "",
        "c8e158e89958f00d",
    )
    for tasks in ((), (LATE,), (LATE, UNDATED)):
        yield replace(file, drawn=Drawn(report_of(summary, *tasks), "chat", 7))
    package = replace(file, kind=FileKind.PACKAGE, unit="Phòng Nội chính", unit_id=3)
    yield package
    yield replace(package, is_own=True)
