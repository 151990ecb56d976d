"""Reports that were made: the same figures can be made again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id


class ReportRun(Base):
    """Figures as they were told: of what, as of when, by what was known then.

    Made again with `as_of` and `recorded_until` it comes to the same figures, and so
    to the same fingerprint.
    """

    __tablename__ = "report_run"

    id: Mapped[Id]
    made_at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    door: Mapped[str] = mapped_column(String(20))  # terminal, chat, clock
    kind: Mapped[str] = mapped_column(String(10))  # of the period: month, quarter, …
    first: Mapped[date]
    last: Mapped[date]
    as_of: Mapped[date]
    recorded_until: Mapped[datetime]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))  # its own alone
    # {"units": […], "divisions": […]}: what those lead or track, and no more.
    within: Mapped[dict[str, Any] | None]
    basis: Mapped[str] = mapped_column(String(20))  # what decided about on time
    figures: Mapped[dict[str, Any]]
    fingerprint: Mapped[str] = mapped_column(String(64))
    files: Mapped[list[Any]]  # names
    # By the office's leader: from then on it may be published and told to leaders.
    released_at: Mapped[datetime | None]
    released_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
