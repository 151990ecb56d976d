"""The columns of a register by plain names, and what a row says in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from domain.register import Column, RegisterRow
from domain.tasks import Progress, Urgency
from locales import formats
from locales.catalog import N_, Words
from locales.render.names import PROGRESS, URGENCY

NAMES: Mapping[Column, str] = {
    Column.NUMBER: N_("number of the document"),
    Column.DOCUMENT_KIND: N_("kind of document"),
    Column.ABSTRACT: N_("abstract"),
    Column.ISSUED_ON: N_("date of issue"),
    Column.SIGNER: N_("signer"),
    Column.SUBMITTING_UNIT: N_("submitting unit"),
    Column.LEAD_UNIT: N_("lead unit"),
    Column.SUPPORT_UNITS: N_("co-operating units"),
    Column.TRACKING_UNIT: N_("tracking unit"),
    Column.CONTENT: N_("content"),
    Column.DEADLINE: N_("deadline"),
    Column.STATUS: N_("state"),
    Column.DONE_ON: N_("done on"),
    Column.ASSIGNED_ON: N_("assigned on"),
    Column.ASSIGNED_BY: N_("assigned by"),
    Column.ANSWER: N_("answering document"),
    Column.RESULT: N_("result"),
    Column.SIGNED_AT: N_("time of signing"),
    Column.SENT_AT: N_("time of sending"),
    Column.TASK_CLASS: N_("class of the task"),
    Column.URGENCY: N_("degree of urgency"),
    Column.SECRECY: N_("degree of secrecy"),
    Column.DRAFTER: N_("drafter"),
    Column.PROCEDURE: N_("keeping of the procedure"),
    Column.NOTE: N_("note"),
}
# A row's fields that bear another name than their column.
OF_COLUMN = {
    "due_on": Column.DEADLINE,
    "deadline_text": Column.DEADLINE,
    "progress": Column.STATUS,
    "scheme": Column.TASK_CLASS,
}


def columns_read(columns: Iterable[tuple[str, Column]], words: Words) -> str:
    """ "Hạn XL → thời hạn; …": the header as written, and what it was taken for."""
    return "; ".join(f"{header} → {words(NAMES[c])}" for header, c in columns)


def column_of(field: str) -> Column:
    return OF_COLUMN.get(field) or Column(field)


def said_in(row: RegisterRow, column: Column, words: Words) -> str:
    """As people write it; a dash where the row says nothing."""
    match column:
        case Column.DEADLINE:
            said = row.deadline_text or _text(row.due_on, words)
        case Column.STATUS:
            said = words(PROGRESS[Progress(row.progress)])
        case Column.TASK_CLASS:
            parts = row.scheme, row.task_class.value if row.task_class else ""
            said = "_".join(filter(None, parts))
        case _:
            said = _text(getattr(row, column.value), words)
    return said or "–"


def _text(value: Any, words: Words) -> str:
    match value:
        case None:
            return ""
        case bool():
            return words("yes") if value else words("no")
        case Urgency():
            return words(URGENCY[value])
        case datetime():
            return f"{value:%d/%m/%Y %H:%M}"
        case date():
            return formats.day(value)
        case tuple():
            return ", ".join(value)
    return str(value)
