"""Notices of the office's cycles: the week's roll-call, the month's review, reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True)
class Review:
    """The monthly review asked of a unit (003, 4c)."""

    unit_id: int
    unit: str
    month: str  # 2026-11
    due_on: date
    heads_up: bool
    open: int
    overdue: int
    to_confirm: int


@dataclass(frozen=True)
class ReviewState:
    """For Phòng Tổng hợp: who has sent the review of the month."""

    month: str
    sent: tuple[str, ...]
    missing: tuple[str, ...]
    received: tuple[str, ...] = ()  # of those sent: Phòng Tổng hợp said so


@dataclass(frozen=True)
class RollCallCard:
    """The group's card of the weekly update; edited as answers come, then frozen."""

    unit: str
    nominal: date
    due_at: datetime
    closes_at: datetime
    total: int
    on_time: int
    late: int
    missing: tuple[str, ...]  # codes of tasks without an update
    frozen: bool
    untold: int = 0  # silent, and no reminder reached them


class Span(StrEnum):
    """Of what a report is."""

    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True)
class ReportDue:
    """A period is over: its report is to be made."""

    span: Span
    first: date
    last: date
    open: int
    overdue: int
    to_confirm: int
