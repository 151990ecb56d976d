"""Rounds among the units: opened, answered by who answers for the unit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from actions.build_report import read_judged
from actions.record_progress import LONGEST_NOTE
from actions.tell import tell_officer
from domain.notices import Saying, Told
from domain.periods import Period
from domain.permissions import Action, may_in_unit
from domain.policy import OnTimeBasis
from domain.refusals import Reason, Refusal
from domain.reports import ALL, Asked
from domain.rounds import ANSWERS, Answer, RoundKind, RowState, asked_about, is_open
from domain.scope import Actor
from domain.tasks import Role, task_code
from locales.reading.periods import read_period
from models.history import mark_stale
from models.queries.directory import read_directory
from models.queries.people import unit_names
from models.queries.rounds import (
    add_rows,
    ask_anew,
    asks,
    explained_already,
    find_round,
    is_asked,
    keep_dispute,
    keep_word,
    open_reviews_of,
    open_rounds_about,
    tasks_asked,
    words_of,
)
from models.queries.standings import Cut, standings_by_id
from models.tables import Round, Task
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
    """The round of this kind and period, once; None where there is nothing to ask.

    A review that there is asks of what has become late since, too.
    """
    period, today = opening.period, work.today
    known = await find_round(work, opening.kind, period.code)
    if known is not None and opening.kind is not RoundKind.REVIEW:
        return known
    as_of = period.cut_off(today)
    asked = Asked(period, as_of, opening.basis)
    tasks = await read_judged(work, asked, ALL, Cut(as_of))
    tasks = asked_about(opening.kind, tasks, period, as_of)
    if known is not None:
        there = await tasks_asked(work, known.id)
        tasks = [task for task in tasks if task.id not in there]
    if not tasks:
        return known
    one = known or Round(
        kind=opening.kind.value,
        period=period.code,
        opened_at=work.now,
        opened_by=opened_by,
    )
    one.as_of, one.closes_on = as_of, opening.closes_on
    work.session.add(one)
    await work.session.flush()
    ids = sorted(task.id for task in tasks)
    # As the history has them: a report compares what was shown with that.
    await add_rows(work, one.id, await standings_by_id(work, ids, Cut(as_of)))
    if opening.kind is RoundKind.REVIEW:
        known_why = sorted(await explained_already(work, ids))
        await keep_word(work, one.id, known_why, RowState.ANSWERED, by=None)
    await mark_stale(work, f"round:{one.id}")
    return one


async def answer_round(work: Work, actor: Actor, answer: Answer) -> list[int]:
    """Confirm, or dispute; the tasks that stand otherwise than the unit was shown, and
    are to be looked at again before they are confirmed.

    Raises Refusal where it is not his, or not open any more.
    """
    one = await work.session.get(Round, answer.round_id)
    units = units_of(actor)
    if one is None or not await asks(work, one.id, units):
        raise Refusal(Reason.NOT_FOUND, code="")
    code = task_code(answer.task_id) if answer.task_id else ""
    if answer.said not in ANSWERS[RoundKind(one.kind)]:
        raise Refusal(Reason.STALE_BUTTON, code=code)
    if not is_open(one.closes_on, work.today):
        raise Refusal(Reason.ROUND_OVER, date=one.closes_on.isoformat())
    await mark_stale(work, f"round:{one.id}")
    if answer.said is RowState.CONFIRMED:
        return await _confirm(work, one, units, by=actor.officer_id)
    await _dispute(work, one, answer, units, by=actor.officer_id)
    return []


async def _confirm(
    work: Work, one: Round, units: tuple[int, ...], *, by: int
) -> list[int]:
    cut = cut_of(one, work.today)
    words = await words_of(work, one.id, cut, units)
    waiting = [word for word in words if word.said is RowState.ASKED]
    same = [word.line.task_id for word in waiting if not word.has_changed]
    changed = [word.line.task_id for word in waiting if word.has_changed]
    await keep_word(work, one.id, same, RowState.CONFIRMED, by=by)
    await ask_anew(work, one.id, await standings_by_id(work, changed, cut))
    return changed


async def _dispute(
    work: Work, one: Round, answer: Answer, units: tuple[int, ...], *, by: int
) -> None:
    """Who tracks the task hears of it at once: he can correct it before the report."""
    task_id, code = answer.task_id or 0, task_code(answer.task_id or 0)
    note = answer.note.strip()[:LONGEST_NOTE]
    if not note:
        raise Refusal(Reason.NO_REASON, code=code)
    cut = cut_of(one, work.today)
    stands = await standings_by_id(work, [task_id], cut)
    if not stands or not await is_asked(work, one.id, task_id, units):
        raise Refusal(Reason.NOT_FOUND, code=code)
    await keep_dispute(work, replace(answer, note=note), stands[0], by=by)
    task = await work.session.get_one(Task, task_id)
    names = await unit_names(work, [task.lead_unit_id])
    told = Told(
        Saying.TOLD_DISPUTED,
        {
            "code": code,
            "unit": names.get(task.lead_unit_id, ""),
            "content": task.content,
            "reason": note,
        },
    )
    directory = await read_directory(work)
    people = directory.of(task.tracking_unit_id, Role.TRACKER)
    for officer in people or directory.everybody(Role.SYNTHESIS):
        key = f"dispute:{one.id}:{task_id}:{work.now.timestamp():.0f}"
        await tell_officer(work, officer, told, key=key, subject=f"task:{task_id}")


async def justified(work: Work, task_id: int, *, unit_id: int, by: int) -> None:
    """A justification of this task came: the reviews that ask for it know it, late too,
    as long as the review is not written about (000: "tính đến nay")."""
    for round_id in await open_reviews_of(work, task_id):
        if await is_asked(work, round_id, task_id, (unit_id,)):
            await keep_word(work, round_id, [task_id], RowState.ANSWERED, by=by)
        await mark_stale(work, f"round:{round_id}")


async def stands_otherwise(work: Work, task_id: int) -> None:
    """A task was corrected or judged: the cards of open rounds ask about it anew."""
    for round_id in await open_rounds_about(work, task_id):
        await mark_stale(work, f"round:{round_id}")


def cut_of(one: Round, today: date) -> Cut:
    """How the tasks stand for the report that the round is about."""
    period = read_period(one.period, today=today)
    return Cut(one.as_of if period is None else period.cut_off(today))


def units_of(actor: Actor) -> tuple[int, ...]:
    """The units for which he may answer a round."""
    found = {member.unit_id for member in actor.memberships}
    return tuple(
        sorted(unit for unit in found if may_in_unit(actor, Action.ANSWER_ROUND, unit))
    )
