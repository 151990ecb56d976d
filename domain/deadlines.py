"""A deadline as a calendar shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Deadline:
    """What is told of an open task. `version` grows when its deadline is moved.

    `content` is empty where the calendar is kept outside of the office.
    """

    task_id: int
    due_on: date
    version: int
    unit: str
    number: str
    content: str = ""
