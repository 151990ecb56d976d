"""The tasks that a system knows by numbers of its own, and what it said of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from domain.register import RegisterRow
from domain.tasks import Progress
from models.tables import ImportRow, ImportRun, SystemTask, Task
from models.work import Reads, Work


@dataclass(frozen=True)
class Known:
    """A task, and what was said of it last: by this system, else by a file.

    `lead` is the unit that those words named, `stands` the one that leads it now.
    """

    task_id: int
    before: RegisterRow
    lead: int
    stands: int
    is_cancelled: bool


async def known_to(
    reads: Reads, system: str, profile: str, numbers: Collection[str]
) -> dict[str, Known]:
    """By the system's own numbers; what was taken back as a whole is not known."""
    rows = await reads.session.execute(
        select(
            SystemTask.external_id,
            SystemTask.task_id,
            ImportRow.fields,
            ImportRow.lead_unit_id,
            ImportRun.profile,
            Task.lead_unit_id,
            Task.progress,
        )
        .join(Task, Task.id == SystemTask.task_id)
        .join(ImportRow, ImportRow.task_id == SystemTask.task_id)
        .join(ImportRun, ImportRun.id == ImportRow.run_id)
        .where(SystemTask.system == system, SystemTask.external_id.in_(numbers))
        .where(ImportRun.undone_at.is_(None))
        .order_by(ImportRow.id)
    )
    found: dict[str, Known] = {}
    own: set[str] = set()
    for number, task_id, fields, lead, said_by, stands, progress in rows:
        if number in own and said_by != profile:
            continue  # its own word is what its next one is compared with
        own |= {number} if said_by == profile else set()
        before = RegisterRow.from_fields(fields)
        cancelled = progress is Progress.CANCELLED
        found[number] = Known(task_id, before, lead, stands, cancelled)
    return found


async def keep_numbers(work: Work, system: str, tasks: Mapping[str, int]) -> None:
    """From now on the system knows these tasks by these numbers."""
    for number, task_id in tasks.items():
        statement = work.insert(SystemTask).values(
            system=system, external_id=number, task_id=task_id
        )
        await work.session.execute(
            statement.on_conflict_do_update(
                index_elements=["system", "external_id"], set_={"task_id": task_id}
            )
        )


async def numbers_of(
    reads: Reads, system: str, tasks: Collection[int]
) -> dict[int, str]:
    """The system's own numbers of these tasks, where it has given one."""
    rows = await reads.session.execute(
        select(SystemTask.task_id, SystemTask.external_id)
        .where(SystemTask.system == system, SystemTask.task_id.in_(tasks))
        .order_by(SystemTask.external_id)
    )
    return {row.task_id: row.external_id for row in rows}
