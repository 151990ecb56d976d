"""What a unit reports of its own tasks, and where that differs from the register."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select, update

from domain.own_figures import FigureDiffers, Population
from domain.reconciling import Differs, Ours
from domain.tasks import Progress
from models.history import plain
from models.tables import Difference, Document, Task, Unit, UnitStatement
from models.work import Reads, Work

ORDER = ("progress", "done_on", "due_on")  # in which a difference is told


async def tasks_of_unit(reads: Reads, units: Sequence[int]) -> list[Ours]:
    """Every task that these units lead, with the number of its document."""
    rows = await reads.session.execute(
        select(
            Task.id,
            func.coalesce(Document.key, ""),
            Document.year,
            Task.content,
            Task.progress,
            Task.due_on,
            Task.done_on,
        )
        .outerjoin(Document, Document.id == Task.document_id)
        .where(Task.lead_unit_id.in_(units), Task.progress != Progress.CANCELLED)
        .order_by(Task.id)
    )
    return [Ours(*row) for row in rows]


async def add_differences(
    work: Work, statement: UnitStatement, found: Sequence[Differs]
) -> None:
    work.session.add(statement)
    await work.session.flush()
    work.session.add_all(
        Difference(
            statement_id=statement.id,
            task_id=one.task_id,
            what=", ".join(one.theirs),
            ours=plain(one.ours),
            theirs=plain(one.theirs),
        )
        for one in found
    )
    await work.session.flush()


async def replace_differences(
    work: Work, statement: UnitStatement, tasks: Collection[int]
) -> list[int]:
    """What the unit said earlier of these tasks and nobody has settled is over."""
    older = select(UnitStatement.id).where(
        UnitStatement.unit_id == statement.unit_id, UnitStatement.id != statement.id
    )
    found = await work.session.scalars(
        update(Difference)
        .where(
            Difference.statement_id.in_(older),
            Difference.task_id.in_(tasks),
            Difference.state == "open",
        )
        .values(state="replaced")
        .returning(Difference.id)
        .execution_options(synchronize_session=False)
    )
    return list(found)


async def add_figures(
    work: Work,
    statement: UnitStatement,
    population: Population,
    found: Sequence[FigureDiffers],
) -> None:
    """Differences of totals; those of an older statement of the same are over."""
    work.session.add(statement)
    await work.session.flush()
    older = select(UnitStatement.id).where(
        UnitStatement.unit_id == statement.unit_id,
        UnitStatement.period == statement.period,
        UnitStatement.id != statement.id,
    )
    await work.session.execute(
        update(Difference)
        .where(
            Difference.statement_id.in_(older),
            Difference.task_id.is_(None),
            Difference.what.startswith(f"{population}."),
            Difference.state == "open",
        )
        .values(state="replaced")
    )
    work.session.add_all(
        Difference(
            statement_id=statement.id,
            what=f"{population}.{one.figure}",
            ours={"count": one.ours},
            theirs={"count": one.theirs},
        )
        for one in found
    )
    await work.session.flush()


async def difference_whole(
    reads: Reads, number: int
) -> tuple[Difference, Task, Unit, UnitStatement] | None:
    row = (
        await reads.session.execute(
            select(Difference, Task, Unit, UnitStatement)
            .join(Task, Task.id == Difference.task_id)
            .join(UnitStatement, UnitStatement.id == Difference.statement_id)
            .join(Unit, Unit.id == UnitStatement.unit_id)
            .where(Difference.id == number)
        )
    ).one_or_none()
    return None if row is None else (row[0], row[1], row[2], row[3])


async def open_differences(reads: Reads, divisions: Sequence[int | None]) -> list[int]:
    """Of tasks that these divisions track, the oldest first; None: nobody's."""
    known = [division for division in divisions if division is not None]
    tracked: list[ColumnElement[bool]] = [Task.tracking_unit_id.in_(known)]
    if None in divisions:
        tracked.append(Task.tracking_unit_id.is_(None))
    found = await reads.session.scalars(
        select(Difference.id)
        .where(Difference.state == "open")
        .where(exists().where(Task.id == Difference.task_id, or_(*tracked)))
        .order_by(Difference.id)
    )
    return list(found)


async def first_of_divisions(reads: Reads, statement_id: int) -> dict[int | None, int]:
    """Each division that tracks what differs, with the first of its differences."""
    found = await reads.session.execute(
        select(Task.tracking_unit_id, func.min(Difference.id))
        .join(Difference, Difference.task_id == Task.id)
        .where(Difference.statement_id == statement_id)
        .group_by(Task.tracking_unit_id)
    )
    return {row[0]: row[1] for row in found}


def said_of(columns: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Columns as a difference keeps them, without what is not said; PostgreSQL keeps
    them in an order of its own."""
    known = [(name, columns.get(name)) for name in ORDER]
    return tuple((name, str(value)) for name, value in known if value is not None)
