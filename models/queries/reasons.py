"""Why a message was sent, as planning kept it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import exists, select

from domain.explaining import Whose
from domain.tasks import TaskFacts, Urgency
from domain.urgent import UrgentFacts
from models.queries.due import DUE_SET_AT, RETURNED_ON, office_date
from models.queries.urgent import GIVEN_BY_HAND, urgent_facts
from models.tables import Delivery, Document, Occurrence, Task
from models.work import Reads

ARRIVED = ("sent", "unknown")


@dataclass(frozen=True)
class ToldReason:
    """One occurrence of a message."""

    rule: str
    subject: str
    slot: str
    reason: str


@dataclass(frozen=True)
class ExplainedTask:
    """A task with what explains a reminder of it."""

    urgent: UrgentFacts
    whose: Whose
    number: str

    @property
    def facts(self) -> TaskFacts:
        return self.urgent.task


async def last_reminder(
    reads: Reads, chat_id: int, *, task_id: int | None = None
) -> Delivery | None:
    """The newest reminder that was sent to a chat, of a task if one is given: what a
    rule told, whatever kind of message it is."""
    by_rule = exists().where(Occurrence.delivery_id == Delivery.id)
    if task_id is not None:
        by_rule = by_rule.where(Occurrence.subject == f"task:{task_id}")
    query = select(Delivery).where(
        Delivery.chat_id == chat_id, Delivery.state.in_(ARRIVED), by_rule
    )
    return await reads.session.scalar(query.order_by(Delivery.id.desc()).limit(1))


async def reasons_of(reads: Reads, delivery_id: int) -> list[ToldReason]:
    rows = await reads.session.execute(
        select(Occurrence.rule, Occurrence.subject, Occurrence.slot, Occurrence.reason)
        .where(Occurrence.delivery_id == delivery_id)
        .order_by(Occurrence.id)
    )
    return [ToldReason(*row) for row in rows]


async def explained_tasks(reads: Reads, ids: list[int]) -> dict[int, ExplainedTask]:
    rows = await reads.session.execute(
        select(Task, Document.number, Document.issued_on)
        .add_columns(Document.urgency, GIVEN_BY_HAND, RETURNED_ON, DUE_SET_AT)
        .outerjoin(Document, Document.id == Task.document_id)
        .where(Task.id.in_(ids))
    )
    return {
        task.id: ExplainedTask(
            _since(
                urgent_facts(task, urgency or Urgency.NORMAL, issued_on, by_hand),
                returned_on,
                office_date(reads, due_set_at),
            ),
            _whose(task),
            number or "",
        )
        for task, number, issued_on, urgency, by_hand, returned_on, due_set_at in rows
    }


def _since(
    facts: UrgentFacts, returned_on: date | None, due_set_on: date | None
) -> UrgentFacts:
    """With the days from which the ladder may count."""
    task = replace(facts.task, returned_on=returned_on, due_set_on=due_set_on)
    return replace(facts, task=task)


def _whose(task: Task) -> Whose:
    return Whose(task.officer_id, task.lead_unit_id, task.tracking_unit_id)
