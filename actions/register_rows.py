"""A register's row as columns: of its document, its task, its evidence.

A row of an import and the row of the import before it go through the same functions;
what differs between the two results is what the file changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from domain.folding import fold
from domain.register import RegisterRow
from domain.register_units import ResolvedRow
from domain.replies import DocumentRef
from domain.tasks import Progress
from locales.reading.documents import document_key, find_document
from models.queries.registers import NO_YEAR, DocumentIdentity

Columns = Mapping[str, Any]

LONG_AGO = date(1970, 1, 1)
# What says how far a task is; of these a person's word outweighs the register's.
PROGRESS_COLUMNS = ("progress", "percent", "done_on", "result")
# A register names who signed; the title taken away, it is the body that issued.
TITLE = re.compile(
    r"^(?:(?:KT|TM|TL|TUQ|Q)\.\s*)?(?:(?:phó|quyền)\s+)?"
    r"(?:chủ tịch|chánh|giám đốc)\s+(?=\S)",
    re.IGNORECASE,
)


def issuer_of(row: RegisterRow) -> str:
    """UBND tỉnh of "Phó Chủ tịch UBND tỉnh": one number is one document of a body."""
    return body_of(row.signer or row.assigned_by)


def body_of(signer: str) -> str:
    return TITLE.sub("", signer)[:200]


def year_of(row: RegisterRow) -> int:
    return row.year or NO_YEAR


def document_identity(row: RegisterRow) -> DocumentIdentity:
    return row.key[:60], year_of(row), issuer_of(row)


def document_columns(row: RegisterRow) -> dict[str, Any]:
    """Texts are cut to what the table holds."""
    return {
        "number": row.number[:60],
        "key": row.key[:60],
        "year": year_of(row),
        "issuer": issuer_of(row),
        "kind": row.document_kind[:100],
        "abstract": row.abstract,
        "issued_on": row.issued_on,
        "signer": (row.signer or row.assigned_by)[:200],
        "submitting_unit": row.submitting_unit[:250],
        "urgency": row.urgency,
        "system": "",
        "external_id": "",
    }


def task_columns(row: RegisterRow, today: date) -> dict[str, Any]:
    """How the task stands by this row: the columns that follow from the row alone."""
    done = row.progress is Progress.DONE
    of_class = row.task_class
    return {
        "content": row.content,
        "folded": " ".join(_folded(x) for x in (row.number, row.abstract, row.content)),
        "scheme": row.scheme[:10] or None,
        "must_report": of_class.must_report if of_class else None,
        "has_deadline": of_class.has_deadline if of_class else None,
        "assigned_on": row.given_on or today,
        "due_on": row.due_on,
        "deadline_text": row.deadline_text[:250],
        "progress": row.progress,
        "percent": 100 if done else None,
        "done_on": row.done_on,
        "result": row.result or row.answer,
        "note": row.note,
        "drafter": row.drafter[:200],
    }


def before_done(columns: Columns) -> dict[str, Any]:
    """The task as it was assigned, before the register's word that it is done."""
    if columns["progress"] is not Progress.DONE:
        return dict(columns)
    return {
        **columns,
        "progress": Progress.NOT_STARTED,
        "percent": None,
        "done_on": None,
        "result": "",
    }


def evidence_columns(row: RegisterRow, zone: ZoneInfo) -> dict[str, Any]:
    """The answering document; its date only where its own cell says it."""
    named = _answer(row.answer)
    return {
        "number": (named.number if named else row.answer)[:80],
        "key": document_key(named.number if named else row.answer)[:80],
        "issued_on": named.issued_on if named else None,
        "signed_at": _instant(row.signed_at, zone),
        "sent_at": _instant(row.sent_at, zone),
        "digitally_signed": None,
    }


def _answer(said: str) -> DocumentRef | None:
    """ "Số 12/BC-STC ngày 05/11/2026": a date without its year stays unknown."""
    found = find_document(said, today=LONG_AGO) if " " in said else None
    if found and found.issued_on and found.issued_on <= LONG_AGO:
        return replace(found, issued_on=None)
    return found


def import_row(resolved: ResolvedRow, task_id: int, run_id: int) -> dict[str, Any]:
    """What the file says of a task, kept for the next one to be compared with."""
    row = resolved.row
    return {
        "task_id": task_id,
        "run_id": run_id,
        "sheet": row.sheet[:120],
        "row": row.row,
        "key": row.key[:60],
        "year": year_of(row),
        "lead_unit_id": resolved.lead,
        "fields": row.as_fields(),
        "current": True,
    }


def _instant(local: datetime | None, zone: ZoneInfo) -> datetime | None:
    return None if local is None else local.replace(tzinfo=zone)


@lru_cache(maxsize=4_096)  # the abstract of a document comes once for each task
def _folded(text: str) -> str:
    return fold(text)
