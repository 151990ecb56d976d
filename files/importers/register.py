"""A register: from the cells of its sheets to rows that the office's rules understand.

Importing reads, it never guesses: a row with a cell that is not understood stays out
and is listed with its number and column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from domain.register import (
    Column,
    FileProblem,
    LeftOut,
    Register,
    RegisterRow,
    RowProblem,
    UnreadableFile,
)
from domain.secret_symbols import Symbols
from files.importers.headers import Header, Mapped, cell_at, find_header
from files.importers.headings import Headings, is_total, only_text
from files.importers.layouts import ask_about
from files.importers.register_rows import Line, RowReader
from files.importers.row_dates import RowDates
from files.importers.secret_rows import SecretGuard, is_secret_title
from files.importers.task_rows import is_numbered, is_task
from files.opening.cells import Sheet, SheetRow, Workbook
from files.opening.text_encodings import looks_legacy

MOST_LOOKED_AT = 40  # rows by which old letters are recognised


def read_register(
    workbook: Workbook,
    *,
    today: date,
    mapped: Mapped | None = None,
    before_is_exclusive: bool = True,
    secret_symbols: Symbols = (),
) -> Register:
    """Read every sheet that is a register. Raises UnreadableFile.

    `today` (the office's date) gives a year to dates written without one; `mapped` says
    what headers mean that are not known by themselves; `before_is_exclusive`: whether
    "trước ngày 25" leaves until the 24th; `secret_symbols`: of what is left out.
    Takes about a second for 50,000 rows: from the event loop, call it in a thread.
    """
    sheets = find_registers(workbook, mapped or {}, secret_symbols)
    rows: list[RegisterRow] = []
    left_out: list[LeftOut] = []
    for sheet, header in sheets:
        dates = RowDates(today, before_is_exclusive=before_is_exclusive)
        reader = RowReader(header, dates, sheet=sheet.name)
        guard = SecretGuard(header, sheet, secret_symbols)
        read, refused = _read_sheet(sheet, header, guard, reader)
        rows += read
        left_out += refused
    if not rows and not left_out:
        raise UnreadableFile(FileProblem.EMPTY)
    columns: dict[Column, str] = {}
    for _, header in reversed(sheets):
        columns |= header.written
    names = ", ".join(sheet.name for sheet, _ in sheets)
    return Register(names, columns, tuple(rows), tuple(left_out))


def find_registers(
    workbook: Workbook, mapped: Mapped, symbols: Symbols = ()
) -> list[tuple[Sheet, Header]]:
    """The sheets with a register's header. Raises UnreadableFile."""
    found = [
        (sheet, header)
        for sheet in workbook.sheets
        if (header := find_header(sheet, mapped)) is not None
    ]
    for sheet in workbook.sheets:
        headers = {one.name: header for one, header in found}
        if is_secret_title(sheet, headers.get(sheet.name), symbols):
            raise UnreadableFile(FileProblem.SECRET)
    if found:
        return found
    if not any(sheet.rows for sheet in workbook.sheets):
        raise UnreadableFile(FileProblem.EMPTY)
    if any(map(has_old_letters, workbook.sheets)):
        raise UnreadableFile(FileProblem.OLD_LETTERS)
    raise ask_about(workbook, mapped)


def has_old_letters(sheet: Sheet) -> bool:
    said = (c for row in sheet.rows[:MOST_LOOKED_AT] for c in row.cells)
    return looks_legacy("\n".join(cell for cell in said if isinstance(cell, str)))


def _read_sheet(
    sheet: Sheet, header: Header, guard: SecretGuard, reader: RowReader
) -> tuple[list[RegisterRow], list[LeftOut]]:
    rows: list[RegisterRow] = []
    left_out: list[LeftOut] = []

    def lines() -> Iterator[Line]:
        for row, said, is_secret in task_rows(sheet, header, guard):
            if is_secret:
                secret = LeftOut(row.number, None, RowProblem.SECRET, sheet=sheet.name)
                left_out.append(secret)
            else:
                yield row, said

    for one in reader.read(lines()):
        if isinstance(one, RegisterRow):
            rows.append(one)
        else:
            left_out.append(one)
    return rows, sorted(left_out, key=lambda one: one.row)


def task_rows(
    sheet: Sheet, header: Header, guard: SecretGuard
) -> Iterator[tuple[SheetRow, Mapping[Column, str], bool]]:
    """The rows that speak of a task, what stands over them, and whether it is secret.

    Not: a line of column numbers, the header repeated on a new page, headings of
    chapters, totals, and the places for signatures.
    """
    headings = Headings(header.places)
    at = header.places.get(Column.NUMBER)
    for row in sheet.rows:
        if row.number <= header.last:
            continue
        if is_numbered(cell_at(row.cells, at)):  # most rows, at once
            yield row, headings.said, guard.is_secret_row(row)
            continue
        if is_total(row.cells):
            continue
        is_secret = guard.is_secret_row(row)
        if not is_secret and headings.take(row.cells):
            continue
        if is_task(header, row) or (is_secret and only_text(row.cells)):
            yield row, headings.said, is_secret
