"""Around the giving of tasks: drafts, the way of a report, proposals, inspections."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id


class TaskDraft(Base):
    """A task that a division proposes with its class; a clerk enters it (003, 4b).

    `facts` is a `domain.assigning.Assignment`; `state` is open, entered or returned.
    """

    __tablename__ = "task_draft"

    id: Mapped[Id]
    facts: Mapped[dict[str, Any]]
    proposed_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(20), default="open")
    tasks: Mapped[list[Any]] = mapped_column(default=list)  # that it became
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    decided_at: Mapped[datetime | None]


class TaskRoute(Base):
    """By which way a task's report goes: through a unit, into a consolidating task."""

    __tablename__ = "task_route"

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), primary_key=True)
    via_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"), index=True)


class Proposal(Base):
    """A proposal of a unit, or feedback of a citizen, with its three days (003, 4g).

    `source` is unit or citizen; `state` is open, assigned or tracked (chỉ lưu theo
    dõi). `urgent_at`: the leaders of the Office were told that it cannot wait;
    `said_at`: one of them has had his say.
    """

    __tablename__ = "proposal"
    __table_args__ = (Index("ix_proposal_state", "state", "division_id"),)

    id: Mapped[Id]
    source: Mapped[str] = mapped_column(String(20))
    sender: Mapped[str] = mapped_column(String(250))
    content: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(String(80), default="")
    issued_on: Mapped[date | None]
    received_on: Mapped[date]
    division_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    state: Mapped[str] = mapped_column(String(20), default="open")
    entered_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    entered_at: Mapped[datetime]
    urgent_at: Mapped[datetime | None]
    said_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    said_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    decided_at: Mapped[datetime | None]
    tasks: Mapped[list[Any]] = mapped_column(default=list)  # that it became


class Inspection(Base):
    """A unit to be inspected on a day, and what was found. For the task force only."""

    __tablename__ = "inspection"

    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    day: Mapped[date]
    planned_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    planned_at: Mapped[datetime]
    findings: Mapped[str] = mapped_column(Text, default="")
    found_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    found_at: Mapped[datetime | None]
