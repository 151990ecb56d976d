"""What a unit asks for: `/giahan`, `/vuongmac`, `/kiennghi`, `/thuyetminh`.

What is missing is asked for by questions that are rows, so that a restart, or an answer
of tomorrow, loses nothing.
"""

from __future__ import annotations

from datetime import date

from telegram import Update

from actions.ask_extension import task_to_extend
from actions.find_task import check_version
from actions.justify_lateness import justify_lateness, late_task
from actions.questions import Asked, close, take
from actions.raise_obstacle import task_in_trouble
from actions.raise_petition import petition_of, raise_petition
from domain.buttons import TaskPress
from domain.folding import nfc
from domain.notices import Saying, Told
from domain.refusals import Reason, Refusal
from domain.tasks import task_code
from handlers.arguments import take_code, task_named
from handlers.asking_apart import Waiting, ask_apart, waiting_in
from handlers.context import Context, Turn
from handlers.extending import seek_extension, send_extension, send_obstacle
from handlers.hearing import hear_extension
from handlers.putting import check_place, put_question
from locales.reading.extensions import ExtensionWords
from models.tables import Question


def words_of(context: Context) -> str:
    return nfc(" ".join(context.args or ())).strip()


async def extension(_update: Update, context: Context) -> None:
    """`/giahan NV-12 30/11 lý do`"""
    turn = context.turn
    task_id, rest = await task_named(turn, words_of(context))
    said = hear_extension(turn, rest, is_line=True)
    told = await _extend(turn, task_id, said)
    if told is not None:
        turn.say(told, subject=f"task:{task_id}")


async def _extend(
    turn: Turn, task_id: int, said: ExtensionWords, then: Waiting | None = None
) -> Told | None:
    """Sent on, and said so; None if something is missing, and was asked for."""
    wanted = await seek_extension(turn, task_id, said, then or [])
    if wanted is None:
        return None
    return await send_extension(turn, task_id, wanted, said.reason)


async def obstacle(_update: Update, context: Context) -> None:
    """`/vuongmac NV-12 …`"""
    turn = context.turn
    task_id, rest = await task_named(turn, words_of(context))
    check_place(turn, await task_in_trouble(turn.work, turn.actor, task_id))
    if not rest:
        await put_question(turn, Asked.OBSTACLE, {"task": task_id})
        return
    turn.say(await send_obstacle(turn, task_id, rest), subject=f"task:{task_id}")


async def petition(_update: Update, context: Context) -> None:
    """`/kiennghi …`, about a task with its code before it, or in answer to its card."""
    turn = context.turn
    task_id, rest = take_code(words_of(context))
    await petition_of(turn.work, turn.actor, task_id)
    if not rest:
        await put_question(turn, Asked.PETITION, {"task": task_id})
        return
    turn.say(await _send_petition(turn, task_id, rest))


async def _send_petition(turn: Turn, task_id: int | None, words: str) -> Told:
    names = await raise_petition(
        turn.work, turn.actor, task_id, words, policy=turn.policy
    )
    return Told(Saying.PETITION_RAISED, {"name": names})


async def explanation(_update: Update, context: Context) -> None:
    """`/thuyetminh NV-12 …`, also `/giaitrinh`."""
    turn = context.turn
    await explain(turn, *await task_named(turn, words_of(context)))


async def explain(turn: Turn, task_id: int, words: str) -> None:
    """Sent on to who judges it; without words they are asked for."""
    check_place(
        turn, await late_task(turn.work, turn.actor, task_id, policy=turn.policy)
    )
    if not words:
        await put_question(turn, Asked.WHY_LATE, {"task": task_id})
        return
    turn.say(await _send_explanation(turn, task_id, words), subject=f"task:{task_id}")


async def _send_explanation(turn: Turn, task_id: int, words: str) -> Told:
    task, names = await justify_lateness(
        turn.work, turn.actor, task_id, words, policy=turn.policy
    )
    facts = {"code": task_code(task.id), "name": names}
    return Told(Saying.LATENESS_EXPLAINED, facts)


async def press_extend(turn: Turn, pressed: TaskPress) -> None:
    """*Xin gia hạn* on a card."""
    task = await task_to_extend(turn.work, turn.actor, pressed.task_id)
    check_version(task, pressed.version)
    await seek_extension(turn, task.id, ExtensionWords())


async def press_obstacle(turn: Turn, pressed: TaskPress) -> None:
    await task_in_trouble(turn.work, turn.actor, pressed.task_id, pressed.version)
    await put_question(turn, Asked.OBSTACLE, {"task": pressed.task_id})


async def press_explain(turn: Turn, pressed: TaskPress) -> None:
    await late_task(turn.work, turn.actor, pressed.task_id, policy=turn.policy)
    await put_question(turn, Asked.WHY_LATE, {"task": pressed.task_id})


async def hear_request(turn: Turn, question: Question, text: str) -> None:
    """The words that were asked for. What cannot be used leaves the question open."""
    facts, said = question.facts, text.strip()
    task_id = facts.get("task")
    match Asked(question.kind):
        case Asked.WANTED:
            await _hear_wanted(turn, question, text)
            return
        case Asked.WHY_LONGER:
            wanted = date.fromisoformat(facts["wanted"])
            told = await send_extension(turn, facts["task"], wanted, said)
        case Asked.OBSTACLE:
            told = await send_obstacle(turn, facts["task"], said)
        case Asked.PETITION:
            told = await _send_petition(turn, task_id, said)
        case _:
            told = await _send_explanation(turn, facts["task"], said)
    await _close(turn, question, told)
    await ask_apart(turn, waiting_in(question))


async def _hear_wanted(turn: Turn, question: Question, text: str) -> None:
    said = hear_extension(turn, text, is_line=True)
    if said.on is None and said.more is None:
        raise Refusal(Reason.BAD_DATE)
    reason = said.reason or question.facts.get("reason", "")
    whole = ExtensionWords(said.on, said.more, reason)
    then = waiting_in(question)
    told = await _extend(turn, question.facts["task"], whole, then)
    await _close(turn, question, told or Told(Saying.SEEN, {}))
    if told is not None:
        await ask_apart(turn, then)


async def _close(turn: Turn, question: Question, told: Told) -> None:
    taken = await take(turn.work, question.id, officer_id=turn.actor.officer_id)
    await close(turn.work, taken, told)
