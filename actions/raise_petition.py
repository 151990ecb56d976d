"""A unit petitions: the division takes it in, and it stands in the report (003, 4đ)."""

from __future__ import annotations

from dataclasses import dataclass

from actions.find_request import words_of
from actions.find_task import get_task
from actions.show_to_deciders import Shown, show_to_deciders
from domain.permissions import Action, may_in_unit
from domain.policy import Policy
from domain.processes import ProcessKind
from domain.refusals import Reason, Refusal
from domain.scope import OF_A_UNIT, Actor
from domain.tasks import task_code
from models.history import Change, Kind, record
from models.queries.processes import divisions_of_unit
from models.tables import Petition
from models.work import Reads, Work


@dataclass(frozen=True)
class Petitioned:
    """Of which unit, and to which division; None: to those who consolidate."""

    unit_id: int
    division_id: int | None


async def petition_of(reads: Reads, actor: Actor, task_id: int | None) -> Petitioned:
    """Raises Refusal when it is not clear for which unit he speaks, or not his to do.

    About no task it goes to the one division that tracks the unit; where several do,
    to those who consolidate, who know.
    """
    if task_id is not None:
        rights = (await get_task(reads, actor, task_id)).rights
        if not may_in_unit(actor, Action.RAISE_PETITION, rights.lead_unit_id):
            raise Refusal(Reason.NOT_ALLOWED, code=task_code(task_id))
        return Petitioned(rights.lead_unit_id, rights.tracking_unit_id)
    units = actor.units_as(*OF_A_UNIT)
    if len(units) != 1:
        raise Refusal(Reason.NO_TASK_NAMED)
    (unit_id,) = units
    divisions = await divisions_of_unit(reads, unit_id)
    return Petitioned(unit_id, divisions[0] if len(divisions) == 1 else None)


async def raise_petition(
    work: Work, actor: Actor, task_id: int | None, words: str, *, policy: Policy
) -> str:
    """Who was shown it (empty: nobody can be told)."""
    about = await petition_of(work, actor, task_id)
    said = words_of(words)
    petition = Petition(
        task_id=task_id,
        unit_id=about.unit_id,
        division_id=about.division_id,
        raised_by=actor.officer_id,
        raised_at=work.now,
        raised_on=work.today,
        words=said,
    )
    work.session.add(petition)
    await work.session.flush()
    if task_id is not None:
        change = Change(
            task_id=task_id,
            kind=Kind.PETITION,
            door="chat",
            actor_id=actor.officer_id,
            effective_on=work.today,
            note=said,
        )
        await record(work, change)
    shown = Shown(
        ProcessKind.PETITION,
        petition.id,
        actor.officer_id,
        task_id,
        about.division_id,
    )
    return await show_to_deciders(work, shown, policy)
