"""`/hoantac [NV-12]` and its button: one's own last change, for ten minutes."""

from __future__ import annotations

from dataclasses import replace

from telegram import Update

from actions.take_back import take_back
from domain.buttons import TaskPress
from domain.notices import Saying, Told
from domain.refusals import Reason, Refusal
from domain.taking_back import UNDO_FOR
from domain.tasks import task_code
from handlers.arguments import take_code
from handlers.context import Context, Turn
from handlers.putting import check_place_of
from models.queries.tasks import last_changed_by, version_of


async def undo(_update: Update, context: Context) -> None:
    """Without a code: the task that he changed last."""
    turn = context.turn
    task_id, _ = take_code(" ".join(context.args or ()))
    if task_id is None:
        since = turn.now - UNDO_FOR
        task_id = await last_changed_by(turn.work, turn.actor.officer_id, since)
    if task_id is None:
        raise Refusal(Reason.NOTHING_TO_UNDO)
    await check_place_of(turn, task_id)
    turn.say(await _undo(turn, task_id), subject=f"task:{task_id}")


async def press_undo(turn: Turn, pressed: TaskPress) -> None:
    """Under a card the toast says it; under a sentence a sentence does."""
    await check_place_of(turn, pressed.task_id)
    turn.toast = await _undo(turn, pressed.task_id, pressed.version)
    turn.say(turn.toast, subject=f"task:{pressed.task_id}")


async def _undo(turn: Turn, task_id: int, shown: int | None = None) -> Told:
    task = await take_back(
        turn.work, turn.actor, task_id, policy=turn.policy, shown=shown
    )
    return Told(Saying.TAKEN_BACK, {"code": task_code(task.id)})


async def with_undo(turn: Turn, told: Told, task_id: int) -> Told:
    """What was just done, with the button that takes it back."""
    return replace(told, undoes=(task_id, await version_of(turn.work, task_id)))
