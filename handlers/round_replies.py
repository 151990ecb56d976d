"""Plain words in answer to what a round asks, and justifications in plain words.

Whoever is asked why something is late answers with the reason; whoever is asked whether
the states are right answers *xác nhận*, or says what is wrong.
"""

from __future__ import annotations

from actions.rounds import cut_of, units_of
from domain.folding import fold
from domain.refusals import Reason, Refusal
from domain.replies import Intent, Reading
from domain.rounds import Answer, RoundKind, RowState
from domain.tasks import task_code
from handlers.answering import DONE, STATED
from handlers.context import Turn
from handlers.hearing import hear_reply
from handlers.question_answers import dispute
from handlers.requests import explain
from handlers.rounds import confirm_all
from locales.reading.agreement import read_agreement
from locales.reading.consent import is_yes
from locales.reading.explaining import read_explanation
from models.queries.rounds import words_of
from models.tables import Delivery, Round

CONFIRMS = ("xac nhan", "xac nhan tat ca", "dong y xac nhan", "confirm", "confirmed")
# Said to any message alike: thanks, a question, a secret, more time.
ASIDE = (Intent.ACK, Intent.QUERY, Intent.SECRET, Intent.EXTENSION)


async def explain_in_words(turn: Turn, text: str, shown: Delivery | None) -> bool:
    """ "thuyết minh NV-1: …", whatever it answers; False for what is none."""
    said = read_explanation(text)
    if said is None or hear_reply(turn, text).intent is Intent.SECRET:
        return False
    task = said.task or await _only_one_asked(turn, shown)
    if task is None:
        raise Refusal(Reason.NO_TASK_NAMED)
    await explain(turn, task, said.words)
    return True


async def answer_round_card(turn: Turn, shown: Delivery, text: str) -> bool:
    """A reply to the card of a round; False for what is to be heard as anywhere."""
    one = await turn.work.session.get(Round, shown.params["round"])
    if one is None:
        return False
    reading = hear_reply(turn, text)
    if one.kind == RoundKind.CONFIRMATION.value:
        return await _of_states(turn, one, reading, text)
    return await _of_reasons(turn, one, reading, text)


async def _of_states(turn: Turn, one: Round, reading: Reading, text: str) -> bool:
    if _confirms(text):
        turn.say(await confirm_all(turn, one.id))
        return True
    states = reading.intent in STATED and reading.intent is not Intent.NOT_DONE
    if states or reading.intent in ASIDE:
        return False
    task = await _one_meant(turn, one, reading)
    answer = Answer(one.id, RowState.DISPUTED, task, text)
    turn.say(await dispute(turn, answer), subject=f"task:{task}")
    return True


def _confirms(text: str) -> bool:
    agrees = read_agreement(text).agrees
    folded = fold(text).strip(" .!")
    return bool(agrees) or is_yes(text) or folded in CONFIRMS


async def _of_reasons(turn: Turn, one: Round, reading: Reading, text: str) -> bool:
    """How far it is, in numbers or as done, is progress; any other word is a reason."""
    progress = reading.intent in DONE or reading.percent is not None
    if progress or reading.intent in ASIDE:
        return False
    task = await _one_meant(turn, one, reading)
    await explain(turn, task, text)
    return True


async def _one_meant(turn: Turn, one: Round, reading: Reading) -> int:
    """The task that is named, or the only one that waits. Raises Refusal."""
    waiting = await _waiting(turn, one)
    named = list(dict.fromkeys(reading.codes))
    meant = named or waiting
    if len(meant) != 1:
        example = f"{task_code(waiting[0])} …" if waiting else ""
        raise Refusal(Reason.NO_TASK_NAMED, example=example)
    return meant[0]


async def _only_one_asked(turn: Turn, shown: Delivery | None) -> int | None:
    number = shown.params.get("round") if shown is not None else None
    one = await turn.work.session.get(Round, number) if number else None
    waiting = await _waiting(turn, one) if one is not None else []
    return waiting[0] if len(waiting) == 1 else None


async def _waiting(turn: Turn, one: Round) -> list[int]:
    cut = cut_of(one, turn.reads.today)
    words = await words_of(turn.work, one.id, cut, units_of(turn.actor))
    return [word.line.task_id for word in words if word.said is RowState.ASKED]
