"""The delivery machine: what is due, what is to be sent, and what became of it.

States and keys are those of delivery.md section 2; rows and their keys outlive the
message (the promise "never twice" lasts as long as the key does).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, RawJson

OPEN_WHERE = text("state IN ('pending', 'claimed', 'sending')")
PENDING_WHERE = text("state = 'pending'")
SENDING_WHERE = text("state = 'sending'")
WAITING_WHERE = text("state = 'new'")
UNKNOWN_WHERE = text("outcome = 'unknown'")
STALE_WHERE = text("stale")
# Neither told nor on its way, and nobody has said yet that it is in order so.
PARKED_WHERE = text("state IN ('unknown', 'dead') AND seen_at IS NULL")


class MomentRow(Base):
    """A moment of the timetable that has been planned; planning twice is refused."""

    __tablename__ = "moment"

    rule: Mapped[str] = mapped_column(String(40), primary_key=True)
    slot: Mapped[str] = mapped_column(String(60), primary_key=True)  # local wall time
    planned_at: Mapped[datetime]
    verdict: Mapped[str] = mapped_column(String(20))  # on_time, late, too_late


class Delivery(Base):
    """One message to one chat."""

    __tablename__ = "delivery"
    __table_args__ = (
        CheckConstraint(
            "state IN ('pending', 'claimed', 'sending', 'sent',"
            " 'unknown', 'dead', 'skipped')",
            name="state",
        ),
        # The queue: what a chat still waits for, first things first.
        Index(
            "ix_delivery_open",
            "chat_id",
            "priority",
            "id",
            sqlite_where=OPEN_WHERE,
            postgresql_where=OPEN_WHERE,
        ),
        # What anybody waits for, first things first: a claim reads its beginning.
        Index(
            "ix_delivery_pending",
            "priority",
            "id",
            sqlite_where=PENDING_WHERE,
            postgresql_where=PENDING_WHERE,
        ),
        # Keeps the order within a chat, and our own floods out.
        Index(
            "uq_delivery_in_flight",
            "chat_id",
            unique=True,
            sqlite_where=SENDING_WHERE,
            postgresql_where=SENDING_WHERE,
        ),
        Index("ix_delivery_message", "chat_id", "message_id"),
        Index(
            "ix_delivery_parked",
            "id",
            sqlite_where=PARKED_WHERE,
            postgresql_where=PARKED_WHERE,
        ),
    )

    id: Mapped[Id]
    dedup_key: Mapped[str] = mapped_column(String(160), unique=True)
    chat_id: Mapped[int] = mapped_column(ForeignKey("chat.id"))
    cls: Mapped[str] = mapped_column("class", String(20))  # critical periodic reply
    priority: Mapped[int] = mapped_column(default=5)  # 0 first
    notice: Mapped[str] = mapped_column(String(40))
    params: Mapped[dict[str, Any]]
    subject: Mapped[str] = mapped_column(String(60), default="")  # task:12, digest, …
    silent: Mapped[bool] = mapped_column(default=False)
    plain: Mapped[bool] = mapped_column(default=False)
    reply_to: Mapped[int | None] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(20), default="pending")
    reason: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime]
    not_before: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    unknowns: Mapped[int] = mapped_column(default=0)
    marked: Mapped[bool] = mapped_column(default=False)  # a second copy says so
    late: Mapped[bool] = mapped_column(default=False)  # sent after an outage says so
    epoch: Mapped[int] = mapped_column(default=0)
    owner: Mapped[str | None] = mapped_column(String(40))
    lease_until: Mapped[datetime | None]
    part: Mapped[int] = mapped_column(default=1)
    parts: Mapped[int] = mapped_column(default=1)
    short_code: Mapped[str] = mapped_column(String(5), default="")
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    sent_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]  # parked or dead: an administrator dealt with it


class Occurrence(Base):
    """A rule that came due for a subject and a recipient in a slot: told once."""

    __tablename__ = "occurrence"
    __table_args__ = (
        UniqueConstraint("rule", "subject", "version", "recipient", "slot"),
        Index("ix_occurrence_delivery", "delivery_id"),
    )

    id: Mapped[Id]
    rule: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(60))  # task:551, officer:9, unit:3
    version: Mapped[int] = mapped_column(default=0)
    recipient: Mapped[str] = mapped_column(String(60))  # officer:9, unit:3 (its group)
    slot: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(String(60), default="")
    planned_at: Mapped[datetime]
    delivery_id: Mapped[int | None] = mapped_column(ForeignKey("delivery.id"))


class Attempt(Base):
    """One try at the network. The first outcome stands; a later word is kept beside."""

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("delivery_id", "epoch"),
        Index("ix_attempt_message", "message_id"),
        Index(
            "ix_attempt_unknown",
            "started_at",
            sqlite_where=UNKNOWN_WHERE,
            postgresql_where=UNKNOWN_WHERE,
        ),
    )

    id: Mapped[Id]
    delivery_id: Mapped[int] = mapped_column(ForeignKey("delivery.id"))
    epoch: Mapped[int]
    owner: Mapped[str] = mapped_column(String(40))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(20))
    late_outcome: Mapped[str | None] = mapped_column(String(20))
    detail: Mapped[str] = mapped_column(String(200), default="")
    message_id: Mapped[int | None] = mapped_column(BigInteger)  # of its copy


class Card(Base):
    """A message that is edited in place as its subject changes, until frozen."""

    __tablename__ = "card"
    __table_args__ = (
        UniqueConstraint("chat_id", "message_id"),
        Index("ix_card_subject", "subject"),
        Index(
            "ix_card_stale",
            "id",
            sqlite_where=STALE_WHERE,
            postgresql_where=STALE_WHERE,
        ),
    )

    id: Mapped[Id]
    delivery_id: Mapped[int] = mapped_column(ForeignKey("delivery.id"))
    chat_id: Mapped[int] = mapped_column(ForeignKey("chat.id"))
    message_id: Mapped[int] = mapped_column(BigInteger)
    subject: Mapped[str] = mapped_column(String(60))  # task:12, roll_call:3:2026-11-20
    shown: Mapped[str] = mapped_column(String(64), default="")
    stale: Mapped[bool] = mapped_column(default=False)
    stale_at: Mapped[datetime | None]
    frozen: Mapped[bool] = mapped_column(default=False)
    surplus: Mapped[bool] = mapped_column(default=False)  # a second copy: no buttons


class RollCall(Base):
    """Who owed an update in a week, and when he gave it."""

    __tablename__ = "roll_call"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    slot: Mapped[str] = mapped_column(String(60), primary_key=True)
    officer_id: Mapped[int] = mapped_column(
        ForeignKey("officer.id"), primary_key=True, index=True
    )
    since: Mapped[datetime]  # the close of the week before: updates after it count
    settled_at: Mapped[datetime | None]


class MonthlyReceipt(Base):
    """A unit's word that its review of a month, or its package of a week, was sent to
    Phòng Tổng hợp (003, 4c)."""

    __tablename__ = "monthly_receipt"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(8), primary_key=True)  # 2026-11, 2026-W47
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[datetime]
    # When Phòng Tổng hợp said that the package is there, and who.
    received_at: Mapped[datetime | None]
    received_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))


class Inbox(Base):
    """An update as Telegram gave it, kept before it is confirmed."""

    __tablename__ = "inbox"
    __table_args__ = (
        Index(
            "ix_inbox_waiting",
            "bot_id",
            "chat",
            "update_id",
            sqlite_where=WAITING_WHERE,
            postgresql_where=WAITING_WHERE,
        ),
    )

    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    chat: Mapped[int] = mapped_column(
        BigInteger
    )  # updates of one chat keep their order
    received_at: Mapped[datetime]
    body: Mapped[Any] = mapped_column(RawJson())
    state: Mapped[str] = mapped_column(String(20), default="new")  # new, done, poison
    tries: Mapped[int] = mapped_column(default=0)
    next_try: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(String(200), default="")


class Lease(Base):
    """Who polls, who dispatches. Correctness rests on keys and claims, never on it."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    owner: Mapped[str] = mapped_column(String(40))
    term: Mapped[int] = mapped_column(default=1)
    expires_at: Mapped[datetime]


class Question(Base):
    """What the bot asked in a chat and still waits for; it survives a restart."""

    __tablename__ = "question"

    id: Mapped[Id]
    chat_id: Mapped[int] = mapped_column(ForeignKey("chat.id"), index=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    kind: Mapped[str] = mapped_column(String(30))
    facts: Mapped[dict[str, Any]]
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(Text, default="")
