"""Violations entered by hand: counted once a document, as they were known then."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from domain.periods import Period
from domain.scope import Scope
from models.queries.standings import Cut
from models.queries.violations import noted_violations, violations_of_year
from models.tables import Violation
from models.work import Database
from tests.models.register import Register

NOVEMBER = Period.month(2026, 11)
TODAY = date(2026, 11, 20)
ALL = Scope(everything=True)


def row(unit: int, officer: int, at: Any, **more: Any) -> Violation:
    facts = {
        "day": date(2026, 11, 5),
        "what": "không cập nhật",
        "number": "12/SYT-VP",
        "key": "12/SYT-VP",
        "issued_on": date(2026, 11, 3),
        "entered_at": at,
    }
    return Violation(unit_id=unit, entered_by=officer, **{**facts, **more})


async def test_they_are_counted_by_document_and_as_known_then(
    database: Database,
) -> None:
    register = Register(database)
    snv, syt = await register.unit("Sở Nội vụ"), await register.unit("Sở Y tế")
    division = await register.unit("Phòng Văn xã")
    officer = await register.officer("An")
    async with database.begin() as work:
        now = work.now
        withdrawn = {
            "withdrawn_at": now,
            "withdrawn_by": officer,
            "why_withdrawn": "nhầm",
        }
        before = now - timedelta(days=3)
        work.session.add_all(
            [
                row(syt, officer, before, division_id=division),
                row(syt, officer, before),  # of the same document
                row(syt, officer, now, key="13/SYT-VP", number="13/SYT-VP"),
                row(snv, officer, before, **withdrawn),
                row(snv, officer, before, day=date(2026, 10, 30)),
            ]
        )
    async with database.read() as reads:
        cases: dict[str, tuple[Scope, Cut]] = {
            "now": (ALL, Cut(TODAY)),
            "two days ago": (ALL, Cut(TODAY, now - timedelta(days=2))),
            "its division": (Scope(divisions=frozenset({division})), Cut(TODAY)),
            "a unit": (Scope(units=frozenset({snv})), Cut(TODAY)),
            "until the 4th": (ALL, Cut(date(2026, 11, 4))),
        }
        found = {
            name: await noted_violations(reads, NOVEMBER, scope, cut)
            for name, (scope, cut) in cases.items()
        }
        year = await violations_of_year(reads, 2026)
    one, both = frozenset({"12/SYT-VP"}), frozenset({"12/SYT-VP", "13/SYT-VP"})
    assert found == {
        "now": {syt: both},
        "two days ago": {syt: one, snv: one},
        "its division": {syt: one},
        "a unit": {},
        "until the 4th": {},
    }
    assert (year.total, year.documents, year.units) == (5, 3, 2)
    assert [bool(line.withdrawn_on) for line in year.lines].count(True) == 1


@pytest.mark.parametrize("page", [1, 2])
async def test_a_year_without_any(database: Database, page: int) -> None:
    async with database.read() as reads:
        found = await violations_of_year(reads, 2026, page)
    assert (found.lines, found.total, found.pages) == ((), 0, 1)
