"""The tracker decides between a file's word and a person's."""

from __future__ import annotations

from actions.register_rows import evidence_columns
from domain.permissions import Action, may, may_in_unit
from domain.refusals import Reason, Refusal
from domain.register import RegisterRow
from domain.register_conflicts import SUPPORT
from domain.scope import Actor
from domain.tasks import Progress, Role, task_code
from models.history import Change, Kind, mark_stale, record, typed
from models.outbox import DeliveryClass, Envelope, Live, put_live
from models.queries.directory import read_directory
from models.queries.imports import open_discrepancies, tracking_units
from models.queries.registers import add_rows, replace_supports, words_of_task
from models.queries.tasks import find_task
from models.tables import Discrepancy, Evidence, Task
from models.work import Reads, Work


async def settle_discrepancy(
    work: Work, actor: Actor, number: int, choice: str, *, door: str
) -> int:
    """`choice` is "register" or "person"; the task's number. Raises Refusal."""
    dispute = await work.session.get(Discrepancy, number, with_for_update=True)
    if dispute is None:
        raise Refusal(Reason.NOT_FOUND, code="")
    await _check_may(work, actor, dispute)
    if dispute.state != "open":
        raise Refusal(Reason.STALE_BUTTON, code=task_code(dispute.task_id))
    if choice == "register":
        await _follow_the_file(work, actor, dispute, door)
    dispute.state = choice
    dispute.decided_by, dispute.decided_at = actor.officer_id, work.now
    await work.session.flush()
    await mark_stale(work, f"discrepancy:{number}")
    return dispute.task_id


async def _check_may(work: Work, actor: Actor, dispute: Discrepancy) -> None:
    """The task's tracker; where nobody tracks it, who may import.

    Raises the same Refusal as for one that is not there.
    """
    task = await find_task(work, actor, dispute.task_id)
    if task is not None and may(actor, Action.CONFIRM, task.rights):
        return
    whole = await work.session.get_one(Task, dispute.task_id)
    tracked = whole.tracking_unit_id is not None
    if tracked or not may_in_unit(actor, Action.IMPORT_REGISTER, None):
        raise Refusal(Reason.NOT_FOUND, code="")


async def _follow_the_file(
    work: Work, actor: Actor, dispute: Discrepancy, door: str
) -> None:
    said = dict(dispute.register)
    support = said.pop(SUPPORT, None)
    columns = typed(said)
    task = await work.session.get_one(Task, dispute.task_id)
    if support is not None:
        await replace_supports(work, task.id, support)
    if columns.get("due_on", task.due_on) != task.due_on:
        columns["due_version"] = task.due_version + 1
    done = columns.get("progress") is Progress.DONE
    on = (done and columns.get("done_on")) or work.today
    change = Change(task.id, Kind.SETTLED, door, on, actor.officer_id, columns)
    event_id = await record(work, change)
    if done:
        await _add_evidence(work, dispute, event_id)


async def _add_evidence(work: Work, dispute: Discrepancy, event_id: int) -> None:
    said = await words_of_task(work, dispute.task_id)
    rows = [row.fields for row, run in said if run.id == dispute.run_id]
    row = RegisterRow.from_fields(rows[0]) if rows else None
    if row is not None and row.has_evidence:
        columns = evidence_columns(row, work.zone)
        named = {"task_id": dispute.task_id, "event_id": event_id}
        await add_rows(work, Evidence, [{**named, **columns}])


async def next_discrepancy(reads: Reads, actor: Actor) -> int | None:
    """The oldest that is his to decide."""
    divisions = [m.unit_id for m in actor.memberships if m.role is Role.TRACKER]
    untracked = may_in_unit(actor, Action.IMPORT_REGISTER, None)
    found = await open_discrepancies(reads, divisions, untracked=untracked)
    return found[0] if found else None


async def tell_discrepancies(work: Work, run_id: int) -> None:
    """The first of each division's goes to its trackers; else to the clerks."""
    directory = await read_directory(work)
    for unit in await tracking_units(work, run_id):
        people = directory.of(unit, Role.TRACKER) or directory.everybody(Role.CLERK)
        waiting = await open_discrepancies(
            work, [] if unit is None else [unit], untracked=unit is None
        )
        for officer in people:
            chat = directory.chats.get(officer)
            if chat is not None and waiting:
                await _show(work, waiting[0], chat, run_id)


async def _show(work: Work, number: int, chat: int, run_id: int) -> None:
    envelope = Envelope(
        chat_id=chat,
        key=f"discrepancy:{number}:{run_id}|chat:{chat}",
        cls=DeliveryClass.PERIODIC,
        priority=2,
        subject=f"discrepancy:{number}",
    )
    await put_live(work, Live.DISCREPANCY, {"discrepancy": number}, envelope)
