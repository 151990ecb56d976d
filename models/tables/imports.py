"""What came in from other systems: files, their rows, and what they contradict."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id


class ImportRun(Base):
    """One reading of a register. `undone_at`: its changes were taken back."""

    __tablename__ = "import_run"

    id: Mapped[Id]
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    file_name: Mapped[str] = mapped_column(String(250))
    digest: Mapped[str] = mapped_column(String(64))
    profile: Mapped[str] = mapped_column(String(40), default="")
    added: Mapped[int]
    changed: Mapped[int]
    unchanged: Mapped[int]
    vanished: Mapped[int] = mapped_column(default=0)
    contradicted: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[list[Any]]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))


class ImportRow(Base):
    """What a file said of a task, each time that it said something new.

    `current` is the last word; the next file is compared with it. Earlier rows stay:
    they tell from which file, sheet and row each field came, and what an undone import
    has to go back to. `overwrote` is what the row changed in the document that it
    names: which, its columns before and after; None where nobody wrote it down.
    """

    __tablename__ = "import_row"
    __table_args__ = (
        Index("ix_import_row_identity", "key", "year"),
        UniqueConstraint("task_id", "run_id"),
    )

    id: Mapped[Id]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"), index=True)
    sheet: Mapped[str] = mapped_column(String(120), default="")
    row: Mapped[int]
    key: Mapped[str] = mapped_column(String(60))
    year: Mapped[int]
    lead_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    fields: Mapped[dict[str, Any]]
    current: Mapped[bool] = mapped_column(default=True)
    overwrote: Mapped[dict[str, Any] | None]


class ImportProfile(Base):
    """What an office has said of the headers of a system: header -> column."""

    __tablename__ = "import_profile"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    columns: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]


class ImportDraft(Base):
    """A register that was read and shown in a chat, and waits for *Nhập* or *Hủy*.

    `body` is what was understood of it, packed: never the file, nor a secret row.
    """

    __tablename__ = "import_draft"

    id: Mapped[Id]
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[datetime]
    file_name: Mapped[str] = mapped_column(String(250))
    digest: Mapped[str] = mapped_column(String(64))
    profile: Mapped[str] = mapped_column(String(40))
    body: Mapped[bytes] = mapped_column(LargeBinary)


class Discrepancy(Base):
    """Where a file says otherwise than a person did since: the tracker decides.

    `register` and `person` are columns of the task with both values; `state` is open,
    register, person, or withdrawn (the import was undone).
    """

    __tablename__ = "discrepancy"

    id: Mapped[Id]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"), index=True)
    sheet: Mapped[str] = mapped_column(String(120), default="")
    row: Mapped[int]
    register: Mapped[dict[str, Any]]
    person: Mapped[dict[str, Any]]
    said_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    said_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(String(20), default="open")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    decided_at: Mapped[datetime | None]


class ExchangeMessage(Base):
    """A message of the national exchange (edXML), as a proposal for the clerk.

    `facts` is what was read of it; attachments and personal data are not. `state` is
    open, taken or left.
    """

    __tablename__ = "exchange_message"

    id: Mapped[Id]
    at: Mapped[datetime]
    file_name: Mapped[str] = mapped_column(String(250))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    facts: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(20), default="open")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    decided_at: Mapped[datetime | None]
