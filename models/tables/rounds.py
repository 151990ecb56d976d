"""Rounds among the units before figures are final, and what they say of their own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id


class Round(Base):
    """Units are asked about their tasks of a period, once for each kind.

    `kind`: review (what justifies it, 000) or confirmation (is it so, 004, point 4).
    """

    __tablename__ = "round"
    __table_args__ = (UniqueConstraint("kind", "period"),)

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(20))
    period: Mapped[str] = mapped_column(String(30))  # 2026-Q4, 2026-11
    as_of: Mapped[date]
    opened_at: Mapped[datetime]
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    closes_on: Mapped[date]


class RoundRow(Base):
    """One task of a round; `state`: asked, confirmed, disputed or answered (justified).

    `shown` is what the unit was asked about, as it stood when the round was opened.
    """

    __tablename__ = "round_row"
    __table_args__ = (Index("ix_round_row_unit", "unit_id", "round_id"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    task_id: Mapped[int] = mapped_column(
        ForeignKey("task.id"), primary_key=True, index=True
    )
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    state: Mapped[str] = mapped_column(String(20), default="asked")
    shown: Mapped[dict[str, Any]]
    note: Mapped[str] = mapped_column(Text, default="")
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    answered_at: Mapped[datetime | None]


class UnitStatement(Base):
    """What a unit reports of its own tasks, typed or as a file, to be compared."""

    __tablename__ = "unit_statement"

    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    period: Mapped[str] = mapped_column(String(30))
    as_of: Mapped[date]
    source: Mapped[str] = mapped_column(String(250), default="")  # a file's name
    figures: Mapped[dict[str, Any]]
    said_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[datetime]


class Difference(Base):
    """Where a unit's word and the register differ: on one task, or on one figure.

    `state` is open, ours (the unit accepts the register) or theirs (corrected here);
    of a figure also replaced: the unit said it again.
    """

    __tablename__ = "difference"

    id: Mapped[Id]
    statement_id: Mapped[int] = mapped_column(
        ForeignKey("unit_statement.id"), index=True
    )
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"), index=True)
    what: Mapped[str] = mapped_column(String(120))  # a document's number, or a figure
    ours: Mapped[dict[str, Any]]
    theirs: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(20), default="open")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    decided_at: Mapped[datetime | None]
