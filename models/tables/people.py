"""The office: units, people, their roles, and where they can be reached."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.tasks import Role
from models.base import Base, Id, Word

FLOODED_WHERE = text("flooded_at IS NOT NULL")


class Unit(Base):
    """An organisation. Names of the past stay: districts ended on 01/7/2025."""

    __tablename__ = "unit"

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(250))
    folded: Mapped[str] = mapped_column(String(250), index=True)
    kind: Mapped[str] = mapped_column(String(80), default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    email: Mapped[str] = mapped_column(String(250), default="")
    sort_order: Mapped[int] = mapped_column(default=0)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class UnitEnding(Base):
    """That a unit ends, and who takes over, as the office's file said it.

    `successors` are units; several of them are a division, none is the end of its work.
    `carried_at`: what was open went over; `supported` are the tasks in which it had
    co-operated, `papers` the rows besides tasks (`models/queries/passing.py`).
    `undone_at`: the file says otherwise since, and all of it went back.
    """

    __tablename__ = "unit_ending"

    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    last_on: Mapped[date]  # the last day on which the unit is there
    successors: Mapped[list[Any]]
    basis: Mapped[str] = mapped_column(String(250), default="")
    entered_at: Mapped[datetime]
    carried_at: Mapped[datetime | None]
    supported: Mapped[list[Any]] = mapped_column(default=list)
    papers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    undone_at: Mapped[datetime | None]


class UnitAlias(Base):
    """Another name a register or a person uses for a unit, folded."""

    __tablename__ = "unit_alias"

    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    folded: Mapped[str] = mapped_column(String(250), unique=True)


class Officer(Base):
    """A person of the office. `code` is the Mã of the office's own sheet."""

    __tablename__ = "officer"

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(250))
    folded: Mapped[str] = mapped_column(String(250), index=True)
    position: Mapped[str] = mapped_column(String(250), default="")
    email: Mapped[str] = mapped_column(String(250), default="")
    active: Mapped[bool] = mapped_column(default=True)


class Membership(Base):
    """A role that a person has in a unit, for a time."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("officer_id", "unit_id", "role"),
        Index("ix_membership_unit_role", "unit_id", "role"),
    )

    id: Mapped[Id]
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    role: Mapped[Role] = mapped_column(Word(Role))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class Account(Base):
    """A person's identity in a channel. At most one is live each way round."""

    __tablename__ = "account"
    __table_args__ = (
        Index(
            "uq_account_live_address",
            "channel",
            "address",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
        Index(
            "uq_account_live_officer",
            "channel",
            "officer_id",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    id: Mapped[Id]
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    channel: Mapped[str] = mapped_column(String(20), default="telegram")
    address: Mapped[int] = mapped_column(BigInteger)
    bound_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class Chat(Base):
    """A place messages go to. Our id stays when a group becomes a supergroup."""

    __tablename__ = "chat"
    __table_args__ = (
        UniqueConstraint("channel", "address", "thread"),
        Index(
            "ix_chat_flooded",
            "flooded_at",
            sqlite_where=FLOODED_WHERE,
            postgresql_where=FLOODED_WHERE,
        ),
    )

    id: Mapped[Id]
    channel: Mapped[str] = mapped_column(String(20), default="telegram")
    address: Mapped[int] = mapped_column(BigInteger)
    thread: Mapped[int] = mapped_column(BigInteger, default=0)
    kind: Mapped[str] = mapped_column(String(20))  # private, group
    title: Mapped[str] = mapped_column(String(250), default="")
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    state: Mapped[str] = mapped_column(String(20), default="active")  # active, gone
    not_before: Mapped[datetime | None]  # a flood wait the server asked for
    flooded_at: Mapped[datetime | None]  # when it asked, by the clock of leases
    gone_at: Mapped[datetime | None]  # since when it is gone, and the server's words
    gone_why: Mapped[str] = mapped_column(String(120), default="")
    bound_at: Mapped[datetime | None]


class CalendarFeed(Base):
    """A private address at which an officer's deadlines are given, stored hashed."""

    __tablename__ = "calendar_feed"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    # The message that tells it, until it has left and is emptied.
    told_key: Mapped[str | None] = mapped_column(String(160))


class Invite(Base):
    """A one-time code, stored hashed: to bind a person, or a group to a unit."""

    __tablename__ = "invite"

    id: Mapped[Id]
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    created_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by: Mapped[int | None] = mapped_column(BigInteger)
    revoked_at: Mapped[datetime | None]
    spoken: Mapped[bool] = mapped_column(default=False)  # a short code, read out
    # Until its giver has decided: how the one who used it calls himself.
    claimed_name: Mapped[str | None] = mapped_column(String(130))
    decided_at: Mapped[datetime | None]
