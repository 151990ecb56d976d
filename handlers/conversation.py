"""A plain sentence in the chat: an answer to a question, or a reply about a task."""

from __future__ import annotations

from telegram import Update

from actions.import_drafts import may_import
from actions.questions import FOR_WORDS, Asked, close, take
from actions.rounds import units_of
from domain.folding import fold, nfc
from domain.notices import Saying, Told
from domain.refusals import Reason, Refusal
from domain.replies import Intent, Reading
from domain.secret_names import digest_of
from handlers.acknowledging import acknowledge
from handlers.answering import NOTED, STATES, UNFINISHED, put_question, read_back
from handlers.asking_apart import Waiting, ask_apart, parts_of, waiting_in
from handlers.assigning import can_be_no
from handlers.context import Context, Turn
from handlers.deciding import decide_by_reply
from handlers.hearing import hear_reply
from handlers.layouts import hear_layout
from handlers.my_tasks import show_my_tasks
from handlers.progress import show_card
from handlers.question_answers import (
    AGAIN,
    NO,
    YES,
    answer_by_word,
    answer_with_words,
)
from handlers.round_replies import answer_round_card, explain_in_words
from handlers.spoken import MOST_CHOICES
from handlers.spoken import check_text as check_text
from handlers.typed_buttons import press_by_word
from locales.reading.consent import is_yes
from locales.reading.totals import read_totals
from models import readings
from models.outbox import Live
from models.queries.questions import open_question
from models.queries.subjects import delivery_of_message, tasks_of_message
from models.tables import Question


async def hear(update: Update, context: Context) -> None:
    """Whatever is not a command."""
    message = update.effective_message
    assert message is not None
    turn = context.turn
    if turn.place.is_chatter:
        return
    text = nfc(message.text or "").strip()
    check_text(text)
    _ = turn.actor  # a stranger is refused before anything is looked up
    if await _tells_columns(turn, text):
        return
    await turn.open()
    if turn.place.in_group and (turn.chat is None or turn.chat.unit_id is None):
        raise Refusal(Reason.GROUP_UNBOUND)
    question = await _question_answered(turn)
    if question is not None and waits_for_words(turn, question, text):
        await answer_with_words(turn, question, text)
        return
    if question is not None and await answer_by_word(turn, question, text):
        return
    if await _answers_card(turn, text):
        return
    await _hear_reply(turn, text, question)


async def _answers_card(turn: Turn, text: str) -> bool:
    """What the message he answers asks for: a decision, a reason, a confirmation."""
    shown = await delivery_of_message(turn.reads, turn.chat, turn.place.reply_to)
    asks = None if shown is None else shown.notice
    if shown and asks == Live.PROCESS and await decide_by_reply(turn, shown, text):
        return True
    if await explain_in_words(turn, text, shown):
        return True
    if shown is None or asks != Live.ROUND:
        return False
    return await answer_round_card(turn, shown, text)


async def _tells_columns(turn: Turn, text: str) -> bool:
    """An answer about the columns of a file that he sent, which is read again."""
    may_send = may_import(turn.actor) or units_of(turn.actor)
    if turn.place.in_group or turn.chat is None or not may_send:
        return False
    question = await _question_answered(turn)
    if question is None or fold(text) in {*NO, *AGAIN}:
        return False
    return await hear_layout(turn, question, text)


def waits_for_words(turn: Turn, question: Question, text: str) -> bool:
    """Whether this text answers the question, and is no reply about something else."""
    kind = Asked(question.kind)
    if kind is Asked.ASSIGN and can_be_no(question, text):
        return True
    if kind not in FOR_WORDS or fold(text) in {*NO, *AGAIN}:
        return False
    if kind in YES and is_yes(text):
        return False
    if kind is Asked.FIGURES:
        return bool(read_totals(text, today=turn.reads.today).figures)
    if kind not in (Asked.DOCUMENT, Asked.WANTED):
        return True
    reading = hear_reply(turn, text)
    if kind is Asked.WANTED:
        return not reading.codes
    other = reading.codes or reading.intent in (*NOTED, *UNFINISHED)
    return reading.document is not None or not other


async def _question_answered(turn: Turn) -> Question | None:
    """The open question this text answers: the newest here, if not about another."""
    assert turn.chat is not None
    question = await open_question(turn.reads, turn.chat.id, turn.actor.officer_id)
    if question is None:
        return None
    delivery = await delivery_of_message(turn.reads, turn.chat, turn.place.reply_to)
    if delivery is not None:
        return question if delivery.subject == f"question:{question.id}" else None
    return None if turn.place.in_group else question


async def _hear_reply(turn: Turn, text: str, question: Question | None) -> None:
    reading = hear_reply(turn, text)
    if reading.intent is Intent.SECRET:
        raise Refusal(Reason.SECRET, digest=digest_of(text))
    # How far a task is, is read back first, whatever a button would do at once.
    if reading.intent not in STATES and await press_by_word(turn, text):
        return
    if reading.intent is Intent.QUERY:  # what he was asked still stands
        await _answer_query(turn, await _candidates(turn, reading, question))
    elif reading.intent is Intent.ACK:
        turn.say(await acknowledge(turn, turn.place.reply_to))
    else:
        await _take_statement(turn, reading, text, question)


async def _take_statement(
    turn: Turn, reading: Reading, text: str, question: Question | None
) -> None:
    """Of one task, of several, or of one that he still has to choose."""
    candidates = await _candidates(turn, reading, question)
    about = candidates if not reading.tasks else await _about(turn, question)
    parts = parts_of(reading, about, text)
    said_of = [one["task"] for one in parts] or candidates[:1]
    waiting = waiting_in(question, said_of)
    if question is not None:
        # He said it in other words: the older question is over.
        await _drop(turn, question)
    if parts:
        await ask_apart(turn, [*parts, *waiting])
    elif len(candidates) == 1:
        await read_back(turn, candidates[0], reading, text, waiting)
    else:
        await _which(turn, candidates, reading, text, waiting)


async def _candidates(
    turn: Turn, reading: Reading, question: Question | None
) -> list[int]:
    if reading.codes:
        return list(dict.fromkeys(reading.codes))
    return await _about(turn, question)


async def _about(turn: Turn, question: Question | None) -> list[int]:
    """The tasks that a reply can be about which names none by its code."""
    if question is not None and question.facts.get("task"):
        return [question.facts["task"]]
    return await tasks_of_message(
        turn.reads, turn.chat, turn.place.reply_to, turn.actor.officer_id
    )


async def _drop(turn: Turn, question: Question) -> None:
    taken = await take(turn.work, question.id, officer_id=turn.actor.officer_id)
    await close(turn.work, taken, Told(Saying.CANCELLED, {}))


async def _answer_query(turn: Turn, candidates: list[int]) -> None:
    if len(candidates) == 1 and turn.place.reply_to is not None:
        await show_card(turn, candidates[0])
    else:
        await show_my_tasks(turn)


async def _which(
    turn: Turn, candidates: list[int], reading: Reading, text: str, then: Waiting
) -> None:
    """Several tasks: ask which, also when nothing was understood. None: say how."""
    if not candidates or reading.codes:
        raise Refusal(Reason.NOT_UNDERSTOOD)
    facts = {
        "tasks": candidates[:MOST_CHOICES],
        "reading": readings.dump(reading),
        "note": text,
        "then": then,
    }
    await put_question(turn, Asked.WHICH, facts)
