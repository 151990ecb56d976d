"""`/doichieu`: a unit's own figures, typed or as a file, beside the register's."""

from __future__ import annotations

import re
from collections import defaultdict

from telegram import Update

from actions.import_drafts import keep_draft
from actions.import_register import Source
from actions.questions import Asked
from actions.reconcile import (
    Statement,
    next_difference,
    reconcile,
    settle_difference,
)
from actions.rounds import units_of
from domain.buttons import Press, number_in
from domain.notices import Saying, Told
from domain.reconciling import Claim
from domain.refusals import Reason, Refusal
from domain.register import Register
from domain.tasks import task_code
from handlers.answering import DONE, STATES
from handlers.assigning import typed
from handlers.context import Context, Turn
from handlers.hearing import hear_reply
from handlers.own_figures import (
    ask_figures,
    ask_unit,
    close_question,
    compare_register,
    compare_totals,
)
from models.outbox import Live
from models.queries.questions import open_question
from models.queries.reconciling import tasks_of_unit

CODE = re.compile(r"\s*NV-?(\d{1,9})\b[\s:,–-]*(.*)", re.IGNORECASE | re.DOTALL)


async def compare_typed(update: Update, context: Context) -> None:
    """`/doichieu NV-12 xong ngày 12/11; NV-13 chưa xong`, or totals; else: how."""
    turn = context.turn
    said = typed(update)
    if not said.strip():
        await ask_figures(turn)
    elif _names_tasks(said):
        await _compare_tasks(turn, said)
    else:
        await compare_totals(turn, said)


def _names_tasks(said: str) -> bool:
    return any(CODE.fullmatch(part) for part in said.split(";"))


async def _compare_tasks(turn: Turn, text: str) -> None:
    """Each task says of which of his units it is: one statement for each of them."""
    claims = [_claim(turn, part) for part in text.split(";") if part.strip()]
    ours = {unit: await tasks_of_unit(turn.reads, [unit]) for unit in _own_units(turn)}
    unit_of = {task.task_id: unit for unit, tasks in ours.items() for task in tasks}
    said: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.task_id not in unit_of:
            raise Refusal(Reason.NOT_FOUND, code=task_code(claim.task_id))
        said[unit_of[claim.task_id]].append(claim)
    work = await turn.open()
    for unit, some in said.items():
        told = await reconcile(work, turn.actor, Statement(unit, some), ours[unit])
        turn.say(told)


def _claim(turn: Turn, part: str) -> Claim:
    found = CODE.fullmatch(part)
    if found is None:
        raise Refusal(Reason.NOT_UNDERSTOOD)
    reading = hear_reply(turn, found[2])
    if reading.intent not in STATES:
        raise Refusal(Reason.NOT_UNDERSTOOD)
    done = reading.intent in DONE
    return Claim(int(found[1]), done, reading.on if done else None)


async def compare_file(turn: Turn, source: Source, register: Register) -> None:
    """A register that somebody sent who answers for a unit, and may not import.

    Who answers for several is asked first whose figures it has.
    """
    units = _own_units(turn)
    work = await turn.open()
    assert turn.chat is not None
    asked = await open_question(work, turn.chat.id, turn.actor.officer_id)
    if asked is not None and asked.kind == Asked.FIGURES:
        await close_question(turn, asked)
    if len(units) == 1:
        told = await compare_register(turn, units[0], source.file_name, register)
        turn.say(told)
        return
    draft = (await keep_draft(work, register, source)).id
    await ask_unit(turn, {"draft": draft})


def _own_units(turn: Turn) -> tuple[int, ...]:
    units = units_of(turn.actor)
    if not units:
        raise Refusal(Reason.NOT_ALLOWED, code="")
    return units


async def press_difference(turn: Turn, pressed: Press) -> None:
    """`v:<difference>:ours` or `…:theirs`; then the next one is shown."""
    number = number_in(pressed.argument)
    if number is None or pressed.verb not in ("ours", "theirs"):
        raise Refusal(Reason.STALE_BUTTON, code="")
    settled = await settle_difference(turn.work, turn.actor, number, pressed.verb)
    turn.toast = Told(settled.told, {"code": task_code(settled.task_id)})
    if settled.told is not Saying.SETTLED:
        return
    following = await next_difference(turn.work, turn.actor)
    if following is not None:
        params = {"difference": following}
        turn.show(Live.DIFFERENCE, params, subject=f"difference:{following}")
