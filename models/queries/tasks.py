"""One task for one person: nothing is read that he may not see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from domain.calendar import WorkingCalendar
from domain.notices import HistoryLine, TaskCard
from domain.processes import is_late
from domain.scope import Actor, TaskRights, scope_of
from domain.tasks import OPEN, Progress, TaskClass
from domain.terms import explains
from models.history import ASIDE, Kind, typed
from models.queries.endings import former_unit
from models.queries.processes import extensions_of, files_of_task, lines_of_task
from models.queries.routes import parts_of_task, via_of
from models.queries.scopes import within
from models.queries.task_lines import lines_by_id
from models.queries.urging import urgings_of
from models.tables import Document, Officer, Task, TaskEvent, TaskUnit, Unit
from models.work import Reads

# Known from the register: they happened on its day, not when we learned of it.
OF_THE_REGISTER = (Kind.ASSIGNED, Kind.DONE)
# Notes that say nothing of how the task stands: an urger's words, a former officer.
NOT_OF_IT = tuple(
    kind.value
    for kind in (
        *(Kind.URGED, Kind.HANDED_OVER, Kind.EXTENDED, Kind.NOT_EXTENDED),
        *(Kind.OBSTACLE_DECIDED, Kind.PETITION_ANSWERED, Kind.NOT_JUSTIFIED),
        *(Kind.JUSTIFIED, Kind.FILED, Kind.EXTENSION_ASKED),
        *(Kind.INHERITED, Kind.GIVEN_BACK),
    )
)
LOOKED_AT = 5_000  # events: more than ten minutes bring
HISTORY_SHOWN = 10  # the newest events; the rest belongs in a report


@dataclass(frozen=True)
class FoundTask:
    """What an action needs to know of a task before it changes it."""

    id: int
    version: int
    progress: Progress
    content: str
    assigned_on: date
    due_on: date | None
    must_report: bool | None
    rights: TaskRights
    done_on: date | None = None
    justified_on: date | None = None

    def is_late(self, today: date) -> bool:
        """Whether there is a lateness that nobody has explained yet."""
        if not is_late(self.progress, self.due_on, self.done_on, today=today):
            return False
        until = today if self.progress in OPEN else self.done_on
        return not explains(self.justified_on, until)


async def find_task(reads: Reads, actor: Actor, task_id: int) -> FoundTask | None:
    """The task, if it is there and he may see it: both fail alike."""
    scope = within(scope_of(actor), today=reads.today)
    task = await reads.session.scalar(select(Task).where(Task.id == task_id, scope))
    if task is None:
        return None
    return await _found(reads, task)


async def registered_task(reads: Reads, task_id: int) -> FoundTask | None:
    """The task, whoever asks: its register is kept by people who do not see it.

    The caller checks the right by what this says of it.
    """
    task = await reads.session.get(Task, task_id)
    return None if task is None else await _found(reads, task)


async def _found(reads: Reads, task: Task) -> FoundTask:
    supports = await reads.session.scalars(
        select(TaskUnit.unit_id).where(TaskUnit.task_id == task.id)
    )
    return FoundTask(
        id=task.id,
        version=task.version,
        progress=task.progress,
        content=task.content,
        assigned_on=task.assigned_on,
        due_on=task.due_on,
        must_report=task.must_report,
        rights=_rights(task, frozenset(supports), reads.today),
        done_on=task.done_on,
        justified_on=task.justified_on,
    )


async def version_of(reads: Reads, task_id: int) -> int:
    version: int | None = await reads.session.scalar(
        select(Task.version).where(Task.id == task_id)
    )
    return version or 0


async def last_changed_by(reads: Reads, officer_id: int, since: datetime) -> int | None:
    """The task that he changed last, not before that; of the newest events only."""
    newest = select(TaskEvent).order_by(TaskEvent.id.desc()).limit(LOOKED_AT)
    event = aliased(TaskEvent, newest.subquery())
    task_id: int | None = await reads.session.scalar(
        select(event.task_id)
        .where(
            event.actor_id == officer_id,
            event.recorded_at >= since,
            event.kind.not_in([*ASIDE, Kind.TAKEN_BACK]),
        )
        .order_by(event.id.desc())
        .limit(1)
    )
    return task_id


def _rights(task: Task, supports: frozenset[int], today: date) -> TaskRights:
    is_open = task.progress in OPEN
    return TaskRights(
        lead_unit_id=task.lead_unit_id,
        tracking_unit_id=task.tracking_unit_id,
        officer_id=task.officer_id,
        support_units=supports,
        is_open=is_open,
        is_overdue=is_open and task.due_on is not None and task.due_on < today,
        is_undated=is_open and task.due_on is None,
    )


async def read_card(
    reads: Reads,
    calendar: WorkingCalendar,
    task_id: int,
    *,
    verbs: tuple[str, ...] = (),
    history: bool = False,
) -> TaskCard:
    """A task in full. The caller has made sure that its reader may see it."""
    (line,) = await lines_by_id(reads, calendar, [task_id])
    task = await reads.session.get_one(Task, task_id)
    document = None
    if task.document_id is not None:
        document = await reads.session.get(Document, task.document_id)
    events = await _history(reads, task_id)
    notes = [one.note for one in _standing(events) if one.note]
    urgings = await urgings_of(reads, task_id)
    parts = await parts_of_task(reads, task_id)
    return TaskCard(
        line=line,
        number=document.number if document else "",
        issued_on=document.issued_on if document else None,
        abstract=document.abstract if document else "",
        task_class=_class(task),
        scheme=task.scheme,
        tracking_unit=await _unit_name(reads, task.tracking_unit_id),
        support_units=await support_units(reads, task_id),
        deadline_text=task.deadline_text,
        result=task.result,
        updated_at=task.updated_at,
        last_note=notes[0] if notes else "",
        verbs=verbs,
        history=tuple(events) if history else (),
        urged=urgings.times,
        urged_on=urgings.last_on,
        via=await via_of(reads, task_id),
        reported=parts.reported,
        missing=parts.missing,
        original_due_on=task.original_due_on,
        requests=await lines_of_task(reads, task_id),
        files=await files_of_task(reads, task_id),
        extended=await extensions_of(reads, task_id),
        formerly=await former_unit(reads, task_id),
    )


def _class(task: Task) -> TaskClass | None:
    if task.must_report is None or task.has_deadline is None:
        return None
    return TaskClass.of(has_deadline=task.has_deadline, must_report=task.must_report)


async def _unit_name(reads: Reads, unit_id: int | None) -> str | None:
    if unit_id is None:
        return None
    name: str | None = await reads.session.scalar(
        select(Unit.name).where(Unit.id == unit_id)
    )
    return name


async def support_units(reads: Reads, task_id: int) -> tuple[str, ...]:
    names = await reads.session.scalars(
        select(Unit.name)
        .join(TaskUnit, TaskUnit.unit_id == Unit.id)
        .where(TaskUnit.task_id == task_id)
        .order_by(Unit.sort_order, Unit.folded)
    )
    return tuple(names)


def _standing(events: list[HistoryLine]) -> list[HistoryLine]:
    """What still says how the task stands: each event taken back voids the one before.

    Newest first, in and out.
    """
    standing: list[HistoryLine] = []
    void = 0
    for one in events:
        if one.kind == Kind.TAKEN_BACK.value:
            void += 1
        elif one.kind in (*ASIDE, *NOT_OF_IT):
            continue
        elif void:
            void -= 1
        else:
            standing.append(one)
    return standing


async def _history(reads: Reads, task_id: int) -> list[HistoryLine]:
    """The newest events first."""
    rows = await reads.session.execute(
        select(TaskEvent, Officer.name)
        .outerjoin(Officer, Officer.id == TaskEvent.actor_id)
        .where(TaskEvent.task_id == task_id)
        .order_by(TaskEvent.id.desc())
        .limit(HISTORY_SHOWN)
    )
    known = [(event, name) for event, name in rows]
    given = await _names(reads, {one.changes.get("officer_id") for one, _ in known})
    return [_line(event, name, given) for event, name in known]


async def _names(reads: Reads, officers: set[int | None]) -> dict[int | None, str]:
    rows = await reads.session.execute(
        select(Officer.id, Officer.name).where(Officer.id.in_(officers - {None}))
    )
    return {row.id: row.name for row in rows}


def _line(
    event: TaskEvent, name: str | None, given: Mapping[int | None, str]
) -> HistoryLine:
    changes = typed(event.changes)
    return HistoryLine(
        at=event.recorded_at,
        kind=Kind(event.kind).value,
        who=name,
        percent=changes.get("percent"),
        note=event.note,
        on=event.effective_on if event.kind in OF_THE_REGISTER else None,
        officer=given.get(changes.get("officer_id")),
        due_on=changes.get("due_on"),
    )
