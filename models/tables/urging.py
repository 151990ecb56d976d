"""Around the reminders: who is away, what is put off, how a week was kept."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id


class Absence(Base):
    """Somebody is away, both days included, and another one stands in for him."""

    __tablename__ = "absence"

    id: Mapped[Id]
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), index=True)
    stand_in_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), index=True)
    first_on: Mapped[date]
    last_on: Mapped[date]
    created_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]  # before its time, or another one took its place


class Snooze(Base):
    """A person put the reminder of a task off; the newest word counts."""

    __tablename__ = "snooze"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    task_id: Mapped[int] = mapped_column(
        ForeignKey("task.id"), primary_key=True, index=True
    )
    until: Mapped[date] = mapped_column(index=True)  # the morning it is said again
    at: Mapped[datetime]


class WeekResult(Base):
    """A unit's roll-call as its week was closed. Never changed (a trigger sees to it).

    The parts add up to `total`; what they mean says `domain/compliance.py`.
    """

    __tablename__ = "week_result"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    week: Mapped[date] = mapped_column(primary_key=True)  # the Friday the office names
    total: Mapped[int]
    on_time: Mapped[int]
    late: Mapped[int]
    missing: Mapped[int]
    untold: Mapped[int]
    closed_at: Mapped[datetime]
