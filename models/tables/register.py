"""The register: documents, tasks, and the history from which every state follows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.tasks import Progress, Urgency
from models.base import UNSEALED_WHERE, Base, BigId, Id, Word

FLASH_WHERE = text("urgency = 'flash'")


class Document(Base):
    """The document that assigns tasks. Numbers begin anew each year (NĐ 30/2020)."""

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("key", "year", "issuer"),
        # Hỏa tốc is looked for at every tick; there are few.
        Index(
            "ix_document_flash",
            "id",
            sqlite_where=FLASH_WHERE,
            postgresql_where=FLASH_WHERE,
        ),
    )

    id: Mapped[Id]
    number: Mapped[str] = mapped_column(String(60))
    key: Mapped[str] = mapped_column(String(60))
    year: Mapped[int]
    issuer: Mapped[str] = mapped_column(String(200), default="")
    kind: Mapped[str] = mapped_column(String(100), default="")
    abstract: Mapped[str] = mapped_column(Text, default="")
    issued_on: Mapped[date | None]
    signer: Mapped[str] = mapped_column(String(200), default="")
    submitting_unit: Mapped[str] = mapped_column(String(250), default="")
    urgency: Mapped[Urgency] = mapped_column(Word(Urgency), default=Urgency.NORMAL)
    system: Mapped[str] = mapped_column(String(40), default="")
    external_id: Mapped[str] = mapped_column(String(80), default="")


class Task(Base):
    """One assigned task as it stands now: what its events add up to."""

    __tablename__ = "task"
    __table_args__ = (
        # Covers the sums of /tongket, so that they never touch the rows.
        Index(
            "ix_task_summary",
            "assigned_on",
            "lead_unit_id",
            "progress",
            "due_on",
            "done_on",
            "tracking_unit_id",
            "officer_id",
            "justified_on",
        ),
        Index("ix_task_lead_progress", "lead_unit_id", "progress", "due_on"),
        Index("ix_task_officer_progress", "officer_id", "progress", "due_on"),
        Index("ix_task_tracking_progress", "tracking_unit_id", "progress", "due_on"),
        Index("ix_task_progress_due", "progress", "due_on"),
    )

    id: Mapped[Id]
    document_id: Mapped[int | None] = mapped_column(
        ForeignKey("document.id"), index=True
    )
    content: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)  # number, abstract, content: for /tim
    scheme: Mapped[str | None] = mapped_column(String(10))
    must_report: Mapped[bool | None]  # None: the register gave no class
    has_deadline: Mapped[bool | None]
    lead_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    tracking_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    assigned_on: Mapped[date]
    due_on: Mapped[date | None]
    original_due_on: Mapped[date | None]
    due_version: Mapped[int] = mapped_column(default=1)
    deadline_text: Mapped[str] = mapped_column(String(250), default="")
    progress: Mapped[Progress] = mapped_column(Word(Progress))
    percent: Mapped[int | None]
    reported_on: Mapped[date | None]
    done_on: Mapped[date | None]
    result: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    drafter: Mapped[str] = mapped_column(String(200), default="")
    updated_at: Mapped[datetime | None]  # a person's last word on it, not an import's
    entered_at: Mapped[datetime]
    acknowledged_on: Mapped[date | None]  # "đã nhận": the ladder waits a little
    justified_on: Mapped[date | None]  # its lateness until then was accepted
    version: Mapped[int] = mapped_column(default=1)


class TaskUnit(Base):
    """A co-operating unit of a task."""

    __tablename__ = "task_unit"

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(
        ForeignKey("unit.id"), primary_key=True, index=True
    )


class TaskEvent(Base):
    """The history: only ever added to (a trigger refuses anything else)."""

    __tablename__ = "task_event"
    __table_args__ = (
        Index("ix_task_event_task", "task_id", "id"),
        # What happened after a date, for figures as of that date.
        Index("ix_task_event_effective", "effective_on", "task_id"),
        Index("uq_task_event_link", "link", unique=True),
        Index(
            "ix_task_event_unsealed",
            "id",
            sqlite_where=UNSEALED_WHERE,
            postgresql_where=UNSEALED_WHERE,
        ),
    )

    id: Mapped[Id]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    kind: Mapped[str] = mapped_column(String(30))
    door: Mapped[str] = mapped_column(String(20))  # chat, terminal, import, clock
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    effective_on: Mapped[date]  # office date: when it was so
    recorded_at: Mapped[datetime]  # when we learned it
    changes: Mapped[dict[str, Any]]  # column of task -> its new value
    note: Mapped[str] = mapped_column(Text, default="")
    link: Mapped[int | None] = mapped_column(BigId)  # place in the chain
    prev: Mapped[str | None] = mapped_column(String(64))  # sealed later, in order
    mac: Mapped[str | None] = mapped_column(String(64))


class Evidence(Base):
    """The document that answers a task: it decides on time or late."""

    __tablename__ = "evidence"

    id: Mapped[Id]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("task_event.id"))
    number: Mapped[str] = mapped_column(String(80))
    key: Mapped[str] = mapped_column(String(80))
    issued_on: Mapped[date | None]
    signed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    digitally_signed: Mapped[bool | None]


class CalendarOverride(Base):
    """A day made off or working by a decision; it wins over the package."""

    __tablename__ = "calendar_override"

    day: Mapped[date] = mapped_column(primary_key=True)
    working: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(250), default="")
    source: Mapped[str] = mapped_column(String(250), default="")
    created_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    created_at: Mapped[datetime]


class Setting(Base):
    """A fact about this database itself: that it is a demo, the bot's name."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
