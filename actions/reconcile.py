"""A unit's own figures are compared with the register, and the tracker settles them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from actions.rounds import stands_otherwise
from actions.tell import tell_officer
from domain.import_notices import Side
from domain.notices import SHOWN, Saying, Told
from domain.permissions import Action, may, may_in_unit
from domain.reconciling import Claim, Differs, Ours, Reconciled, differences
from domain.refusals import Reason, Refusal
from domain.register import LeftOut
from domain.scope import Actor
from domain.tasks import Progress, Role, task_code
from locales.render.reconciling import note_of
from models.history import Change, Kind, mark_stale, plain, record, typed
from models.outbox import DeliveryClass, Envelope, Live, put_live
from models.queries.directory import read_directory
from models.queries.people import unit_names
from models.queries.reconciling import (
    add_differences,
    difference_whole,
    first_of_divisions,
    open_differences,
    replace_differences,
    said_of,
)
from models.queries.tasks import find_task
from models.tables import Task, UnitStatement
from models.work import Reads, Work


@dataclass(frozen=True)
class Statement:
    """What a unit says. `source` is the file's name, empty for what was typed."""

    unit_id: int
    claims: Sequence[Claim]
    source: str = ""
    unknown: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True)
class Settled:
    """Of which task, and what the tracker is told at once."""

    task_id: int
    told: Saying


async def reconcile(
    work: Work, actor: Actor, said: Statement, ours: Sequence[Ours]
) -> Reconciled:
    """Keep what was said and where it differs; the trackers are shown the first."""
    if not may_in_unit(actor, Action.ANSWER_ROUND, said.unit_id):
        raise Refusal(Reason.NOT_ALLOWED, code="")
    typed_now = None if said.source else work.today
    found = differences(said.claims, ours, said_on=typed_now)
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
    spoken = [claim.task_id for claim in said.claims]
    replaced = await replace_differences(work, statement, spoken)
    if replaced:
        await mark_stale(work, *(f"difference:{number}" for number in replaced))
    await _tell_trackers(work, statement.id)
    names = await unit_names(work, [said.unit_id])
    return Reconciled(
        unit=names[said.unit_id],
        source=said.source,
        compared=len(said.claims),
        differing=tuple(_line(one) for one in found),
        unknown=said.unknown,
        unsaid=_unsaid(said, ours) if said.source else (),
        left_out=tuple(
            (one.row, one.column, one.problem.value, one.detail, one.near)
            for one in said.left_out[:SHOWN]
        ),
    )


def _line(one: Differs) -> tuple[str, Side, Side]:
    return task_code(one.task_id), said_of(plain(one.theirs)), said_of(plain(one.ours))


def _unsaid(said: Statement, ours: Sequence[Ours]) -> tuple[str, ...]:
    spoken = {claim.task_id for claim in said.claims}
    return tuple(
        task_code(task.task_id)
        for task in ours
        if not task.is_done and task.task_id not in spoken
    )


async def settle_difference(
    work: Work, actor: Actor, number: int, choice: str
) -> Settled:
    """`choice` is "ours" or "theirs". The history keeps it, and what the unit said.

    What was shown of the register may not hold any more: then nothing is decided, and
    the card shows how it stands.
    """
    whole = await difference_whole(work, number)
    if whole is None:
        raise Refusal(Reason.NOT_FOUND, code="")
    differs, task, _, statement = whole
    await _check_may(work, actor, task)
    if differs.state != "open":
        raise Refusal(Reason.STALE_BUTTON, code=task_code(task.id))
    await mark_stale(work, f"difference:{number}")
    stands = plain({name: getattr(task, name) for name in differs.theirs})
    if stands != {name: differs.ours.get(name) for name in stands}:
        differs.ours = stands
        differs.state = "replaced" if stands == differs.theirs else "open"
        return Settled(task.id, Saying.DIFFERENCE_MOVED)
    theirs, ours = said_of(differs.theirs), said_of(differs.ours)
    note = note_of(choice, theirs, ours, source=statement.source)
    columns = typed(differs.theirs) if choice == "theirs" else {}
    await _correct(work, actor, task, columns, note)
    differs.state = choice
    differs.decided_by, differs.decided_at = actor.officer_id, work.now
    await work.session.flush()
    saying = {"ours": Saying.DIFFERENCE_KEPT, "theirs": Saying.DIFFERENCE_CORRECTED}
    told = Told(saying[choice], {"code": task_code(task.id)})
    await tell_officer(work, statement.said_by, told, key=f"difference:{number}")
    return Settled(task.id, Saying.SETTLED)


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


async def _correct(
    work: Work, actor: Actor, task: Task, columns: dict[str, Any], note: str
) -> None:
    """By these columns, none where the register stands. The note keeps both words."""
    if columns.get("due_on", task.due_on) != task.due_on:
        columns["due_version"] = task.due_version + 1
    done = columns.get("progress", task.progress) is Progress.DONE
    on = (done and columns.get("done_on")) or work.today
    await record(
        work, Change(task.id, Kind.SETTLED, "chat", on, actor.officer_id, columns, note)
    )
    await stands_otherwise(work, task.id)


async def _tell_trackers(work: Work, statement_id: int) -> None:
    """The first of each division's goes to its trackers; nobody's to Phòng Tổng hợp."""
    directory = await read_directory(work)
    for unit, first in (await first_of_divisions(work, statement_id)).items():
        people = directory.of(unit, Role.TRACKER)
        for place in directory.places(people or directory.everybody(Role.SYNTHESIS)):
            if place.chat_id is None:
                continue
            envelope = Envelope(
                chat_id=place.chat_id,
                key=f"difference:{statement_id}:{first}|chat:{place.chat_id}",
                cls=DeliveryClass.PERIODIC,
                priority=2,
                subject=f"difference:{first}",
            )
            await put_live(work, Live.DIFFERENCE, {"difference": first}, envelope)
