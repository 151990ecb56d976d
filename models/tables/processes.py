"""What units ask for besides their progress, each with its state and who decided it.

The words are kept here; that it happened stands in the task's history as well.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.processes import Level, State
from models.base import Base, Id, Word

OBSTACLE_OPEN = text("state = 'open'")


class Raised:
    """What the four have in common. Dates are the office's."""

    id: Mapped[Id]
    raised_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    raised_at: Mapped[datetime]
    raised_on: Mapped[date]
    words: Mapped[str] = mapped_column(Text)  # the reason, the obstacle, the petition
    state: Mapped[State] = mapped_column(Word(State), default=State.OPEN)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    decided_at: Mapped[datetime | None]
    decision: Mapped[str] = mapped_column(Text, default="")


class Extension(Raised, Base):
    """More time is asked for. What was in force then is kept, whatever comes."""

    __tablename__ = "extension"

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    due_on: Mapped[date]  # in force when it was asked for
    wanted_on: Mapped[date]
    after_deadline: Mapped[bool]


class Obstacle(Raised, Base):
    """It climbs until somebody decides."""

    __tablename__ = "obstacle"
    __table_args__ = (
        Index(
            "ix_obstacle_open",
            "id",
            sqlite_where=OBSTACLE_OPEN,
            postgresql_where=OBSTACLE_OPEN,
        ),
    )

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    level: Mapped[Level] = mapped_column(Word(Level), default=Level.DIVISION)


class Petition(Raised, Base):
    """Of a unit, about a task or about none; every one stands in the report."""

    __tablename__ = "petition"

    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    division_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))


class Justification(Raised, Base):
    """Why a task is late. Accepted, it changes how the task is counted."""

    __tablename__ = "justification"

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)


class Attachment(Base):
    """A file or a photo as proof: Telegram keeps it, we keep by which name."""

    __tablename__ = "attachment"

    id: Mapped[Id]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("task_event.id"))
    file_id: Mapped[str] = mapped_column(String(250))
    is_photo: Mapped[bool]
    name: Mapped[str] = mapped_column(String(250), default="")
    caption: Mapped[str] = mapped_column(Text, default="")
