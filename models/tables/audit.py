"""The machine's own history, beside that of the tasks (delivery.md 2.6, 2.7)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import UNSEALED_WHERE, Base, BigId, Id


class Audit(Base):
    """What somebody decided about the machine itself, or was refused.

    Only ever added to, and sealed, as the history of the tasks is.
    """

    __tablename__ = "audit"
    __table_args__ = (
        Index("uq_audit_link", "link", unique=True),
        Index("ix_audit_action", "action", "at"),
        Index(
            "ix_audit_unsealed",
            "id",
            sqlite_where=UNSEALED_WHERE,
            postgresql_where=UNSEALED_WHERE,
        ),
    )

    id: Mapped[Id]
    at: Mapped[datetime]
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    door: Mapped[str] = mapped_column(String(20))  # chat, terminal, clock
    action: Mapped[str] = mapped_column(String(40))  # requeued, said_received, …
    object: Mapped[str] = mapped_column(String(60))  # delivery:12, chat:3
    detail: Mapped[dict[str, Any]]
    link: Mapped[int | None] = mapped_column(BigId)  # place in the chain
    prev: Mapped[str | None] = mapped_column(String(64))
    mac: Mapped[str | None] = mapped_column(String(64))
