"""What units asked for: one request, those of a task, those that nobody decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    cast,
    func,
    literal,
    null,
    select,
    true,
    union_all,
    update,
)
from sqlalchemy.types import Boolean, Date, Integer

from domain.process_notices import KeptFile, ProcessLine
from domain.processes import Level, ProcessKind, State
from domain.reports import Petitioned
from domain.scope import Scope
from domain.tasks import OPEN, OWED, Progress
from models.base import Word
from models.tables import (
    Attachment,
    Extension,
    Justification,
    Obstacle,
    Officer,
    Petition,
    Task,
    Unit,
)
from models.work import Reads, Work

Process = Extension | Obstacle | Petition | Justification
TABLES: Mapping[ProcessKind, type[Process]] = {
    ProcessKind.EXTENSION: Extension,
    ProcessKind.OBSTACLE: Obstacle,
    ProcessKind.PETITION: Petition,
    ProcessKind.JUSTIFICATION: Justification,
}
UNDECIDED = (State.OPEN, State.TAKEN)
SHOWN = 5  # on a card, the newest


async def find_process(reads: Reads, kind: ProcessKind, number: int) -> Process | None:
    found: Process | None = await reads.session.get(
        TABLES[kind], number, populate_existing=True
    )
    return found


@dataclass(frozen=True)
class Decision:
    """Who decided what, in which words."""

    state: State
    by: int
    words: str = ""


async def decide(
    work: Work, kind: ProcessKind, number: int, decision: Decision
) -> bool:
    """Write the decision down; False if somebody was quicker."""
    table, state = TABLES[kind], decision.state
    decided = await work.session.scalar(
        update(table)
        .where(table.id == number, table.state.in_(UNDECIDED), table.state != state)
        .values(
            state=state,
            decided_by=decision.by,
            decided_at=work.now,
            decision=decision.words,
        )
        .returning(table.id)
        .execution_options(synchronize_session="fetch")
    )
    return decided is not None


async def replace_open(work: Work, kind: ProcessKind, task_id: int, *, by: int) -> None:
    """Who asks anew takes his former request back."""
    table = TABLES[kind]
    await work.session.execute(
        update(table)
        .where(table.task_id == task_id, table.state == State.OPEN)
        .where(table.raised_by == by)
        .values(state=State.REPLACED, decided_at=work.now)
        .execution_options(synchronize_session="fetch")
    )


async def lines_of_task(reads: Reads, task_id: int) -> tuple[ProcessLine, ...]:
    """The newest requests about a task, in one statement."""
    every = union_all(*(_line(kind, task_id) for kind in ProcessKind)).subquery()
    rows = await reads.session.execute(
        select(every)
        .where(every.c.state != State.REPLACED)
        .order_by(every.c.raised_at.desc(), every.c.kind)
        .limit(SHOWN)
    )
    return tuple(
        ProcessLine(
            kind=row.kind,
            state=row.state,
            raised_on=row.raised_on,
            words=row.words,
            decision=row.decision,
            wanted_on=row.wanted_on,
            after_deadline=bool(row.after_deadline),
            level=row.level,
        )
        for row in rows
    )


def _line(kind: ProcessKind, task_id: int) -> Select[Any]:
    table = TABLES[kind]
    columns = table.__table__.c
    no_day, no_flag = cast(null(), Date), cast(null(), Boolean)
    no_level = cast(null(), Word(Level))
    return select(
        literal(kind, Word(ProcessKind)).label("kind"),
        table.state,
        table.raised_on,
        table.raised_at,
        table.words,
        table.decision,
        columns.get("wanted_on", no_day).label("wanted_on"),
        columns.get("after_deadline", no_flag).label("after_deadline"),
        columns.get("level", no_level).label("level"),
    ).where(table.task_id == task_id)


@dataclass(frozen=True)
class Waiting:
    """A request that nobody decided yet. `task_id` is None of a petition about none,
    `level` is an obstacle's."""

    kind: ProcessKind
    number: int
    task_id: int | None
    raised_by: int
    raised_on: date
    raised_at: datetime
    division_id: int | None
    level: Level | None = None


async def waiting_requests(reads: Reads) -> list[Waiting]:
    """What is asked for of a task that is over needs no decision."""
    rows = await reads.rows(_WAITING)
    return [Waiting(*row) for row in rows]


def _waiting(kind: ProcessKind, alive: ColumnElement[bool]) -> Select[Any]:
    table = TABLES[kind]
    columns = table.__table__.c
    own = columns.get("division_id", cast(null(), Integer))
    return (
        select(
            literal(kind, Word(ProcessKind)).label("kind"),
            table.id.label("number"),
            table.task_id,
            table.raised_by,
            table.raised_on,
            table.raised_at,
            func.coalesce(own, Task.tracking_unit_id).label("division_id"),
            columns.get("level", cast(null(), Word(Level))).label("level"),
        )
        .outerjoin(Task, Task.id == table.task_id)
        .where(table.state == State.OPEN, alive)
    )


_EVERY = union_all(
    _waiting(ProcessKind.EXTENSION, Task.progress.in_(OWED)),
    _waiting(ProcessKind.OBSTACLE, Task.progress.in_(OPEN)),
    _waiting(ProcessKind.PETITION, true()),
    _waiting(ProcessKind.JUSTIFICATION, Task.progress != Progress.CANCELLED),
).subquery()
_WAITING = select(_EVERY).order_by(_EVERY.c.kind, _EVERY.c.number)


async def move_obstacle(work: Work, number: int, *, since: Level, to: Level) -> bool:
    """Put it on another level; False if it lies elsewhere by now, or is decided."""
    moved = await work.session.scalar(
        update(Obstacle)
        .where(Obstacle.id == number, Obstacle.level == since)
        .where(Obstacle.state == State.OPEN)
        .values(level=to)
        .returning(Obstacle.id)
        .execution_options(synchronize_session="fetch")
    )
    return moved is not None


async def petitions_between(  # noqa: PLR0913  # whose, of which days, known when
    reads: Reads,
    scope: Scope,
    first: date,
    last: date,
    *,
    unit_id: int | None = None,
    until: datetime | None = None,
) -> tuple[Petitioned, ...]:
    """What units petitioned in these days, for the report (003, 4đ).

    Of the units, or before the divisions, of which the asker may count the tasks.
    `until`: what was raised and answered by then, for a report that is made again.
    """

    def by(at: datetime | None) -> bool:
        return until is None or (at is not None and at <= until)

    rows = await reads.session.execute(
        select(Petition.words, Petition.decision, Petition.raised_at,
               Petition.decided_at, Petition.unit_id, Petition.division_id, Unit.name)
        .join(Unit, Unit.id == Petition.unit_id)
        .where(Petition.raised_on.between(first, last))
        .order_by(Unit.sort_order, Unit.name, Petition.id)
    )  # fmt: skip
    return tuple(
        Petitioned(row.name, row.words, row.decision if by(row.decided_at) else "")
        for row in rows
        if by(row.raised_at)
        and scope.counts(row.unit_id, row.division_id)
        and unit_id in (None, row.unit_id)
    )


async def divisions_of_unit(reads: Reads, unit_id: int) -> list[int]:
    """The divisions that track tasks which this unit leads."""
    found = await reads.session.scalars(
        select(Task.tracking_unit_id)
        .where(Task.lead_unit_id == unit_id, Task.tracking_unit_id.is_not(None))
        .distinct()
    )
    return [one for one in found if one is not None]


async def files_of_task(reads: Reads, task_id: int) -> int:
    """How many files are kept as proof."""
    count: int | None = await reads.session.scalar(
        select(func.count()).where(Attachment.task_id == task_id)
    )
    return count or 0


async def extensions_of(reads: Reads, task_id: int) -> int:
    """How often more time was granted."""
    granted = (Extension.task_id == task_id, Extension.state == State.GRANTED)
    count: int | None = await reads.session.scalar(select(func.count()).where(*granted))
    return count or 0


async def attachments_of(reads: Reads, task_id: int, most: int) -> list[KeptFile]:
    """The newest files of a task, oldest of them first."""
    rows = await reads.session.execute(
        select(
            Attachment.task_id,
            Attachment.file_id,
            Attachment.is_photo,
            Attachment.name,
            Attachment.caption,
        )
        .where(Attachment.task_id == task_id)
        .order_by(Attachment.id.desc())
        .limit(most)
    )
    return [KeptFile(*row) for row in rows][::-1]


async def names_of(reads: Reads, officers: Sequence[int]) -> list[str]:
    """In the order given."""
    rows = await reads.session.execute(
        select(Officer.id, Officer.name).where(Officer.id.in_(officers))
    )
    names = {row.id: row.name for row in rows}
    return [names[one] for one in officers if one in names]
