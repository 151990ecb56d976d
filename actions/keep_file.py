"""A file or a photo is kept as proof of a task, by the name Telegram knows it by."""

from __future__ import annotations

from dataclasses import dataclass

from actions.find_task import CLOSED, get_task_for
from actions.record_progress import LONGEST_NOTE
from domain.permissions import Action
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.secrecy import is_secret
from domain.secret_names import digest_of, is_secret_name
from domain.tasks import OPEN, task_code
from models.history import Change, Kind, record
from models.queries.processes import files_of_task
from models.queries.tasks import FoundTask
from models.tables import Attachment
from models.work import Work

LONGEST_FILE_ID = 250  # Telegram's have about a hundred signs
LONGEST_NAME = 250


@dataclass(frozen=True)
class SentFile:
    """What a person sent: its content stays with Telegram and is never read here."""

    file_id: str
    is_photo: bool
    name: str = ""
    caption: str = ""


async def keep_file(
    work: Work, actor: Actor, task_id: int, sent: SentFile
) -> tuple[FoundTask, int]:
    """The task, and how many files it has by now.

    Raises Refusal for a task that is over or not his to report, and for a name or a
    caption that looks like a state secret.
    """
    if is_secret(sent.caption) or is_secret_name(sent.name):
        digest = digest_of(sent.caption, sent.name)
        raise Refusal(Reason.SECRET, digest=digest)
    if len(sent.file_id) > LONGEST_FILE_ID:
        raise Refusal(Reason.FILE_NOT_TAKEN)
    task = await get_task_for(work, actor, Action.REPORT_DONE, task_id)
    if task.progress not in OPEN:
        raise Refusal(CLOSED[task.progress], code=task_code(task_id))
    change = Change(
        task_id=task.id,
        kind=Kind.FILED,
        door="chat",
        actor_id=actor.officer_id,
        effective_on=work.today,
        note=(sent.name or sent.caption)[:LONGEST_NOTE],
    )
    event_id = await record(work, change)
    attachment = Attachment(
        task_id=task.id,
        event_id=event_id,
        file_id=sent.file_id,
        is_photo=sent.is_photo,
        name=sent.name[:LONGEST_NAME],
        caption=sent.caption[:LONGEST_NOTE],
    )
    work.session.add(attachment)
    await work.session.flush()
    return task, await files_of_task(work, task.id)
