"""Tasks are shown by pages, filtered, and with nothing of any person."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.web.api.schema import TaskView
from domain.tasks import Progress
from models.history import Change, Kind, record
from models.tables import Task
from tests.bot.web.api.conftest import TASK, Asker

EN = {"Accept-Language": "en"}


def numbered(count: int) -> list[dict[str, Any]]:
    return [
        TASK
        | {
            "external_id": f"A-{at}",
            "content": f"Việc {at}",
            "number": f"{at % 3 + 1}/UBND-TH",
            "lead_unit": ("SNV", "SYT")[at % 2],
            "due_on": None if at == 5 else f"2026-11-{15 + at:02}",
        }
        for at in range(1, count + 1)
    ]


def codes(answer: Any) -> list[int]:
    return [int(one["code"].removeprefix("NV-")) for one in answer.body["tasks"]]


async def test_pages_are_filtered_and_stay_in_order_while_tasks_change(
    asker: Asker,
) -> None:
    await asker.push(*numbered(9))
    for query, found in (
        ("unit=S%E1%BB%9F%20Y%20t%E1%BA%BF", [1, 3, 5, 7, 9]),
        ("state=overdue", [1, 2, 3, 4]),
        ("state=done", []),
        ("due_after=2026-11-20&due_before=2026-11-22", [6, 7]),
        ("number=02%2Fubnd-th", [1, 4, 7]),
        ("changed_since=2026-11-20T14:58:00%2B07:00", [*range(1, 10)]),
        ("changed_since=2026-11-20T14:58:01%2B07:00", []),
    ):
        assert (query, codes(await asker.ask("GET", f"/tasks?{query}"))) == (
            query,
            found,
        )
    first = await asker.ask("GET", "/tasks?limit=4")
    asker.clock.at += timedelta(hours=1)
    await asker.push(TASK | {"external_id": "new"}, numbered(1)[0] | {"content": "y"})
    since = "changed_since=2026-11-20T15:30:00%2B07:00"
    assert codes(await asker.ask("GET", f"/tasks?{since}")) == [1, 10]
    second = await asker.ask("GET", f"/tasks?limit=4&after={first.body['next']}")
    third = await asker.ask("GET", f"/tasks?limit=4&after={second.body['next']}")
    assert codes(first) + codes(second) + codes(third) == [*range(1, 11)]
    assert third.body["next"] is None


async def test_a_task_is_shown_as_it_stands_and_nobody_by_name(asker: Asker) -> None:
    given = TASK | {
        "support_units": ["SYT"],
        "tracking_unit": "Phòng Văn xã",
        "task_class": "b",
        "urgency": "urgent",
        "deadline_text": "30/11/2026",
    }
    await asker.push(given)
    async with asker.database.begin() as work:
        columns = {"progress": Progress.IN_PROGRESS, "percent": 60}
        note = "Lan, 0912345678"
        said = Change(1, Kind.PROGRESS, "chat", work.today, None, columns, note)
        await record(work, said)
        await work.session.execute(update(Task).values(note=note, drafter="Lan"))
    shown = (await asker.ask("GET", "/tasks/NV-1")).body
    assert set(shown) == set(TaskView.model_fields)
    TaskView.model_validate_json(json.dumps(shown))
    assert "Lan" not in str(shown)
    expected = {
        **{name: given[name] for name in ("number", "content", "lead_unit", "due_on")},
        "support_units": ["SYT"],
        "tracking_unit": "VX",
        "task_class": "b",
        "scheme": "QC45",
        "progress": "in_progress",
        "percent": 60,
        "term": "in_term",
        "version": 2,
    }
    assert {name: shown[name] for name in expected} == expected


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_each_parameter_is_checked_and_named(asker: Asker) -> None:
    for query, code in (
        ("limit=0", "not_a_number"),
        ("limit=201", "not_a_number"),
        ("limit=1%C2%B2", "not_a_number"),
        ("state=late", "not_a_choice"),
        ("due_before=30-11-2026", "not_a_date"),
        ("due_before=20261130", "not_a_date"),
        ("changed_since=2026-11-20T15:00:00", "not_a_moment"),
        ("changed_since=today", "not_a_moment"),
        ("after=MQ", "bad_cursor"),
        ("after=%F0", "bad_cursor"),
        ("unit=", "not_plain"),
        ("unit=X", "unknown_unit"),
        ("page=2", "not_known"),
        ("limit=1&limit=2", "twice"),
    ):
        answer = await asker.ask("GET", f"/tasks?{query}", headers=EN)
        assert (answer.status, query) == (400, query)
        (error,) = answer.body["errors"]
        assert (error["code"], query) == (code, query)
    for path in ("/tasks/NV-0", "/tasks/nv-1", "/tasks/NV-99999999999999999999"):
        assert (await asker.ask("GET", path)).status == 404
