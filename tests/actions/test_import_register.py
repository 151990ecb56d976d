"""A register comes in once, however often it is brought."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from actions.import_register import preview_register
from domain.register import Register, RowProblem
from domain.tasks import Progress
from models.base import Base
from models.tables import Document, Evidence, ImportRun, Task, TaskEvent, Unit
from models.work import Database
from tests.actions.registers import ROW, Bring, check_replay, every, the_task

SECRET_WORDS = ("4121/UBND-NC", "nội dung thử")  # of the sample's row marked Mật


@pytest.mark.usefixtures("office")
async def test_of_the_sample_register_120_rows_come_in_and_four_are_left_out(
    database: Database, bring: Bring, sample_register: Register
) -> None:
    result = await bring(sample_register, create_units=False)
    assert (result.added, result.changed, result.unchanged) == (120, 0, 0)
    assert [(one.row, one.problem) for one in result.left_out] == [
        (124, RowProblem.SECRET),
        (125, RowProblem.IMPOSSIBLE_DATE),
        (126, RowProblem.UNKNOWN_UNIT),
        (127, RowProblem.FORMULA),
    ]
    done = [task for task in await every(database, Task) if task.done_on]
    assert len(done) == 39
    assert await check_replay(database) == 120
    (run,) = await every(database, ImportRun)
    assert (run.id, run.added, len(run.left_out)) == (result.run, 120, 4)


async def test_in_an_empty_database_units_are_created_and_121_come_in(
    database: Database, bring: Bring, sample_register: Register
) -> None:
    result = await bring(sample_register)
    assert (result.added, len(result.left_out)) == (121, 3)
    units = await every(database, Unit)
    assert {"SNV", "SGDDT", "SKCT"} <= {unit.code for unit in units}
    assert len({unit.code for unit in units}) == len(units)


async def test_the_register_of_another_system_comes_in_whole(
    database: Database, bring: Bring, old_register: Register
) -> None:
    result = await bring(old_register)
    assert (result.added, result.left_out) == (1_441, ())
    assert len(await every(database, Evidence)) == 1_274


async def test_without_create_units_nothing_of_unknown_units_comes_in(
    database: Database, bring: Bring, old_register: Register
) -> None:
    result = await bring(old_register, create_units=False)
    assert (result.run, result.added, len(result.left_out)) == (None, 0, 1_441)
    assert await every(database, Unit) == []


@pytest.mark.usefixtures("office")
async def test_the_same_file_again_changes_nothing(
    database: Database, bring: Bring, sample_register: Register
) -> None:
    await bring(sample_register)
    again = await bring(sample_register)
    assert (again.run, again.added, again.changed, again.unchanged) == (None, 0, 0, 121)
    assert len(await every(database, Task)) == 121
    assert len(await every(database, ImportRun)) == 1


@pytest.mark.usefixtures("office")
async def test_two_who_bring_the_same_file_at_once_bring_it_once(
    database: Database, bring: Bring, sample_register: Register
) -> None:
    await bring(replace(sample_register, rows=sample_register.rows[:60]))
    both = await asyncio.gather(bring(sample_register), bring(sample_register))
    assert sorted(one.added for one in both) == [0, 61]
    assert len(await every(database, Task)) == 121


@pytest.mark.usefixtures("office")
async def test_a_preview_says_the_same_and_stores_nothing(
    database: Database, bring: Bring, sample_register: Register
) -> None:
    preview = await bring(sample_register, dry_run=True)
    for table in (Task, Document, ImportRun, TaskEvent):
        assert await every(database, table) == []
    assert len(await every(database, Unit)) == 20
    assert replace(await bring(sample_register), run=None) == preview
    async with database.read() as reads:
        after = await preview_register(reads, sample_register, create_units=True)
    assert (after.added, after.unchanged) == (0, 121)


async def test_nothing_of_a_secret_row_is_in_any_table(
    database: Database, bring: Bring, sample_register: Register
) -> None:
    await bring(sample_register)
    for table in Base.metadata.sorted_tables:
        async with database.read() as reads:
            rows = (await reads.session.execute(select(table))).all()
        assert not any(words.lower() in str(rows).lower() for words in SECRET_WORDS)


async def test_a_task_begins_on_the_day_it_was_given(
    database: Database, bring: Bring
) -> None:
    await bring(
        [ROW, replace(ROW, row=3, content="Khác", assigned_on=date(2026, 10, 9))]
    )
    tasks = {task.content: task for task in await every(database, Task)}
    assert tasks["Báo cáo kết quả"].assigned_on == date(2026, 10, 1)
    assert tasks["Khác"].assigned_on == date(2026, 10, 9)
    events = {event.task_id: event for event in await every(database, TaskEvent)}
    for task in tasks.values():
        assert events[task.id].effective_on == task.assigned_on
        assert (events[task.id].door, events[task.id].kind) == ("import", "assigned")
        assert (task.must_report, task.has_deadline, task.scheme) == (
            True,
            True,
            "QC45",
        )


async def test_two_tasks_of_one_document_share_it(
    database: Database, bring: Bring
) -> None:
    other = replace(ROW, row=3, content="Khác", signer="Chủ tịch UBND tỉnh")
    await bring([ROW, other])
    (document,) = await every(database, Document)
    assert (document.key, document.year, document.issuer) == (
        *("12/UBND-TH", 2026),
        "UBND tỉnh",
    )


async def test_numbers_that_begin_anew_each_year_are_other_documents(
    database: Database, bring: Bring
) -> None:
    await bring([ROW, replace(ROW, row=3, issued_on=date(2025, 10, 1))])
    assert len(await every(database, Document)) == 2
    assert len(await every(database, Task)) == 2


async def test_a_done_row_without_a_date_is_done_on_an_unknown_day(
    database: Database, bring: Bring
) -> None:
    await bring([replace(ROW, progress=Progress.DONE, answer="3/BC-STC")])
    task = await the_task(database)
    assert (task.progress, task.done_on, task.percent) == (Progress.DONE, None, 100)
    assert task.result == "3/BC-STC"
    first, second = sorted(await every(database, TaskEvent), key=lambda event: event.id)
    assert (first.kind, second.kind) == ("assigned", "done")
    assert second.effective_on == task.assigned_on
    (evidence,) = await every(database, Evidence)
    assert (evidence.event_id, evidence.number) == (second.id, "3/BC-STC")
    assert evidence.issued_on is None
    await check_replay(database)
