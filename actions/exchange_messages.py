"""Messages of the exchange: proposed to the clerk, carried out when he takes them.

Nothing closes by itself: what answers a task is reported, and its tracker confirms.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from actions.aim_message import aim_message
from actions.enter_message import enter_message
from actions.import_drafts import check_may_import
from actions.import_register import ImportResult, Source, begin_run
from domain.exchange import GIVING, STATUSES, ExchangeKind, ExchangeMessage
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.tasks import Progress, Role
from locales.reading.documents import document_key
from models.history import Change, Kind, mark_stale, record
from models.outbox import DeliveryClass, Envelope, Live, put_live
from models.queries.directory import read_directory
from models.queries.exchange import DOOR, OUTCOME, message_with_digest
from models.queries.registers import add_rows
from models.tables import Evidence, Task
from models.tables import ExchangeMessage as Row
from models.work import Work

PROFILE = "edxml"  # its rows are compared with each other as those of a system
# Taken; with what may be another body's; left.
CHOICES = TAKEN, WHOLE, LEFT = "taken", "whole", "left"
DONE_STATUS, BEGUN_STATUSES = "06", ("03", "04", "05")


@dataclass(frozen=True)
class Came:
    """A file of the exchange: its name, its SHA-256, and what it says."""

    file_name: str
    digest: str
    message: ExchangeMessage


@dataclass
class Outcome:
    """What came of a message that was taken; tasks by their numbers.

    `unknown` are names of no unit; `untouched` tasks that it may have meant. `run` is
    the import under which it can be taken back, if it gave or took away a task.
    """

    added: int = 0
    changed: int = 0
    unknown: list[str] = field(default_factory=list)
    cancelled: list[int] = field(default_factory=list)
    untouched: list[int] = field(default_factory=list)
    stranger: bool = False
    run: int | None = None


async def propose_message(work: Work, came: Came) -> int | None:
    """Keep it and show it to the clerks; None for one that came before."""
    if await message_with_digest(work, came.digest) is not None:
        return None
    row = Row(
        at=work.now,
        file_name=came.file_name[:250],
        digest=came.digest,
        kind=came.message.kind.value,
        facts=came.message.as_facts(),
    )
    work.session.add(row)
    await work.session.flush()
    directory = await read_directory(work)
    for officer in directory.everybody(Role.CLERK):
        chat = directory.chats.get(officer)
        if chat is not None:
            await _show(work, row.id, chat)
    return row.id


async def _show(work: Work, number: int, chat: int) -> None:
    envelope = Envelope(
        chat_id=chat,
        key=f"exchange:{number}|chat:{chat}",
        cls=DeliveryClass.PERIODIC,
        priority=2,
        subject=f"exchange:{number}",
    )
    await put_live(work, Live.EXCHANGE, {"message": number}, envelope)


async def decide_message(work: Work, actor: Actor, number: int, choice: str) -> None:
    """`choice` is one of CHOICES. Raises Refusal."""
    check_may_import(actor)
    row = await work.session.get(Row, number, with_for_update=True)
    if row is None:
        raise Refusal(Reason.QUESTION_OVER)
    if row.state != "open":
        raise Refusal(Reason.STALE_BUTTON, code="")
    if choice != LEFT:
        message = ExchangeMessage.from_facts(row.facts)
        came = Came(row.file_name, row.digest, message)
        outcome = await _carry_out(work, actor, came, whole=choice == WHOLE)
        row.facts = {**row.facts, OUTCOME: asdict(outcome)}
    row.state = LEFT if choice == LEFT else TAKEN
    row.decided_by, row.decided_at = actor.officer_id, work.now
    await work.session.flush()
    await mark_stale(work, f"exchange:{number}")


async def _carry_out(work: Work, actor: Actor, came: Came, *, whole: bool) -> Outcome:
    """`whole`: what may be another body's is meant as well."""
    message = came.message
    aim = await aim_message(work, message)
    outcome = Outcome(stranger=aim.stranger)
    if message.kind in (ExchangeKind.ANSWER, ExchangeKind.STATUS):
        for task in aim.tasks(whole=whole):
            outcome.changed += await _say_of(work, actor, task, message)
    else:
        own = {task.id for task in aim.alike}
        back = [one for one in aim.tasks(whole=whole) if one.id not in own]
        await _cancel(work, actor, back, message)
        outcome.cancelled = [task.id for task in back]
    source = Source(came.file_name, came.digest, actor.officer_id, PROFILE)
    if message.kind in GIVING:
        entered = await enter_message(work, source, message, any_body=whole)
        outcome.added, outcome.changed = entered.added, entered.changed
        outcome.run = entered.run
        outcome.unknown = list(entered.unknown)
        outcome.untouched = list(entered.unclear)
    if outcome.cancelled and outcome.run is None:
        outcome.run = (
            await begin_run(work, source, ImportResult(None, 0, 0, 0, ()))
        ).id
    if not whole:
        outcome.untouched += [task.id for task in aim.doubtful]
    return outcome


async def _cancel(
    work: Work, actor: Actor, tasks: Iterable[Task], message: ExchangeMessage
) -> None:
    """The document that says so stands in the trail, as with any that is cancelled."""
    day = f", {message.issued_on:%d/%m/%Y}" if message.issued_on else ""
    basis = f"{message.number}{day}"
    note = f"{basis}: {message.note}" if message.note else basis
    columns = {"progress": Progress.CANCELLED}
    for task in tasks:
        await _record(work, actor, task, Kind.CANCELLED, columns, note)


async def _say_of(
    work: Work, actor: Actor, task: Task, message: ExchangeMessage
) -> bool:
    is_answer = message.kind is ExchangeKind.ANSWER
    if is_answer or message.status == DONE_STATUS:
        columns = {"progress": Progress.REPORTED, "reported_on": work.today}
        event = await _record(work, actor, task, Kind.REPORTED, columns, message.note)
        if is_answer and message.number:
            await _add_evidence(work, task, message, event)
        return True
    if message.status not in STATUSES:
        return False
    begun = message.status in BEGUN_STATUSES and task.progress is Progress.NOT_STARTED
    columns = {"progress": Progress.IN_PROGRESS} if begun else {}
    await _record(work, actor, task, Kind.CORRECTED, columns, message.note)
    return begun


async def _add_evidence(
    work: Work, task: Task, message: ExchangeMessage, event_id: int
) -> None:
    evidence = {
        "task_id": task.id,
        "event_id": event_id,
        "number": message.number[:80],
        "key": document_key(message.number)[:80],
        "issued_on": message.issued_on,
        "signed_at": None,
        "sent_at": None,
        "digitally_signed": None,
    }
    await add_rows(work, Evidence, [evidence])


async def _record(  # noqa: PLR0913  # one event of a task
    work: Work,
    actor: Actor,
    task: Task,
    kind: Kind,
    columns: dict[str, Any],
    note: str,
) -> int:
    change = Change(task.id, kind, DOOR, work.today, actor.officer_id, columns, note)
    return await record(work, change)
