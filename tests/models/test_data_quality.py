"""The database finds what the rule finds, on both kinds, task by task."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from domain.calendar import WorkingCalendar
from domain.data_quality import (
    Checked,
    Finding,
    RegisterFacts,
    Yardstick,
    findings_of,
)
from domain.scope import Scope
from domain.tasks import Progress, Urgency
from models.queries.data_quality import CHAT, count_findings, found_tasks
from models.tables import Document, ImportRow, ImportRun, Task, Unit
from models.work import Database
from tests.models.register import PLAIN

TODAY = date(2026, 11, 20)
BY = Yardstick(TODAY, WorkingCalendar(), 1)
ALL = Scope(everything=True)
DIVISION, ENDED = 1, 2
RUNS = {1: "idesk", 2: "idesk", 3: CHAT}  # the first says nothing of entry
NUMBERS = ("12/UBND-TH", "13/UBND-TH", "/UBND-KSTT", "20-CT/TU", "12", "")


class Dice:
    """A random register: each task has a document, some came from a file."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.documents: list[dict[str, Any]] = []
        self.tasks: list[dict[str, Any]] = []
        self.rows: list[dict[str, Any]] = []
        for number in range(1, 121):
            self._one(number)

    def _one(self, number: int) -> None:
        pick = self.random.choice
        days = self.random.randrange(0, 12)
        issued = pick([None, date(2025, 12, 30), TODAY - timedelta(days=days)])
        said = pick(NUMBERS)
        self.documents.append(
            {
                "id": number,
                "number": said,
                "key": said.lower(),
                "year": issued.year if issued else pick([0, 2026]),
                "issuer": str(number),
                "issued_on": issued,
                "urgency": pick([*Urgency]),
            }
        )
        entered = (issued or TODAY) + timedelta(days=self.random.randrange(0, 5))
        due = pick([None, TODAY + timedelta(days=self.random.randrange(-20, 20))])
        self.tasks.append(
            {
                **PLAIN,
                "id": number,
                "document_id": number,
                "must_report": pick([None, True, False]),
                "has_deadline": due is not None,
                "lead_unit_id": pick([DIVISION, ENDED]),
                "tracking_unit_id": pick([None, DIVISION, ENDED]),
                "assigned_on": pick([date(2025, 12, 31), issued or TODAY]),
                "due_on": due,
                "progress": pick([*Progress]),
                "drafter": pick(["", "Lê Thị Hoa"]),
                # Late in the evening it is still the office's same day.
                "entered_at": datetime(
                    entered.year, entered.month, entered.day, 16, 30, tzinfo=UTC
                ),
            }
        )
        run = pick([None, *RUNS])
        if run is not None:
            self.rows.append(
                {
                    "task_id": number,
                    "run_id": run,
                    "sheet": "",
                    "row": number,
                    "key": "",
                    "year": 2026,
                    "lead_unit_id": DIVISION,
                    "fields": {},
                    "current": True,
                }
            )

    def facts(self, number: int) -> RegisterFacts:
        document, task = self.documents[number - 1], self.tasks[number - 1]
        runs = {row["run_id"] for row in self.rows if row["task_id"] == number}
        others = [
            one
            for one in self.documents
            if one["id"] != number
            and one["key"] == document["key"] != ""
            and (
                one["year"] == document["year"] or 0 in (one["year"], document["year"])
            )
        ]
        return RegisterFacts(
            progress=task["progress"],
            assigned_on=task["assigned_on"],
            number=document["number"],
            issued_on=document["issued_on"],
            has_class=task["must_report"] is not None,
            must_report=task["must_report"],
            due_on=task["due_on"],
            drafter=task["drafter"],
            from_register=any(RUNS[run] != CHAT for run in runs),
            shares_number=bool(others),
            unit_ended_on=TODAY - timedelta(days=1)
            if task["lead_unit_id"] == ENDED
            else None,
            is_flash=document["urgency"] is Urgency.FLASH,
            entered_on=task["entered_at"].date(),
            entry_counts=1 not in runs,
        )


async def _write(database: Database, dice: Dice) -> None:
    async with database.begin() as work:
        put = work.session.execute
        await put(
            insert(Unit),
            [
                {"id": number, "code": str(number), "name": str(number), "folded": ""}
                | {"valid_to": TODAY - timedelta(days=1) if number == ENDED else None}
                for number in (DIVISION, ENDED)
            ],
        )
        runs = [
            {
                "id": number,
                "at": work.now,
                "file_name": "",
                "digest": "",
                "profile": profile,
                "added": 0,
                "changed": 0,
                "unchanged": 0,
                "left_out": [],
            }
            for number, profile in RUNS.items()
        ]
        await put(insert(ImportRun), runs)
        await put(insert(Document), dice.documents)
        await put(insert(Task), dice.tasks)
        await put(insert(ImportRow), dice.rows)


@pytest.mark.parametrize("scope", [ALL, Scope(divisions=frozenset({DIVISION}))])
async def test_the_database_finds_what_the_rule_finds(
    database: Database, scope: Scope
) -> None:
    dice, checked = Dice(20261120), Checked(scope, BY)
    await _write(database, dice)
    wanted: dict[Finding, set[int]] = {one: set() for one in Finding}
    for task in dice.tasks:
        if scope.counts(task["lead_unit_id"], task["tracking_unit_id"]):
            for one in findings_of(dice.facts(task["id"]), BY):
                wanted[one].add(task["id"])
    assert all(wanted.values())

    async with database.read() as reads:
        counts, documents = await count_findings(reads, checked)
        for finding in Finding:
            lines, total = await found_tasks(reads, checked, finding)
            assert {line.id for line in lines} == wanted[finding], finding
            assert total == counts[finding] == len(wanted[finding])
        some, total = await found_tasks(
            reads, checked, Finding.NO_CLASS, limit=2, offset=1
        )
        whole, _ = await found_tasks(reads, checked, Finding.NO_CLASS)
    assert (some, total) == (whole[1:3], len(whole))
    assert documents == len(wanted[Finding.NO_DEADLINE])
