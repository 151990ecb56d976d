"""A system goes on after a unit ended: by the old name, and by the new one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from actions.carry_over import carry_over
from actions.webhooks import NewWebhook, add_webhook
from domain.systems import SystemScope, Topic
from models.history import Change, Kind, record
from models.queries.webhooks import subscriptions, untold_events
from models.tables import Task, Unit, UnitEnding, Webhook
from tests.bot.web.api.conftest import TASK, Asker

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
YOUNG = TASK | {"external_id": "A-3", "content": "Việc mới", "issued_on": "2026-11-20"}


async def end(asker: Asker, code: str, *successors: str) -> int:
    """Yesterday was its last day; what is open goes over at once."""
    async with asker.database.begin() as work:
        units = {one.code: one for one in await work.session.scalars(select(Unit))}
        last = work.today - timedelta(days=1)
        units[code].valid_to = last
        taking = [units[one].id for one in successors]
        ending = {"unit_id": units[code].id, "last_on": last, "successors": taking}
        work.session.add(UnitEnding(**ending, entered_at=work.now, supported=[]))
        await work.session.flush()
        await carry_over(work, door="terminal")
        return units[code].id


def became(answer: Any) -> list[tuple[str, str]]:
    return [(one["code"], one["became"]) for one in answer.body["tasks"]]


async def leads(asker: Asker) -> Sequence[str]:
    asked = select(Unit.code).join(Task, Task.lead_unit_id == Unit.id).order_by(Task.id)
    async with asker.database.read() as reads:
        return (await reads.session.scalars(asked)).all()


async def test_a_task_that_went_over_is_known_by_both_names(asker: Asker) -> None:
    other = await asker.give("ioffice", *SystemScope)
    met = TASK | {"external_id": "B-1", "content": "Việc của sổ"}
    await asker.push(TASK, met)
    await end(asker, "SNV", "SYT")
    by_the_old = await asker.push(TASK)
    by_the_new = await asker.push(TASK | {"lead_unit": "Sở Y tế"})
    assert became(by_the_old) == became(by_the_new) == [("NV-1", "unchanged")]
    later = await asker.push(TASK | {"lead_unit": "SYT", "due_on": "2026-12-15"})
    assert became(later) == [("NV-1", "changed")]
    elsewhere = await asker.push(met | {"lead_unit": "SYT"}, token=other)
    assert became(elsewhere) == [("NV-2", "unchanged")]
    assert became(await asker.push(YOUNG)) == [("NV-3", "added")]
    assert await leads(asker) == ["SYT"] * 3


@ON_SQLITE
@pytest.mark.parametrize("successors", [(), ("SYT", "VX")])
async def test_where_no_single_unit_took_over_the_system_has_to_name_one(
    asker: Asker, successors: tuple[str, ...]
) -> None:
    await end(asker, "SNV", *successors)
    refused = await asker.push(TASK, YOUNG, YOUNG | {"external_id": "A-4"})
    errors = [(one["pointer"], one["code"]) for one in refused.body["errors"]]
    assert errors == [(f"/tasks/{n}/lead_unit", "unit_ended") for n in (1, 2)]
    assert became(await asker.push(TASK)) == [("NV-1", "added")]  # it was there then


@ON_SQLITE
async def test_who_was_given_the_tasks_of_a_unit_has_those_of_its_heir(
    asker: Asker,
) -> None:
    """Its token pushes and reads, and its address is told; of a third unit nothing."""
    await asker.push(TASK, TASK | {"external_id": "A-2", "lead_unit": "VX"})
    unit = await end(asker, "SNV", "SYT")
    own = await asker.give("snv", *SystemScope, unit_id=unit)
    assert became(await asker.push(YOUNG, token=own)) == [("NV-3", "added")]
    page = await asker.ask("GET", "/tasks", token=own)
    assert [task["code"] for task in page.body["tasks"]] == ["NV-1", "NV-3"]
    assert (await asker.ask("GET", "/tasks/NV-1", token=own)).status == 200
    assert (await asker.ask("GET", "/tasks/NV-2", token=own)).status == 404
    foreign = await asker.push(YOUNG | {"lead_unit": "VX"}, token=own)
    assert foreign.body["errors"][0]["code"] == "foreign_unit"
    async with asker.database.begin() as work:
        new = NewWebhook("snv", "https://snv.example.vn/d", tuple(Topic), unit)
        number, _ = await add_webhook(work, new)
        (await work.session.get_one(Webhook, number)).last_event = 0
    async with asker.database.read() as reads:
        (one,) = await subscriptions(reads)
        told = await untold_events(reads, one, 1_000, 100)
    assert {event.task_id for event in told} == {1, 3}


@ON_SQLITE
async def test_who_follows_a_person_in_naming_the_lead_is_not_refused(
    asker: Asker,
) -> None:
    await asker.push(TASK)
    async with asker.database.begin() as work:
        unit = await work.session.scalar(select(Unit.id).where(Unit.code == "VX"))
        columns = {"lead_unit_id": unit}
        await record(work, Change(1, Kind.AMENDED, "chat", work.today, None, columns))
    assert became(await asker.push(TASK)) == [("NV-1", "unchanged")]
    followed = await asker.push(TASK | {"lead_unit": "VX"})
    assert (followed.status, followed.body["tasks"][0]["code"]) == (200, "NV-1")
    third = await asker.push(TASK | {"lead_unit": "SYT"})
    assert third.body["errors"][0]["code"] == "other_lead"
    assert await leads(asker) == ["VX"]
