"""A file's word and a person's, as text: columns of a task with their values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from domain.tasks import Progress
from locales import formats
from locales.catalog import N_, Words
from locales.render.names import PROGRESS

Side = Iterable[tuple[str, str]]

COLUMNS: Mapping[str, str] = {
    "progress": N_("state"),
    "percent": N_("percent"),
    "done_on": N_("done on"),
    "due_on": N_("deadline"),
    "result": N_("result"),
    "content": N_("content"),
    "note": N_("note"),
    "tracking_unit_id": N_("tracking unit"),
    "support_units": N_("co-operating units"),
}


def named(column: str, words: Words) -> str:
    return words(COLUMNS.get(column, column))


def valued(column: str, value: str, words: Words) -> str:
    """As people write it; `value` is as JSON keeps it."""
    if column == "progress":
        return words(PROGRESS[Progress(value)])
    if column.endswith("_on"):
        return formats.day(date.fromisoformat(value))
    return f"{value}%" if column == "percent" else value


def place_of(file: str, sheet: str, row: int, words: Words) -> str:
    """Where a file says it. Another system's tasks have no row, but its own number."""
    if not row:
        return ", ".join(filter(None, (file, sheet)))
    if not sheet:
        return words("{file}, row {row}").format(file=file, row=row)
    said = words("{file}, sheet “{sheet}”, row {row}")
    return said.format(file=file, sheet=sheet, row=row)


def side(columns: Side, words: Words) -> str:
    """In one line."""
    return ", ".join(valued(name, value, words) for name, value in columns)
