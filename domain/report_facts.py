"""A report as plain facts: what programs read, what is kept, and its fingerprint."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import Any

from domain.figures import Counts
from domain.overdue_change import Cause
from domain.reports import Report, UnitFigures

NAMES = ("unit", "name")
SHOWN = 12  # signs of the fingerprint that a page bears
# Said besides: it follows from the tasks, which are in the fingerprint, and pages that
# were printed before it was said keep theirs.
BESIDES = ("earlier_units",)
# What these tasks were told under before they had a word of their own.
FIRST_TOLD = {Cause.MOVED.value: Cause.WITHDRAWN, Cause.RECEIVED.value: Cause.FELL_DUE}


def facts_of(report: Report) -> dict[str, Any]:
    """The figures, under the names that the terminal's JSON has always had.

    `due`, `on_time`, `late` and `open` are of the tasks with a deadline in the period;
    `total` to `no_deadline` are cumulative. `no_deadline` are open, so that the three
    parts of `open_total` add up; `done_no_deadline` and `done_undated` are the rest of
    `done`.
    """
    asked, due, before = report.asked, report.due, report.due_before
    facts = {
        "period": asked.period.code,
        "from": asked.period.first.isoformat(),
        "to": asked.period.last.isoformat(),
        "as_of": asked.as_of.isoformat(),
        "given": report.given.total,
        "given_delta": report.given.total - report.given_before.total,
        "due": due.total,
        "on_time": due.done_on_time_or_early,
        "late": due.done_late,
        "late_delta": due.done_late - before.done_late,
        "open": due.open,
        "open_delta": due.open - before.open,
        **_cumulative(report.cumulative),
        "units": [_unit(unit) for unit in report.units if unit.is_busy],
        "procedure": [
            {"unit": one.name, "documents": one.documents} for one in report.violations
        ],
        "since": asked.since.isoformat(),
        "previous": {
            "from": asked.previous.first.isoformat(),
            "to": asked.previous.last.isoformat(),
            "as_of": asked.previous_as_of.isoformat(),
        },
        "basis": asked.basis.value,
        "unit": report.unit or None,
        "late_tasks": [task.id for task in report.late],
        "overdue_tasks": [task.id for task in report.overdue],
        "overdue_change": {
            "before": report.change.before,
            "now": report.change.now,
            **{cause.value: list(ids) for cause, ids in report.change.tasks.items()},
        },
    }
    return facts | _limits(report) | _checked(report)


def _limits(report: Report) -> dict[str, Any]:
    """Whose tasks alone are counted: the figures of a division that tracks all there
    is are not those of the whole office."""
    limits = {
        "lead_unit": report.asked.unit_id,
        "units": sorted(report.scope.units),
        "divisions": sorted(report.scope.divisions),
    }
    found = {name: said for name, said in limits.items() if said}
    return {"limits": found} if found else {}


def _checked(report: Report) -> dict[str, Any]:
    """Where there is something to say: an earlier report keeps its fingerprint."""
    checks, found = report.checks, dict[str, Any]()
    if checks.states:
        found["unconfirmed_tasks"] = [task.id for task in report.unconfirmed]
    if checks.weeks:
        found["weekly"] = [asdict(one) for one in checks.weeks]
    if report.earlier.total:
        found["earlier"] = {
            "open_total": report.earlier.open,
            "open_in_term": report.earlier.open_in_term,
            "open_overdue": report.earlier.open_overdue,
            "no_deadline": report.earlier.open_no_deadline,
        }
        found["earlier_units"] = [_left(u) for u in report.units if u.earlier.total]
    if checks.reviews:
        found["justified"] = [
            [one.unit_id, one.asked, one.answered, one.accepted, one.refused]
            for one in checks.reviews
        ]
    if any(report.undated_products):
        tasks, documents = report.undated_products
        found["undated_products"] = {"tasks": tasks, "documents": documents}
    return found


def fingerprint_of(facts: dict[str, Any]) -> str:
    """SHA-256 of the facts: the same figures have the same, whenever they are made.

    Names of units are no figures: one that is called otherwise later changes nothing.
    """
    sealed = {name: said for name, said in facts.items() if name not in BESIDES}
    sealed["overdue_change"] = _first_told(facts["overdue_change"])
    said = json.dumps(
        _nameless(sealed), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(said.encode()).hexdigest()


def _first_told(change: dict[str, Any]) -> dict[str, Any]:
    told = {name: said for name, said in change.items() if name not in FIRST_TOLD}
    for name, first in FIRST_TOLD.items():
        if name in change:
            told[first.value] = [*told.get(first.value, ()), *change[name]]
    return told


def _nameless(value: Any) -> Any:
    """Without names, and without the order that they gave."""
    if isinstance(value, dict):
        kept = value.items()
        return {name: _nameless(said) for name, said in kept if name not in NAMES}
    if isinstance(value, list):
        return sorted((_nameless(one) for one in value), key=json.dumps)
    return value


def _unit(unit: UnitFigures) -> dict[str, Any]:
    return {
        "id": unit.unit_id,
        "unit": unit.name,
        "given": unit.given.total,
        "due": unit.due.total,
        **_cumulative(unit.cumulative),
        "entry_days": unit.entry_days,
        **({"entered_late": unit.entered_late} if unit.entered_late else {}),
    }


def _left(unit: UnitFigures) -> dict[str, Any]:
    """What a unit has open still of earlier years."""
    return {
        "id": unit.unit_id,
        "unit": unit.name,
        "open_total": unit.earlier.open,
        "open_overdue": unit.earlier.open_overdue,
    }


def _cumulative(counts: Counts) -> dict[str, int]:
    return {
        "total": counts.total,
        "done": counts.done,
        "done_on_time": counts.done_on_time_or_early,
        "done_late": counts.done_late,
        "open_total": counts.open,
        "open_in_term": counts.open_in_term,
        "open_overdue": counts.open_overdue,
        "no_deadline": counts.open_no_deadline,
        "done_no_deadline": counts.done_no_deadline,
        "done_undated": counts.done_undated,
    }
