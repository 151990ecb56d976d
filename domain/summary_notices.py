"""What is said about figures: the answer to `/tongket`, and the files made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.figures import Summary
from domain.inspection import Suspect
from domain.overdue_change import Cause
from domain.periods import Period
from domain.report_checks import UnitDocuments
from domain.reports import Report


class Part(StrEnum):
    """The tasks behind a figure, to be listed one by one."""

    OVERDUE = "overdue_in"  # open past their day, whenever given
    LATE = "late"  # due in the period, done after their day
    OPEN = "open"  # due in the period, not done
    TO_CONFIRM = "to_confirm_in"  # reported done, and waiting for it, whenever given
    UNDATED = "undated_in"  # open without a deadline, whenever given
    # Why more are overdue than at the earlier cut-off, or fewer: a list for each cause.
    FELL_DUE = Cause.FELL_DUE.value
    REOPENED = Cause.REOPENED.value
    RECEIVED = Cause.RECEIVED.value
    DONE = Cause.DONE.value
    EXTENDED = Cause.EXTENDED.value
    MOVED = Cause.MOVED.value
    WITHDRAWN = Cause.WITHDRAWN.value


class FileKind(StrEnum):
    """What a button under a summary can bring; a package only goes to its readers."""

    CHART = "chart"
    PAPER = "paper"
    LETTERS = "letters"  # a reminder to each unit that is late
    UNDATED = "undated"  # the report on tasks without a deadline
    BOOK = "book"
    CSV = "csv"  # units only, for the portal
    JSON = "json"
    PACKAGE = "package"  # of a division, to Phòng Tổng hợp


PUBLIC = (FileKind.CSV, FileKind.JSON)  # of figures that were released, no others
# Of the whole office: for who may draw up its papers.
OF_THE_OFFICE = (FileKind.PAPER, FileKind.LETTERS, FileKind.UNDATED)
# What a group may have of its unit's figures: the others name people, and hold all of
# a task's content and what people said of it.
FOR_GROUPS = (FileKind.CHART,)
PACKAGED = ("week", "month")  # the periods for which a division sends its package


@dataclass(frozen=True)
class Compared:
    """The period before, as it stood then; and why more are overdue now, or fewer."""

    period: Period
    as_of: date
    given: int
    late: int  # of those due in that period
    open: int
    overdue: int  # whenever given
    causes: tuple[tuple[Cause, int], ...]
    moved_to: tuple[str, ...] = ()  # the units that lead now what was moved


@dataclass(frozen=True)
class SummaryNotice:
    """The figures of `/tongket`; `unit` names the one unit they are limited to."""

    summary: Summary
    unit: str | None
    argument: str = ""  # the unit's number, for the buttons
    compared: Compared | None = None
    in_group: bool = False
    papers: bool = False  # who asks may have the draft papers
    package: bool = False  # who asks draws up the package of his division
    # Of the procedure, in the period, as the papers count them; no group reads it.
    violations: tuple[UnitDocuments, ...] = ()

    @property
    def files(self) -> tuple[FileKind, ...]:
        """What can be brought of these figures, to who asks."""
        if self.in_group:
            return FOR_GROUPS
        found, figures = [FileKind.CHART, FileKind.BOOK], self.summary
        if self.papers:
            found += [FileKind.PAPER, *_besides(figures.overdue, figures.undated)]
        packaged = self.summary.period.kind in PACKAGED
        if self.package and packaged and not self.argument:
            found.append(FileKind.PACKAGE)
        return tuple(found)


def _besides(overdue: int, undated: int) -> list[FileKind]:
    """The papers for which there is cause, besides the main one."""
    causes = ((FileKind.LETTERS, overdue), (FileKind.UNDATED, undated))
    return [kind for kind, tasks in causes if tasks]


@dataclass(frozen=True)
class Drawn:
    """The figures of a file that leaves, to be kept so that it can be made again.

    `door`: where it was asked for; `actor_id` who did, None for the clock.
    """

    report: Report
    door: str
    actor_id: int | None

    @property
    def besides(self) -> list[FileKind]:
        """The other papers for which these figures give cause."""
        return _besides(len(self.report.overdue), len(self.report.undated))


@dataclass(frozen=True)
class ReportFile:
    """A file of a report, made when it leaves.

    `unit_id`: the division whose package it is. `is_own`: its reader drew the package
    up, and may send it. `drawn` None: its figures were kept when they were released.
    """

    name: str
    content: bytes
    kind: FileKind
    period: Period
    as_of: date
    unit: str
    fingerprint: str
    unit_id: int | None = None
    is_own: bool = False
    drawn: Drawn | None = None


@dataclass(frozen=True)
class InspectionList:
    """The units that the task force looks at first, as of a date."""

    as_of: date
    units: tuple[Suspect, ...]
