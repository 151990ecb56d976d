"""Units that end, and what is still open of theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, delete, exists, or_, select, update

from domain.ending_notices import InheritedTask
from domain.succession import Ending, Endings, ended_by, heirs
from domain.tasks import OPEN
from models.history import Kind, replay
from models.many_values import portions
from models.queries.passing import open_papers
from models.queries.registers import add_rows
from models.tables import (
    Chat,
    Document,
    Membership,
    Officer,
    Task,
    TaskEvent,
    TaskRoute,
    TaskUnit,
    Unit,
    UnitEnding,
)
from models.work import Reads, Work

Row = UnitEnding


async def standing_endings(reads: Reads) -> dict[int, Row]:
    """What holds of each unit that ends, or will; without what was undone."""
    rows = await reads.session.scalars(
        select(Row).where(Row.undone_at.is_(None)).order_by(Row.id)
    )
    return {row.unit_id: row for row in rows}


def as_rules(rows: Iterable[Row]) -> dict[int, Ending[int]]:
    return {row.unit_id: Ending(row.last_on, tuple(row.successors)) for row in rows}


async def read_endings(reads: Reads) -> dict[int, Ending[int]]:
    """As the rules of succession take them, by the numbers of the units."""
    return as_rules((await standing_endings(reads)).values())


async def units_followed(reads: Reads, unit_id: int | None) -> frozenset[int] | None:
    """The unit, and whoever does its work today: whose tasks somebody may see to whom
    its tasks are open. None, as given: of all units."""
    if unit_id is None:
        return None
    return followed(unit_id, reads.today, await read_endings(reads))


def followed(unit_id: int, on: date, endings: Endings[int]) -> frozenset[int]:
    """Of a divided unit a person has to say who is meant, so nobody else is."""
    heir = heirs(unit_id, on, endings).one
    return frozenset({unit_id} if heir is None else {unit_id, heir})


@dataclass(frozen=True)
class LedTask:
    id: int
    officer_id: int | None


async def open_led(reads: Reads, unit_id: int) -> list[LedTask]:
    rows = await reads.session.execute(
        select(Task.id, Task.officer_id)
        .where(Task.lead_unit_id == unit_id, Task.progress.in_(OPEN))
        .order_by(Task.id)
    )
    return [LedTask(*row) for row in rows]


async def open_tracked(reads: Reads, unit_id: int) -> list[int]:
    found = await reads.session.scalars(
        select(Task.id)
        .where(Task.tracking_unit_id == unit_id, Task.progress.in_(OPEN))
        .order_by(Task.id)
    )
    return list(found)


async def open_supported(reads: Reads, unit_id: int) -> list[int]:
    found = await reads.session.scalars(
        select(Task.id)
        .join(TaskUnit, TaskUnit.task_id == Task.id)
        .where(TaskUnit.unit_id == unit_id, Task.progress.in_(OPEN))
        .order_by(Task.id)
    )
    return list(found)


async def anything_to_carry(reads: Reads) -> bool:
    """An ending whose day has come and of which something still stands where it was."""
    rows = await standing_endings(reads)
    endings = as_rules(rows.values())
    over = ended_by(reads.today, endings)
    if any(rows[unit].carried_at is None for unit in over):
        return True
    going = [
        unit
        for unit in over
        if heirs(unit, endings[unit].since, endings).one is not None
    ]
    if not going:
        return False
    return await _anything_open(reads, going) or bool(await open_papers(reads, going))


async def _anything_open(reads: Reads, units: Sequence[int]) -> bool:
    is_open = Task.progress.in_(OPEN)
    supports = (
        exists()
        .where(TaskUnit.unit_id.in_(units), TaskUnit.task_id == Task.id, is_open)
        .correlate(None)
    )
    tasks = (
        exists().where(is_open, Task.lead_unit_id.in_(units)),
        exists().where(is_open, Task.tracking_unit_id.in_(units)),
        supports,
    )
    return bool(await reads.session.scalar(select(or_(*tasks))))


async def members_of(reads: Reads, unit_id: int) -> frozenset[int]:
    """Those who have a part in it today."""
    found = await reads.session.scalars(
        select(Membership.officer_id).where(
            Membership.unit_id == unit_id,
            or_(Membership.valid_from.is_(None), Membership.valid_from <= reads.today),
            or_(Membership.valid_to.is_(None), Membership.valid_to >= reads.today),
        )
    )
    return frozenset(found)


async def named_since(
    reads: Reads, tasks: Sequence[int], column: str, since: date
) -> dict[int, date]:
    """The last day after `since` on which each was given its unit, where it was so.

    A merger that is entered late must not overrule what was said of the days between.
    """
    days: dict[int, date] = {}
    for some in portions(tasks):
        rows = await reads.session.execute(
            select(TaskEvent.task_id, TaskEvent.effective_on, TaskEvent.changes)
            .where(TaskEvent.task_id.in_(some), TaskEvent.effective_on > since)
            .order_by(TaskEvent.id)
        )
        for task_id, on, changes in rows:
            if column in changes:
                days[task_id] = max(on, days.get(task_id, on))
    return days


async def inherited_tasks(reads: Reads, since: date) -> list[int]:
    """The tasks that went to a successor, of endings since that day."""
    found = await reads.session.scalars(
        select(TaskEvent.task_id)
        .where(TaskEvent.effective_on >= since)
        .where(TaskEvent.kind == Kind.INHERITED.value)
        .distinct()
        .order_by(TaskEvent.task_id)
    )
    return list(found)


async def tasks_taken_over(
    reads: Reads, unit_id: int, part: str, tasks: Sequence[int]
) -> list[InheritedTask]:
    """Those that are open and still the unit's, the first deadline first."""
    rows = (
        select(
            *(Task.id, Task.version, Task.content, Task.due_on),
            *(Document.number, Officer.name),
        )
        .outerjoin(Document, Document.id == Task.document_id)
        .outerjoin(Officer, Officer.id == Task.officer_id)
        .where(Task.progress.in_(OPEN), _is_its(unit_id, part))
    )
    found = [
        InheritedTask(
            one.id,
            one.version,
            part,
            one.content,
            one.number or "",
            one.due_on,
            one.name or "",
        )
        for some in portions(tasks)
        for one in await reads.session.execute(rows.where(Task.id.in_(some)))
    ]
    return sorted(found, key=lambda task: (task.due_on or date.max, task.id))


def _is_its(unit_id: int, part: str) -> ColumnElement[bool]:
    if part == "led":
        return Task.lead_unit_id == unit_id
    if part == "tracked":
        return Task.tracking_unit_id == unit_id
    supports = TaskUnit.unit_id == unit_id
    return exists().where(TaskUnit.task_id == Task.id, supports)


async def former_unit(reads: Reads, task_id: int) -> str:
    """The unit that a task's lead unit succeeded in it; empty where none did."""
    passings = await reads.session.scalars(
        select(TaskEvent.kind)
        .where(TaskEvent.task_id == task_id)
        .where(TaskEvent.kind.in_((Kind.INHERITED.value, Kind.GIVEN_BACK.value)))
    )
    if Kind.INHERITED.value not in passings.all():
        return ""
    events = (await histories(reads, [task_id]))[task_id]
    said = [at for at, one in enumerate(events) if "lead_unit_id" in one.changes]
    if not said or events[said[-1]].kind != Kind.INHERITED.value:
        return ""
    before = replay(events[: said[-1]])["lead_unit_id"]
    return (await names_of(reads, [before])).get(before, "")


async def histories(reads: Reads, tasks: Sequence[int]) -> dict[int, list[TaskEvent]]:
    """The events of each, in their order."""
    found: dict[int, list[TaskEvent]] = defaultdict(list)
    for some in portions(tasks):
        events = await reads.session.scalars(
            select(TaskEvent).where(TaskEvent.task_id.in_(some)).order_by(TaskEvent.id)
        )
        for event in events:
            found[event.task_id].append(event)
    return found


async def swap_support(work: Work, tasks: Sequence[int], old: int, new: int) -> None:
    """Instead of one co-operating unit another, unless it has a part in it already."""
    for some in portions(tasks):
        has_it = select(TaskUnit.task_id).where(TaskUnit.unit_id == new)
        free = await work.session.scalars(
            select(Task.id)
            .where(Task.id.in_(some), Task.lead_unit_id != new, Task.id.not_in(has_it))
            .order_by(Task.id)
        )
        rows = [{"task_id": task, "unit_id": new} for task in free]
        await work.session.execute(
            delete(TaskUnit).where(TaskUnit.task_id.in_(some), TaskUnit.unit_id == old)
        )
        await add_rows(work, TaskUnit, rows)


async def swap_way(work: Work, old: int, new: int) -> None:
    """The reports of open tasks go through another unit now."""
    still_open = select(Task.id).where(Task.progress.in_(OPEN))
    await work.session.execute(
        update(TaskRoute)
        .where(TaskRoute.via_unit_id == old, TaskRoute.task_id.in_(still_open))
        .values(via_unit_id=new)
        .execution_options(synchronize_session=False)
    )


async def groups_bound(reads: Reads, unit_id: int) -> list[str]:
    """The titles of the groups that are its own."""
    found = await reads.session.scalars(
        select(Chat.title)
        .where(Chat.kind == "group", Chat.state == "active", Chat.unit_id == unit_id)
        .order_by(Chat.id)
    )
    return list(found)


async def names_of(reads: Reads, units: Collection[int]) -> dict[int, str]:
    rows = await reads.session.execute(
        select(Unit.id, Unit.name).where(Unit.id.in_(units))
    )
    return {row.id: row.name for row in rows}
