"""What is open of a unit besides its tasks goes with them, and comes back with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from actions.inspect import inspection_for
from domain.policy import Policy
from domain.processes import State
from domain.refusals import Refusal
from domain.scope import Actor, Membership
from domain.succession import Life
from domain.tasks import Role
from models.queries.endings import units_followed
from models.queries.inspections import inspections, with_forerunners
from models.queries.office_sheet import known_units
from models.tables import (
    Inspection,
    Petition,
    Proposal,
    Round,
    RoundRow,
    UnitEnding,
)
from scheduler.endings import carry_endings
from tests.actions.ending_office import ENDED, NEW, OLD, Office
from tests.actions.registers import every

TODAY = date(2026, 11, 20)
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def bring_papers(office: Office, unit: int) -> None:
    """Of each kind one that is open and one that is over."""
    async with office.database.begin() as work:
        at: dict[str, Any] = {"entered_by": 1, "entered_at": work.now}
        raised: dict[str, Any] = {"raised_by": 1, "raised_at": work.now}
        raised |= {"raised_on": TODAY, "words": "Xin hướng dẫn", "unit_id": unit}
        for state in ("open", "assigned"):
            said = {"source": "unit", "sender": "Xã A", "content": "Đề nghị"}
            row = Proposal(**said, received_on=TODAY, state=state, **at)
            row.division_id = unit
            work.session.add(row)
        for state in (State.OPEN, State.REFUSED):
            work.session.add(Petition(**raised, division_id=unit, state=state))
        for number, closes_on in enumerate((TODAY, date(2026, 11, 19)), start=1):
            opened = {"as_of": TODAY, "opened_at": work.now, "closes_on": closes_on}
            work.session.add(
                Round(id=number, kind="review", period=f"2026-{number}", **opened)
            )
            await work.session.flush()
            work.session.add(
                RoundRow(round_id=number, task_id=1, unit_id=unit, shown={})
            )
        work.session.add(
            Inspection(unit_id=unit, day=TODAY, planned_by=1, planned_at=work.now)
        )


async def where(office: Office) -> list[tuple[int, ...]]:
    """The units of proposals, petitions and rounds; what was open comes first."""
    proposals = sorted(await every(office.database, Proposal), key=lambda p: p.id)
    petitions = sorted(await every(office.database, Petition), key=lambda p: p.id)
    rounds = sorted(await every(office.database, RoundRow), key=lambda r: r.round_id)
    return [
        tuple(one.division_id for one in proposals),
        tuple(one.unit_id for one in petitions),
        tuple(one.division_id for one in petitions),
        tuple(one.unit_id for one in rounds),
    ]


@pytest.mark.parametrize(
    ("database_url", "late"),
    [("sqlite", False), ("postgresql", True)],
    indirect=["database_url"],
)
async def test_open_papers_go_to_the_successor_and_come_back(
    ending_office: Office, late: bool
) -> None:
    """Also those that a version before this one had left behind."""
    async with ending_office.database.read() as reads:
        known = await known_units(reads)
    old, new = known["stttt"], known["skhcn"]
    if late:
        await ending_office.take(ENDED)
    await bring_papers(ending_office, old)
    if late:
        now = ending_office.database.now()
        await carry_endings(ending_office.database, Policy(), now)
    else:
        await ending_office.take(ENDED)
    assert await where(ending_office) == [(new, old)] * 4
    await ending_office.take(Life())
    assert await where(ending_office) == [(old, old)] * 4


@ON_SQLITE
async def test_of_a_divided_unit_they_wait_where_they_are(
    ending_office: Office,
) -> None:
    async with ending_office.database.read() as reads:
        old = (await known_units(reads))["stttt"]
    await bring_papers(ending_office, old)
    await ending_office.take(replace(ENDED, successors=("SKHCN", "STC")))
    assert await where(ending_office) == [(old, old)] * 4
    (row,) = await every(ending_office.database, UnitEnding)
    assert row.papers == {}
    async with ending_office.database.read() as reads:
        assert await units_followed(reads, old) == {old}


@ON_SQLITE
async def test_an_inspection_of_the_old_unit_is_hidden_from_the_new_ones_people(
    ending_office: Office,
) -> None:
    async with ending_office.database.read() as reads:
        known = await known_units(reads)
    await bring_papers(ending_office, known["stttt"])
    await ending_office.take(ENDED)
    own = [known["skhcn"]]
    force = Membership(Role.TASK_FORCE, known["stc"])
    actor = Actor(1, (force, Membership(Role.OFFICER, known["skhcn"])))
    async with ending_office.database.read() as reads:
        assert await with_forerunners(reads, own) == {known["skhcn"], known["stttt"]}
        assert await inspections(reads, hidden=own) == ()
        assert len(await inspections(reads, hidden=[known["stc"]])) == 1
        with pytest.raises(Refusal):
            await inspection_for(reads, actor, 1)
        (_, unit) = await inspection_for(reads, Actor(1, (force,)), 1)
    assert unit == OLD != NEW
