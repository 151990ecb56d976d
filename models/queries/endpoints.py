"""The addresses at which systems are told: how they fare, and what is sent there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select, update

from domain.systems import Topic
from models.queries.mailboxes import ENDPOINT, WEBHOOK
from models.queries.queue import OPEN as UNSENT
from models.queries.webhooks import topics_of
from models.tables import Chat, Delivery, TaskEvent, Webhook
from models.work import Reads, Work

# Columns that are ours alone, or say who: `officer_id` names a person.
NOT_SAID = (
    *("officer_id", "folded", "note", "drafter", "lead_unit_id"),
    *("tracking_unit_id", "document_id", "due_version"),
)


@dataclass(frozen=True)
class Standing:
    """A subscription, and how it fares."""

    id: int
    system: str
    url: str
    topics: tuple[Topic, ...]
    is_active: bool
    waiting: int
    dead: int


@dataclass(frozen=True)
class Endpoint:
    """Where the events of a chat of this kind go, and with what they are signed."""

    url: str
    secret: str
    system: str
    unit_id: int | None


async def standing_of(reads: Reads, system: str | None = None) -> list[Standing]:
    """The subscriptions of a system, or of all."""
    mine = Delivery.chat_id == Webhook.chat_id
    waiting = _count(and_(mine, Delivery.state.in_(UNSENT)))
    dead = _count(and_(mine, Delivery.state == "dead"))
    asked = (
        select(Webhook, Chat.state, waiting, dead)
        .join(Chat, Chat.id == Webhook.chat_id)
        .where(Webhook.removed_at.is_(None))
        .order_by(Webhook.id)
    )
    if system is not None:
        asked = asked.where(Webhook.system == system)
    return [
        Standing(
            row.id,
            row.system,
            row.url,
            topics_of(row.topics),
            state == "active",
            unsent,
            given_up,
        )
        for row, state, unsent, given_up in await reads.session.execute(asked)
    ]


def _count(where: ColumnElement[bool]) -> Any:
    counted = select(func.count()).select_from(Delivery).where(where)
    return counted.correlate(Webhook).scalar_subquery()


async def endpoint_of(reads: Reads, chat_id: int) -> Endpoint | None:
    """None for one that was removed."""
    row = await reads.session.scalar(
        select(Webhook).where(Webhook.chat_id == chat_id, Webhook.removed_at.is_(None))
    )
    return None if row is None else _endpoint(row)


async def endpoint_at(reads: Reads, number: int) -> Endpoint | None:
    """By the number of the webhook; None for one that was removed."""
    row = await reads.session.get(Webhook, number)
    return None if row is None or row.removed_at is not None else _endpoint(row)


def _endpoint(row: Webhook) -> Endpoint:
    return Endpoint(row.url, row.secret, row.system, row.unit_id)


async def event_facts(reads: Reads, event_id: int) -> dict[str, Any] | None:
    """What happened, as the history has it; nothing of who did it, nor his words."""
    row = await reads.session.get(TaskEvent, event_id)
    if row is None:
        return None
    return {
        "number": row.id,
        "kind": row.kind,
        "effective_on": row.effective_on.isoformat(),
        "recorded_at": row.recorded_at.astimezone(reads.zone).isoformat(),
        "changes": {n: v for n, v in row.changes.items() if n not in NOT_SAID},
    }


async def resting_endpoints(reads: Reads) -> list[int]:
    """Chats of this kind that failed and are left alone for a while."""
    rows = await reads.session.scalars(
        select(Chat.id).where(Chat.channel == WEBHOOK, Chat.not_before > reads.now)
    )
    return list(rows)


async def let_rest(work: Work, chat_id: int, until: datetime | None) -> None:
    await work.session.execute(
        update(Chat)
        .where(Chat.id == chat_id, Chat.kind == ENDPOINT)
        .values(not_before=until)
        .execution_options(synchronize_session=False)
    )


async def drop_unsent(work: Work, chats: Collection[int]) -> None:
    """What waits for an address that was removed is not sent, and nobody's to mend."""
    await work.session.execute(
        update(Delivery)
        .where(Delivery.chat_id.in_(chats), Delivery.state == "pending")
        .values(state="skipped", reason="removed")
        .execution_options(synchronize_session=False)
    )
