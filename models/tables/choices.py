"""What the office chose, and what its people chose for themselves."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id


class PolicyVersion(Base):
    """A policy as it was taken over; of those that have begun the newest holds."""

    __tablename__ = "policy"

    version: Mapped[Id]
    valid_from: Mapped[date]
    profile: Mapped[str] = mapped_column(String(40))  # its name, as the file says
    digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[str] = mapped_column(Text)  # every value (domain/policy_file.py)
    stored_at: Mapped[datetime]


class Preference(Base):
    """One person's own settings; who has no row goes by the office's."""

    __tablename__ = "preference"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), default="")  # "": the office's
    quiet_from: Mapped[time | None]
    quiet_until: Mapped[time | None]
    muted: Mapped[str] = mapped_column(Text, default="")  # rules, between blanks
    changed_at: Mapped[datetime]
