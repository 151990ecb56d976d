"""How the units kept the weekly update: written once when a week closes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    String,
    and_,
    case,
    cast,
    func,
    insert,
    literal,
    not_,
    or_,
    select,
)

from domain.compliance import WeekResult
from domain.reminders import Rule
from models import tables
from models.base import Instant
from models.tables import Delivery, MomentRow, Occurrence, RollCall
from models.work import Reads, Work

CLOSE = "weekly_close"  # in the table of moments, that no week is counted twice
WEEKLY = (Rule.WEEKLY_DUE.value, Rule.WEEKLY_HEADS_UP.value)
ON_ITS_WAY = ("pending", "claimed", "sending")  # of a delivery
ANSWERED_BEFORE = "nothing_left"  # why a reminder was not sent to him


def was_told(slot: str, by: datetime | None = None) -> ColumnElement[bool]:
    """Of rows of `roll_call`: a reminder of this week went to the person `by` then; or
    goes, where no moment is given.

    One that was kept back because he had answered counts as told, and one of which
    nobody knows whether it arrived. One that came to nothing does not, nor one that
    was still waiting then.
    """
    went = Delivery.state == "sent"
    if by is not None:
        went = and_(went, Delivery.sent_at <= by)
    else:
        went = or_(went, Delivery.state.in_(ON_ITS_WAY))
    kept_back = and_(Delivery.state == "skipped", Delivery.reason == ANSWERED_BEFORE)
    recipient = literal("officer:") + cast(RollCall.officer_id, String())
    return (
        select(Occurrence.id)
        .join(Delivery, Delivery.id == Occurrence.delivery_id)
        .where(
            Occurrence.rule.in_(WEEKLY),
            Occurrence.subject == recipient,
            Occurrence.version == 0,
            Occurrence.recipient == recipient,
            Occurrence.slot.startswith(slot, autoescape=True),
            or_(went, kept_back, Delivery.state == "unknown"),
        )
        .correlate(RollCall)
        .exists()
    )


async def counted_weeks(reads: Reads) -> set[str]:
    """The weeks that have been counted, or had nobody to be counted."""
    rows = await reads.session.scalars(
        select(MomentRow.slot).where(MomentRow.rule == CLOSE)
    )
    return set(rows)


async def close_week(
    work: Work, week: date, *, due_at: datetime, closes_at: datetime
) -> None:
    """Count the roll-calls of a week, unit by unit, in one statement.

    Whoever answered after the close has not answered in time for this figure.
    """
    slot = week.isoformat()
    settled = and_(RollCall.settled_at.is_not(None), RollCall.settled_at <= closes_at)
    on_time = and_(RollCall.settled_at.is_not(None), RollCall.settled_at < due_at)
    told = was_told(slot, closes_at)
    counted = select(
        RollCall.unit_id,
        literal(week),
        func.count(),
        _sum(on_time),
        _sum(and_(settled, RollCall.settled_at >= due_at)),
        _sum(and_(not_(settled), told)),
        _sum(and_(not_(settled), not_(told))),
        literal(closes_at, Instant()),
    )
    await work.session.execute(
        insert(tables.WeekResult).from_select(
            (
                *("unit_id", "week", "total", "on_time", "late"),
                *("missing", "untold", "closed_at"),
            ),
            counted.where(RollCall.slot == slot).group_by(RollCall.unit_id),
        )
    )


def _sum(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((which, 1), else_=0)), 0)


async def week_results(
    reads: Reads,
    first: date,
    last: date,
    *,
    units: Sequence[int] | None = None,
    until: datetime | None = None,
) -> list[WeekResult]:
    """The weeks whose Friday lies within these days, by week and unit: those closed,
    by `until` if it is said."""
    table = tables.WeekResult
    query = select(
        table.unit_id,
        table.week,
        table.total,
        table.on_time,
        table.late,
        table.missing,
        table.untold,
    ).where(table.week.between(first, last))
    if until is not None:
        query = query.where(table.closed_at <= until)
    if units is not None:
        query = query.where(table.unit_id.in_(units))
    rows = await reads.session.execute(query.order_by(table.week, table.unit_id))
    return [WeekResult(**row._mapping) for row in rows]
