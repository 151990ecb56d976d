"""`/sua` and `/huynhiemvu`: what a later document says of a task, shown first."""

from __future__ import annotations

from dataclasses import replace

from telegram import Update

from actions.amend_task import amend_task, preview_amendment, task_to_amend
from actions.name_parts import named_unit
from actions.questions import Asked, close
from domain.amending import Amendment
from domain.notices import Saying, Told
from domain.refusals import Reason, Refusal
from domain.replies import DocumentRef
from domain.tasks import task_code
from handlers.answering import put_question
from handlers.arguments import take_code
from handlers.assigning import typed
from handlers.context import Context, Turn
from handlers.offering import shown_as
from locales.reading.assignments import Said, read_parts
from locales.reading.dates import UnreadableDate
from locales.reading.documents import find_document
from models import amendments
from models.queries.tasks import FoundTask
from models.tables import Question


async def amend(update: Update, context: Context) -> None:
    """`/sua NV-12 hạn 15/12; theo văn bản số 200/UBND-TH ngày 25/11/2026; lý do`"""
    turn = context.turn
    task, text = await _task(turn, update)
    try:
        said, others = read_parts(text, today=turn.reads.today)
    except UnreadableDate as error:
        raise Refusal(Reason.BAD_DATE) from error
    basis = _basis(said.document, task)
    one = await _amendment(turn, task, said, basis)
    await _show(turn, one, "; ".join(others))


async def cancel(update: Update, context: Context) -> None:
    """`/huynhiemvu NV-12 số 200/UBND-TH ngày 25/11/2026, lý do`"""
    turn = context.turn
    task, text = await _task(turn, update)
    basis = _basis(find_document(text, today=turn.reads.today), task)
    assert basis.issued_on is not None
    one = Amendment(task.id, task.version, basis.number, basis.issued_on, cancels=True)
    await _show(turn, one, text)


async def _task(turn: Turn, update: Update) -> tuple[FoundTask, str]:
    task_id, text = take_code(typed(update))
    if task_id is None:
        raise Refusal(Reason.NO_TASK_NAMED)
    return await task_to_amend(turn.reads, turn.actor, task_id), text


def _basis(document: DocumentRef | None, task: FoundTask) -> DocumentRef:
    """Nothing of the register changes without a paper."""
    if document is None or document.issued_on is None:
        raise Refusal(Reason.NEEDS_BASIS, code=task_code(task.id))
    return document


async def _amendment(
    turn: Turn, task: FoundTask, said: Said, basis: DocumentRef
) -> Amendment:
    if len(said.whom) > 1:
        raise Refusal(Reason.NO_AMENDMENT, code=task_code(task.id))
    reads = turn.reads
    lead = await named_unit(reads, said.whom[0]) if said.whom else None
    division = await named_unit(reads, said.division) if said.division else None
    support = [await named_unit(reads, name) for name in said.support]
    assert basis.issued_on is not None
    return Amendment(
        task_id=task.id,
        version=task.version,
        number=basis.number,
        issued_on=basis.issued_on,
        content=said.content,
        deadline_text=said.deadline_text,
        due_on=said.due_on,
        undated=said.undated,
        must_report=said.must_report,
        lead=lead,
        division=division,
        support=tuple(support),
    )


async def _show(turn: Turn, one: Amendment, reason: str) -> None:
    """Nothing changes before *Đúng*; the version shown is the one that is changed."""
    one = replace(one, reason=reason.strip())
    card = await preview_amendment(turn.reads, turn.actor, one)
    facts = {"amendment": amendments.dump(one), **shown_as(card)}
    await put_question(turn, Asked.AMENDMENT, facts)


async def press_amendment(turn: Turn, question: Question, verb: str) -> None:
    if verb != "yes":
        raise Refusal(Reason.QUESTION_OVER)
    one = amendments.load(question.facts["amendment"])
    task = await amend_task(turn.work, turn.actor, one, policy=turn.policy)
    saying = Saying.TASK_CANCELLED if one.cancels else Saying.AMENDED
    facts = {
        "code": task_code(task.id),
        "document": one.number,
        "date": one.issued_on.isoformat(),
    }
    turn.toast = Told(saying, facts)
    await close(turn.work, question, turn.toast)
