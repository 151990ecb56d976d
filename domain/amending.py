"""A task is corrected, or taken back, by a later document that says so (003, 1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.assigning import Assignee
from domain.tasks import Progress

OVER = (Progress.DONE, Progress.CANCELLED)


@dataclass(frozen=True)
class Amendment:
    """What a document changes of one task, as it stood at `version`; empty: as it was.

    `number` and `issued_on` name the document that says so.
    """

    task_id: int
    version: int
    number: str
    issued_on: date
    reason: str = ""
    cancels: bool = False
    content: str = ""
    deadline_text: str = ""
    due_on: date | None = None
    undated: bool = False
    must_report: bool | None = None
    lead: Assignee | None = None
    division: Assignee | None = None
    support: tuple[Assignee, ...] = ()


@dataclass(frozen=True)
class Standing:
    """The task's columns that an amendment can touch, as they are now."""

    content: str
    due_on: date | None
    due_version: int
    must_report: bool | None
    has_deadline: bool | None
    lead_unit_id: int
    tracking_unit_id: int | None


def new_columns(one: Amendment, now: Standing) -> Mapping[str, Any]:
    """The columns that become others. Nothing for what is so already.

    A moved deadline counts up `due_version`: the reminders begin anew. Another unit
    says itself who does it.
    """
    if one.cancels:
        return {"progress": Progress.CANCELLED}
    columns: dict[str, Any] = {}
    if one.content and one.content != now.content:
        columns["content"] = one.content
    columns |= _deadline(one, now)
    due_on = columns.get("due_on", now.due_on)
    if one.must_report is not None:
        columns |= class_columns(now, must_report=one.must_report, due_on=due_on)
    if one.lead is not None and one.lead.unit_id != now.lead_unit_id:
        columns |= {"lead_unit_id": one.lead.unit_id, "officer_id": None}
    if one.division is not None and one.division.unit_id != now.tracking_unit_id:
        columns["tracking_unit_id"] = one.division.unit_id
    return columns


def class_columns(
    now: Standing, *, must_report: bool, due_on: date | None
) -> Mapping[str, Any]:
    """Of a task without a class both halves of it are said: the deadline is the other.

    Nothing for what is so already.
    """
    whole = {"must_report": must_report, "has_deadline": due_on is not None}
    classed = now.must_report is not None and now.has_deadline is not None
    if not classed:
        return whole
    return {} if must_report is now.must_report else {"must_report": must_report}


def _deadline(one: Amendment, now: Standing) -> dict[str, Any]:
    moved = one.due_on is not None and one.due_on != now.due_on
    dropped = one.undated and now.due_on is not None
    if not moved and not dropped:
        return {}
    return {
        "due_on": None if dropped else one.due_on,
        "deadline_text": "" if dropped else one.deadline_text,
        "has_deadline": not dropped,
        "due_version": now.due_version + 1,
    }
