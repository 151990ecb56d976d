"""Rounds among the units: their rows, and what was said of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, select, update

from domain.rounds import Answer, RoundKind, RoundLine, RowState, Tally
from domain.standings import Standing
from domain.tasks import task_code
from models.history import plain
from models.tables import Round, RoundRow, Task, Unit
from models.work import Reads, Work

AT_ONCE = 500  # rows of one statement


async def find_round(reads: Reads, kind: RoundKind, period: str) -> Round | None:
    return await reads.session.scalar(
        select(Round).where(Round.kind == kind.value, Round.period == period)
    )


async def add_rows(work: Work, round_id: int, tasks: Sequence[Standing]) -> None:
    """Ask about these tasks; what is asked already is let be."""
    rows = [
        {
            "round_id": round_id,
            "task_id": task.id,
            "unit_id": task.lead_unit_id,
            "state": RowState.ASKED.value,
            "shown": shown_of(task),
            "note": "",
        }
        for task in tasks
    ]
    for start in range(0, len(rows), AT_ONCE):
        statement = work.insert(RoundRow).on_conflict_do_nothing()
        await work.session.execute(statement, rows[start : start + AT_ONCE])


def shown_of(task: Standing) -> dict[str, Any]:
    return plain(
        {"progress": task.progress, "due_on": task.due_on, "done_on": task.done_on}
    )


async def units_asked(reads: Reads, round_id: int) -> list[int]:
    """The units that have tasks in the round and have not answered of all."""
    found = await reads.session.scalars(
        select(RoundRow.unit_id)
        .where(RoundRow.round_id == round_id, RoundRow.state == RowState.ASKED.value)
        .distinct()
    )
    return sorted(found)


async def tally_of(reads: Reads, round_id: int, units: Collection[int]) -> Tally:
    rows = await reads.session.execute(
        _counted(round_id).where(RoundRow.unit_id.in_(units)).group_by(RoundRow.state)
    )
    counts: Counter[str] = Counter()
    for _, _, state, tasks in rows:
        counts[state] += tasks
    return Tally(**counts)


async def tallies(reads: Reads, round_id: int) -> list[tuple[str, Tally]]:
    """Of each unit, those that owe most answers first."""
    rows = await reads.session.execute(_counted(round_id).group_by(RoundRow.state))
    units: dict[str, Counter[str]] = defaultdict(Counter)
    for _, name, state, tasks in rows:
        units[name][state] += tasks
    found = [(name, Tally(**counts)) for name, counts in units.items()]
    return sorted(found, key=lambda one: (-one[1].asked, one[0]))


def _counted(round_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(RoundRow.unit_id, Unit.name, RoundRow.state, func.count())
        .join(Unit, Unit.id == RoundRow.unit_id)
        .where(RoundRow.round_id == round_id)
        .group_by(RoundRow.unit_id, Unit.name)
    )


async def waiting_lines(
    reads: Reads, round_id: int, units: Collection[int], limit: int
) -> tuple[RoundLine, ...]:
    """The first tasks that nobody has answered for, by their deadlines."""
    rows = await reads.session.execute(
        select(
            Task.id, Unit.name, Task.content, Task.due_on, Task.done_on, Task.progress
        )
        .join(RoundRow, RoundRow.task_id == Task.id)
        .join(Unit, Unit.id == RoundRow.unit_id)
        .where(
            RoundRow.round_id == round_id,
            RoundRow.unit_id.in_(units),
            RoundRow.state == RowState.ASKED.value,
        )
        .order_by(Task.due_on, Task.id)
        .limit(limit)
    )
    return tuple(RoundLine(*row) for row in rows)


async def disputes(reads: Reads, round_id: int, limit: int) -> list[tuple[str, str]]:
    """What units say against the state of their tasks."""
    rows = await reads.session.execute(
        select(Unit.name, RoundRow.task_id, RoundRow.note)
        .join(Unit, Unit.id == RoundRow.unit_id)
        .where(RoundRow.round_id == round_id, RoundRow.state == RowState.DISPUTED.value)
        .order_by(Unit.name, RoundRow.task_id)
        .limit(limit)
    )
    return [(f"{name}, {task_code(task)}", note) for name, task, note in rows]


async def answer_rows(
    work: Work, answer: Answer, *, by: int, units: Collection[int]
) -> list[int]:
    """Keep the answer for one task, or for all that still wait; their units."""
    where = [RoundRow.round_id == answer.round_id, RoundRow.unit_id.in_(units)]
    if answer.task_id is None:
        where.append(RoundRow.state == RowState.ASKED.value)
    else:
        where.append(RoundRow.task_id == answer.task_id)
    said = {"state": answer.said.value, "note": answer.note}
    rows = await work.session.scalars(
        update(RoundRow)
        .where(and_(*where))
        .values(**said, answered_by=by, answered_at=work.now)
        .returning(RoundRow.unit_id)
        .execution_options(synchronize_session=False)
    )
    return list(rows)


async def asks(reads: Reads, round_id: int, units: Collection[int]) -> bool:
    """Whether the round asks one of these units about anything."""
    found = select(RoundRow.task_id).where(
        RoundRow.round_id == round_id, RoundRow.unit_id.in_(units)
    )
    return await reads.session.scalar(found.limit(1)) is not None


async def is_asked(
    reads: Reads, round_id: int, task_id: int, units: Collection[int]
) -> bool:
    """Whether the round asks one of these units about this task."""
    row = await reads.session.get(RoundRow, (round_id, task_id))
    return row is not None and row.unit_id in units


async def open_reviews_of(reads: Reads, task_id: int) -> list[int]:
    """The reviews that still wait for a justification of this task."""
    found = await reads.session.scalars(
        select(RoundRow.round_id)
        .join(Round, Round.id == RoundRow.round_id)
        .where(
            RoundRow.task_id == task_id,
            RoundRow.state == RowState.ASKED.value,
            Round.kind == RoundKind.REVIEW.value,
        )
    )
    return list(found)


@dataclass(frozen=True)
class Confirmation:
    """A unit's word on a task, and how the task stood when it was asked."""

    state: RowState
    shown: dict[str, Any]


async def confirmations(
    reads: Reads, periods: Sequence[str], *, until: datetime | None = None
) -> dict[int, Confirmation]:
    """What was said of each task in the rounds of these periods, the newest round's
    word; empty where there was none.

    `until`: only what was known by then, for a report that is made again.
    """
    rows = await reads.session.execute(
        select(
            RoundRow.task_id,
            RoundRow.state,
            RoundRow.shown,
            RoundRow.answered_at,
            Round.opened_at,
        )
        .join(Round, Round.id == RoundRow.round_id)
        .where(Round.kind == RoundKind.CONFIRMATION.value, Round.period.in_(periods))
        .order_by(Round.opened_at, Round.id)
    )
    return {
        task: Confirmation(
            RowState(state)
            if until is None or answered_at is None or answered_at <= until
            else RowState.ASKED,
            shown,
        )
        for task, state, shown, answered_at, opened_at in rows
        if until is None or opened_at <= until
    }
