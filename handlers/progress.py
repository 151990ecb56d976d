"""Commands about one task: progress, done, assign, confirm, return, show."""

from __future__ import annotations

from telegram import Update

from actions.assign_officer import assign_officer
from actions.find_task import check_version, get_task
from actions.judge_report import confirm_done, reported_task, return_task
from actions.questions import Asked
from actions.record_progress import ProgressReport, record_progress
from domain.folding import nfc
from domain.notices import Saying, Told
from domain.permissions import Action
from domain.refusals import Reason, Refusal
from domain.replies import Intent, Reading
from domain.tasks import task_code
from handlers.answering import carry_out, check_place, put_question, read_back
from handlers.arguments import take_code, take_percent, task_named
from handlers.conflicts import show_conflict
from handlers.context import Context, Turn
from handlers.my_tasks import to_confirm
from handlers.putting import check_place_of
from handlers.taking_back import with_undo
from locales.reading.documents import find_document
from models.outbox import Live


def words_of(context: Context) -> str:
    return nfc(" ".join(context.args or ()))


async def update_progress(_update: Update, context: Context) -> None:
    """`/capnhat NV-12 60% ghi chú`; 100 % reports the task done."""
    turn = context.turn
    task_id, rest = await task_named(turn, words_of(context))
    percent, note = take_percent(rest)
    if percent is None and not note:
        raise Refusal(Reason.NO_PROGRESS, code=task_code(task_id))
    if percent == 100:
        await _report(turn, task_id, note, words_of(context))
        return
    await check_place_of(turn, task_id)
    report = ProgressReport(task_id, percent=percent, note=note)
    task = await record_progress(
        turn.work, turn.actor, report, policy=turn.policy, door="chat"
    )
    facts = {"code": task_code(task_id), "content": task.content}
    said = Told(Saying.NOTED, facts)
    if percent is not None:
        said = Told(Saying.PROGRESS_SAVED, {**facts, "percent": str(percent)})
    await say_done(turn, said, task_id)


async def report(_update: Update, context: Context) -> None:
    """`/hoanthanh NV-12 số 123/BC-STC ngày 12/11/2026`"""
    turn = context.turn
    task_id, rest = await task_named(turn, words_of(context))
    await _report(turn, task_id, rest, words_of(context))


async def _report(turn: Turn, task_id: int, rest: str, words: str) -> None:
    """Which task it is, was said, or is asked back: a menu's command slips easily."""
    await check_place_of(turn, task_id)
    document = find_document(rest, today=turn.reads.today)
    reading = Reading(Intent.DONE, document=document)
    if take_code(words)[0] is None and turn.place.reply_to is None:
        await read_back(turn, task_id, reading, rest)
        return
    told = await carry_out(turn, task_id, reading, rest)
    turn.say(told, subject=f"task:{task_id}")  # with its button already


async def say_done(turn: Turn, told: Told, task_id: int) -> None:
    turn.say(await with_undo(turn, told, task_id), subject=f"task:{task_id}")


async def assign(_update: Update, context: Context) -> None:
    """`/phancong NV-12 Họ tên`"""
    turn = context.turn
    task_id, name = take_code(words_of(context))
    if task_id is None:
        raise Refusal(Reason.NO_TASK_NAMED)
    task, officer = await assign_officer(turn.work, turn.actor, task_id, name)
    facts = {"code": task_code(task.id), "name": officer.name}
    await say_done(turn, Told(Saying.ASSIGNED, facts), task.id)


async def confirm(_update: Update, context: Context) -> None:
    """`/xacnhan [NV-12]`; without a code, what waits."""
    turn = context.turn
    task_id, _ = take_code(words_of(context))
    if task_id is None:
        await to_confirm(turn)
        await show_conflict(turn, turn.reads)
        return
    task = await confirm_done(turn.work, turn.actor, task_id, policy=turn.policy)
    facts = {"code": task_code(task_id), "content": task.content}
    await say_done(turn, Told(Saying.CONFIRMED, facts), task_id)


async def give_back(_update: Update, context: Context) -> None:
    """`/tralai NV-12 lý do`"""
    turn = context.turn
    task_id, reason = take_code(words_of(context))
    if task_id is None:
        raise Refusal(Reason.NO_TASK_NAMED)
    if not reason:
        await ask_why_returned(turn, task_id)
        return
    await return_task(turn.work, turn.actor, task_id, reason, policy=turn.policy)
    await say_done(turn, Told(Saying.RETURNED, {"code": task_code(task_id)}), task_id)


async def ask_why_returned(turn: Turn, task_id: int, shown: int | None = None) -> None:
    """The reason is asked for once it is clear that there is something to return."""
    task = await reported_task(turn.work, turn.actor, Action.RETURN_TASK, task_id)
    check_version(task, shown)
    await put_question(turn, Asked.REASON, {"task": task_id})


async def show_task(_update: Update, context: Context) -> None:
    """`/trangthai NV-12`: the card with its history."""
    turn = context.turn
    task_id, _ = await task_named(turn, words_of(context))
    await show_card(turn, task_id, history=True)


async def show_card(turn: Turn, task_id: int, *, history: bool = False) -> None:
    """A card of its own message, kept up to date. In a group only its unit's tasks."""
    task = await get_task(turn.reads, turn.actor, task_id)
    check_place(turn, task)
    params = {
        "task": task_id,
        "officer": turn.actor.officer_id,
        "history": history,
        "in_group": turn.place.in_group,
    }
    turn.show(Live.CARD, params, subject=f"task:{task_id}")
