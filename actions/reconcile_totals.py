"""A unit's own totals are compared with the register; both sides hear what differs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from actions.build_report import read_judged
from actions.build_summary import asked_on
from actions.tell import tell_chat
from domain.own_figures import (
    Figure,
    FiguresCompared,
    Population,
    counted,
    differing_figures,
    misfits,
)
from domain.periods import Period
from domain.permissions import Action, may_in_unit
from domain.policy import Policy
from domain.refusals import Reason, Refusal
from domain.scope import Actor, Scope
from domain.standings import Standing
from domain.tasks import Role
from models.queries.directory import read_directory
from models.queries.people import unit_names
from models.queries.reconciling import add_figures
from models.queries.standings import Cut
from models.tables import UnitStatement
from models.work import Reads, Work
from models.working_days import read_calendar


@dataclass(frozen=True)
class OwnTotals:
    """What a unit reports: so many of the tasks of a period in each figure."""

    unit_id: int
    figures: Mapping[Figure, int]
    period: Period
    population: Population = Population.GIVEN


async def reconcile_totals(
    work: Work, actor: Actor, said: OwnTotals, *, policy: Policy
) -> FiguresCompared:
    """Keep what was said and where it differs, and tell who tracks those tasks.

    What the unit said before of the same tasks is replaced. Raises Refusal.
    """
    if not may_in_unit(actor, Action.ANSWER_ROUND, said.unit_id):
        raise Refusal(Reason.NOT_ALLOWED, code="")
    if said.period.first > work.today:
        raise Refusal(Reason.BAD_PERIOD)
    tasks, compared = await compare_totals(work, said, policy)
    statement = UnitStatement(
        unit_id=said.unit_id,
        period=said.period.code,
        as_of=compared.as_of,
        figures={figure.value: number for figure, number in said.figures.items()},
        said_by=actor.officer_id,
        at=work.now,
    )
    await add_figures(work, statement, said.population, compared.differing)
    if compared.differing:
        told = replace(compared, to_unit=False)
        await _tell_trackers(work, tasks, told, _key_of(said, told))
    return compared


def _key_of(said: OwnTotals, told: FiguresCompared) -> str:
    """The same figures sent once more are no news."""
    differing = [(one.figure, one.theirs, one.ours) for one in told.differing]
    digest = hashlib.sha256(repr(differing).encode()).hexdigest()[:16]
    return f"figures:{said.unit_id}:{said.period.code}:{said.population}:{digest}"


async def compare_totals(
    reads: Reads, said: OwnTotals, policy: Policy
) -> tuple[Sequence[Standing], FiguresCompared]:
    """By the rules of every report: the same cut-off, the same basis of on time."""
    period = said.period
    asked = asked_on(period, reads, policy, said.unit_id)
    scope = Scope(units=frozenset({said.unit_id}))
    known = await read_judged(reads, asked, scope, Cut(asked.as_of))
    tasks = counted(known, said.population, period)
    due = said.population is Population.DUE
    names = await unit_names(reads, [said.unit_id])
    return tasks, FiguresCompared(
        unit=names[said.unit_id],
        population=said.population,
        first=period.first,
        last=period.last if due else min(period.last, asked.as_of),
        as_of=asked.as_of,
        said=len(said.figures),
        differing=differing_figures(
            said.figures,
            tasks,
            as_of=asked.as_of,
            calendar=await read_calendar(reads),
        ),
        misfits=misfits(said.figures),
    )


async def _tell_trackers(
    work: Work, tasks: Sequence[Standing], told: FiguresCompared, key: str
) -> None:
    """Who tracks the unit's tasks; where nobody does, Phòng Tổng hợp."""
    directory = await read_directory(work)
    divisions = {task.tracking_unit_id for task in tasks} - {None}
    people = {
        officer
        for division in divisions
        for officer in directory.of(division, Role.TRACKER)
    }
    officers = sorted(people) or directory.everybody(Role.SYNTHESIS)
    for place in directory.places(officers):
        if place.chat_id is not None:
            await tell_chat(work, place.chat_id, told, key=key)
