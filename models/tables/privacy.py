"""What is kept of persons apart from the history, so that it can go."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id


class Sender(Base):
    """An account that spoke to the bot, by a number of ours.

    The audit is sealed and names only this number; without its address it leads to
    nobody.
    """

    __tablename__ = "sender"

    id: Mapped[Id]
    address: Mapped[int | None] = mapped_column(BigInteger, unique=True)


class Consent(Base):
    """That an officer was shown the notice on personal data, and agreed to it."""

    __tablename__ = "consent"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)  # of the notice
    told_at: Mapped[datetime]
    agreed_at: Mapped[datetime | None]
