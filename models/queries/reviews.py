"""The monthly review: what a unit has to look through, and who has sent it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import case, func, or_, select

from domain.calendar import DAY, add_months
from domain.cycle_notices import ReportDue, Review, ReviewState, Span
from domain.tasks import OPEN, Progress
from models.queries.due import receipts, units_with_open_tasks
from models.queries.people import unit_names
from models.tables import MonthlyReceipt, Task, Unit
from models.work import Reads, Work


async def read_review(
    reads: Reads, unit_id: int, month: str, *, due_on: date, heads_up: bool
) -> Review:
    """The open tasks that the unit leads or tracks, counted."""
    late = case((Task.due_on < reads.today, 1), else_=0)
    waits = case((Task.progress == Progress.REPORTED, 1), else_=0)
    row = (
        await reads.session.execute(
            select(
                func.count(),
                func.coalesce(func.sum(late), 0),
                func.coalesce(func.sum(waits), 0),
            ).where(
                Task.progress.in_(OPEN),
                or_(Task.lead_unit_id == unit_id, Task.tracking_unit_id == unit_id),
            )
        )
    ).one()
    name = await reads.session.scalar(select(Unit.name).where(Unit.id == unit_id))
    return Review(
        unit_id=unit_id,
        unit=name or "",
        month=month,
        due_on=due_on,
        heads_up=heads_up,
        open=row[0],
        overdue=row[1],
        to_confirm=row[2],
    )


async def read_review_state(reads: Reads, month: str) -> ReviewState:
    """Every unit with open tasks, by whether it has sent its review."""
    leads, divisions = await units_with_open_tasks(reads, before=reads.now)
    sent = await receipts(reads, month)
    received = await _received(reads, month)
    names = await unit_names(reads, sorted(leads | divisions | sent))
    return ReviewState(
        month=month,
        sent=tuple(name for unit, name in names.items() if unit in sent),
        missing=tuple(name for unit, name in names.items() if unit not in sent),
        received=tuple(name for unit, name in names.items() if unit in received),
    )


def subject_of_state(month: str) -> str:
    """Of the lists that say who has sent the review of a month."""
    return f"review_state:{month}"


async def mark_received(work: Work, unit_id: int, month: str, *, by: int) -> bool:
    """The package of a unit is there; False for one that was not sent. The first word
    stands."""
    row = await work.session.get(MonthlyReceipt, (unit_id, month))
    if row is not None and row.received_at is None:
        row.received_at, row.received_by = work.now, by
    return row is not None


async def _received(reads: Reads, month: str) -> set[int]:
    found = await reads.session.scalars(
        select(MonthlyReceipt.unit_id).where(
            MonthlyReceipt.month == month, MonthlyReceipt.received_at.is_not(None)
        )
    )
    return set(found)


async def read_report_due(reads: Reads, span: Span, after: date) -> ReportDue:
    """The period that ended on the day before `after`; the counts as they stand now."""
    last = after - DAY
    first = last.replace(day=1)
    if span is Span.QUARTER:
        first = add_months(first, -2)
    overdue = case((Task.due_on < reads.today, 1), else_=0)
    waits = case((Task.progress == Progress.REPORTED, 1), else_=0)
    row = (
        await reads.session.execute(
            select(
                func.count(),
                func.coalesce(func.sum(overdue), 0),
                func.coalesce(func.sum(waits), 0),
            ).where(Task.progress.in_(OPEN))
        )
    ).one()
    return ReportDue(span, first, last, *row)
