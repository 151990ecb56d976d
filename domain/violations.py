"""Where a unit did not keep to the procedure (002, section 2), entered by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from domain.report_checks import UnitDocuments
from domain.scope import Actor
from domain.tasks import Role

LONGEST = 1_000  # characters of what happened, and of a reason to withdraw it
LONGEST_AGO = timedelta(days=366)


def may_be_noted(day: date, today: date) -> bool:
    """Not ahead, and not longer ago than a year: those reports are closed."""
    return today - LONGEST_AGO <= day <= today


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
