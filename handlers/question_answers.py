"""What follows when a question is answered, by a button or in words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from actions.assign_officer import assign_officer
from actions.judge_report import return_task
from actions.questions import Asked, close, take
from actions.rounds import answer_round
from domain.buttons import number_in
from domain.folding import fold
from domain.notices import Notice, Saying, Told
from domain.refusals import Reason, Refusal
from domain.replies import DocumentRef, Intent, Reading, Signing
from domain.rounds import Answer, RowState
from domain.tasks import task_code
from handlers.absence import hear_absence, press_absence
from handlers.amending import press_amendment
from handlers.answering import carry_out, put_question, read_back
from handlers.asking_apart import ask_apart, waiting_in
from handlers.assigning import hear_assignment, press_assignment
from handlers.context import Turn
from handlers.deciding import hear_decision
from handlers.filing import press_file
from handlers.handover import hear_handover, press_handover
from handlers.inspection import hear_findings, press_inspection
from handlers.layouts import refuse_layout
from handlers.own_figures import hear_figures, press_own_unit
from handlers.register_files import answer_import
from handlers.requests import hear_request
from handlers.taking_back import with_undo
from handlers.urging import answer_urging
from handlers.violations import hear_withdrawal, press_noting
from locales.reading.consent import is_yes
from locales.reading.documents import find_document
from locales.reading.signing import read_signing
from models import readings
from models.queries.questions import open_question
from models.tables import Question

NO = {"huy", "huy bo", "khong", "thoi"}
AGAIN = {"sua", "sua lai", "sai", "khong dung", "sai roi"}

# Questions with a course of their own, each in its module.
ARRANGED: Mapping[Asked, Callable[[Turn, Question, str], Awaitable[None]]] = {
    Asked.URGE: answer_urging,
    Asked.DAYS_AWAY: press_absence,
    Asked.STAND_IN: press_absence,
    Asked.ABSENCE: press_absence,
    Asked.AWAY: press_absence,
    Asked.HANDED_FROM: press_handover,
    Asked.SUCCESSOR: press_handover,
    Asked.HANDED: press_handover,
    Asked.HANDED_CODES: press_handover,
    Asked.HANDOVER: press_handover,
    Asked.IMPORT: answer_import,
    Asked.LAYOUT: refuse_layout,
    Asked.ASSIGN: press_assignment,
    Asked.ASSIGNMENT: press_assignment,
    Asked.AMENDMENT: press_amendment,
    Asked.INSPECTION: press_inspection,
    Asked.FILE: press_file,
    Asked.OWN_UNIT: press_own_unit,
    Asked.VIOLATION: press_noting,
}
# Can be answered so, typed.
YES = (
    *(Asked.READING, Asked.ABSENCE, Asked.HANDOVER, Asked.IMPORT),
    *(Asked.ASSIGNMENT, Asked.AMENDMENT, Asked.INSPECTION, Asked.VIOLATION),
)


# Words that such a question waits for.
async def _hear_dispute(turn: Turn, question: Question, text: str) -> None:
    facts = question.facts
    said = Answer(facts["round"], RowState.DISPUTED, facts["task"], text)
    await _take_and_close(turn, question, await dispute(turn, said))


async def dispute(turn: Turn, said: Answer) -> Told:
    """What is not right of a task; the words that tell it was noted."""
    await answer_round(turn.work, turn.actor, said)
    return Told(Saying.DISPUTED, {"code": task_code(said.task_id or 0)})


HEARD: Mapping[Asked, Callable[[Turn, Question, str], Awaitable[None]]] = {
    **dict.fromkeys((Asked.DAYS_AWAY, Asked.STAND_IN), hear_absence),
    Asked.HANDED_FROM: hear_handover,
    Asked.SUCCESSOR: hear_handover,
    Asked.HANDED_CODES: hear_handover,
    **dict.fromkeys((Asked.ASSIGN, Asked.ASSIGNMENT), hear_assignment),
    Asked.FINDINGS: hear_findings,
    Asked.WHY_WITHDRAWN: hear_withdrawal,
    Asked.DISPUTE: _hear_dispute,
    Asked.FIGURES: hear_figures,
    **dict.fromkeys((Asked.WHY_NOT, Asked.DECISION), hear_decision),
}

INTENTS = {
    "done": Intent.DONE,
    "doing": Intent.IN_PROGRESS,
    "not_done": Intent.NOT_DONE,
}


async def press_question(turn: Turn, number: str, verb: str) -> None:
    """A button under a question: `q:<question>:<verb>`."""
    question_id = number_in(number)
    if question_id is None:
        raise Refusal(Reason.QUESTION_OVER)
    question = await take(turn.work, question_id, officer_id=turn.actor.officer_id)
    elsewhere = turn.chat is None or question.chat_id != turn.chat.id
    if turn.place.in_group and elsewhere:
        raise Refusal(Reason.QUESTION_OVER)  # what follows would be read by all of it
    await _answer(turn, question, verb)


async def answer_by_word(turn: Turn, question: Question, text: str) -> bool:
    """The buttons' words, typed: buttons die when the bot was away for a while."""
    folded = fold(text)
    verb = "yes" if is_yes(text) else "no" if folded in NO else None
    if folded in AGAIN:
        verb = "fix"
    if verb is None or (verb == "yes" and question.kind not in YES):
        return False
    if verb == "fix" and question.kind in ARRANGED:
        return False
    taken = await take(turn.work, question.id, officer_id=turn.actor.officer_id)
    await _answer(turn, taken, verb)
    return True


async def _answer(turn: Turn, question: Question, verb: str) -> None:
    facts = question.facts
    own_no = question.kind == Asked.IMPORT  # it has something of its own to drop
    if question.kind in ARRANGED and (own_no or verb != "no"):
        await ARRANGED[Asked(question.kind)](turn, question, verb)
    elif verb == "no":
        await close(turn.work, question, Told(Saying.CANCELLED, {}))
        await ask_apart(turn, waiting_in(question))
    elif verb == "fix":
        code = task_code(facts["task"]) if facts.get("task") else ""
        await close(turn.work, question, Told(Saying.CANCELLED, {"code": code}))
        again = {"task": facts.get("task"), "tasks": facts.get("tasks", [])}
        again["then"] = waiting_in(question)
        await put_question(turn, Asked.AGAIN, again)
    elif verb == "yes" and question.kind == Asked.READING:
        reading = readings.load(facts["reading"])
        told = await carry_out(turn, facts["task"], reading, facts["note"])
        turn.toast = told
        await close(turn.work, question, told)
        await ask_apart(turn, waiting_in(question))
    elif verb in INTENTS and question.kind == Asked.INTENT:
        await close(turn.work, question, Told(Saying.SEEN, {}))
        reading, then = Reading(INTENTS[verb]), waiting_in(question)
        await read_back(turn, facts["task"], reading, facts["note"], then)
    else:
        await _choose(turn, question, verb)


async def _choose(turn: Turn, question: Question, verb: str) -> None:
    """`t12`: the task meant, of those that were offered."""
    chosen = number_in(verb.removeprefix("t"))
    if chosen is None or chosen not in question.facts.get("tasks", []):
        raise Refusal(Reason.QUESTION_OVER)
    facts = question.facts
    await close(turn.work, question, Told(Saying.SEEN, {}))
    reading, then = readings.load(facts["reading"]), waiting_in(question, [chosen])
    await read_back(turn, chosen, reading, facts["note"], then)


async def answer_with_words(turn: Turn, question: Question, text: str) -> None:
    """A document's number and date, a reason, a name; or the whole said again."""
    facts = question.facts
    match Asked(question.kind):
        case Asked.DOCUMENT:
            await _hear_document(turn, question, text)
        case Asked.REASON:
            await return_task(
                turn.work, turn.actor, facts["task"], text, policy=turn.policy
            )
            told = Told(Saying.RETURNED, {"code": task_code(facts["task"])})
            told = await with_undo(turn, told, facts["task"])
            await _take_and_close(turn, question, told)
        case Asked.NAME:
            task, officer = await assign_officer(
                turn.work, turn.actor, facts["task"], text
            )
            named = {"code": task_code(task.id), "name": officer.name}
            told = await with_undo(turn, Told(Saying.ASSIGNED, named), task.id)
            await _take_and_close(turn, question, told)
        case kind if kind in HEARD:
            await HEARD[kind](turn, question, text)
        case _:
            await hear_request(turn, question, text)


async def _hear_document(turn: Turn, question: Question, text: str) -> None:
    """Without a number and a date the question stays as it is."""
    found = find_document(text, today=turn.reads.today)
    if found is None or found.issued_on is None:
        raise Refusal(Reason.NEEDS_DOCUMENT, code=task_code(question.facts["task"]))
    document = DocumentRef(found.number, found.issued_on)
    reading = Reading(Intent.DONE, document=document)
    await _take_and_close(turn, question, Told(Saying.SEEN, {}))
    note, then = question.facts.get("note", ""), waiting_in(question)
    if read_signing(text, today=turn.reads.today) != Signing():
        note = f"{note} {text}".strip()  # when it was signed and sent is kept too
    await read_back(turn, question.facts["task"], reading, note, then)


async def _take_and_close(turn: Turn, question: Question, told: Notice) -> None:
    taken = await take(turn.work, question.id, officer_id=turn.actor.officer_id)
    await close(turn.work, taken, told)


async def cancel_question(turn: Turn) -> bool:
    """`/huy`: drop the newest question here; False if there is none."""
    assert turn.chat is not None
    question = await open_question(turn.reads, turn.chat.id, turn.actor.officer_id)
    if question is None:
        return False
    await _take_and_close(turn, question, Told(Saying.CANCELLED, {}))
    return True
