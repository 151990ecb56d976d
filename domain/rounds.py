"""Rounds among the units before figures are final: what is asked of whom, and when.

In the review of a quarter a unit justifies what is late (000, points 5 to 8); before a
report closes it confirms the state of its tasks, or disputes it (004, point 4).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.periods import Period
from domain.standings import Standing
from domain.tasks import Progress


class RoundKind(StrEnum):
    REVIEW = "review"
    CONFIRMATION = "confirmation"


class RowState(StrEnum):
    """What a unit has said of one task."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    ANSWERED = "answered"  # a justification came


# What each kind of round takes for an answer.
ANSWERS = {
    RoundKind.REVIEW: frozenset({RowState.ANSWERED}),
    RoundKind.CONFIRMATION: frozenset({RowState.CONFIRMED, RowState.DISPUTED}),
}
REVIEW_DAYS = 5  # working days that units have to say why tasks are late
UNCONFIRMED = frozenset({RowState.ASKED, RowState.DISPUTED})


@dataclass(frozen=True)
class Answer:
    """A unit's word on one task of a round; `task_id` None: on all that wait."""

    round_id: int
    said: RowState
    task_id: int | None = None
    note: str = ""


def is_open(closes_on: date, today: date) -> bool:
    """Also on the day on which it closes."""
    return today <= closes_on


def asked_about(
    kind: RoundKind, tasks: Iterable[Standing], period: Period, as_of: date
) -> list[Standing]:
    """The tasks that a round is about: what its report will name or count as due.

    A review asks for what is late: done after its day, or open past it.
    """
    found = []
    for task in tasks:
        due = task.due_on is not None and task.due_on in period
        late = due and task.is_late
        if task.is_overdue(as_of) or late or (kind is RoundKind.CONFIRMATION and due):
            found.append(task)
    return found


def as_said(
    said: Mapping[int, RowState], changed: Collection[int], about: Iterable[int]
) -> dict[int, RowState]:
    """What the units' words are worth for a report about these tasks.

    One about which no unit was asked is unconfirmed: it became late, or was due, after
    the round was opened. So is one that has `changed` since its unit spoke of it.
    """
    stands = {task: worth(said[task], task in changed) for task in said}
    return dict.fromkeys(about, RowState.ASKED) | stands


def worth(said: RowState, has_changed: bool) -> RowState:
    """A word on how a task stood says nothing of how it stands: neither that it is so,
    nor that it is wrong, when it was corrected as the unit wished."""
    if has_changed and said in ANSWERS[RoundKind.CONFIRMATION]:
        return RowState.ASKED
    return said


def rounds_of(period: Period) -> tuple[str, ...]:
    """The periods whose rounds speak of this one: of a quarter those of its months."""
    if period.kind != "quarter":
        return (period.code,)
    first = period.first
    months = [Period.month(first.year, first.month + n) for n in range(3)]
    return (period.code, *(month.code for month in months))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many tasks of a round were answered, and how."""

    asked: int = 0  # still without an answer
    confirmed: int = 0
    disputed: int = 0
    answered: int = 0

    @property
    def total(self) -> int:
        return self.asked + self.confirmed + self.disputed + self.answered


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One task that waits for its unit's answer, as it stands now."""

    task_id: int
    unit: str
    content: str
    due_on: date | None
    done_on: date | None
    progress: Progress


@dataclass(frozen=True, slots=True)
class Word:
    """What a unit's word on one task is worth now. `has_changed`: the task stands
    otherwise than its unit was asked."""

    line: RoundLine
    said: RowState
    note: str = ""
    has_changed: bool = False


def tally_of(words: Iterable[Word]) -> Tally:
    return Tally(**Counter(word.said.value for word in words))


def tallies_of(words: Iterable[Word]) -> tuple[tuple[str, Tally], ...]:
    """Of each unit, those that owe most answers first."""
    units: dict[str, list[Word]] = defaultdict(list)
    for word in words:
        units[word.line.unit].append(word)
    found = [(name, tally_of(some)) for name, some in units.items()]
    return tuple(sorted(found, key=lambda one: (-one[1].asked, one[0])))


@dataclass(frozen=True)
class RoundCard:
    """One person's part of a round: what his units have still to answer comes first."""

    round_id: int
    kind: RoundKind
    period: Period
    closes_on: date
    tally: Tally
    lines: tuple[RoundLine, ...]  # of those without an answer
    is_open: bool


@dataclass(frozen=True)
class RoundState:
    """For Phòng Tổng hợp: which unit has answered so far, those that owe most first."""

    kind: RoundKind
    period: Period
    closes_on: date
    units: tuple[tuple[str, Tally], ...]
    disputes: tuple[tuple[str, str], ...] = ()  # (unit and task, what it says)
