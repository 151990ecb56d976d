"""Rounds among the units: their rows, and what was said of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update

from domain.processes import State
from domain.rounds import Answer, RoundKind, RoundLine, RowState, Word, worth
from domain.standings import Standing
from models.history import plain
from models.many_values import portions
from models.queries.standings import Cut, standings_by_id
from models.tables import Justification, Round, RoundRow, Task, Unit
from models.work import Reads, Work


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
    for some in portions(rows):
        statement = work.insert(RoundRow).on_conflict_do_nothing()
        await work.session.execute(statement, some)


def shown_of(task: Standing) -> dict[str, Any]:
    return plain(
        {"progress": task.progress, "due_on": task.due_on, "done_on": task.done_on}
    )


async def units_asked(
    reads: Reads, round_id: int, *, besides: Collection[int] = ()
) -> list[int]:
    """The units that have tasks in the round, besides these, and have not answered of
    all."""
    found = await reads.session.execute(
        select(RoundRow.unit_id, RoundRow.task_id).where(
            RoundRow.round_id == round_id, RoundRow.state == RowState.ASKED.value
        )
    )
    return sorted({row.unit_id for row in found if row.task_id not in besides})


async def words_of(
    reads: Reads, round_id: int, cut: Cut, units: Collection[int] | None = None
) -> list[Word]:
    """What was said of each task (of these units only), worth what it is as the task
    stood at the cut; by the deadlines. Without tasks that are cancelled by then."""
    asked = select(RoundRow, Unit.name, Task.content).where(
        RoundRow.round_id == round_id
    )
    if units is not None:
        asked = asked.where(RoundRow.unit_id.in_(units))
    asked = asked.join(Unit, Unit.id == RoundRow.unit_id)
    found = await reads.session.execute(asked.join(Task, Task.id == RoundRow.task_id))
    rows = {row.RoundRow.task_id: row for row in found}
    stood = await standings_by_id(reads, sorted(rows), cut)
    stood.sort(key=lambda task: (task.due_on or date.max, task.id))
    return [_word(task, *rows[task.id]) for task in stood]


def _word(task: Standing, row: RoundRow, unit: str, content: str) -> Word:
    has_changed = row.shown != shown_of(task)
    return Word(
        RoundLine(task.id, unit, content, task.due_on, task.done_on, task.progress),
        worth(RowState(row.state), has_changed),
        row.note,
        has_changed,
    )


async def keep_word(
    work: Work, round_id: int, tasks: Sequence[int], said: RowState, *, by: int | None
) -> None:
    """The same of all these tasks."""
    for some in portions(tasks):
        await work.session.execute(
            update(RoundRow)
            .where(RoundRow.round_id == round_id, RoundRow.task_id.in_(some))
            .values(state=said.value, note="", answered_by=by, answered_at=work.now)
            .execution_options(synchronize_session=False)
        )


async def keep_dispute(
    work: Work, answer: Answer, stands: Standing, *, by: int
) -> None:
    """What is not right of it, as it stands."""
    row = await work.session.get_one(RoundRow, (answer.round_id, stands.id))
    row.state, row.note = answer.said.value, answer.note
    row.shown = shown_of(stands)
    row.answered_by, row.answered_at = by, work.now
    await work.session.flush()


async def ask_anew(work: Work, round_id: int, tasks: Sequence[Standing]) -> None:
    """What was said of these is over: they stand otherwise."""
    stands = {task.id: task for task in tasks}
    for some in portions(list(stands)):
        rows = await work.session.scalars(
            select(RoundRow).where(
                RoundRow.round_id == round_id, RoundRow.task_id.in_(some)
            )
        )
        for row in rows:
            row.state, row.note = RowState.ASKED.value, ""
            row.shown = shown_of(stands[row.task_id])
    await work.session.flush()


async def tasks_asked(reads: Reads, round_id: int) -> set[int]:
    found = select(RoundRow.task_id).where(RoundRow.round_id == round_id)
    return set(await reads.session.scalars(found))


async def explained_already(reads: Reads, tasks: Sequence[int]) -> set[int]:
    """Of these the tasks whose justification waits, or was accepted."""
    found: set[int] = set()
    for some in portions(tasks):
        known = select(Justification.task_id).where(
            Justification.task_id.in_(some),
            Justification.state.in_((State.OPEN.value, State.GRANTED.value)),
        )
        found |= set(await reads.session.scalars(known))
    return found


async def open_rounds_about(reads: Reads, task_id: int) -> list[int]:
    """The rounds that are open and ask about this task."""
    found = await reads.session.scalars(
        select(RoundRow.round_id)
        .join(Round, Round.id == RoundRow.round_id)
        .where(RoundRow.task_id == task_id, Round.closes_on >= reads.today)
    )
    return list(found)


async def rounds_closed_before(reads: Reads, day: date, since: date) -> list[int]:
    """Those whose last day lies before `day`, and not before `since`."""
    found = select(Round.id).where(Round.closes_on < day, Round.closes_on >= since)
    return list(await reads.session.scalars(found.order_by(Round.id)))


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
