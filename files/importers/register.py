"""A register: from the cells of a sheet to rows that the office's rules understand.

Importing reads, it never guesses: a row with a cell that is not understood stays out
and is listed with its number and column.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.register import (
    FileProblem,
    LeftOut,
    Register,
    RegisterRow,
    RowProblem,
    UnreadableFile,
)
from files.importers.cells import Sheet, SheetRow, Workbook
from files.importers.headers import Header, find_header
from files.importers.register_row import RowReader
from files.importers.secret_rows import SecretGuard
from files.importers.texts import CellFault


def read_register(workbook: Workbook, *, today: date) -> Register:
    """Read the first sheet that is a register. Raises UnreadableFile.

    `today` (the office's date) gives a year to dates written without one. Takes about
    a second for 50,000 rows: from the event loop, call it in a thread.
    """
    sheet, header = find_register(workbook)
    guard = SecretGuard(header)
    if guard.is_secret_title(sheet):
        raise UnreadableFile(FileProblem.SECRET)
    reader = RowReader(header, today=today)
    rows: list[RegisterRow] = []
    left_out: list[LeftOut] = []
    for row in task_rows(sheet, header):
        if guard.is_secret_row(row):
            left_out.append(LeftOut(row.number, None, RowProblem.SECRET))
            continue
        try:
            rows.append(reader.read(row))
        except CellFault as fault:
            written = header.written.get(fault.column)
            left_out.append(LeftOut(row.number, written, fault.problem, fault.detail))
    if not rows and not left_out:
        raise UnreadableFile(FileProblem.EMPTY)
    return Register(sheet.name, header.written, tuple(rows), tuple(left_out))


def find_register(workbook: Workbook) -> tuple[Sheet, Header]:
    """The first sheet with a register's header row. Raises UnreadableFile."""
    for sheet in workbook.sheets:
        header = find_header(sheet)
        if header is not None:
            return sheet, header
    is_empty = not any(sheet.rows for sheet in workbook.sheets)
    raise UnreadableFile(FileProblem.EMPTY if is_empty else FileProblem.UNKNOWN_LAYOUT)


def task_rows(sheet: Sheet, header: Header) -> Iterator[SheetRow]:
    """The rows under the header that speak of a task.

    Not: a line of column numbers, the header repeated on a new page, headings of
    chapters, totals, and the places for signatures.
    """
    for row in sheet.rows:
        if row.number > header.row and header.is_task(row):
            yield row
