"""The buckets of figures as SQL: says the same as `counts_of` of domain/figures.py."""

from __future__ import annotations

from datetime import date
from enum import IntEnum

from sqlalchemy import ColumnElement, and_, case, or_

from domain.tasks import Progress
from models.tables import Task


class Bucket(IntEnum):
    """The finest buckets, as the statement numbers them."""

    DONE_NO_DEADLINE = 0
    DONE_UNDATED = 1
    DONE_EARLY = 2
    DONE_ON_TIME = 3
    DONE_LATE = 4
    OPEN_NO_DEADLINE = 5
    OPEN_OVERDUE = 6
    OPEN_DUE_TODAY = 7
    OPEN_DUE_SOON = 8
    OPEN_IN_TERM = 9


# What a task of a bucket adds one to.
FIELDS = {
    Bucket.DONE_NO_DEADLINE: ("done_no_deadline",),
    Bucket.DONE_UNDATED: ("done_undated",),
    Bucket.DONE_EARLY: ("done_on_time_or_early", "done_early"),
    Bucket.DONE_ON_TIME: ("done_on_time_or_early",),
    Bucket.DONE_LATE: ("done_late",),
    Bucket.OPEN_NO_DEADLINE: ("open_no_deadline",),
    Bucket.OPEN_OVERDUE: ("open_overdue",),
    Bucket.OPEN_DUE_TODAY: ("open_in_term", "due_today"),
    Bucket.OPEN_DUE_SOON: ("open_in_term", "due_soon"),
    Bucket.OPEN_IN_TERM: ("open_in_term",),
}
# An open task is counted by its progress as well; done later than asked, by none.
PARTS = {
    Progress.NOT_STARTED: "not_started",
    Progress.REPORTED: "to_confirm",
    Progress.RETURNED: "returned",
}
# One number says both, because one number is grouped faster than two columns.
PART_STEP = len(Bucket)
PART_FIELDS = ((), *((part,) for part in PARTS.values()))


def bucket_code(as_of: date, soon: date) -> ColumnElement[int]:
    """The bucket of a task, and when it is open the part it is, as one number."""
    known = or_(Task.done_on.is_(None), Task.done_on <= as_of)
    done = and_(Task.progress == Progress.DONE, known)
    parts = [
        (Task.progress == progress, PART_STEP * number)
        for number, progress in enumerate(PARTS, start=1)
    ]
    return case((done, _done_bucket()), else_=_open_bucket(as_of, soon) + _case(parts))


def _done_bucket() -> ColumnElement[int]:
    return _case(
        [
            (Task.due_on.is_(None), Bucket.DONE_NO_DEADLINE),
            (Task.done_on.is_(None), Bucket.DONE_UNDATED),
            (Task.done_on < Task.due_on, Bucket.DONE_EARLY),
            (Task.done_on == Task.due_on, Bucket.DONE_ON_TIME),
            (Task.justified_on >= Task.done_on, Bucket.DONE_ON_TIME),
        ],
        otherwise=Bucket.DONE_LATE,
    )


def _open_bucket(as_of: date, soon: date) -> ColumnElement[int]:
    """As `term_of` of domain/terms.py says it."""
    return _case(
        [
            (Task.due_on.is_(None), Bucket.OPEN_NO_DEADLINE),
            (Task.due_on < as_of, Bucket.OPEN_OVERDUE),
            (Task.due_on == as_of, Bucket.OPEN_DUE_TODAY),
            (Task.due_on <= soon, Bucket.OPEN_DUE_SOON),
        ],
        otherwise=Bucket.OPEN_IN_TERM,
    )


def _case(
    whens: list[tuple[ColumnElement[bool], int]], *, otherwise: int = 0
) -> ColumnElement[int]:
    return case(*((when, int(code)) for when, code in whens), else_=int(otherwise))


def fields_of(code: int) -> tuple[str, ...]:
    """The fields of `Counts` to which a task of this code adds one."""
    part, bucket = divmod(code, PART_STEP)
    return FIELDS[Bucket(bucket)] + PART_FIELDS[part]
