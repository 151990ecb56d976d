"""The next file: only what it says otherwise counts, and never over a person's word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from actions.record_progress import ProgressReport, record_progress
from actions.report_done import DoneReport, report_done
from domain.policy import Policy
from domain.tasks import Progress, Role
from models.history import Change, Kind, record
from models.outbox import Live
from models.queries.office_sheet import all_of
from models.tables import (
    Account,
    Chat,
    Delivery,
    Document,
    Evidence,
    ImportRow,
    Membership,
    Task,
    TaskUnit,
    Unit,
)
from models.work import Database
from tests.actions.registers import (
    ROW,
    Bring,
    check_replay,
    every,
    head_of,
    kinds,
    the_task,
)
from tests.conftest import StoppedClock

POLICY = Policy()


async def test_a_deadline_that_the_file_moved_is_a_new_version_of_it(
    database: Database, bring: Bring
) -> None:
    await bring([ROW])
    later = replace(ROW, due_on=date(2026, 12, 15), deadline_text="15/12/2026")
    result = await bring([later])
    assert (result.added, result.changed) == (0, 1)
    task = await the_task(database)
    assert (task.due_on, task.due_version) == (date(2026, 12, 15), 2)
    assert task.original_due_on == date(2026, 11, 30)
    assert await kinds(database) == ["assigned", "corrected"]
    await check_replay(database)
    assert (await bring([later])).run is None


async def test_a_row_that_the_file_now_calls_done_is_done(
    database: Database, bring: Bring
) -> None:
    await bring([ROW])
    done = replace(ROW, progress=Progress.DONE, done_on=date(2026, 11, 12), note="Đạt")
    await bring([done])
    task = await the_task(database)
    assert (task.progress, task.done_on, task.note) == (
        *(Progress.DONE, date(2026, 11, 12)),
        "Đạt",
    )
    assert await kinds(database) == ["assigned", "corrected", "done"]
    await check_replay(database)


async def test_what_a_person_said_is_not_undone_by_the_same_file(
    database: Database, bring: Bring
) -> None:
    await bring([ROW])
    task = await the_task(database)
    head = await head_of(database, task)
    async with database.begin() as work:
        said = ProgressReport(task.id, percent=60, note="đang làm")
        await record_progress(work, head, said, policy=POLICY, door="chat")
    result = await bring([ROW])
    assert (result.run, result.unchanged) == (None, 1)
    task = await the_task(database)
    assert (task.progress, task.percent) == (Progress.IN_PROGRESS, 60)


@pytest.mark.parametrize(
    ("progress", "disputed"), [(Progress.IN_PROGRESS, 1), (Progress.DONE, 0)]
)
async def test_the_file_does_not_overrule_a_report_of_completion(
    database: Database, bring: Bring, progress: Progress, disputed: int
) -> None:
    await bring([replace(ROW, task_class=None)])
    task = await the_task(database)
    head = await head_of(database, task)
    async with database.begin() as work:
        done = DoneReport(task.id)
        await report_done(work, head, done, policy=POLICY, door="chat")
    said = replace(ROW, progress=progress, task_class=None, note="Gấp", answer="9/BC")
    result = await bring([said])
    assert (result.changed, result.contradicted) == (1 - disputed, disputed)
    task = await the_task(database)
    assert (task.progress, task.note) == (Progress.REPORTED, "Gấp")
    assert await every(database, Evidence) == []
    await check_replay(database)
    assert (await bring([said])).run is None


async def test_a_contradiction_is_told_whatever_door_the_file_came_by(
    database: Database, bring: Bring
) -> None:
    """What nobody tracks is the clerks' to settle."""
    await bring([replace(ROW, task_class=None)])
    task = await the_task(database)
    head = await head_of(database, task)
    async with database.begin() as work:
        chat = Chat(address=7, kind="private", officer_id=head.officer_id)
        account = Account(address=7, officer_id=head.officer_id, bound_at=work.now)
        clerk = Membership(
            officer_id=head.officer_id, unit_id=task.lead_unit_id, role=Role.CLERK
        )
        work.session.add_all([chat, account, clerk])
        await report_done(work, head, DoneReport(task.id), policy=POLICY, door="chat")
    result = await bring([replace(ROW, progress=Progress.IN_PROGRESS, task_class=None)])
    assert result.contradicted == 1
    (told,) = await every(database, Delivery)
    assert told.notice == Live.DISCREPANCY


async def test_what_was_called_off_does_not_come_back_with_the_next_file(
    database: Database, bring: Bring
) -> None:
    await bring([ROW])
    task = await the_task(database)
    async with database.begin() as work:
        off = {"progress": Progress.CANCELLED}
        await record(
            work, Change(task.id, Kind.CANCELLED, "chat", work.today, None, off)
        )
    for again in ([ROW], [replace(ROW, note="Gấp", due_on=date(2026, 12, 15))], []):
        result = await bring([*again, replace(ROW, row=9, number="9/TB", key="9/TB")])
        assert (result.changed, result.vanished) == (0, 0)
    assert len(await every(database, Task)) == 2
    assert (await every(database, Task))[0].progress is Progress.CANCELLED
    await check_replay(database)


async def test_a_corrected_document_is_an_event_of_its_task(
    database: Database, bring: Bring
) -> None:
    await bring([ROW])
    await bring([replace(ROW, abstract="V/v báo cáo", signer="Chủ tịch UBND tỉnh")])
    (document,) = await every(database, Document)
    assert (document.abstract, document.signer) == ("V/v báo cáo", "Chủ tịch UBND tỉnh")
    assert "v/v bao cao" in (await the_task(database)).folded
    assert await kinds(database) == ["assigned", "corrected"]  # its card is shown anew
    await check_replay(database)


async def test_other_units_of_a_task_change_with_the_file(
    database: Database, bring: Bring
) -> None:
    await bring([replace(ROW, support_units=("Sở Y tế",), tracking_unit="Phòng A")])
    changed = replace(ROW, support_units=("Sở Xây dựng",), tracking_unit="Phòng B")
    await bring([changed])
    units = {unit.id: unit.name for unit in await every(database, Unit)}
    (support,) = await every(database, TaskUnit)
    task = await the_task(database)
    assert units[support.unit_id] == "Sở Xây dựng"
    assert task.tracking_unit_id is not None
    assert units[task.tracking_unit_id] == "Phòng B"
    await check_replay(database)


async def test_a_unit_renamed_since_is_still_the_one_of_the_last_file(
    database: Database, bring: Bring
) -> None:
    await bring([ROW])
    async with database.begin() as work:
        (unit,) = await all_of(work, Unit)
        unit.name, unit.folded = "Sở Tài chính mới", "so tai chinh moi"
    result = await bring([replace(ROW, lead_unit="Sở Tài chính mới")])
    assert (result.run, result.unchanged) == (None, 1)


async def test_a_second_file_says_only_what_is_new(
    database: Database, bring: Bring, clock: StoppedClock
) -> None:
    await bring([ROW])
    clock.at += timedelta(days=7)
    other = replace(ROW, row=3, number="13/UBND-TH", key="13/UBND-TH")
    result = await bring([ROW, other])
    assert (result.added, result.unchanged) == (1, 1)
    tasks = await every(database, Task)
    assert len({task.entered_at for task in tasks}) == 2
    rows = await every(database, ImportRow)
    assert {row.run_id for row in rows} == {1, result.run}


async def test_texts_longer_than_a_column_are_cut_and_markup_is_kept(
    database: Database, bring: Bring
) -> None:
    long = replace(
        ROW,
        number="9" * 200,
        key="9" * 200,
        content="<b>&" * 500,
        deadline_text="trước " * 100,
        answer="7" * 300,
        drafter="A" * 300,
    )
    await bring([long])
    assert (await bring([long])).run is None
    task = await the_task(database)
    assert task.content == "<b>&" * 500
    await check_replay(database)
