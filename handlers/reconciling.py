"""`/doichieu`: a unit's own figures, typed or as a file, beside the register's."""

from __future__ import annotations

import re

from telegram import Update

from actions.reconcile import (
    Statement,
    next_difference,
    reconcile,
    settle_difference,
)
from actions.rounds import units_of
from domain.buttons import Press, number_in
from domain.notices import Saying, Told
from domain.reconciling import Claim, Ours, pair_rows
from domain.refusals import Reason, Refusal
from domain.register import Register
from domain.tasks import task_code
from handlers.answering import DONE
from handlers.context import Context, Turn
from handlers.hearing import hear_reply
from models.outbox import Live
from models.queries.reconciling import tasks_of_unit

CODE = re.compile(r"\s*NV-?(\d{1,9})\b[\s:,–-]*(.*)", re.IGNORECASE)


async def compare_typed(_update: Update, context: Context) -> None:
    """`/doichieu NV-12 xong ngày 12/11; NV-13 chưa xong`; without words: how."""
    turn = context.turn
    said = " ".join(context.args or ())
    if not said.strip():
        turn.say(Told(Saying.SAY_FIGURES, {}))
        return
    unit, ours = await _own(turn)
    known = {task.task_id for task in ours}
    claims = [_claim(turn, part) for part in said.split(";") if part.strip()]
    for claim in claims:
        if claim.task_id not in known:
            raise Refusal(Reason.NOT_FOUND, code=task_code(claim.task_id))
    statement = Statement(unit, claims)
    turn.say(await reconcile(await turn.open(), turn.actor, statement, ours))


def _claim(turn: Turn, part: str) -> Claim:
    found = CODE.fullmatch(part)
    if found is None:
        raise Refusal(Reason.NOT_UNDERSTOOD)
    reading = hear_reply(turn, found[2])
    done = reading.intent in DONE
    return Claim(int(found[1]), done, reading.on if done else None)


async def compare_file(turn: Turn, name: str, register: Register) -> None:
    """A register that somebody sent who answers for a unit, and may not import."""
    unit, ours = await _own(turn)
    paired = pair_rows(register.rows, ours)
    unknown = tuple(row.number for row in paired.unknown)
    statement = Statement(unit, paired.claims, name, unknown)
    turn.say(await reconcile(await turn.open(), turn.actor, statement, ours))


async def _own(turn: Turn) -> tuple[int, list[Ours]]:
    """His unit, the first where he answers for several, and its tasks."""
    units = units_of(turn.actor)
    if not units:
        raise Refusal(Reason.NOT_ALLOWED, code="")
    return units[0], await tasks_of_unit(turn.reads, units[:1])


async def press_difference(turn: Turn, pressed: Press) -> None:
    """`v:<difference>:ours` or `…:theirs`; then the next one is shown."""
    number = number_in(pressed.argument)
    if number is None or pressed.verb not in ("ours", "theirs"):
        raise Refusal(Reason.STALE_BUTTON, code="")
    task = await settle_difference(turn.work, turn.actor, number, pressed.verb)
    turn.toast = Told(Saying.SETTLED, {"code": task_code(task)})
    following = await next_difference(turn.work, turn.actor)
    if following is not None:
        params = {"difference": following}
        turn.show(Live.DIFFERENCE, params, subject=f"difference:{following}")
