"""Requests are decided: by the buttons of their card, or by an answer to it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from actions.answer_petition import answer_petition, take_petition
from actions.decide_extension import grant_extension, refuse_extension
from actions.decide_obstacle import decide_obstacle, send_up
from actions.find_request import Found, find_request
from actions.judge_justification import accept_justification, refuse_justification
from actions.questions import Asked, close, take
from domain.buttons import Press, number_in
from domain.notices import Saying, Told
from domain.processes import Answer, ProcessKind
from domain.refusals import Reason, Refusal
from domain.replies import Intent
from handlers.context import Turn
from handlers.hearing import hear_reply
from handlers.putting import put_question
from locales.reading.agreement import read_agreement
from models.tables import Delivery, Question

Act = Callable[..., Awaitable[Found]]

# Done by the press alone; and done with words, which are asked for.
AT_ONCE: Mapping[tuple[ProcessKind, Answer], Act] = {
    (ProcessKind.EXTENSION, Answer.YES): grant_extension,
    (ProcessKind.JUSTIFICATION, Answer.YES): accept_justification,
    (ProcessKind.OBSTACLE, Answer.UP): send_up,
    (ProcessKind.PETITION, Answer.TAKE): take_petition,
}
IN_WORDS: Mapping[tuple[ProcessKind, Answer], Act] = {
    (ProcessKind.EXTENSION, Answer.NO): refuse_extension,
    (ProcessKind.JUSTIFICATION, Answer.NO): refuse_justification,
    (ProcessKind.OBSTACLE, Answer.DECIDE): decide_obstacle,
    (ProcessKind.PETITION, Answer.DECIDE): answer_petition,
}
ASIDE = (Intent.ACK, Intent.QUERY, Intent.SECRET)
ASKED = {Answer.NO: Asked.WHY_NOT, Answer.DECIDE: Asked.DECISION}


async def press_request(turn: Turn, pressed: Press) -> None:
    """`extension:12:yes`"""
    number = number_in(pressed.argument)
    if number is None or pressed.verb not in list(Answer):
        raise Refusal(Reason.STALE_BUTTON, code="")
    kind, answer = ProcessKind(pressed.kind), Answer(pressed.verb)
    if (kind, answer) in AT_ONCE:
        turn.toast = await _at_once(turn, kind, answer, number)
    elif (kind, answer) in IN_WORDS:
        await _ask(turn, kind, answer, number)
    else:
        raise Refusal(Reason.STALE_BUTTON, code="")


async def hear_decision(turn: Turn, question: Question, text: str) -> None:
    """The reason for not agreeing, a direction, an answer."""
    facts = question.facts
    kind = ProcessKind(facts["kind"])
    answer = Answer.NO if question.kind == Asked.WHY_NOT else Answer.DECIDE
    told = await _in_words(turn, kind, answer, facts["number"], text)
    taken = await take(turn.work, question.id, officer_id=turn.actor.officer_id)
    await close(turn.work, taken, told)


async def decide_by_reply(turn: Turn, delivery: Delivery, text: str) -> bool:
    """An answer to the card of a request: *đồng ý*, *không đồng ý, lý do*, a direction.

    False for a thanks or a question, which decide nothing and are answered as anywhere.
    """
    kind, number = ProcessKind(delivery.params["kind"]), delivery.params["number"]
    said = read_agreement(text)
    aside = hear_reply(turn, text).intent in ASIDE
    if (kind, Answer.DECIDE) in IN_WORDS:
        if not aside:
            turn.say(await _in_words(turn, kind, Answer.DECIDE, number, text))
        return not aside
    if said.agrees is None and not aside:
        raise Refusal(Reason.NOT_UNDERSTOOD)
    if said.agrees:
        turn.say(await _at_once(turn, kind, Answer.YES, number))
    elif said.reason:
        turn.say(await _in_words(turn, kind, Answer.NO, number, said.reason))
    elif said.agrees is False:
        await _ask(turn, kind, Answer.NO, number)
    return said.agrees is not None


async def _at_once(turn: Turn, kind: ProcessKind, answer: Answer, number: int) -> Told:
    act = AT_ONCE[kind, answer]
    found = await act(turn.work, turn.actor, number, policy=turn.policy)
    saying = Saying.SENT_UP if answer is Answer.UP else Saying.REQUEST_DECIDED
    return Told(saying, {"code": found.code})


async def _in_words(
    turn: Turn, kind: ProcessKind, answer: Answer, number: int, text: str
) -> Told:
    act = IN_WORDS[kind, answer]
    found = await act(turn.work, turn.actor, number, text, policy=turn.policy)
    return Told(Saying.REQUEST_DECIDED, {"code": found.code})


async def _ask(turn: Turn, kind: ProcessKind, answer: Answer, number: int) -> None:
    found = await find_request(turn.work, turn.actor, kind, number, policy=turn.policy)
    facts: dict[str, object] = {"kind": kind.value, "number": number}
    if found.task is not None:
        facts["task"] = found.task.id
    await put_question(turn, ASKED[answer], facts)
