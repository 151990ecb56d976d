"""What is not right in the register, found by the database itself.

Says the same as `domain.data_quality.findings_of`, so that the two can be held against
each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Select,
    and_,
    case,
    column,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    values,
)
from sqlalchemy.orm import aliased

from domain.calendar import DAY
from domain.data_notices import FoundTask
from domain.data_quality import MENDED, NUMBER, Checked, Finding, Yardstick, issue_days
from domain.tasks import OPEN, Progress, Urgency
from models.base import Instant
from models.queries.registers import NO_YEAR
from models.queries.scopes import led_within
from models.tables import Document, ImportRow, ImportRun, Task, Unit
from models.work import Reads

CHAT = "giaoviec"  # the profile of what was given in the chat
Query = Select[*tuple[Any, ...]]
Conditions = Mapping[Finding, ColumnElement[bool]]

_OTHER = aliased(Document)
_DRAFTED = aliased(Task)
_OPEN = Task.progress.in_(OPEN)
_SHARES_NUMBER = exists().where(
    _OTHER.key == Document.key,
    _OTHER.id != Document.id,
    Document.key != "",
    or_(
        _OTHER.year == Document.year,
        _OTHER.year == NO_YEAR,
        Document.year == NO_YEAR,
    ),
)
_FROM_REGISTER = exists().where(
    ImportRow.task_id == Task.id,
    ImportRun.id == ImportRow.run_id,
    ImportRun.profile != CHAT,
)
_FIRST_RUNS = (
    select(func.min(ImportRun.id))
    .where(ImportRun.profile != CHAT, ImportRun.undone_at.is_(None))
    .group_by(ImportRun.profile)
)
CAME_FIRST = exists().where(
    ImportRow.task_id == Task.id, ImportRow.run_id.in_(_FIRST_RUNS)
)


def _days(reads: Reads, by: Yardstick) -> CTE:
    """Of each day of the year: from when on its documents are entered late, and from
    when on a hỏa tốc of it is."""
    rows = [
        (day, _start(reads, by.last_day(day) + DAY), _start(reads, day + DAY))
        for day in issue_days(by)
    ]
    named = (
        column("day", Date),
        column("late_from", Instant),
        column("urgent_from", Instant),
    )
    return values(*named, name="days").data(rows).cte("days")


def _start(reads: Reads, day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=reads.zone)


def _conditions(by: Yardstick, days: CTE) -> Conditions:
    this_year = and_(Task.assigned_on >= by.since, Task.progress != Progress.CANCELLED)
    number = func.coalesce(Document.number, "")
    names_drafters = exists(select(_DRAFTED.id).where(_DRAFTED.drafter != ""))
    return {
        Finding.NO_CLASS: and_(
            _OPEN, or_(Task.must_report.is_(None), Task.has_deadline.is_(None))
        ),
        Finding.NO_DRAFTER: and_(
            _OPEN, Task.drafter == "", _FROM_REGISTER, names_drafters
        ),
        Finding.ODD_NUMBER: and_(_OPEN, ~number.regexp_match(NUMBER)),
        Finding.DUE_BEFORE_ISSUE: and_(_OPEN, Task.due_on < Document.issued_on),
        Finding.DUPLICATE_NUMBER: and_(_OPEN, _SHARES_NUMBER),
        Finding.UNIT_DISSOLVED: and_(_OPEN, Unit.valid_to < by.today),
        Finding.NO_DEADLINE: and_(
            this_year, Task.must_report.is_(True), Task.due_on.is_(None)
        ),
        Finding.ENTERED_LATE: and_(
            this_year, Task.entered_at >= days.c.late_from, ~CAME_FIRST
        ),
        Finding.URGENT_LATE: and_(
            this_year,
            Document.urgency == Urgency.FLASH,
            Task.entered_at >= days.c.urgent_from,
            ~CAME_FIRST,
        ),
    }


def _looked_at(one: Checked) -> ColumnElement[bool]:
    recent = or_(_OPEN, Task.assigned_on >= one.by.since)
    return and_(recent, led_within(one.scope))


def _joined(query: Query, days: CTE) -> Query:
    return (
        query.select_from(Task)
        .join(Unit, Unit.id == Task.lead_unit_id)
        .outerjoin(Document, Document.id == Task.document_id)
        # As an expression: SQLite makes no index for a column of another affinity, and
        # would look through all days for each task.
        .outerjoin(days, days.c.day == func.coalesce(Document.issued_on, null()))
    )


async def count_findings(
    reads: Reads, checked: Checked
) -> tuple[dict[Finding, int], int]:
    """Tasks of each finding, and the documents that name no deadline; one statement."""
    days = _days(reads, checked.by)
    wrong = _conditions(checked.by, days)
    undated = case((wrong[Finding.NO_DEADLINE], Task.document_id))
    counted = _counted(wrong, tuple(wrong))
    query = _joined(select(*counted, func.count(undated.distinct())), days)
    row = (await reads.session.execute(query.where(_looked_at(checked)))).one()
    *counts, documents = row
    return dict(zip(wrong, counts, strict=True)), documents


async def count_to_mend(reads: Reads, checked: Checked) -> dict[Finding, int]:
    """Of `MENDED` alone: only what is open is looked at, not all of the year."""
    days = _days(reads, checked.by)
    counted = _counted(_conditions(checked.by, days), MENDED)
    query = _joined(select(*counted), days).where(_OPEN, led_within(checked.scope))
    row = (await reads.session.execute(query)).one()
    return dict(zip(MENDED, row, strict=True))


def _counted(wrong: Conditions, which: Sequence[Finding]) -> list[ColumnElement[int]]:
    return [func.count(case((wrong[one], literal(1)))) for one in which]


async def divisions_to_mend(reads: Reads, by: Yardstick) -> set[int | None]:
    """The divisions that track a task of which something is to be mended; None: nobody
    tracks it."""
    days = _days(reads, by)
    wrong = _conditions(by, days)
    query = _joined(select(Task.tracking_unit_id).distinct(), days)
    mended = or_(*(wrong[one] for one in MENDED))
    return set(await reads.session.scalars(query.where(_OPEN, mended)))


def _found(reads: Reads, checked: Checked, finding: Finding) -> Query:
    """The newest first."""
    days = _days(reads, checked.by)
    named = (
        *(Task.id, Task.version, Task.content, Task.due_on, Task.entered_at),
        *(Document.number, Document.issued_on, Unit.valid_to),
        Unit.name.label("unit"),
        func.count().over().label("total"),
    )
    wrong = and_(_looked_at(checked), _conditions(checked.by, days)[finding])
    query = _joined(select(*named), days).where(wrong)
    return query.order_by(Task.assigned_on.desc(), Task.id.desc())


async def found_tasks(
    reads: Reads,
    checked: Checked,
    finding: Finding,
    *,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[tuple[FoundTask, ...], int]:
    """Some of them, and how many there are in all; (…, 0) beyond the end."""
    query = _found(reads, checked, finding).limit(limit).offset(offset)
    rows = (await reads.session.execute(query)).all()
    lines = tuple(
        FoundTask(
            id=row.id,
            version=row.version,
            content=row.content,
            unit=row.unit,
            number=row.number or "",
            issued_on=row.issued_on,
            due_on=row.due_on,
            entered_on=row.entered_at.astimezone(reads.zone).date(),
            unit_ended_on=row.valid_to,
        )
        for row in rows
    )
    return lines, rows[0].total if rows else 0
