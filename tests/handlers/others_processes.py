"""What is under way in the other unit: rounds, drafts, requests, differences."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from domain.processes import ProcessKind
from models.base import Base
from models.tables import (
    Difference,
    Discrepancy,
    ExchangeMessage,
    Extension,
    ImportDraft,
    ImportRun,
    Inspection,
    Justification,
    Obstacle,
    Petition,
    Proposal,
    Round,
    RoundRow,
    TaskDraft,
    UnitStatement,
    Violation,
)
from models.work import Work

AT = datetime(2026, 11, 20, 8, tzinfo=UTC)
DAY = date(2026, 11, 20)
MARK = "tuyệt đối không được thấy"
THEIRS, VICTIM = 2, 900
RAISED = {"raised_by": VICTIM, "raised_at": AT, "raised_on": DAY, "words": MARK}
EACH = 3  # rows of each kind
REQUESTS: dict[ProcessKind, tuple[type[Base], dict[str, Any]]] = {
    ProcessKind.EXTENSION: (
        Extension,
        {"due_on": DAY, "wanted_on": date(2026, 12, 31), "after_deadline": False},
    ),
    ProcessKind.OBSTACLE: (Obstacle, {}),
    ProcessKind.PETITION: (Petition, {"unit_id": THEIRS}),
    ProcessKind.JUSTIFICATION: (Justification, {}),
}


async def fill_processes(work: Work, tasks: list[int]) -> dict[str, list[int]]:
    """Numbers of what is there, by the letter or the word of its buttons."""
    some = tasks[:EACH]
    found = {
        "u": await _round(work, some),
        "v": await _differences(work, some),
        "c": await _discrepancies(work, some),
        "h": await _add(work, TaskDraft, [_draft() for _ in some]),
        "p": await _add(work, Proposal, [_proposal() for _ in some]),
        "k": await _add(work, Inspection, [_inspection() for _ in some]),
        "x": await _add(work, ExchangeMessage, [_message(n) for n in some]),
        "r": await _add(work, ImportDraft, [_register() for _ in some]),
        "vp": await _add(work, Violation, [_violation() for _ in some]),
    }
    for kind, (table, more) in REQUESTS.items():
        rows = [{**RAISED, "task_id": task, **more} for task in some]
        found[kind.value] = await _add(work, table, rows)
    return found


async def _add(work: Work, table: type[Base], rows: list[dict[str, Any]]) -> list[int]:
    made: list[Any] = [table(**row) for row in rows]
    work.session.add_all(made)
    await work.session.flush()
    return [one.id for one in made]


async def _round(work: Work, tasks: list[int]) -> list[int]:
    of = {"kind": "confirmation", "period": "2026-11", "as_of": DAY}
    opened = {"opened_at": AT, "closes_on": date(2026, 12, 1)}
    numbers = await _add(work, Round, [{**of, **opened}])
    for task in tasks:
        row = {"round_id": numbers[0], "task_id": task, "unit_id": THEIRS}
        work.session.add(RoundRow(**row, shown={"content": MARK}))
    await work.session.flush()
    return numbers


async def _differences(work: Work, tasks: list[int]) -> list[int]:
    said = {"unit_id": THEIRS, "period": "2026-11", "as_of": DAY, "figures": {}}
    statement = await _add(
        work, UnitStatement, [{**said, "said_by": VICTIM, "at": AT, "source": MARK}]
    )
    sides = {"what": "progress", "ours": {}, "theirs": {"progress": "done"}}
    row = {"statement_id": statement[0], **sides}
    return await _add(work, Difference, [{**row, "task_id": task} for task in tasks])


async def _discrepancies(work: Work, tasks: list[int]) -> list[int]:
    counts = {"added": 0, "changed": 0, "unchanged": 0, "left_out": []}
    run = {"at": AT, "file_name": MARK, "digest": "0", **counts}
    numbers = await _add(work, ImportRun, [run])
    said = {"run_id": numbers[0], "row": 2, "register": {}, "person": {}}
    return await _add(work, Discrepancy, [{**said, "task_id": task} for task in tasks])


def _draft() -> dict[str, Any]:
    return {"facts": {"content": MARK}, "proposed_by": VICTIM, "at": AT}


def _proposal() -> dict[str, Any]:
    said = {"source": "unit", "sender": MARK, "content": MARK, "received_on": DAY}
    return {**said, "division_id": THEIRS, "entered_by": VICTIM, "entered_at": AT}


def _inspection() -> dict[str, Any]:
    return {"unit_id": THEIRS, "day": DAY, "planned_by": VICTIM, "planned_at": AT}


def _violation() -> dict[str, Any]:
    said = {"unit_id": THEIRS, "division_id": THEIRS, "day": DAY, "what": MARK}
    document = {"number": MARK, "key": "x", "issued_on": DAY}
    return {**said, **document, "entered_by": VICTIM, "entered_at": AT}


def _message(number: int) -> dict[str, Any]:
    said = {"at": AT, "file_name": MARK, "kind": "document", "facts": {}}
    return {**said, "digest": f"{number:064}"}


def _register() -> dict[str, Any]:
    kept = {"file_name": MARK, "digest": "0", "profile": "chung", "body": b"x"}
    return {"officer_id": VICTIM, "at": AT, **kept}
