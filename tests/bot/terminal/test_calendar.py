"""`dondoc calendar`: the office's own word about a day, and where it came from."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.queries.audits import Deed
from models.tables import Audit
from models.work import Database
from models.working_days import read_calendar
from tests.conftest import FRIDAY, HANOI

Dondoc = Callable[..., Any]

SWAPPED = ("--reason", "Hoán đổi ngày làm việc", "--source", "12729/VPCP-KGVX")


def test_a_year_is_shown_with_the_names_of_its_days(dondoc: Dondoc) -> None:
    said = dondoc("calendar", "show", "2026")

    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0].split() == ["01/01/2026", "Thursday", "off", "New", "Year's", "Day"]
    assert "22/08/2026  Saturday   worked" in lines
    assert "24/11/2026  Tuesday    off       Vietnam Cultural Day" in lines
    assert lines[-1].startswith("The calendar of 2026 is not confirmed yet")


def test_a_swap_that_came_late_is_kept_with_its_document(dondoc: Dondoc) -> None:
    assert dondoc("calendar", "set", "2026-01-02", "off", *SWAPPED).out == (
        "Friday 02/01/2026 is off.\n"
    )
    assert dondoc("calendar", "set", "10/01/2026", "on", *SWAPPED).out == (
        "Saturday 10/01/2026 is worked.\n"
    )
    lines = dondoc("calendar", "show", "2026").out.splitlines()
    why = "Hoán đổi ngày làm việc (12729/VPCP-KGVX)"
    assert f"02/01/2026  Friday     off       {why}" in lines
    assert f"10/01/2026  Saturday   worked    {why}" in lines


def test_a_decision_can_be_taken_back(dondoc: Dondoc) -> None:
    dondoc("calendar", "set", "2026-11-24", "on", "--reason", "Chưa có hiệu lực")
    assert "is worked" in dondoc("calendar", "set", "2026-11-24", "on", *SWAPPED).out
    assert "is off" in dondoc("calendar", "set", "2026-11-24", "auto").out
    assert "12729" not in dondoc("calendar", "show", "2026").out


def test_a_year_is_confirmed_by_its_document(dondoc: Dondoc) -> None:
    assert dondoc("calendar", "confirm", "2026", "--source", "9441/VPCP").code == 0
    shown = dondoc("calendar", "show", "2026").out.splitlines()[-1]
    assert shown == "The calendar of 2026 is confirmed by 9441/VPCP."


def test_the_check_names_the_years_that_nobody_confirmed(dondoc: Dondoc) -> None:
    dondoc("migrate")
    assert "Nobody has confirmed the days off of 20" in dondoc("check").out
    for year in range(2026, 2060):
        dondoc("calendar", "confirm", str(year), "--source", "9441/VPCP")
    assert "Nobody has confirmed" not in dondoc("check").out


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("calendar", "burn", "2026"), 2),
        (("calendar", "show", "MMXXVI"), 2),
        (("calendar", "set", "2026-13-40", "off", "--reason", "x"), 2),
        (("calendar", "set", "31/02/2026", "off", "--reason", "x"), 2),
        (("calendar", "set", "2026-01-02"), 2),
        (("calendar", "set", "2026-01-02", "maybe", "--reason", "x"), 2),
        (("calendar", "set", "2026-01-02", "off"), 2),  # without a reason
        (("calendar", "set", "1926-01-02", "off", "--reason", "x"), 1),
        (("calendar", "set", "2026-01-02", "off", "--reason", "TUYỆT MẬT"), 1),
        (("calendar", "set", "2026-01-02", "off", "--reason", "x" * 251), 1),
        (("calendar", "confirm", "2026"), 2),
    ],
)
def test_a_mistake_is_one_sentence_and_changes_nothing(
    dondoc: Dondoc, typed: tuple[str, ...], code: int
) -> None:
    before = dondoc("calendar", "show", "2026").out
    said = dondoc(*typed)
    assert said.code == code
    assert said.err.count("\n") == 1
    assert dondoc("calendar", "show", "2026").out == before


def test_the_rules_follow_and_the_deed_is_kept(dondoc: Dondoc, folder: Path) -> None:
    dondoc("calendar", "set", "2026-11-20", "off", "--reason", "Bão số 13")

    async def look() -> tuple[bool, list[Deed]]:
        url = f"sqlite+aiosqlite:///{folder / 'var' / 'dondoc.db'}"
        database = Database(url, zone=HANOI, now=lambda: FRIDAY)
        async with database.read() as reads:
            works = (await read_calendar(reads)).is_working(date(2026, 11, 20))
            row = await reads.session.get_one(Audit, 1)
        await database.close()
        kept = Deed(row.action, row.object, row.officer_id, row.door, row.detail)
        return works, [kept]

    works, deeds = asyncio.run(look())
    assert not works
    detail = {"working": False, "reason": "Bão số 13"}
    assert deeds == [Deed("calendar_day", "day:2026-11-20", None, "terminal", detail)]
