"""An officer's open tasks go to his successor; their history stays where it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from actions.tell import tell_officer
from domain.absence import may_arrange
from domain.notices import Saying, Told
from domain.permissions import Action, may_in_unit
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.tasks import Role, task_code
from models.history import Change, Kind, record_alike
from models.queries.colleagues import colleagues, open_tasks_in, units_of
from models.queries.directory import read_directory
from models.tables import Officer
from models.work import Reads, Work

CODES_SHOWN = 15


@dataclass(frozen=True)
class Handover:
    """Whose tasks go to whom; `tasks` None: all that may go."""

    officer_id: int
    successor_id: int
    tasks: tuple[int, ...] | None = None


async def tasks_to_hand_over(
    reads: Reads, actor: Actor, officer_id: int
) -> tuple[Sequence[int], frozenset[int]]:
    """The open tasks of his that the asker may give away, and the units they are of.

    For oneself all; a head those of his unit, an administrator any. Raises Refusal.
    """
    units = await units_of(reads, officer_id)
    if not may_arrange(actor, Action.HAND_OVER, officer_id, units):
        raise Refusal(Reason.NOT_FOUND)
    if officer_id != actor.officer_id:
        units = frozenset(
            unit for unit in units if may_in_unit(actor, Action.HAND_OVER, unit)
        )
    tasks = await open_tasks_in(reads, officer_id, units)
    if not tasks:
        raise Refusal(Reason.NO_TASKS_TO_HAND_OVER)
    return tasks, units


async def check_successor(
    reads: Reads, units: Collection[int], handover: Handover
) -> None:
    """He has a part in one of the units, and is another. Raises Refusal."""
    if handover.successor_id == handover.officer_id:
        raise Refusal(Reason.STAND_IN_HIMSELF)
    members = await colleagues(reads, units, but=handover.officer_id)
    if handover.successor_id not in {one.id for one in members}:
        raise Refusal(Reason.NOT_FOUND)


async def hand_over(work: Work, actor: Actor, handover: Handover) -> tuple[int, ...]:
    """The tasks that went over: those of the wish that are still his, and open.

    A task goes only to a member of the unit that leads it, as when it is assigned.
    From now on the successor is reminded, and the former officer is not.
    """
    _, units = await tasks_to_hand_over(work, actor, handover.officer_id)
    await check_successor(work, units, handover)
    common = units & await units_of(work, handover.successor_id)
    may_go = await open_tasks_in(work, handover.officer_id, common)
    wished = set(may_go if handover.tasks is None else handover.tasks)
    tasks = tuple(task for task in may_go if task in wished)
    if not tasks:
        raise Refusal(Reason.NO_TASKS_TO_HAND_OVER)
    former = await work.session.get_one(Officer, handover.officer_id)
    change = Change(
        task_id=0,
        kind=Kind.HANDED_OVER,
        door="chat",
        effective_on=work.today,
        actor_id=actor.officer_id,
        columns={"officer_id": handover.successor_id},
        note=former.name,
    )
    await record_alike(work, change, tasks)
    await _tell(work, actor, handover, tasks)
    return tasks


async def _tell(
    work: Work, actor: Actor, handover: Handover, tasks: Sequence[int]
) -> None:
    """The successor with the codes; the former officer and the heads that it is so."""
    former = await work.session.get_one(Officer, handover.officer_id)
    successor = await work.session.get_one(Officer, handover.successor_id)
    codes = ", ".join(task_code(task) for task in tasks[:CODES_SHOWN])
    facts = {
        "name": former.name,
        "successor": successor.name,
        "count": str(len(tasks)),
        "codes": codes if len(tasks) <= CODES_SHOWN else f"{codes} …",
    }
    key = f"handover:{handover.officer_id}:{work.now.isoformat()}"
    if successor.id != actor.officer_id:
        told = Told(Saying.TOLD_HANDED_OVER, facts)
        await tell_officer(work, successor.id, told, key=key)
    directory = await read_directory(work)
    heads = {
        head
        for unit in await units_of(work, handover.successor_id)
        for head in directory.of(unit, Role.UNIT_HEAD)
    }
    told = Told(Saying.TOLD_HANDOVER, facts)
    for other in sorted({*heads, former.id} - {actor.officer_id, successor.id}):
        await tell_officer(work, other, told, key=key)
