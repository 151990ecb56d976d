"""Notices around the register's own order: what is not right in it, who broke the rule.

Never for a group.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.data_quality import Finding


@dataclass(frozen=True)
class DataCheck:
    """How many tasks each finding is about; those that have none are not named.

    `undated_documents`: those that ask for a product and name no deadline, as
    documents. `divisions` names whose tasks they are; empty: all of the office.
    """

    as_of: date
    since: date
    counts: tuple[tuple[Finding, int], ...]
    undated_documents: int = 0
    divisions: str = ""
    entry_days: int = 1


@dataclass(frozen=True)
class FoundTask:
    """A task of which something is not right, with what can be held against it."""

    id: int
    version: int
    content: str
    unit: str
    number: str
    issued_on: date | None
    due_on: date | None
    entered_on: date
    unit_ended_on: date | None = None


@dataclass(frozen=True)
class FoundTasks:
    """A page of them. `classifies`: the reader may say their class here and now;
    `opens`: he may see each task's card."""

    finding: Finding
    lines: tuple[FoundTask, ...]
    page: int
    pages: int
    total: int
    classifies: bool = False
    opens: bool = False


@dataclass(frozen=True)
class FindingsFile:
    """All of them, as a workbook; made when it leaves."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Violation:
    """That a unit did not keep to the procedure, as somebody entered it by hand.

    `number` and `issued_on` name the document that it is about. Withdrawn ones stay in
    the list with the reason.
    """

    id: int
    unit: str
    on: date
    what: str
    number: str
    issued_on: date
    entered_by: str
    withdrawn_on: date | None = None
    withdrawn_by: str = ""
    why_withdrawn: str = ""


@dataclass(frozen=True)
class ViolationList:
    """Those of this year, the newest first; `documents` and `units` are counted of all
    that stand."""

    year: int
    lines: tuple[Violation, ...]
    total: int
    documents: int
    units: int
    page: int = 1
    pages: int = 1
