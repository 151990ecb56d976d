"""What a message was about: a reply to it is about the same."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import exists, or_, select

from domain.directory import Directory
from domain.tasks import OWED
from models.queries.digests import told_by
from models.queries.directory import read_parts
from models.queries.owed import mine, whose
from models.tables import Attempt, Chat, Delivery, Question, Task, TaskUnit
from models.work import Reads

MOST = 60  # tasks looked at; nobody is asked to choose among more


async def delivery_of_message(
    reads: Reads, chat: Chat | None, message_id: int | None
) -> Delivery | None:
    """The delivery that this message is a copy of; there may be two copies of one."""
    if chat is None or message_id is None:
        return None
    return await reads.session.scalar(
        select(Delivery)
        .join(Attempt, Attempt.delivery_id == Delivery.id)
        .where(Delivery.chat_id == chat.id, Attempt.message_id == message_id)
        .order_by(Delivery.id.desc())
        .limit(1)
    )


async def newest_delivery(
    reads: Reads, chat_id: int, since: datetime
) -> Delivery | None:
    """The newest message in a chat, if it was sent since then."""
    return await reads.session.scalar(
        select(Delivery)
        .where(Delivery.chat_id == chat_id, Delivery.message_id.is_not(None))
        .where(Delivery.sent_at >= since)
        .order_by(Delivery.message_id.desc())
        .limit(1)
    )


async def tasks_of_message(
    reads: Reads, chat: Chat | None, message_id: int | None, officer_id: int
) -> list[int]:
    """The tasks that a reply may be about, most urgent first.

    A card names its task. A digest or a roll-call leaves the tasks of it that this
    person owes. Without a message: all that he owes; in a group, of its unit only.
    """
    found = await _meant(reads, chat, message_id, officer_id)
    if chat is None or chat.kind == "private":
        return found
    its = await of_unit(reads, found, chat.unit_id)
    return [task for task in found if task in its]


async def of_unit(reads: Reads, tasks: Collection[int], unit: int | None) -> set[int]:
    """Those that the unit leads or co-operates in: of others no group of it hears
    (delivery.md 2.13)."""
    if unit is None or not tasks:
        return set()
    supports = exists().where(TaskUnit.task_id == Task.id, TaskUnit.unit_id == unit)
    its = select(Task.id).where(or_(Task.lead_unit_id == unit, supports))
    return set(await reads.session.scalars(its.where(Task.id.in_(tasks))))


async def _meant(
    reads: Reads, chat: Chat | None, message_id: int | None, officer_id: int
) -> list[int]:
    directory = await read_parts(reads, officer_id)
    delivery = await delivery_of_message(reads, chat, message_id)
    if delivery is None:
        return await _owed(reads, directory, officer_id)
    kind, _, number = delivery.subject.partition(":")
    if kind == "task":
        return [int(number)]
    if kind == "question":
        return await _asked(reads, int(number))
    named = await _told(reads, delivery.id)
    owed = await _owed(reads, directory, officer_id)
    return [task for task in owed if task in named] or owed


async def tasks_told(
    reads: Reads, chat: Chat | None, message_id: int | None
) -> list[int]:
    """The tasks that a card or a digest named; none for any other message."""
    delivery = await delivery_of_message(reads, chat, message_id)
    if delivery is None:
        return []
    kind, _, number = delivery.subject.partition(":")
    return [int(number)] if kind == "task" else sorted(await _told(reads, delivery.id))


async def _asked(reads: Reads, question_id: int) -> list[int]:
    question = await reads.session.get(Question, question_id)
    if question is None:
        return []
    facts = question.facts
    return [facts["task"]] if facts.get("task") else list(facts.get("tasks", ()))


async def _told(reads: Reads, delivery_id: int) -> set[int]:
    return {
        one.number
        for one in await told_by(reads, delivery_id)
        if one.subject.startswith("task:")
    }


OWED_BY_HIM = (
    select(Task.id)
    .where(mine(Task.progress.in_(OWED)))
    .order_by(Task.due_on.is_(None), Task.due_on, Task.id)
    .limit(MOST)
)


async def _owed(reads: Reads, directory: Directory, officer_id: int) -> list[int]:
    his = whose(directory, officer_id)
    return list(await reads.session.scalars(OWED_BY_HIM, his))
