"""Rounds among the units: opened, answered by who answers for the unit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from actions.build_report import read_judged
from actions.record_progress import LONGEST_NOTE
from domain.periods import Period
from domain.permissions import Action, may_in_unit
from domain.policy import OnTimeBasis
from domain.refusals import Reason, Refusal
from domain.reports import ALL, Asked
from domain.rounds import ANSWERS, Answer, RoundKind, RowState, asked_about, is_open
from domain.scope import Actor
from domain.tasks import task_code
from models.history import mark_stale
from models.queries.rounds import (
    add_rows,
    answer_rows,
    asks,
    find_round,
    open_reviews_of,
)
from models.queries.standings import Cut
from models.tables import Round
from models.work import Work


@dataclass(frozen=True)
class Opening:
    """A round to be: of what, until which day it is answered, by which rule of late."""

    kind: RoundKind
    period: Period
    closes_on: date
    basis: OnTimeBasis = OnTimeBasis.REPORTED_DATE


async def open_round(
    work: Work, opening: Opening, *, opened_by: int | None = None
) -> Round | None:
    """The round of this kind and period, once; None where there is nothing to ask."""
    period, today = opening.period, work.today
    known = await find_round(work, opening.kind, period.code)
    if known is not None:
        return known
    as_of = period.cut_off(today)
    asked = Asked(period, as_of, opening.basis)
    tasks = await read_judged(work, asked, ALL, Cut(as_of))
    tasks = asked_about(opening.kind, tasks, period, as_of)
    if not tasks:
        return None
    one = Round(
        kind=opening.kind.value,
        period=period.code,
        as_of=as_of,
        opened_at=work.now,
        opened_by=opened_by,
        closes_on=opening.closes_on,
    )
    work.session.add(one)
    await work.session.flush()
    await add_rows(work, one.id, tasks)
    return one


async def answer_round(work: Work, actor: Actor, answer: Answer) -> Round:
    """Confirm, or dispute. Raises Refusal where it is not his, or not open any more."""
    one = await work.session.get(Round, answer.round_id)
    units = units_of(actor)
    if one is None or not await asks(work, one.id, units):
        raise Refusal(Reason.NOT_FOUND, code="")
    code = task_code(answer.task_id) if answer.task_id else ""
    if answer.said not in ANSWERS[RoundKind(one.kind)] or not is_open(
        one.closes_on, work.today
    ):
        raise Refusal(Reason.STALE_BUTTON, code=code)
    if answer.said is RowState.DISPUTED and not answer.note.strip():
        raise Refusal(Reason.NO_REASON, code=code)
    kept = replace(answer, note=answer.note.strip()[:LONGEST_NOTE])
    found = await answer_rows(work, kept, by=actor.officer_id, units=units)
    if answer.task_id is not None and not found:
        raise Refusal(Reason.NOT_FOUND, code=code)
    await mark_stale(work, f"round:{one.id}")
    return one


async def justified(work: Work, task_id: int, *, unit_id: int, by: int) -> None:
    """A justification of this task came: the reviews that ask for it know it."""
    for round_id in await open_reviews_of(work, task_id):
        answer = Answer(round_id, RowState.ANSWERED, task_id)
        await answer_rows(work, answer, by=by, units=(unit_id,))
        await mark_stale(work, f"round:{round_id}")


def units_of(actor: Actor) -> tuple[int, ...]:
    """The units for which he may answer a round."""
    found = {member.unit_id for member in actor.memberships}
    return tuple(
        sorted(unit for unit in found if may_in_unit(actor, Action.ANSWER_ROUND, unit))
    )
