"""A message of the exchange as rows of a register, one for each task that it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.exchange_receivers import Receivers
from domain.exchange import ExchangeDoubt, ExchangeMessage
from domain.folding import fold
from domain.register import RegisterRow
from domain.tasks import Progress, TaskClass
from locales.reading.documents import document_key
from models.queries.office_sheet import unit_names
from models.work import Reads

Tag = tuple[str, TaskClass | None]
NO_TAG: Tag = ("", None)
MERGED = ("issued_on", "signer", "abstract")


def tag_of(row: RegisterRow) -> Tag:
    return row.scheme, row.task_class


async def rows_of(
    reads: Reads,
    message: ExchangeMessage,
    receivers: Receivers,
    known: Mapping[str, int],
) -> list[RegisterRow]:
    """One for each unit and each class; a unit by the name that the office knows."""
    by_id = await unit_names(reads, {fold(one) for _, one in receivers.named})
    rows: list[RegisterRow] = []
    for name, organ_id in receivers.named:
        proper = fold(name) in known and name != organ_id
        unit = name if proper else by_id.get(fold(organ_id), name)
        rows += (row_of(message, unit, tag) for tag in message.tags or (NO_TAG,))
    return [replace(row, row=at) for at, row in enumerate(rows, start=1)]


def row_of(message: ExchangeMessage, unit: str, tag: Tag) -> RegisterRow:
    """The message as a row of a register, for one unit that it is addressed to.

    A deadline before the day of issue is a mistake of the sender: the words are kept,
    and no task is born overdue. Of several classes those that have a deadline get it.
    """
    mistaken = ExchangeDoubt.DUE_BEFORE_ISSUE in message.doubts
    scheme, task_class = tag
    several = len(message.tags) > 1
    dated = not several or (task_class is not None and task_class.has_deadline)
    due_on = message.due_on if dated else None
    return RegisterRow(
        row=0,
        number=message.number,
        key=document_key(message.number),
        content=message.content or message.subject,
        lead_unit=unit,
        progress=Progress.NOT_STARTED,
        document_kind=message.document_type,
        abstract=message.subject,
        issued_on=message.issued_on,
        signer=message.giver.organ,
        deadline_text=f"{due_on:%d/%m/%Y}" if due_on else "",
        due_on=None if mistaken else due_on,
        scheme=scheme,
        task_class=task_class,
        urgency=message.urgency,
    )


def merged(
    row: RegisterRow, old: RegisterRow, message: ExchangeMessage, *, several: bool
) -> RegisterRow:
    """What a later text says, over what was known; what it leaves out stays.

    Of several tasks those without a deadline by their class get none.
    """
    said: dict[str, Any] = {n: v for n in MERGED if (v := getattr(row, n))}
    said["lead_unit"] = row.lead_unit
    if message.content:
        said["content"] = message.content
    undated = several and old.task_class and not old.task_class.has_deadline
    if row.due_on and not undated:
        said |= {"due_on": row.due_on, "deadline_text": row.deadline_text}
    if row.task_class:
        said |= {"scheme": row.scheme, "task_class": row.task_class}
    return replace(old, **said)


def joining(
    row: RegisterRow, old: RegisterRow, message: ExchangeMessage, *, several: bool
) -> RegisterRow:
    """What the message says to a new receiver; what it leaves out is as another's."""
    kept = ("document_kind", "abstract", "tracking_unit")
    said: dict[str, Any] = {n: getattr(row, n) or getattr(old, n) for n in kept}
    said |= {"signer": old.signer, "assigned_by": old.assigned_by}
    if not message.content:
        said["content"] = old.content
    if row.task_class is None:
        said |= {"scheme": old.scheme, "task_class": old.task_class}
    if not row.deadline_text:
        said |= {"due_on": old.due_on, "deadline_text": old.deadline_text}
    elif several and old.task_class and not old.task_class.has_deadline:
        said |= {"due_on": None, "deadline_text": ""}
    return replace(row, **said)
