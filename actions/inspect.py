"""The task force plans an inspection, and records what it found (001, 3; 003, 1b).

Nobody else is told of either, and least of all the unit that is inspected.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from domain.inspection import hidden_units, may_plan
from domain.permissions import Action, may_in_unit
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from models.queries.audits import Deed, note_deed, note_deeds
from models.queries.inspections import inspection
from models.tables import Inspection
from models.work import Reads, Work

LONGEST = 2_000  # characters of findings


def check_may_inspect(actor: Actor, units: Iterable[int] = ()) -> None:
    """Not of a unit to which he belongs himself."""
    if not may_in_unit(actor, Action.INSPECT, None):
        raise Refusal(Reason.NOT_ALLOWED)
    if hidden_units(actor).intersection(units):
        raise Refusal(Reason.NOT_FOUND)


async def plan_inspection(
    work: Work, actor: Actor, units: Iterable[int], day: date
) -> None:
    """One row for each unit. Raises Refusal."""
    wanted = list(dict.fromkeys(units))
    check_may_inspect(actor, wanted)
    if not wanted or not may_plan(day, work.today):
        raise Refusal(Reason.NO_INSPECTION)
    for unit in wanted:
        row = Inspection(
            unit_id=unit, day=day, planned_by=actor.officer_id, planned_at=work.now
        )
        work.session.add(row)
    await work.session.flush()
    detail = {"day": day.isoformat()}
    await note_deeds(
        work,
        (
            Deed("inspection_planned", f"unit:{unit}", actor.officer_id, "chat", detail)
            for unit in wanted
        ),
    )


async def inspection_for(
    reads: Reads, actor: Actor, number: int
) -> tuple[Inspection, str]:
    """The inspection and its unit's name. Raises Refusal."""
    check_may_inspect(actor)
    found = await inspection(reads, number, hidden=hidden_units(actor))
    if found is None:
        raise Refusal(Reason.NOT_FOUND)
    return found


async def record_findings(work: Work, actor: Actor, number: int, text: str) -> str:
    """What was found; said again, the newer word counts. The unit's name."""
    row, unit = await inspection_for(work, actor, number)
    if not text.strip():
        raise Refusal(Reason.NO_INSPECTION)
    row.findings = text.strip()[:LONGEST]
    row.found_by, row.found_at = actor.officer_id, work.now
    deed = Deed("inspection_found", f"inspection:{number}", actor.officer_id, "chat")
    await note_deed(work, deed)
    return unit
