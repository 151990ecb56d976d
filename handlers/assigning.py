"""`/giaoviec`: a task given in one line, or asked for step by step.

What has been said so far stands in the row of the question: a restart forgets nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from telegram import Update

from actions.give_task import check_may_give, decide_draft, give_task
from actions.name_parts import assignee, with_parts
from actions.questions import Asked, close, take
from domain.assigning import Assignment, Missing, doubts_of, missing_of
from domain.assigning_notices import AssignmentCard
from domain.buttons import Press, number_in
from domain.folding import fold, nfc
from domain.notices import Notice, Saying, Told
from domain.refusals import Reason, Refusal
from domain.tasks import TaskClass
from domain.urging_notices import Offer
from handlers.answering import put_question
from handlers.context import Context, Turn
from handlers.offering import offer, shown_as
from locales.reading.assignments import (
    NO_REPORT,
    REPORTS,
    UNDATED,
    Said,
    names_in,
    read_assignment,
    read_due,
    read_parts,
)
from locales.reading.dates import UnreadableDate
from locales.reading.documents import find_document
from models import assignments
from models.tables import Question

ASKED = {
    Missing.WHOM: Saying.GIVE_WHOM,
    Missing.CONTENT: Saying.GIVE_CONTENT,
    Missing.DOCUMENT: Saying.GIVE_DOCUMENT,
    Missing.REPORT: Saying.GIVE_REPORT,
    Missing.DEADLINE: Saying.GIVE_DEADLINE,
}


def typed(update: Update) -> str:
    """What follows the command, with its lines as they were typed."""
    message = update.effective_message
    text = nfc((message.text if message else "") or "").strip()
    return "".join(text.split(None, 1)[1:])


def understood(text: str, turn: Turn) -> Said:
    """Raises Refusal for a date that is not understood."""
    try:
        return read_assignment(text, today=turn.reads.today)
    except UnreadableDate as error:
        raise Refusal(Reason.BAD_DATE) from error


async def give(update: Update, context: Context) -> None:
    """`/giaoviec Sở Nội vụ: rà soát …; số 12/UBND-TH ngày 20/11; hạn 30/11`"""
    turn = context.turn
    check_may_give(turn.actor)
    said = understood(typed(update), turn)
    one = await with_parts(turn.reads, Assignment(), said, turn.actor)
    await proceed(turn, one)


async def proceed(turn: Turn, one: Assignment) -> None:
    """Ask for what is missing next; once nothing is, read it back."""
    missing = missing_of(one)
    kept: dict[str, Any] = {"assignment": assignments.dump(one)}
    if missing is not None:
        kept["missing"] = missing.value
        await offer(turn, Asked.ASSIGN, kept, _asking(one, missing))
        return
    card = AssignmentCard(one, doubts_of(one, turn.reads.today), "asked")
    await put_question(turn, Asked.ASSIGNMENT, {**kept, **shown_as(card)})


def _asking(one: Assignment, missing: Missing) -> Offer:
    saying = ASKED[missing]
    verbs: tuple[str, ...] = ("no",)
    if missing is Missing.REPORT:
        verbs = ("report", "no_report", "no")
    if missing is Missing.DEADLINE:
        if one.proposal_id is not None:
            saying = Saying.GIVE_DEADLINE_NAMED
        else:
            verbs = ("undated", "no")
            saying = Saying.GIVE_DEADLINE_DUE if one.must_report else saying
    return Offer(saying.value, {"content": one.content}, verbs=verbs)


def can_be_no(question: Question, text: str) -> bool:
    """ "Không" answers whether it must be reported, and until when."""
    asked = question.facts.get("missing")
    return fold(text) == "khong" and asked in (Missing.REPORT, Missing.DEADLINE)


async def hear_assignment(turn: Turn, question: Question, text: str) -> None:
    """The part asked for; or, of what was read back, parts typed anew."""
    one = assignments.load(question.facts["assignment"])
    if question.kind == Asked.ASSIGNMENT:
        one = await _typed_anew(turn, one, text)
    else:
        one = await _part(turn, one, Missing(question.facts["missing"]), text)
    await proceed(turn, one)
    taken = await take(turn.work, question.id, officer_id=turn.actor.officer_id)
    await close(turn.work, taken, Told(Saying.SEEN, {}))


async def _typed_anew(turn: Turn, one: Assignment, text: str) -> Assignment:
    try:
        said, others = read_parts(text, today=turn.reads.today)
    except UnreadableDate as error:
        raise Refusal(Reason.BAD_DATE) from error
    if others:
        raise Refusal(Reason.NOT_UNDERSTOOD)
    return await with_parts(turn.reads, one, said, turn.actor)


async def _part(turn: Turn, one: Assignment, missing: Missing, text: str) -> Assignment:
    match missing:
        case Missing.WHOM:
            whom = [await assignee(turn.reads, name) for name in names_in(text)]
            return replace(one, assignees=tuple(dict.fromkeys(whom)))
        case Missing.CONTENT:
            return replace(one, content=text)
        case Missing.DOCUMENT:
            found = find_document(text, today=turn.reads.today)
            if found is None or found.issued_on is None:
                raise Refusal(Reason.NEEDS_BASIS)
            return replace(one, number=found.number, issued_on=found.issued_on)
        case Missing.REPORT:
            if fold(text) not in (*REPORTS, *NO_REPORT):
                raise Refusal(Reason.NOT_UNDERSTOOD)
            return replace(one, must_report=fold(text) in REPORTS)
        case Missing.DEADLINE:
            return _deadline(turn, one, text)


def _deadline(turn: Turn, one: Assignment, text: str) -> Assignment:
    if fold(text) in (*UNDATED, "khong"):
        return _without(one)
    try:
        due_on = read_due(text, one.issued_on or turn.reads.today)
    except UnreadableDate as error:
        raise Refusal(Reason.BAD_DATE) from error
    if due_on is None:
        return _without(one)
    return replace(one, due_on=due_on, deadline_text=text, undated=False)


def _without(one: Assignment) -> Assignment:
    if one.proposal_id is not None:
        raise Refusal(Reason.NEEDS_DEADLINE)
    return replace(one, due_on=None, deadline_text="", undated=True)


async def press_assignment(turn: Turn, question: Question, verb: str) -> None:
    one = assignments.load(question.facts["assignment"])
    if question.kind == Asked.ASSIGNMENT and verb == "yes":
        await close(turn.work, question, await _give(turn, one))
    elif question.kind == Asked.ASSIGN and verb in VERBS:
        await proceed(turn, VERBS[verb](one))
        await close(turn.work, question, Told(Saying.SEEN, {}))
    else:
        raise Refusal(Reason.QUESTION_OVER)


VERBS: Mapping[str, Any] = {
    "report": lambda one: replace(one, must_report=True),
    "no_report": lambda one: replace(one, must_report=False),
    "undated": _without,
}


async def _give(turn: Turn, one: Assignment) -> Notice:
    tasks = await give_task(turn.work, turn.actor, one)
    if not tasks:
        turn.toast = Told(Saying.TASK_TO_CLERK, {"content": one.content})
    state = "entered" if tasks else "proposed"
    return AssignmentCard(one, (), state, tuple(tasks))


async def press_draft(turn: Turn, pressed: Press) -> None:
    """`h:<draft>:<class>` or `…:returned`, under a task that a division proposes."""
    number = number_in(pressed.argument)
    if number is None or pressed.verb not in ("returned", *TaskClass):
        raise Refusal(Reason.STALE_BUTTON, code="")
    await decide_draft(turn.work, turn.actor, number, pressed.verb)
    turn.toast = Told(Saying.DECIDED, {})
