"""A task's card, for the one who reads it."""

from __future__ import annotations

from typing import Any

import pytest

from domain.notices import TaskCard
from domain.policy import Policy
from domain.tasks import Role
from models.outbox import Live
from scheduler.gather import gather
from scheduler.gather.kept import Kept
from tests.scheduler.office import Office, at

NOON = "2026-11-20 12:00"


class Desk:
    """One task, its officer, his unit's head, its tracker, and somebody else."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.people: dict[str, int] = {}

    async def set_up(self) -> None:
        office = self.office
        unit, division, other = [
            await office.unit(name)
            for name in ("Sở Nội vụ", "Phòng Nội chính", "Sở Y tế")
        ]
        for name, where, role in (
            ("An", unit, Role.OFFICER),
            ("Thủ trưởng", unit, Role.UNIT_HEAD),
            ("Theo dõi", division, Role.TRACKER),
            ("Người khác", other, Role.OFFICER),
        ):
            self.people[name] = await office.officer(name, where, role)
        an = self.people["An"]
        self.task = await office.task(unit, an, due="2026-11-20", tracked_by=division)

    async def card(self, reader: str, **face: Any) -> TaskCard | None:
        params = {"task": self.task, "officer": self.people[reader], **face}
        async with self.office.database.read(now=at(NOON)) as reads:
            found = await gather(reads, Policy(), Kept(1, Live.CARD, params))
        assert found is None or isinstance(found, TaskCard)
        return found


@pytest.fixture
async def desk(office: Office) -> Desk:
    desk = Desk(office)
    await desk.set_up()
    return desk


async def verbs(desk: Desk, reader: str, **face: Any) -> tuple[str, ...] | None:
    card = await desk.card(reader, **face)
    return card.verbs if card else None


async def test_the_officer_has_two_buttons_and_the_rest_behind(desk: Desk) -> None:
    assert await verbs(desk, "An") == ("done", "doing", "more")
    assert await verbs(desk, "An", expanded=True) == (
        *("done", "doing", "history", "extend", "obstacle", "less"),
    )


async def test_a_reported_task_is_the_trackers_to_judge(desk: Desk) -> None:
    before = await verbs(desk, "Theo dõi")
    await desk.office.report(desk.people["An"], desk.task, "2026-11-20 11:00")

    assert before is not None
    assert "confirm" not in before
    assert await verbs(desk, "Theo dõi") == ("confirm", "return", "more")
    assert "done" not in (await verbs(desk, "An") or ())


async def test_the_head_may_say_who_does_it(desk: Desk) -> None:
    assert "assign" in (await verbs(desk, "Thủ trưởng", expanded=True) or ())
    assert "assign" not in (await verbs(desk, "An", expanded=True) or ())


async def test_who_may_not_see_it_gets_no_card(desk: Desk) -> None:
    assert await desk.card("Người khác") is None


async def test_who_has_left_gets_no_card(desk: Desk) -> None:
    await desk.office.leave(desk.people["An"])

    assert await desk.card("An") is None


async def test_in_a_group_there_are_neither_buttons_nor_history(desk: Desk) -> None:
    await desk.office.update(desk.people["An"], desk.task, "2026-11-20 11:00")

    alone = await desk.card("An", history=True)
    card = await desk.card("An", history=True, in_group=True)

    assert alone is not None
    assert card is not None
    assert [line.kind for line in alone.history] == ["progress"]
    assert (card.in_group, card.verbs, card.history) == (True, (), ())
