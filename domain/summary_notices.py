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


class Part(StrEnum):
    """The tasks behind a figure, to be listed one by one."""

    OVERDUE = "overdue_in"  # open past their day, whenever given
    LATE = "late"  # due in the period, done after their day
    OPEN = "open"  # due in the period, not done
    # Why more are overdue than at the earlier cut-off, or fewer: a list for each cause.
    FELL_DUE = Cause.FELL_DUE.value
    REOPENED = Cause.REOPENED.value
    DONE = Cause.DONE.value
    EXTENDED = Cause.EXTENDED.value
    WITHDRAWN = Cause.WITHDRAWN.value


class FileKind(StrEnum):
    """What a button under a summary can bring; a package only goes to its readers."""

    CHART = "chart"
    PAPER = "paper"
    BOOK = "book"
    CSV = "csv"  # units only, for the portal
    JSON = "json"
    PACKAGE = "package"  # of a division, to Phòng Tổng hợp


PUBLIC = (FileKind.CSV, FileKind.JSON)  # of figures that were released, no others


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


@dataclass(frozen=True)
class SummaryNotice:
    """The figures of `/tongket`; `unit` names the one unit they are limited to."""

    summary: Summary
    unit: str | None
    argument: str = ""  # the unit's number, for the buttons
    compared: Compared | None = None
    in_group: bool = False
    papers: bool = False  # who asks may have the draft papers
    # Of the procedure, in the period, as entered by hand (/vipham); no group reads it.
    violations: tuple[UnitDocuments, ...] = ()


@dataclass(frozen=True)
class ReportFile:
    """A file of a report, made when it leaves."""

    name: str
    content: bytes
    kind: FileKind
    period: Period
    as_of: date
    unit: str
    fingerprint: str
    unit_id: int | None = None  # of the division whose package it is


@dataclass(frozen=True)
class InspectionList:
    """The units that the task force looks at first, as of a date."""

    as_of: date
    units: tuple[Suspect, ...]
