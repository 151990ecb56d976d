"""Where a unit did not keep to the procedure (002, section 2).

A register marks it, or it is entered by hand (`/vipham`); chat and papers count both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from domain.periods import Period
from domain.report_checks import UnitDocuments
from domain.scope import Actor
from domain.standings import Standing
from domain.tasks import Role

LONGEST = 1_000  # characters of what happened, and of a reason to withdraw it
LONGEST_AGO = timedelta(days=366)


def may_be_noted(day: date, today: date) -> bool:
    """Not ahead, and not longer ago than a year: those reports are closed."""
    return today - LONGEST_AGO <= day <= today


def marked_in(
    period: Period,
    tasks: Iterable[Standing],
    marks: Mapping[int, tuple[str, date]],
) -> dict[int, str]:
    """Task -> document, of the month in which the task was done, else entered (1.6).

    `marks`: the document of each task that a register marks, and when it was entered.
    """
    return {
        task.id: marks[task.id][0]
        for task in tasks
        if task.id in marks and (task.done_on or marks[task.id][1]) in period
    }


def broken_in(
    noted: Mapping[int, frozenset[str]],
    tasks: Iterable[Standing],
    marked: Mapping[int, str],
) -> dict[int, frozenset[str]]:
    """Unit -> keys of its documents: those entered by hand, and those marked.

    Documents, not tasks: one document may give a unit several. What is marked and was
    entered by hand of one document is one.
    """
    found = dict(noted)
    for task in tasks:
        if task.id in marked:
            unit = task.lead_unit_id
            found[unit] = found.get(unit, frozenset()) | {marked[task.id]}
    return found


def documents_by_unit(
    documents: Mapping[int, frozenset[str]], names: Mapping[int, str]
) -> tuple[UnitDocuments, ...]:
    """Unit -> keys of its documents, counted, in the order of the office."""
    return tuple(
        UnitDocuments(unit, name, len(documents[unit]))
        for unit, name in names.items()
        if documents.get(unit)
    )


def division_of(actor: Actor) -> int | None:
    """In whose package it is counted: his division's, if he tracks for one alone."""
    divisions = actor.units_as(Role.TRACKER)
    return next(iter(divisions)) if len(divisions) == 1 else None
