"""Other systems: their tokens, what they asked and pushed, and where they are told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, Id

LIVE_WHERE = text("revoked_at IS NULL")


class ApiToken(Base):
    """A system's token, kept as its digest only. A system has one at a time."""

    __tablename__ = "api_token"
    __table_args__ = (
        Index(
            "uq_api_token_system_live",
            "system",
            unique=True,
            sqlite_where=LIVE_WHERE,
            postgresql_where=LIVE_WHERE,
        ),
    )

    id: Mapped[Id]
    system: Mapped[str] = mapped_column(String(36))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[str] = mapped_column(String(120))  # by blanks
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]


class ApiRequest(Base):
    """What was answered under an idempotency key, in the transaction that did it."""

    __tablename__ = "api_request"

    system: Mapped[str] = mapped_column(String(36), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    fingerprint: Mapped[str] = mapped_column(String(64))  # of the body
    status: Mapped[int]
    answer: Mapped[dict[str, Any]]


class SystemTask(Base):
    """The task that a system knows by a number of its own."""

    __tablename__ = "system_task"

    system: Mapped[str] = mapped_column(String(36), primary_key=True)
    external_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)


class Webhook(Base):
    """Where a system is told of events; its messages go through the outbox.

    `secret` signs them: it has to be known in the clear, as the receiver knows it.
    """

    __tablename__ = "webhook"
    __table_args__ = (UniqueConstraint("chat_id"),)

    id: Mapped[Id]
    system: Mapped[str] = mapped_column(String(36))
    url: Mapped[str] = mapped_column(String(500))
    topics: Mapped[str] = mapped_column(String(120))  # by blanks
    secret: Mapped[str] = mapped_column(String(60))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    chat_id: Mapped[int] = mapped_column(ForeignKey("chat.id"))
    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    # Up to this event of the history all is in the outbox; and up to this day what
    # has become overdue since `overdue_since`.
    last_event: Mapped[int] = mapped_column(BigId)
    overdue_since: Mapped[date]
    overdue_until: Mapped[date]
