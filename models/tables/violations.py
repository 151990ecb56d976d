"""Where a unit did not keep to the procedure, as somebody entered it by hand (002)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id


class Violation(Base):
    """Counted in the month of `day`, by its document, until it is withdrawn.

    `division_id`: whose tracker entered it; None: it is the whole Office's.
    """

    __tablename__ = "violation"
    __table_args__ = (Index("ix_violation_day", "day", "unit_id"),)

    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    division_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    day: Mapped[date]
    what: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(String(80))
    key: Mapped[str] = mapped_column(String(80))
    issued_on: Mapped[date]
    entered_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    entered_at: Mapped[datetime]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    withdrawn_at: Mapped[datetime | None]
    why_withdrawn: Mapped[str] = mapped_column(Text, default="")
