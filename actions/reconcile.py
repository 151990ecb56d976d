"""A unit's own figures are compared with the register, and the tracker settles them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.tell import tell_officer
from domain.notices import Saying, Told
from domain.permissions import Action, may, may_in_unit
from domain.reconciling import Claim, Differs, Ours, Reconciled, differences
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.tasks import Progress, Role, task_code
from models.history import Change, Kind, mark_stale, record, typed
from models.outbox import DeliveryClass, Envelope, Live, put_live
from models.queries.directory import read_directory
from models.queries.people import unit_names
from models.queries.reconciling import (
    add_differences,
    difference_whole,
    divisions_of,
    open_differences,
)
from models.queries.tasks import find_task
from models.tables import Difference, Task, UnitStatement
from models.work import Reads, Work


@dataclass(frozen=True)
class Statement:
    """What a unit says. `source` is the file's name, empty for what was typed."""

    unit_id: int
    claims: Sequence[Claim]
    source: str = ""
    unknown: tuple[str, ...] = ()


async def reconcile(
    work: Work, actor: Actor, said: Statement, ours: Sequence[Ours]
) -> Reconciled:
    """Keep what was said and where it differs; the trackers are shown the first."""
    if not may_in_unit(actor, Action.ANSWER_ROUND, said.unit_id):
        raise Refusal(Reason.NOT_ALLOWED, code="")
    found = differences(said.claims, ours)
    statement = UnitStatement(
        unit_id=said.unit_id,
        period=f"{work.today:%Y-%m}",
        as_of=work.today,
        source=said.source[:250],
        figures={"tasks": len(said.claims), "done": sum(c.done for c in said.claims)},
        said_by=actor.officer_id,
        at=work.now,
    )
    await add_differences(work, statement, found)
    await _tell_trackers(work, statement.id)
    names = await unit_names(work, [said.unit_id])
    return Reconciled(
        unit=names[said.unit_id],
        source=said.source,
        compared=len(said.claims),
        differing=tuple(_line(one) for one in found),
        unknown=said.unknown,
        unsaid=_unsaid(said, ours) if said.source else (),
    )


def _line(one: Differs) -> tuple[str, tuple[str, ...]]:
    return task_code(one.task_id), tuple(one.theirs)


def _unsaid(said: Statement, ours: Sequence[Ours]) -> tuple[str, ...]:
    spoken = {claim.task_id for claim in said.claims}
    return tuple(
        task_code(task.task_id)
        for task in ours
        if not task.is_done and task.task_id not in spoken
    )


async def settle_difference(work: Work, actor: Actor, number: int, choice: str) -> int:
    """`choice` is "ours" or "theirs"; the task's number. The history keeps it."""
    whole = await difference_whole(work, number)
    if whole is None:
        raise Refusal(Reason.NOT_FOUND, code="")
    differs, task, _, statement = whole
    await _check_may(work, actor, task)
    if differs.state != "open":
        raise Refusal(Reason.STALE_BUTTON, code=task_code(task.id))
    if choice == "theirs":
        await _follow_the_unit(work, actor, differs, task)
    differs.state = choice
    differs.decided_by, differs.decided_at = actor.officer_id, work.now
    await work.session.flush()
    await mark_stale(work, f"difference:{number}")
    saying = {"ours": Saying.DIFFERENCE_KEPT, "theirs": Saying.DIFFERENCE_CORRECTED}
    told = Told(saying[choice], {"code": task_code(task.id)})
    await tell_officer(work, statement.said_by, told, key=f"difference:{number}")
    return task.id


async def next_difference(reads: Reads, actor: Actor) -> int | None:
    """The oldest that is his to settle."""
    divisions = [m.unit_id for m in actor.memberships if m.role is Role.TRACKER]
    found = await open_differences(reads, divisions)
    return found[0] if found else None


async def _check_may(work: Work, actor: Actor, task: Task) -> None:
    """The task's tracker; where nobody tracks it, who draws the figures together.

    Raises the same Refusal as for one that is not there.
    """
    seen = await find_task(work, actor, task.id)
    if seen is not None and may(actor, Action.CONFIRM, seen.rights):
        return
    untracked = task.tracking_unit_id is None
    if not untracked or not may_in_unit(actor, Action.OPEN_ROUND, None):
        raise Refusal(Reason.NOT_FOUND, code="")


async def _follow_the_unit(
    work: Work, actor: Actor, differs: Difference, task: Task
) -> None:
    columns = typed(differs.theirs)
    if columns.get("due_on", task.due_on) != task.due_on:
        columns["due_version"] = task.due_version + 1
    done = columns.get("progress", task.progress) is Progress.DONE
    on = (done and columns.get("done_on")) or work.today
    await record(
        work, Change(task.id, Kind.SETTLED, "chat", on, actor.officer_id, columns)
    )


async def _tell_trackers(work: Work, statement_id: int) -> None:
    """The first of each division's goes to its trackers; nobody's to Phòng Tổng hợp."""
    directory = await read_directory(work)
    for unit in await divisions_of(work, statement_id):
        waiting = await open_differences(work, [unit])
        people = directory.of(unit, Role.TRACKER)
        for place in directory.places(people or directory.everybody(Role.SYNTHESIS)):
            if place.chat_id is None or not waiting:
                continue
            envelope = Envelope(
                chat_id=place.chat_id,
                key=f"difference:{statement_id}:{waiting[0]}|chat:{place.chat_id}",
                cls=DeliveryClass.PERIODIC,
                priority=2,
                subject=f"difference:{waiting[0]}",
            )
            await put_live(work, Live.DIFFERENCE, {"difference": waiting[0]}, envelope)
