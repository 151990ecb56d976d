"""`/vipham`: where units did not keep to the procedure; entered, listed, withdrawn."""

from __future__ import annotations

from datetime import date

from telegram import Update

from actions.name_parts import named_unit
from actions.note_violation import (
    Noting,
    check_may_note,
    check_withdrawable,
    note_violation,
    withdraw_violation,
)
from actions.questions import Asked, close, take
from domain.buttons import Press, number_in
from domain.notices import Saying, Told
from domain.refusals import Reason, Refusal
from domain.urging_notices import Offer
from domain.violations import may_be_noted
from handlers.assigning import typed
from handlers.context import Context, Turn
from handlers.offering import offer
from locales.reading.violations import read_page, read_violation, read_withdrawal
from models.queries.violations import violations_of_year
from models.tables import Question


async def violations(update: Update, context: Context) -> None:
    """Without words the list; `rút 3 lý do`; else a new one, read back first."""
    turn, text = context.turn, typed(update)
    check_may_note(turn.actor)
    page, withdrawn = read_page(text), read_withdrawal(text)
    if page is not None:
        await _show(turn, page)
    elif withdrawn is not None:
        await _withdraw(turn, *withdrawn)
    else:
        await _read_back(turn, text)


async def _show(turn: Turn, page: int) -> None:
    found = await violations_of_year(turn.reads, turn.reads.today.year, page)
    if not found.lines and page > 1:
        raise Refusal(Reason.STALE_BUTTON, code="")
    turn.say(found)


async def _read_back(turn: Turn, text: str) -> None:
    """Nothing is kept before *Đúng*."""
    today = turn.reads.today
    said = read_violation(text, today=today)
    document = said.document
    if not said.unit or not said.what or document is None:
        raise Refusal(Reason.NO_VIOLATION)
    if document.issued_on is None:
        raise Refusal(Reason.NO_VIOLATION)
    unit = await named_unit(turn.reads, said.unit)
    day = said.day or today
    if said.unreadable_day or not may_be_noted(day, today):
        raise Refusal(Reason.BAD_VIOLATION_DAY)
    facts = {
        "unit": unit.unit,
        "date": day.isoformat(),
        "content": said.what,
        "document": f"{document.number}, {document.issued_on:%d/%m/%Y}",
    }
    kept = {
        "unit": unit.unit_id,
        "day": day.isoformat(),
        "what": said.what,
        "number": document.number,
        "issued_on": document.issued_on.isoformat(),
        "facts": facts,
    }
    shown = Offer(Saying.VIOLATION_READ_BACK.value, facts, verbs=("yes", "no"))
    await offer(turn, Asked.VIOLATION, kept, shown)


async def press_noting(turn: Turn, question: Question, verb: str) -> None:
    if verb != "yes":
        raise Refusal(Reason.QUESTION_OVER)
    kept = question.facts
    one = Noting(
        unit_id=kept["unit"],
        day=date.fromisoformat(kept["day"]),
        what=kept["what"],
        number=kept["number"],
        issued_on=date.fromisoformat(kept["issued_on"]),
    )
    number = await note_violation(turn.work, turn.actor, one)
    facts = {**kept["facts"], "number": str(number)}
    turn.toast = Told(Saying.VIOLATION_KEPT, facts)
    await close(turn.work, question, turn.toast)


async def press_violation(turn: Turn, pressed: Press) -> None:
    """`vp:<number>:withdraw`: the next words are why; `vp:<page>:list`"""
    number = number_in(pressed.argument)
    if not number or turn.place.in_group:
        raise Refusal(Reason.STALE_BUTTON, code="")
    check_may_note(turn.actor)
    match pressed.verb:
        case "list":
            await _show(turn, number)
        case "withdraw":
            await _withdraw(turn, number, "")
        case _:
            raise Refusal(Reason.STALE_BUTTON, code="")


async def _withdraw(turn: Turn, number: int, reason: str) -> None:
    line = await check_withdrawable(turn.work, turn.actor, number)
    facts = {"number": str(number), "unit": line.unit, "date": line.on.isoformat()}
    if reason:
        await withdraw_violation(turn.work, turn.actor, number, reason)
        turn.say(Told(Saying.VIOLATION_WITHDRAWN, facts))
        return
    shown = Offer(Saying.SAY_WHY_WITHDRAWN.value, facts, verbs=("no",))
    await offer(turn, Asked.WHY_WITHDRAWN, {"violation": number, **facts}, shown)


async def hear_withdrawal(turn: Turn, question: Question, text: str) -> None:
    number = question.facts["violation"]
    line = await withdraw_violation(turn.work, turn.actor, number, text)
    facts = {"number": str(number), "unit": line.unit, "date": line.on.isoformat()}
    taken = await take(turn.work, question.id, officer_id=turn.actor.officer_id)
    await close(turn.work, taken, Told(Saying.VIOLATION_WITHDRAWN, facts))
