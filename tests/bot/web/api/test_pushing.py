"""Tasks are pushed: each key once, each field checked, no person overruled."""

from __future__ import annotations

import asyncio
import io
from typing import Any

import pytest
from sqlalchemy import select

from actions.undo_import import undo_import
from bot.web.api.serving import Api
from domain.systems import SystemScope
from domain.tasks import Progress, Role
from models.history import Change, Kind, record
from models.tables import (
    Account,
    Chat,
    Delivery,
    Discrepancy,
    ImportRun,
    Membership,
    Officer,
    Task,
    TaskEvent,
    Unit,
)
from models.work import Database
from tests.bot.web.api.conftest import TASK, Asker

EN = {"Accept-Language": "en"}
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def became(answer: Any) -> list[tuple[str, str]]:
    return [(one["code"], one["became"]) for one in answer.body["tasks"]]


async def test_a_task_is_pushed_changed_and_left_alone(asker: Asker) -> None:
    first = await asker.push(TASK)
    assert (first.status, became(first)) == (201, [("NV-1", "added")])
    again = await asker.push(TASK)
    assert (again.status, became(again)) == (200, [("NV-1", "unchanged")])
    assert again.body["run"] is None
    later = await asker.push(TASK | {"due_on": "2026-12-15", "content": "Báo cáo khác"})
    assert became(later) == [("NV-1", "changed")]
    second = await asker.push(TASK | {"external_id": "A-2", "content": "Việc thứ hai"})
    assert became(second) == [("NV-2", "added")]
    async with asker.database.read() as reads:
        task = await reads.session.get_one(Task, 1)
        assert (str(task.due_on), task.due_version) == ("2026-12-15", 2)
        assert task.content == "Báo cáo khác"
        runs = list(await reads.session.scalars(select(ImportRun.profile)))
        assert runs == ["api:idesk"] * 3
        events = await reads.session.execute(select(TaskEvent.kind, TaskEvent.door))
        assert {tuple(row) for row in events} == {
            ("assigned", "import"),
            ("corrected", "import"),
        }
    pushed = [
        detail for action, _, detail in await asker.audited() if action == "pushed"
    ]
    assert pushed[0] == {"run": 1, "added": 1}


async def tracker(database: Database) -> None:
    async with database.begin() as work:
        who = Officer(code="CB7", name="Lê Thị Bình", folded="le thi binh")
        work.session.add(who)
        await work.session.flush()
        bound = {"officer_id": who.id, "address": 77, "bound_at": work.now}
        work.session.add_all((Account(**bound), Chat(**bound, kind="private")))
        unit = await work.session.scalar(select(Unit.id).where(Unit.code == "VX"))
        part = {"unit_id": unit, "role": Role.TRACKER}
        work.session.add(Membership(officer_id=who.id, **part))


async def test_what_a_person_said_is_not_overruled(asker: Asker) -> None:
    await tracker(asker.database)
    tracked = TASK | {"tracking_unit": "VX"}
    await asker.push(tracked)
    async with asker.database.begin() as work:
        columns = {"progress": Progress.REPORTED, "percent": 100}
        said = Change(1, Kind.REPORTED, "chat", work.today, columns=columns)
        await record(work, said)
    done = tracked | {"progress": "in_progress"}
    answer = await asker.push(done)
    assert became(answer) == [("NV-1", "contradicted")]
    assert became(await asker.push(done)) == [("NV-1", "unchanged")]
    async with asker.database.read() as reads:
        assert (await reads.session.get_one(Task, 1)).progress is Progress.REPORTED
        (open_,) = await reads.session.scalars(select(Discrepancy))
        assert (open_.task_id, open_.state) == (1, "open")
        assert open_.register["progress"] == "in_progress"
        # Its tracker is asked, once.
        asked = select(Delivery.params).where(Delivery.notice == "discrepancy")
        assert list(await reads.session.scalars(asked)) == [{"discrepancy": open_.id}]


@ON_SQLITE
async def test_a_task_that_the_office_cancelled_stays_so(asker: Asker) -> None:
    await asker.push(TASK)
    async with asker.database.begin() as work:
        columns = {"progress": Progress.CANCELLED}
        await record(work, Change(1, Kind.CANCELLED, "chat", work.today, None, columns))
    answer = await asker.push(TASK | {"due_on": "2026-12-15"})
    assert became(answer) == [("NV-1", "cancelled")]
    assert await asker.count() == 1


@ON_SQLITE
async def test_a_push_is_taken_back_like_any_import(asker: Asker) -> None:
    """And pushed again it is a new task: nothing of the first one counts any more."""
    first = await asker.push(TASK)
    async with asker.database.begin() as work:
        await undo_import(work, first.body["run"])
    again = await asker.push(TASK)
    assert (again.status, became(again)) == (201, [("NV-2", "added")])
    assert became(await asker.push(TASK)) == [("NV-2", "unchanged")]


@ON_SQLITE
async def test_another_system_with_the_same_words_means_the_same_task(
    asker: Asker,
) -> None:
    await asker.push(TASK)
    other = await asker.give("ioffice", *SystemScope)
    met = await asker.push(TASK | {"external_id": "77"}, token=other)
    assert became(met) == [("NV-1", "unchanged")]
    moved = await asker.push(TASK | {"external_id": "77", "due_on": None}, token=other)
    assert became(moved) == [("NV-1", "changed")]
    shown = await asker.ask("GET", "/tasks/NV-1", token=other)
    assert shown.body["external_id"] == "77"
    assert (await asker.ask("GET", "/tasks/NV-1")).body["external_id"] == "A-1"
    led = await asker.push(TASK | {"lead_unit": "SYT"}, headers=EN)
    assert led.body["errors"][0]["code"] == "other_lead"


NO = object()
FIELDS: list[tuple[str, Any, str, str]] = [
    ("external_id", NO, "missing", "Add it"),
    ("external_id", "có dấu", "not_plain", "visible letters"),
    ("external_id", "x" * 81, "too_long", "At most 80"),
    ("number", "UBND", "not_plain", "has a digit"),
    ("number", 419, "not_text", "must be text"),
    ("issued_on", "19/11/2026", "not_a_date", "as 2026-11-30"),
    ("issued_on", "2026-02-30", "not_a_date", "exists"),
    ("issued_on", "2026-11-19T00:00:00", "not_a_date", "date"),
    ("issued_on", 1, "not_a_date", "date"),
    ("issued_on", "1889-01-01", "not_of_our_time", "1990 to 2100"),
    ("content", " ", "not_plain", "visible letters"),
    ("content", "a\x00b", "not_plain", "control characters"),
    ("content", "a" * 4_001, "too_long", "At most 4000"),
    ("lead_unit", "Sở Nội vu1", "unknown_unit", "Is Sở Nội vụ meant?"),
    ("tracking_unit", "Phòng nào đó", "unknown_unit", "No unit"),
    ("support_units", ["Sở Y tế", "Sở X"], "unknown_unit", "No unit"),
    ("support_units", "Sở Y tế", "not_a_list", "list"),
    ("support_units", ["SYT"] * 31, "too_many", "At most 30"),
    ("progress", "cancelled", "not_a_choice", "not_started, in_progress, done"),
    ("task_class", "e", "not_a_choice", "a, b, c, d"),
    ("done_on", "2026-11-19", "not_done", "progress is done"),
    ("due_on", None, "", ""),
    ("deadline_text", "sớm nhất có thể nhé", "unreadable_deadline", "due_on"),
    ("owner", "x", "not_known", "Leave it out"),
]


@ON_SQLITE
async def test_each_field_is_checked_and_named(asker: Asker) -> None:
    for name, value, code, message in FIELDS:
        task = {key: said for key, said in TASK.items() if key != name}
        task |= {} if value is NO else {name: value}
        if name == "deadline_text":
            del task["due_on"]
        answer = await asker.push(TASK | {"external_id": "ok"}, task, headers=EN)
        if not code:
            assert answer.status == 201
            continue
        assert (answer.status, name) == (422, name)
        (error,) = answer.body["errors"]
        assert error["pointer"].startswith(f"/tasks/1/{name}")
        assert (error["code"], name) == (code, name)
        assert message in error["message"]
    assert await asker.count() == 2  # all of them, or none


@ON_SQLITE
async def test_a_day_to_come_and_a_number_given_twice_are_named(asker: Asker) -> None:
    done = TASK | {"progress": "done", "done_on": "2026-11-21"}
    answer = await asker.push(done, TASK)
    assert {(e["pointer"], e["code"]) for e in answer.body["errors"]} == {
        ("/tasks/0/done_on", "in_future"),
        ("/tasks/1/external_id", "twice"),
    }


JSON = "application/json"
NO_REQUESTS: list[tuple[bytes, dict[str, str], int, str]] = [
    (b"{", {}, 400, "not_json"),
    (b'{"tasks": [], "tasks": []}', {}, 400, "not_json"),
    (b"\xff", {}, 400, "not_json"),
    (b"[" * 100_000, {}, 400, "not_json"),
    (b'{"tasks": [NaN]}', {}, 400, "not_json"),
    (b"{}", {"Content-Type": "text/plain"}, 415, "content_type"),
    (b"{}", {"Content-Type": f"{JSON}; charset=latin-1"}, 415, "content_type"),
    (b"{}", {"Idempotency-Key": ""}, 400, "key_missing"),
    (b"{}", {"Idempotency-Key": "a b"}, 400, "key_missing"),
    (b'{"x": "' + b"a" * 1_048_576 + b'"}', {}, 413, "too_large"),
    (b"[]", {}, 422, "invalid"),
    (b'{"tasks": [3]}', {}, 422, "invalid"),
    (b'{"tasks": []}', {}, 422, "invalid"),
    (b'{"tasks": ["\\ud800"]}', {}, 422, "invalid"),
]


@ON_SQLITE
async def test_what_is_no_request_is_refused(asker: Asker) -> None:
    for body, headers, status, problem in NO_REQUESTS:
        said = {"Content-Type": JSON, "Idempotency-Key": "k", **headers}
        answer = await asker.ask("POST", "/tasks", data=io.BytesIO(body), headers=said)
        found = (answer.status, answer.body["type"], body[:30])
        assert found == (status, f"urn:dondoc:problem:{problem}", body[:30])


SECRET = "Báo cáo (TUYỆT MẬT) về biên giới"
MARKED: list[dict[str, Any]] = [
    {"content": SECRET},
    {"secrecy": "Tối mật"},
    {"secrecy": "C"},
    {"support_units": [SECRET]},
    {SECRET: 1},
]


@ON_SQLITE
async def test_what_is_marked_secret_is_refused_and_not_kept(asker: Asker) -> None:
    for marked in MARKED:
        answer = await asker.push(TASK, TASK | {"external_id": "2"} | marked)
        assert answer.body["type"] == "urn:dondoc:problem:secret"
        assert "errors" not in answer.body
    assert await asker.count() == 0
    refused = [detail for _, what, detail in (await asker.audited())[1:]]
    assert [one["reason"] for one in refused] == ["secret"] * len(MARKED)
    assert {len(one["digest"]) for one in refused} == {64}
    assert "MẬT" not in str(await asker.audited())
    plain = await asker.push(TASK | {"secrecy": "Thường"})
    assert plain.status == 201


async def test_a_key_is_answered_once(asker: Asker) -> None:
    first = await asker.push(TASK, key="one")
    again = await asker.push(TASK, key="one")
    assert (again.status, again.body) == (first.status, first.body)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    other = await asker.push(TASK | {"content": "khác"}, key="one")
    assert (other.status, other.body["type"]) == (422, "urn:dondoc:problem:key_reused")
    refused = await asker.push(TASK | {"lead_unit": "không có"}, key="two")
    assert refused.status == 422
    mended = await asker.push(TASK | {"external_id": "A-2", "content": "m"}, key="two")
    assert mended.status == 201


async def test_of_the_same_request_at_once_one_has_an_effect(
    asker: Asker, database_url: str
) -> None:
    """Also where two processes are asked: each has a door of its own."""
    answers = await asyncio.gather(*(asker.push(TASK, key="one") for _ in range(6)))
    assert {one.status for one in answers} <= {201, 409}
    assert [one.status for one in answers].count(201) >= 1
    assert (await asker.push(TASK, key="one")).status == 201
    assert await asker.count() == 1
    assert await asker.count(ImportRun) == 1


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_two_processes_never_make_one_task_twice(
    asker: Asker, database: Database
) -> None:
    office = asker.door._office
    assert office is not None
    doors = [Api(office, asker.door.uses), asker.door._api]

    async def push(number: int) -> int:
        asker.door._api = doors[number % 2]
        answer = await asker.push(TASK, key=f"k{number // 2 % 3}")
        return answer.status

    statuses = await asyncio.gather(*(push(number) for number in range(12)))
    assert set(statuses) <= {200, 201, 409}
    assert await asker.count() == 1
    assert await asker.count(TaskEvent) == 1
