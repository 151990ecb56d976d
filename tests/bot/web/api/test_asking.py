"""Who may ask, how he proves it, and what he is told if he may not."""

from __future__ import annotations

import inspect
from datetime import timedelta
from typing import Any

import pytest

from actions.api_tokens import revoke_token
from bot.web.api.rates import Rate
from domain.policy import Policy
from domain.systems import SystemScope
from models.queries import systems
from models.queries.office_sheet import known_units
from models.tables import ApiToken
from tests.bot.web.api.conftest import TASK, Asker

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
READ, WRITE = SystemScope.TASKS_READ, SystemScope.TASKS_WRITE


@ON_SQLITE
async def test_without_a_system_that_may_ask_there_is_no_api(asker: Asker) -> None:
    for path in ("/openapi.json", "/tasks"):
        assert (await asker.ask("GET", path)).status == 200
    async with asker.database.begin() as work:
        await revoke_token(work, "idesk")
    for path in ("/openapi.json", "/tasks", "/anything"):
        answer = await asker.ask("GET", path)
        assert (answer.status, answer.body["type"]) == (
            404,
            "urn:dondoc:problem:not_found",
        )


@ON_SQLITE
async def test_each_refusal_says_what_it_is_and_what_to_do(asker: Asker) -> None:
    reader = await asker.give("reader", READ)
    soon = await asker.give("soon", READ)
    said = {"Accept-Language": "en-GB, vi;q=0.5"}
    async with asker.database.begin() as work:
        row = await systems.live_token(work, "soon")
        assert row is not None
        row.expires_at = work.now
    tasks: Any = {"json": {"tasks": [TASK]}}
    for method, path, token, status, problem, detail in (
        ("GET", "/tasks", None, 401, "token_missing", "Send the header Authorization"),
        ("GET", "/tasks", "wrong", 401, "token_unknown", "Ask the administrator"),
        ("GET", "/tasks", soon, 401, "token_expired", "Ask the administrator"),
        ("POST", "/tasks", reader, 403, "scope_missing", "the scope tasks:write"),
        ("GET", "/webhooks", reader, 403, "scope_missing", "the scope webhooks"),
        ("GET", "/nowhere", reader, 404, "not_found", "Check the address"),
        ("PUT", "/tasks", reader, 405, "method_not_allowed", "The header Allow"),
    ):
        given = tasks if method == "POST" else {}
        answer = await asker.ask(method, path, token=token, headers=said, **given)
        assert answer.status == status
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.body["type"] == f"urn:dondoc:problem:{problem}"
        assert detail in answer.body["detail"]
        assert ("WWW-Authenticate" in answer.headers) == (status in (401, 403))
    answer = await asker.ask("GET", "/tasks", token=None)
    assert answer.body["title"] == "Chưa có mã token."
    assert await asker.count() == 0


def test_a_token_is_compared_in_constant_time() -> None:
    assert "compare_digest" in inspect.getsource(systems.token_of)


@ON_SQLITE
async def test_only_the_digest_of_a_token_is_kept(asker: Asker) -> None:
    assert len(asker.token) > 43  # 256 bits in base64, and what it is
    async with asker.database.read() as reads:
        row = await systems.live_token(reads, "idesk")
        assert row is not None
        kept = [getattr(row, column.name) for column in ApiToken.__table__.c]
    assert not any(asker.token in str(value) for value in kept)


@ON_SQLITE
async def test_many_uses_are_a_line_of_the_audit(asker: Asker) -> None:
    for _ in range(3):
        await asker.ask("GET", "/tasks")
    await asker.ask("GET", "/tasks", token="wrong")
    uses = asker.door.uses
    await uses.note(asker.database, Policy(), asker.clock.now())
    await asker.ask("GET", "/tasks")
    asker.clock.at += timedelta(minutes=9)
    await uses.note(asker.database, Policy(), asker.clock.now())
    asker.clock.at += timedelta(minutes=1)
    await uses.note(asker.database, Policy(), asker.clock.now())
    used = [one for one in await asker.audited() if one[0] == "api_used"]
    assert used == [
        ("api_used", "token:1", {"answered": 3}),
        ("api_used", "token:?", {"unknown": 1}),
        ("api_used", "token:1", {"answered": 1}),
    ]
    async with asker.database.read() as reads:
        row = await systems.live_token(reads, "idesk")
        assert row is not None
        assert row.last_used_at == asker.clock.at - timedelta(minutes=10)


@ON_SQLITE
@pytest.mark.parametrize("rate", [Rate(burst=2, each_second=0.1)])
async def test_who_asks_too_often_is_told_when_to_come_again(asker: Asker) -> None:
    statuses = [(await asker.ask("GET", "/tasks")).status for _ in range(2)]
    answer = await asker.ask("GET", "/tasks", headers={"Accept-Language": "en"})
    assert [*statuses, answer.status] == [200, 200, 429]
    assert answer.headers["Retry-After"] == "10"
    assert "after 10 seconds" in answer.body["detail"]
    other = await asker.give("other", READ)
    assert (await asker.ask("GET", "/tasks", token=other)).status == 200


@ON_SQLITE
async def test_a_token_of_a_unit_sees_and_pushes_only_its_tasks(asker: Asker) -> None:
    await asker.push(TASK, TASK | {"external_id": "A-2", "lead_unit": "Sở Y tế"})
    async with asker.database.read() as reads:
        unit = (await known_units(reads))["syt"]
    own = await asker.give("syt", READ, WRITE, unit_id=unit)
    page = await asker.ask("GET", "/tasks", token=own)
    assert [task["lead_unit"] for task in page.body["tasks"]] == ["SYT"]
    for code in ("NV-1", "NV-99"):
        assert (await asker.ask("GET", f"/tasks/{code}", token=own)).status == 404
    assert (await asker.ask("GET", "/tasks/NV-2", token=own)).status == 200
    refused = await asker.push(TASK | {"external_id": "B"}, token=own)
    assert refused.body["errors"][0]["code"] == "foreign_unit"
    taken = await asker.push(TASK | {"lead_unit": "SYT", "number": "7/A"}, token=own)
    assert taken.status == 201
