"""What units justified in a review, and what became of it (000, points 5 to 8)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from domain.processes import State
from domain.report_checks import Justified
from domain.rounds import RoundKind, RowState
from models.tables import Justification, Round, RoundRow
from models.work import Reads


async def read_justified(
    reads: Reads, period: str, *, until: datetime | None = None
) -> list[Justified]:
    """Each task of a period's review; none where there was no review.

    `until`: only what was known by then, for a report that is made again.
    """
    rows = await reads.session.execute(
        select(RoundRow.task_id, RoundRow.unit_id, RoundRow.state, RoundRow.answered_at)
        .join(Round, Round.id == RoundRow.round_id)
        .where(
            Round.kind == RoundKind.REVIEW.value,
            Round.period == period,
            *([] if until is None else [Round.opened_at <= until]),
        )
        .order_by(RoundRow.unit_id, RoundRow.task_id)
    )
    decided = await _decided(reads, period, until)
    return [
        Justified(
            row.unit_id,
            row.task_id,
            answered=row.state == RowState.ANSWERED and _known(row.answered_at, until),
            decided=decided.get(row.task_id, State.OPEN),
        )
        for row in rows
    ]


async def _decided(
    reads: Reads, period: str, until: datetime | None
) -> dict[int, State]:
    """Of each task its newest justification: open, granted or refused."""
    rows = await reads.session.execute(
        select(
            Justification.task_id,
            Justification.state,
            Justification.raised_at,
            Justification.decided_at,
        )
        .join(RoundRow, RoundRow.task_id == Justification.task_id)
        .join(Round, Round.id == RoundRow.round_id)
        .where(Round.kind == RoundKind.REVIEW.value, Round.period == period)
        .order_by(Justification.id)
    )
    return {
        row.task_id: row.state if _known(row.decided_at, until) else State.OPEN
        for row in rows
        if _known(row.raised_at, until) and row.state is not State.REPLACED
    }


def _known(at: datetime | None, until: datetime | None) -> bool:
    return until is None or at is None or at <= until
