"""From a reading to a deed: what a confirmed reply changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.find_task import check_owed, get_task_for
from actions.questions import Asked
from actions.record_progress import ProgressReport, record_progress
from actions.report_done import DoneReport, check_document, report_done
from domain.notices import Saying, Told
from domain.permissions import Action
from domain.replies import Intent, Reading
from domain.tasks import Progress, task_code
from handlers.context import Turn
from handlers.extending import seek_extension, send_extension, send_obstacle
from handlers.hearing import hear_extension
from handlers.putting import check_place as check_place
from handlers.putting import put_question as put_question
from handlers.taking_back import with_undo
from locales.reading.signing import read_signing
from models import readings
from models.queries.tasks import FoundTask

DONE = (Intent.DONE, Intent.SUBMITTED)
# What asks for something, or says that it is another one's.
NOTED = (Intent.OBSTACLE, Intent.EXTENSION, Intent.REASSIGN)
UNFINISHED = (Intent.NOT_DONE, Intent.IN_PROGRESS)
STATES = (*DONE, *UNFINISHED)  # of a task
STATED = (*STATES, *NOTED)


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
    elif (whole := await _whole(turn, task_id, reading, note, then)) is not None:
        if reading.intent in DONE:
            check_document(turn.work, task, reading.document)
        facts["reading"] = readings.dump(whole)
        await put_question(turn, Asked.READING, facts)


async def _whole(
    turn: Turn, task_id: int, reading: Reading, note: str, then: Sequence[object]
) -> Reading | None:
    """With the day until which more time is asked for; None if it was asked back."""
    if reading.intent is not Intent.EXTENSION:
        return reading
    said = hear_extension(turn, note)
    wanted = await seek_extension(turn, task_id, said, then)
    return None if wanted is None else replace(reading, on=wanted)


def _lacks_document(task: FoundTask, reading: Reading) -> bool:
    if reading.intent not in DONE or not task.must_report:
        return False
    return reading.document is None or reading.document.issued_on is None


async def carry_out(turn: Turn, task_id: int, reading: Reading, note: str) -> Told:
    """Do what the reply said; the words that tell it was done."""
    if reading.intent is Intent.EXTENSION and reading.on is not None:
        reason = hear_extension(turn, note).reason
        return await send_extension(turn, task_id, reading.on, reason)
    if reading.intent is Intent.OBSTACLE:
        return await send_obstacle(turn, task_id, note)
    code = task_code(task_id)
    if reading.intent in DONE:
        signing = read_signing(note, today=turn.reads.today)
        report = DoneReport(task_id, reading.document, note, signing=signing)
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
    if reading.intent is Intent.REASSIGN:
        return await with_undo(turn, Told(Saying.ONLY_NOTED, facts), task_id)
    told = Told(Saying.NOTED, facts)
    if progress.percent is not None:
        told = Told(Saying.PROGRESS_SAVED, {**facts, "percent": str(progress.percent)})
    return await with_undo(turn, told, task_id)
