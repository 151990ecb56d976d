"""Urging by hand: which tasks are meant, and who would be told of them.

The sources know two kinds (003, 4đ): what is due and not done, and what was done and
did not suffice; and it reviews "các nhiệm vụ chưa thực hiện, đang thực hiện" (003, 4b).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from domain.directory import Directory, Place

MOST_TASKS = 3_000  # of one urging; more are not surveyed by anybody


class Which(StrEnum):
    """The state of the tasks that are meant. All of them are still owed."""

    OWED = "owed"  # whatever the deadline
    OVERDUE = "overdue"
    DUE = "due"  # overdue or due today
    DUE_SOON = "due_soon"  # in a few days, or today
    RETURNED = "returned"
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"


@dataclass(frozen=True, slots=True)
class Selection:
    """The tasks meant: one, or those of a state, of one lead unit if it is named."""

    which: Which = Which.OWED
    task_id: int | None = None
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class UrgedTask:
    """What has to be known of a task to urge those who answer for it."""

    id: int
    officer_id: int | None
    lead_unit_id: int


@dataclass(frozen=True)
class Mailing:
    """Who is told of which tasks: one message for each place.

    `unreached` are officers who answer for a task and cannot be told; `untold` the
    tasks of which nobody at all can be told.
    """

    messages: dict[Place, tuple[int, ...]]
    unreached: tuple[int, ...]
    untold: tuple[int, ...]

    @property
    def tasks(self) -> tuple[int, ...]:
        """Those of which somebody is told."""
        return tuple(sorted({one for some in self.messages.values() for one in some}))

    @property
    def mark(self) -> str:
        """The same mark means: the same tasks, told to the same people."""
        told = sorted((place.name, tasks) for place, tasks in self.messages.items())
        return sha256(repr((told, self.untold)).encode()).hexdigest()[:16]


def mailing_of(tasks: Iterable[UrgedTask], directory: Directory) -> Mailing:
    """One message for each person; for the group where nobody else can be told."""
    told: dict[Place, list[int]] = defaultdict(list)
    unreached: dict[int, None] = {}
    untold: list[int] = []
    for task in tasks:
        places = directory.urged_of(task.officer_id, task.lead_unit_id)
        reached = [place for place in places if place.chat_id is not None]
        for place in reached:
            told[place].append(task.id)
        for place in places:
            if place.chat_id is None and place.officer_id is not None:
                unreached[place.officer_id] = None
        if not reached:
            untold.append(task.id)
    messages = {place: tuple(some) for place, some in told.items()}
    return Mailing(messages, tuple(unreached), tuple(untold))
