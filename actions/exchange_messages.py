"""Messages of the exchange: proposed to the clerk, carried out when he takes them.

Nothing closes by itself: what answers a task is reported, and its tracker confirms.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from actions.import_drafts import check_may_import
from actions.import_register import import_register
from domain.exchange import ExchangeDoubt, ExchangeKind, ExchangeMessage
from domain.folding import fold
from domain.refusals import Reason, Refusal
from domain.register import Register, RegisterRow
from domain.scope import Actor
from domain.succession import heirs
from domain.tasks import OPEN, OWED, Progress, Role
from locales.reading.documents import document_key
from models.history import Change, Kind, mark_stale, record
from models.outbox import DeliveryClass, Envelope, Live, put_live
from models.queries.directory import read_directory
from models.queries.endings import read_endings
from models.queries.exchange import message_with_digest, tasks_of_document
from models.queries.office_sheet import known_units
from models.queries.registers import NO_YEAR, add_rows, last_rows
from models.tables import Evidence, Task
from models.tables import ExchangeMessage as Row
from models.work import Work

PROFILE = "edxml"  # its rows are compared with each other as those of a system
DOOR = "exchange"
DONE_STATUS, BEGUN_STATUSES = "06", ("03", "04", "05")
MERGED = ("content", "deadline_text", "due_on", "issued_on", "signer", "abstract")


@dataclass(frozen=True)
class Came:
    """A file of the exchange: its name, its SHA-256, and what it says."""

    file_name: str
    digest: str
    message: ExchangeMessage


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
    """`choice` is "taken" or "left". Raises Refusal."""
    check_may_import(actor)
    row = await work.session.get(Row, number)
    if row is None:
        raise Refusal(Reason.QUESTION_OVER)
    if row.state != "open":
        raise Refusal(Reason.STALE_BUTTON, code="")
    if choice == "taken":
        message = ExchangeMessage.from_facts(row.facts)
        came = Came(row.file_name, row.digest, message)
        row.facts = {**row.facts, "outcome": await _carry_out(work, actor, came)}
    row.state, row.decided_by, row.decided_at = choice, actor.officer_id, work.now
    await work.session.flush()
    await mark_stale(work, f"exchange:{number}")


async def _carry_out(work: Work, actor: Actor, came: Came) -> dict[str, Any]:
    """What came of it: tasks added and changed, and units that nobody knows."""
    match came.message.kind:
        case ExchangeKind.NEW | ExchangeKind.UPDATE | ExchangeKind.REPLACE:
            return await _enter(work, actor, came)
        case ExchangeKind.RECALL:
            return await _recall(work, actor, came.message)
    return await _answer(work, actor, came.message)


async def _enter(work: Work, actor: Actor, came: Came) -> dict[str, Any]:
    message = came.message
    rows = [row_of(message, unit) for unit in message.to]
    if message.kind is not ExchangeKind.NEW:
        rows = await _merged(work, rows)
    result = await import_register(
        work,
        Register("", {}, tuple(rows), ()),
        file_name=came.file_name,
        digest=came.digest,
        actor_id=actor.officer_id,
        profile=PROFILE,
    )
    unknown = [one.detail for one in result.left_out]
    changed = result.changed + result.contradicted
    return {"added": result.added, "changed": changed, "unknown": unknown}


def row_of(message: ExchangeMessage, unit: str) -> RegisterRow:
    """The message as a row of a register, for one unit that it is addressed to.

    A deadline before the day of issue is a mistake of the sender: the words are kept,
    and no task is born overdue.
    """
    mistaken = ExchangeDoubt.DUE_BEFORE_ISSUE in message.doubts
    scheme, task_class = message.tags[0] if message.tags else ("", None)
    return RegisterRow(
        row=message.to.index(unit) + 1,
        number=message.number,
        key=document_key(message.number),
        content=message.content or message.subject,
        lead_unit=unit,
        progress=Progress.NOT_STARTED,
        document_kind=message.document_type,
        abstract=message.subject,
        issued_on=message.issued_on,
        signer=message.issuer or message.signer,
        deadline_text=f"{message.due_on:%d/%m/%Y}" if message.due_on else "",
        due_on=None if mistaken else message.due_on,
        scheme=scheme,
        task_class=task_class,
        urgency=message.urgency,
    )


async def _merged(work: Work, rows: Iterable[RegisterRow]) -> list[RegisterRow]:
    """What the message says, over what was known of the same task."""
    wanted = list(rows)
    last = await last_rows(work, {row.year or NO_YEAR for row in wanted})
    known = {
        (row.key, row.year, fold(row.lead_unit)): row for row in last.rows.values()
    }
    merged = []
    for row in wanted:
        old = known.get((row.key, row.year, fold(row.lead_unit)))
        said = {name: getattr(row, name) for name in MERGED if getattr(row, name)}
        merged.append(row if old is None else replace(old, **said))
    return merged


async def _recall(work: Work, actor: Actor, message: ExchangeMessage) -> dict[str, Any]:
    year = message.issued_on.year if message.issued_on else None
    tasks = await tasks_of_document(work, document_key(message.number), year)
    still_open = [task for task in tasks if task.progress in OPEN]
    for task in still_open:
        columns = {"progress": Progress.CANCELLED}
        await _record(work, actor, task, Kind.CORRECTED, columns, message.note)
    return {"added": 0, "changed": len(still_open), "unknown": []}


async def _answer(work: Work, actor: Actor, message: ExchangeMessage) -> dict[str, Any]:
    """The tasks of the document it names, of the unit that sent it."""
    sender = await _sender(work, message.issuer)
    changed = 0
    for named in message.answers:
        year = named.issued_on.year if named.issued_on else None
        for task in await tasks_of_document(work, document_key(named.number), year):
            if sender in (None, task.lead_unit_id) and task.progress in OWED:
                changed += await _say_of(work, actor, task, message)
    return {"added": 0, "changed": changed, "unknown": []}


async def _sender(work: Work, name: str) -> int | None:
    """Who sent it; of a unit that ended, who does its work now."""
    unit = (await known_units(work)).get(fold(name))
    if unit is None:
        return None
    return heirs(unit, work.today, await read_endings(work)).one


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
