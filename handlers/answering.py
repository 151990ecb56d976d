"""From a reading to a deed: what a confirmed reply changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from actions.find_task import check_owed, get_task_for
from actions.questions import Asked, ask
from actions.record_progress import ProgressReport, record_progress
from actions.report_done import DoneReport, check_document, report_done
from domain.notices import Saying, Told
from domain.permissions import Action
from domain.refusals import Reason, Refusal
from domain.replies import Intent, Reading
from domain.tasks import Progress, task_code
from handlers.context import Turn
from handlers.taking_back import with_undo
from models import readings
from models.outbox import Live
from models.queries.tasks import FoundTask

DONE = (Intent.DONE, Intent.SUBMITTED)
# Understood, but not yet as a process of its own: kept as a word on the progress.
NOTED = (Intent.OBSTACLE, Intent.EXTENSION, Intent.REASSIGN)
UNFINISHED = (Intent.NOT_DONE, Intent.IN_PROGRESS)
STATES = (*DONE, *UNFINISHED)  # of a task
STATED = (*STATES, *NOTED)


async def put_question(turn: Turn, kind: Asked, facts: Mapping[str, object]) -> None:
    """Ask, and show the question in this chat as a card of its own."""
    assert turn.chat is not None
    number = await ask(
        turn.work,
        kind,
        facts,
        chat_id=turn.chat.id,
        officer_id=turn.actor.officer_id,
    )
    turn.show(Live.QUESTION, {"question": number}, subject=f"question:{number}")


async def read_back(
    turn: Turn, task_id: int, reading: Reading, note: str, then: Sequence[object] = ()
) -> None:
    """Show what was understood, before anything changes; ask for what is missing.

    `then` waits for this to be answered: what the same reply said of other tasks.
    """
    task = await get_task_for(turn.work, turn.actor, Action.UPDATE_PROGRESS, task_id)
    check_place(turn, task)
    check_owed(task)
    facts: dict[str, object] = {"task": task_id, "note": note, "then": list(then)}
    if reading.intent not in STATED:
        await put_question(turn, Asked.INTENT, facts)
    elif _lacks_document(task, reading):
        await put_question(turn, Asked.DOCUMENT, facts)
    else:
        if reading.intent in DONE:
            check_document(turn.work, task, reading.document)
        facts["reading"] = readings.dump(reading)
        await put_question(turn, Asked.READING, facts)


def check_place(turn: Turn, task: FoundTask) -> None:
    """In a group only its unit's tasks are shown, whoever asks (delivery.md 2.13)."""
    if not turn.place.in_group:
        return
    unit = turn.chat.unit_id if turn.chat else None
    if unit not in {task.rights.lead_unit_id, *task.rights.support_units}:
        raise Refusal(Reason.NOT_FOUND, code=task_code(task.id))


def _lacks_document(task: FoundTask, reading: Reading) -> bool:
    if reading.intent not in DONE or not task.must_report:
        return False
    return reading.document is None or reading.document.issued_on is None


async def carry_out(turn: Turn, task_id: int, reading: Reading, note: str) -> Told:
    """Do what the reply said; the words that tell it was done."""
    code = task_code(task_id)
    if reading.intent in DONE:
        report = DoneReport(task_id, reading.document, note)
        task = await report_done(
            turn.work, turn.actor, report, policy=turn.policy, door="chat"
        )
        closed = task.progress is Progress.DONE
        saying = Saying.CONFIRMED if closed else Saying.DONE_REPORTED
        told = Told(saying, {"code": code, "content": task.content})
        return await with_undo(turn, told, task_id)
    progress = ProgressReport(
        task_id,
        percent=reading.percent if reading.intent is Intent.IN_PROGRESS else None,
        note=note,
        started=reading.intent is not Intent.NOT_DONE,
    )
    task = await record_progress(
        turn.work, turn.actor, progress, policy=turn.policy, door="chat"
    )
    facts = {"code": code, "content": task.content}
    told = Told(Saying.ONLY_NOTED if reading.intent in NOTED else Saying.NOTED, facts)
    if reading.intent not in NOTED and progress.percent is not None:
        facts["percent"] = str(progress.percent)
        told = Told(Saying.PROGRESS_SAVED, facts)
    return await with_undo(turn, told, task_id)
