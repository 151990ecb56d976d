"""A file or a photo in the chat: a register to be imported, or proof of a task."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import PurePath

from telegram import Message, Update

from actions.keep_file import SentFile, keep_file
from actions.questions import Asked, close
from actions.rounds import units_of
from domain.buttons import number_in
from domain.folding import nfc
from domain.notices import Saying, Told
from domain.permissions import Action, may_in_unit
from domain.refusals import Reason, Refusal
from domain.replies import Reading
from domain.tasks import task_code
from handlers.answering import STATED, read_back
from handlers.context import Context, Turn
from handlers.hearing import hear_reply
from handlers.putting import check_place, put_question
from handlers.register_files import bring_file
from handlers.spoken import MOST_CHOICES, check_text
from models.queries.processes import attachments_of
from models.queries.questions import open_question
from models.queries.subjects import tasks_of_message
from models.queries.tasks import find_task
from models.tables import Question

REGISTERS = (".xlsx", ".xls", ".csv", ".edxml", ".xml")
COMPARING = "/doichieu"
MOST_FILES = 5  # shown at once, the newest


async def hear_file(update: Update, context: Context) -> None:
    """A register from who may import one; else proof of the task that is meant."""
    message, turn = update.effective_message, context.turn
    if turn.place.is_chatter:
        return
    caption = nfc((message.caption if message else "") or "").strip()
    check_text(caption)
    _ = turn.actor
    if message is None:
        raise Refusal(Reason.FILE_NOT_TAKEN)
    reading = hear_reply(turn, caption) if caption else None
    if message.document is not None and await _is_register(turn, message, reading):
        await bring_file(turn, message.document)
        return
    sent = _sent(message, caption)
    await turn.open()
    if turn.place.in_group and (turn.chat is None or turn.chat.unit_id is None):
        raise Refusal(Reason.GROUP_UNBOUND)
    await _file(turn, sent, reading)


async def _is_register(turn: Turn, message: Message, reading: Reading | None) -> bool:
    """From who may import, or of a unit's own figures; not said to be of a task."""
    assert message.document is not None
    kind = PurePath(message.document.file_name or "").suffix.lower()
    about_a_task = turn.place.reply_to is not None or bool(reading and reading.codes)
    if about_a_task or (kind not in REGISTERS and not _is_to_be_compared(message)):
        return False
    if may_in_unit(turn.actor, Action.IMPORT_REGISTER, None):
        return True
    return bool(units_of(turn.actor)) and await _is_of_own_figures(turn, message)


async def _is_of_own_figures(turn: Turn, message: Message) -> bool:
    """Sent with `/doichieu`, or after it: any other file may be proof of a task."""
    if _is_to_be_compared(message):
        return True
    if turn.chat is None:
        return False
    asked = await open_question(turn.reads, turn.chat.id, turn.actor.officer_id)
    return asked is not None and asked.kind == Asked.FIGURES


def _is_to_be_compared(message: Message) -> bool:
    """Said so with it: what cannot be read of it is told, whatever it is."""
    return (message.caption or "").lower().startswith(COMPARING)


def _sent(message: Message, caption: str) -> SentFile:
    """Raises Refusal for what is neither a document nor a photo."""
    if message.photo:
        return SentFile(message.photo[-1].file_id, is_photo=True, caption=caption)
    if message.document is None:
        raise Refusal(Reason.FILE_NOT_TAKEN)
    name = PurePath(message.document.file_name or "").name
    return SentFile(message.document.file_id, False, name, caption)


async def _file(turn: Turn, sent: SentFile, reading: Reading | None) -> None:
    tasks = await _meant(turn, reading)
    if not tasks:
        raise Refusal(Reason.NOT_SHOWN_WHY)
    if len(tasks) == 1:
        await _keep(turn, tasks[0], sent)
        return
    facts = {"tasks": tasks[:MOST_CHOICES], "file": asdict(sent)}
    await put_question(turn, Asked.FILE, facts)


async def _meant(turn: Turn, reading: Reading | None) -> list[int]:
    """The task that the caption names, that was asked about, or that is answered."""
    if reading is not None and reading.codes:
        return list(dict.fromkeys(reading.codes))
    assert turn.chat is not None
    officer = turn.actor.officer_id
    if turn.place.reply_to is None:
        question = await open_question(turn.reads, turn.chat.id, officer)
        if question is not None and question.facts.get("task"):
            return [question.facts["task"]]
    return await tasks_of_message(turn.reads, turn.chat, turn.place.reply_to, officer)


async def _keep(turn: Turn, task_id: int, sent: SentFile) -> Told:
    """Kept; what its caption says besides is read back as any reply is."""
    task, count = await keep_file(turn.work, turn.actor, task_id, sent)
    check_place(turn, task)
    told = Told(Saying.FILE_KEPT, {"code": task_code(task.id), "count": str(count)})
    turn.say(told, subject=f"task:{task.id}")
    if sent.caption:
        reading = hear_reply(turn, sent.caption)
        if reading.intent in STATED:
            await read_back(turn, task.id, reading, sent.caption)
    return told


async def press_file(turn: Turn, question: Question, verb: str) -> None:
    """`t12`: the task meant, of those that were offered."""
    chosen = number_in(verb.removeprefix("t"))
    if chosen is None or chosen not in question.facts["tasks"]:
        raise Refusal(Reason.QUESTION_OVER)
    await close(turn.work, question, Told(Saying.SEEN, {}))
    await _keep(turn, chosen, SentFile(**question.facts["file"]))


async def show_files(turn: Turn, task_id: int) -> None:
    """*Xem tệp* on a card: who may see the task, may see what was kept of it."""
    if turn.place.in_group or await find_task(turn.reads, turn.actor, task_id) is None:
        raise Refusal(Reason.NOT_FOUND, code=task_code(task_id))
    for one in await attachments_of(turn.reads, task_id, MOST_FILES):
        turn.say(one, subject=f"task:{task_id}")
