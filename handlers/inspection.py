"""`/danhsachkiemtra` and `/kiemtra`: for the task force, in private."""

from __future__ import annotations

from datetime import date

from telegram import Update

from actions.inspect import (
    check_may_inspect,
    inspection_for,
    plan_inspection,
    record_findings,
)
from actions.name_parts import named_unit
from actions.questions import Asked, close, take
from domain.assigning_notices import InspectionPlan
from domain.buttons import Press, number_in
from domain.inspection import hidden_units, may_plan, to_inspect
from domain.notices import InspectionList, Saying, Told
from domain.refusals import Reason, Refusal
from domain.scope import Scope
from domain.urging_notices import Offer
from handlers.assigning import typed
from handlers.context import Context, Turn
from handlers.offering import offer
from locales.reading.assignments import names_in, read_due
from locales.reading.dates import UnreadableDate
from models.queries.inspections import inspections, with_forerunners
from models.queries.standings import Cut, office_names, read_standings
from models.tables import Question


async def list_units(_update: Update, context: Context) -> None:
    turn = context.turn
    today = turn.reads.today
    january, everything = date(today.year, 1, 1), Scope(everything=True)
    # It reads whole tables, so it is no brief look as that of the turn.
    async with turn.look_beside() as reads:
        tasks = await read_standings(reads, everything, Cut(today), since=january)
        names = await office_names(reads)
        hidden = await with_forerunners(reads, hidden_units(turn.actor))
    seen = [one for one in tasks if one.lead_unit_id not in hidden]
    turn.say(InspectionList(today, to_inspect(seen, names, today)))


async def inspect(update: Update, context: Context) -> None:
    """`/kiemtra Sở Nội vụ, Sở Y tế; 02/12`; without words: what is planned."""
    turn = context.turn
    check_may_inspect(turn.actor)
    text = typed(update)
    if not text:
        await _show_plan(turn)
        return
    named, _, when = text.rpartition(";")
    units = [await named_unit(turn.reads, name) for name in names_in(named)]
    day = _day(when.strip(), turn.reads.today)
    numbers = [unit.unit_id for unit in units]
    check_may_inspect(turn.actor, numbers)
    if not units or day is None or not may_plan(day, turn.reads.today):
        raise Refusal(Reason.NO_INSPECTION)
    facts = {"unit": ", ".join(u.unit for u in units), "date": day.isoformat()}
    shown = Offer(Saying.INSPECTION_READ_BACK.value, facts, verbs=("yes", "no"))
    kept = {"units": numbers, "day": day.isoformat(), "facts": facts}
    await offer(turn, Asked.INSPECTION, kept, shown)


def _day(text: str, today: date) -> date | None:
    try:
        return read_due(text, today)
    except UnreadableDate as error:
        raise Refusal(Reason.NO_INSPECTION) from error


async def _show_plan(turn: Turn) -> None:
    found = await inspections(turn.reads, hidden=hidden_units(turn.actor))
    turn.say(InspectionPlan(found))


async def press_inspection(turn: Turn, question: Question, verb: str) -> None:
    if verb != "yes":
        raise Refusal(Reason.QUESTION_OVER)
    day = date.fromisoformat(question.facts["day"])
    await plan_inspection(turn.work, turn.actor, question.facts["units"], day)
    turn.toast = Told(Saying.INSPECTION_PLANNED, question.facts["facts"])
    await close(turn.work, question, turn.toast)


async def press_findings(turn: Turn, pressed: Press) -> None:
    """`k:<inspection>:found`: the next words are what was found."""
    number = number_in(pressed.argument)
    if number is None or pressed.verb != "found" or turn.place.in_group:
        raise Refusal(Reason.STALE_BUTTON, code="")
    row, unit = await inspection_for(turn.work, turn.actor, number)
    facts = {"unit": unit, "date": row.day.isoformat()}
    shown = Offer(Saying.SAY_FINDINGS.value, facts, verbs=("no",))
    await offer(turn, Asked.FINDINGS, {"inspection": number}, shown)


async def hear_findings(turn: Turn, question: Question, text: str) -> None:
    number = question.facts["inspection"]
    unit = await record_findings(turn.work, turn.actor, number, text)
    taken = await take(turn.work, question.id, officer_id=turn.actor.officer_id)
    await close(turn.work, taken, Told(Saying.FINDINGS_KEPT, {"unit": unit}))
