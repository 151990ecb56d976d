"""`report`: a paper of 500 rows, a workbook of 50,000, a chart of 130 units."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Callable
from datetime import date

from docx import Document

from domain.calendar import WorkingCalendar
from domain.papers import Papers
from domain.periods import Period
from domain.reports import Asked, Known, Report, Wording, make_report
from domain.standings import Standing
from domain.tasks import Progress
from files.reports.chart import draw_chart
from files.reports.docx_paper import write_docx
from files.reports.making import summary_of
from files.reports.monthly import monthly_report
from files.reports.workbook import write_workbook
from locales.catalog import Catalog
from tests.bench.databases import Databases
from tests.bench.figures import Budget, Line, Runs, spending
from tests.bench.sizes import Size

MAY = Period.month(2021, 5)
END = date(2021, 5, 31)
UNITS = {number: f"Đơn vị số {number}" for number in range(1, 131)}
ROWS = 500
LINES = 50_000
MB = 1_000_000
CODE = "c8e158e89958f00d"


async def report(_databases: Databases, size: Size) -> list[Line]:
    words, few = Catalog.load().words("vi"), _report(ROWS)
    paper = monthly_report(few, Papers(), CODE)
    summary = summary_of(few)
    runs = Runs()
    for _ in range(size.runs + 1):  # the first loads the libraries
        _time(runs, "docx", lambda: write_docx(paper))
        _time(runs, "docx by cells", lambda: _by_cells(paper.appendices[1].table.rows))
        _time(runs, "chart", lambda: draw_chart(summary, words))
    for times in runs.by_name.values():
        del times[0]
    many = _report(min(LINES, size.tasks))
    return [
        Line("paper of 500 rows", _spent(runs, "docx"), _at_most(0.15)),
        Line("its table by python-docx", _spent(runs, "docx by cells")),
        Line("chart of 130 units", _spent(runs, "chart"), _at_most(0.35)),
        Line(f"workbook of {len(many.followed):,} rows", {"MB": _memory(many)}),
    ]


def _spent(runs: Runs, name: str) -> dict[str, float]:
    return {"s": 1 / runs.per_second(name), "CPU s": runs.cpu_ms(name) / 1_000}


def _at_most(seconds: float) -> tuple[Budget, ...]:
    return (Budget("s", at_most=seconds),)


def _time(runs: Runs, name: str, make: Callable[[], object]) -> None:
    with spending(1) as spent:
        make()
    runs.add(name, spent)


def _by_cells(rows: object) -> bytes:
    """As the library's own tutorial does it."""
    document = Document()
    table = document.add_table(rows=0, cols=7)
    assert isinstance(rows, list)
    for row in rows:
        for cell, said in zip(table.add_row().cells, row, strict=True):
            cell.text = str(said)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _memory(report: Report) -> float:
    """What writing adds at its peak."""
    tracemalloc.start()
    write_workbook(report, CODE)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / MB


def _report(tasks: int) -> Report:
    """Every task is overdue: all of them are listed."""
    overdue = date(2021, 5, 20)
    now = [
        Standing(n, Progress.IN_PROGRESS, date(2021, 5, 4), overdue, None, 1 + n % 130)
        for n in range(tasks)
    ]
    said = Wording(
        number="1302/UBND-TH",
        issued_on=date(2021, 5, 4),
        content="Rà soát, đối chiếu số liệu biên chế của các cơ quan, đơn vị",
    )
    wordings = {task.id: said for task in now}
    known = Known(now, now, WorkingCalendar({}), UNITS, wordings=wordings)
    return make_report(Asked(MAY, END), known)
