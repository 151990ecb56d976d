"""The database covers what the rules cover, for every kind of scope."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from domain.scope import Scope, TaskRights
from domain.tasks import OPEN, Progress
from models.queries.scopes import led_within, within
from models.tables import Task
from tests.models.register import Register

TODAY = date(2026, 11, 20)


class Dice:
    """Random tasks and scopes; the seed names the case."""

    def __init__(self, seed: int, units: list[int], officers: list[int]) -> None:
        self.random = random.Random(seed)
        self.units = units
        self.officers = officers

    def row(self) -> dict[str, Any]:
        due = TODAY + timedelta(days=self.random.randrange(-3, 4))
        return {
            "lead_unit_id": self.random.choice(self.units),
            "tracking_unit_id": self.random.choice([None, *self.units]),
            "officer_id": self.random.choice([None, *self.officers]),
            "progress": self.random.choice([*Progress]),
            "due_on": self.random.choice([None, due]),
        }

    def some(self) -> frozenset[int]:
        number = self.random.choice([0, 0, 1, 2])
        return frozenset(self.random.sample(self.units, number))

    def scope(self) -> Scope:
        return Scope(
            everything=self.random.random() < 0.05,
            units=self.some(),
            units_open=self.some(),
            divisions=self.some(),
            officer_id=self.random.choice([None, *self.officers]),
            overdue_or_undated=self.random.random() < 0.3,
            registers=self.random.random() < 0.3,
        )


def rights(row: dict[str, Any], supports: frozenset[int]) -> TaskRights:
    is_open, due = row["progress"] in OPEN, row["due_on"]
    return TaskRights(
        lead_unit_id=row["lead_unit_id"],
        tracking_unit_id=row["tracking_unit_id"],
        officer_id=row["officer_id"],
        support_units=supports,
        is_open=is_open,
        is_overdue=is_open and due is not None and due < TODAY,
        is_undated=is_open and due is None,
    )


@pytest.mark.parametrize("seed", range(4))
async def test_sql_and_rule_cover_the_same(register: Register, seed: int) -> None:
    units = [await register.unit(f"Sở {number}") for number in range(6)]
    officers = [await register.officer(f"An {number}") for number in range(3)]
    dice = Dice(seed, units, officers)
    rows = {number: dice.row() for number in range(1, 201)}
    supports = {number: dice.some() for number in rows}
    await register.tasks([{"id": number, **row} for number, row in rows.items()])
    await register.supports(
        [(number, unit) for number, some in supports.items() for unit in some]
    )

    async with register.database.read() as reads:
        for _ in range(40):
            scope = dice.scope()
            found = await reads.session.scalars(
                select(Task.id).where(within(scope, today=TODAY))
            )
            assert set(found) == {
                number
                for number, row in rows.items()
                if scope.covers(rights(row, supports[number]))
            }


@pytest.mark.parametrize("seed", range(2))
async def test_figures_count_what_is_led_or_tracked(
    register: Register, seed: int
) -> None:
    units = [await register.unit(f"Sở {number}") for number in range(6)]
    dice = Dice(seed, units, [])
    rows = {number: dice.row() for number in range(1, 101)}
    await register.tasks([{"id": number, **row} for number, row in rows.items()])
    await register.supports([(number, units[0]) for number in rows])

    async with register.database.read() as reads:
        for _ in range(20):
            scope = Scope(units=dice.some(), divisions=dice.some())
            found = await reads.session.scalars(
                select(Task.id).where(led_within(scope))
            )
            assert set(found) == {
                number
                for number, row in rows.items()
                if scope.covers(rights(row, frozenset()))
            }


async def test_an_empty_scope_reads_nothing(register: Register) -> None:
    unit = await register.unit("Sở Y tế")
    await register.tasks([{"lead_unit_id": unit}])

    async with register.database.read() as reads:
        for where in (within(Scope(registers=True), today=TODAY), led_within(Scope())):
            assert (
                await reads.session.scalars(select(Task.id).where(where))
            ).all() == []
