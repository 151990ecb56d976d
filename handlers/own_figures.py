"""A unit's own figures: of which unit they are, and totals that are typed.

What has been said so far stands in the row of the question: a restart forgets nothing.
"""

from __future__ import annotations

from typing import Any

from actions.import_drafts import load_draft
from actions.questions import Asked, close, take
from actions.reconcile import Statement, reconcile
from actions.reconcile_totals import OwnTotals, reconcile_totals
from actions.rounds import units_of
from domain.buttons import number_in
from domain.notices import FiguresCompared, Reconciled, Saying, Told
from domain.own_figures import Figure, Population
from domain.periods import Period
from domain.reconciling import pair_rows
from domain.refusals import Reason, Refusal
from domain.register import Register
from domain.urging_notices import Offer
from handlers.context import Turn
from handlers.offering import MOST_NAMES, offer
from locales.reading.periods import read_period
from locales.reading.totals import Totals, read_totals
from models.queries.imports import drop_drafts
from models.queries.people import unit_named, unit_names
from models.queries.reconciling import tasks_of_unit
from models.tables import Question

LONGEST_UNREAD = 200  # characters that are said back


async def compare_totals(turn: Turn, text: str) -> None:
    """`[kỳ] [đơn vị:] đã giao 45, hoàn thành 40, trễ hạn 2`."""
    said = read_totals(text, today=turn.reads.today)
    unit = await _unit_said(turn, said.unit)
    await turn.open()
    await _go_on(turn, _kept(said, unit), said)


async def ask_figures(turn: Turn) -> None:
    """`/doichieu` alone: a file, tasks or totals may follow."""
    await turn.open()
    shown = Offer(Saying.SAY_FIGURES.value, {}, verbs=("no",))
    kept = _kept(Totals(), await _unit_said(turn, ""))
    await offer(turn, Asked.FIGURES, {"own": kept}, shown)


async def _unit_said(turn: Turn, name: str) -> int | None:
    """The one unit for which he answers, or the named one of several; None: ask.

    Raises Refusal; another's unit is as unknown to him as one that is not there.
    """
    units = units_of(turn.actor)
    if not units:
        raise Refusal(Reason.NOT_ALLOWED, code="")
    if not name:
        return units[0] if len(units) == 1 else None
    unit = await unit_named(turn.reads, name)
    if unit is None or unit.id not in units:
        raise Refusal(Reason.UNIT_UNKNOWN, name=name[:100])
    return unit.id


def _kept(said: Totals, unit: int | None) -> dict[str, Any]:
    return {
        "figures": {figure.value: number for figure, number in said.figures.items()},
        "population": said.population.value,
        "period": said.period.code if said.period else "",
        "unit": unit,
    }


async def _go_on(turn: Turn, kept: dict[str, Any], said: Totals) -> None:
    """Ask for what was not understood, then for the unit; then compare."""
    if said.unread or not kept["figures"]:
        typed = "; ".join(said.unread)[:LONGEST_UNREAD]
        facts = {"typed": typed or "…"}
        shown = Offer(Saying.SAY_FIGURES_AGAIN.value, facts, verbs=("no",))
        await offer(turn, Asked.FIGURES, {"own": kept}, shown)
    elif kept["unit"] is None:
        await ask_unit(turn, kept)
    else:
        turn.say(await _compare(turn, kept))


async def ask_unit(turn: Turn, kept: dict[str, Any]) -> None:
    """Of several units for which he answers, which one's figures these are."""
    units = units_of(turn.actor)
    names = await unit_names(turn.reads, units)
    named = tuple((f"u{unit}", names[unit]) for unit in units)[:MOST_NAMES]
    shown = Offer(Saying.SAY_OWN_UNIT.value, {}, named)
    await offer(turn, Asked.OWN_UNIT, {"own": kept}, shown)


async def hear_figures(turn: Turn, question: Question, text: str) -> None:
    """The missing part, over what was understood. Unread words leave it as it is."""
    kept = question.facts["own"]
    said = read_totals(text, today=turn.reads.today)
    if said.unread or not said.figures:
        raise Refusal(Reason.NOT_UNDERSTOOD)
    named = await _unit_said(turn, said.unit) if said.unit else kept["unit"]
    new = _kept(said, named)
    if said.population is Population.GIVEN:
        new["population"] = kept["population"]
    new["period"] = new["period"] or kept["period"]
    new["figures"] = {**kept["figures"], **new["figures"]}
    await close_question(turn, question)
    await _go_on(turn, new, said)


async def close_question(turn: Turn, question: Question) -> None:
    taken = await take(turn.work, question.id, officer_id=turn.actor.officer_id)
    await close(turn.work, taken, Told(Saying.SEEN, {}))


async def press_own_unit(turn: Turn, question: Question, verb: str) -> None:
    """`u<unit>`: of the units for which he answers, also now."""
    unit = number_in(verb.removeprefix("u"))
    if unit is None or unit not in units_of(turn.actor):
        raise Refusal(Reason.QUESTION_OVER)
    kept = {**question.facts["own"], "unit": unit}
    await close(turn.work, question, Told(Saying.SEEN, {}))
    if "draft" not in kept:
        turn.say(await _compare(turn, kept))
        return
    draft, register = await load_draft(turn.work, turn.actor, kept["draft"])
    turn.say(await compare_register(turn, unit, draft.file_name, register))
    await drop_drafts(turn.work, turn.actor.officer_id)


async def _compare(turn: Turn, kept: dict[str, Any]) -> FiguresCompared:
    today = turn.reads.today
    said = kept["period"]
    period = read_period(said, today=today) if said else Period.year(today.year)
    if period is None:
        raise Refusal(Reason.BAD_PERIOD)
    figures = {Figure(name): number for name, number in kept["figures"].items()}
    population = Population(kept["population"])
    totals = OwnTotals(kept["unit"], figures, period, population)
    return await reconcile_totals(turn.work, turn.actor, totals, policy=turn.policy)


async def compare_register(
    turn: Turn, unit: int, name: str, register: Register
) -> Reconciled:
    """Every row of the unit's file with the task that it means."""
    ours = await tasks_of_unit(turn.reads, [unit])
    paired = pair_rows(register.rows, ours)
    unknown = tuple(row.number for row in paired.unknown)
    statement = Statement(unit, paired.claims, name, unknown, tuple(register.left_out))
    return await reconcile(await turn.open(), turn.actor, statement, ours)
