"""A file comes again: what changed, vanished, was contradicted; and is taken back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from actions.import_register import preview_register
from actions.record_progress import ProgressReport, record_progress
from actions.show_difference import all_rows
from actions.undo_import import NotUndone, WhyNot, undo_import
from domain.policy import Policy
from domain.register import Column, LeftOut, Register, RegisterRow, RowProblem
from domain.scope import Actor, Membership
from domain.tasks import Progress, Role
from models.queries.origins import origins_of
from models.tables import (
    Discrepancy,
    Document,
    Evidence,
    ImportRun,
    Officer,
    Task,
    TaskUnit,
    Unit,
)
from models.work import Database
from tests.actions.registers import ROW, Bring, check_replay, every, kinds, register_of

POLICY = Policy()
UNTOLD = {"version", "due_version"}  # they count how often, not what


def register(count: int) -> list[RegisterRow]:
    return [
        replace(ROW, row=n + 1, number=f"{n}/UBND-TH", key=f"{n}/UBND-TH")
        for n in range(1, count + 1)
    ]


async def digest_of(database: Database) -> str:
    """Over all that the office sees: live tasks, their documents, units, evidence."""
    live = [
        task
        for task in await every(database, Task)
        if task.progress is not Progress.CANCELLED
    ]
    ids, papers = {task.id for task in live}, {task.document_id for task in live}
    seen = [
        *live,
        *(x for x in await every(database, Document) if x.id in papers),
        *(x for x in await every(database, TaskUnit) if x.task_id in ids),
        *(x for x in await every(database, Evidence) if x.task_id in ids),
    ]
    said = sorted(json.dumps(columns_of(one), sort_keys=True) for one in seen)
    return hashlib.sha256("".join(said).encode()).hexdigest()


def columns_of(one: Any) -> dict[str, str]:
    names = [column.name for column in one.__table__.c if column.name not in UNTOLD]
    return {name: str(getattr(one, name)) for name in names}


async def say(database: Database, numbers: list[str]) -> None:
    """The head of the unit gives progress on the tasks of these documents."""
    async with database.begin() as work:
        (unit,) = [u for u in await every(database, Unit) if u.code == "STC"]
        officer = Officer(code="CB1", name="Nguyễn Văn An", folded="nguyen van an")
        work.session.add(officer)
        await work.session.flush()
        head = Actor(officer.id, (Membership(Role.UNIT_HEAD, unit.id),))
        papers = {d.id: d.number for d in await every(database, Document)}
        for task in await every(database, Task):
            if papers[task.document_id] in numbers:
                said = ProgressReport(task.id, percent=60, note="đang làm")
                await record_progress(work, head, said, policy=POLICY, door="chat")


def second(rows: list[RegisterRow]) -> list[RegisterRow]:
    """30 changed, 3 contradicted, 5 vanished, 2 new; the rest as it was."""
    changed = [
        replace(row, due_on=date(2026, 12, 15), deadline_text="15/12/2026")
        for row in rows[:15]
    ]
    changed += [
        replace(
            row,
            progress=Progress.DONE,
            done_on=date(2026, 11, 12),
            answer="9/BC-STC",
            abstract="V/v khác",
            support_units=("Sở Y tế",),
        )
        for row in rows[15:30]
    ]
    disputed = [
        replace(row, progress=Progress.DONE, done_on=date(2026, 11, 13))
        for row in rows[30:33]
    ]
    new = [replace(ROW, row=n, number=f"{n}/TB", key=f"{n}/TB") for n in (98, 99)]
    return [*changed, *disputed, *rows[33:-5], *new]


async def test_a_second_file_shows_exactly_what_is_different_and_is_taken_back(
    database: Database, bring: Bring
) -> None:
    rows = register(60)
    await bring(rows)
    await say(database, [row.number for row in rows[30:33]])
    before = await digest_of(database)

    result = await bring(second(rows))
    assert (result.added, result.changed, result.vanished) == (2, 30, 5)
    assert (result.contradicted, result.unchanged) == (3, 22)
    assert await digest_of(database) != before
    await check_replay(database)
    await check_disputes(database)
    again = await bring(second(rows))
    assert (again.run, again.changed, again.contradicted) == (None, 0, 0)

    assert result.run is not None
    async with database.begin() as work:
        undone = await undo_import(work, result.run)
    assert (undone.cancelled, undone.restored, undone.kept) == (2, 30, [])
    assert await digest_of(database) == before
    await check_replay(database)
    # As if it had never been: the same file is the same difference once more.
    once_more = await bring(second(rows))
    assert (once_more.added, once_more.changed) == (2, 30)


async def check_disputes(database: Database) -> None:
    """Both values, who, and when."""
    disputes = await every(database, Discrepancy)
    assert len(disputes) == 3
    for one in disputes:
        assert one.register["progress"] == "done"
        assert (one.person["progress"], one.person["percent"]) == ("in_progress", 60)
        assert (one.said_by is not None, one.said_at is not None) == (True, True)


async def test_what_people_said_since_is_not_taken_back(
    database: Database, bring: Bring
) -> None:
    rows = register(3)
    result = await bring(rows)
    await say(database, ["2/UBND-TH"])
    async with database.begin() as work:
        undone = await undo_import(work, result.run)
    assert (undone.cancelled, len(undone.kept)) == (2, 1)
    states = sorted(task.progress.value for task in await every(database, Task))
    assert states == ["cancelled", "cancelled", "in_progress"]
    assert await kinds(database) == [*["assigned"] * 3, "progress", "undone", "undone"]
    # The one that was kept is still known by its row; the others come anew.
    again = await bring(rows)
    assert (again.added, again.unchanged) == (2, 1)


@pytest.mark.parametrize("why", WhyNot)
async def test_what_cannot_be_taken_back(
    database: Database, bring: Bring, why: WhyNot
) -> None:
    run = (await bring([ROW])).run
    asked = run
    if why is WhyNot.LATER:
        later = (await bring([replace(ROW, note="khác")])).run
    elif why is WhyNot.UNKNOWN:
        asked = later = 77
    else:
        later = run
        async with database.begin() as work:
            await undo_import(work, run)
    with pytest.raises(NotUndone) as refused:
        async with database.begin() as work:
            await undo_import(work, asked)
    assert (refused.value.why, refused.value.run) == (why, later)


async def test_every_field_knows_its_file_sheet_and_row(
    database: Database, bring: Bring
) -> None:
    await bring([replace(ROW, sheet="Quý I", row=7)], file_name="mot.xlsx")
    later = replace(ROW, sheet="Quý II", row=9, note="Gấp", drafter="Lê Thị Soạn")
    await bring([later], file_name="hai.xlsx")
    (task,) = await every(database, Task)
    await say(database, [ROW.number])
    (officer,) = await every(database, Officer)
    async with database.read() as reads:
        found = await origins_of(reads, task.id)
    places = {name: (one.file_name, one.sheet, one.row) for name, one in found.items()}
    assert places["progress"] == ("", "", 0)
    first = ("mot.xlsx", "Quý I", 7)
    for field in ("number", "content", "lead_unit", "due_on", "issued_on", "signer"):
        assert places[field] == first
    assert places["note"] == places["drafter"] == ("hai.xlsx", "Quý II", 9)
    assert found["progress"].said_by == officer.id
    # A file that contradicts him is not where the state comes from: his word stands.
    done = replace(later, progress=Progress.DONE, abstract="V/v khác")
    assert (await bring([done], file_name="ba.xlsx")).contradicted == 1
    async with database.read() as reads:
        found = await origins_of(reads, task.id)
    assert (found["progress"].said_by, found["abstract"].file_name) == (
        *(officer.id, "ba.xlsx"),
    )


async def test_a_row_that_is_refused_has_not_vanished(
    database: Database, bring: Bring
) -> None:
    rows = [*register(4), replace(ROW, row=6, lead_unit="Sở Y tế")]
    await bring(rows)
    first, second, third, *_ = rows
    stay_out = (
        # Its date cannot be read; nor the unit of the next, which is the last one's.
        LeftOut(
            2,
            "Ngày",
            RowProblem.UNREADABLE_DATE,
            key=first.key,
            units=(first.lead_unit,),
        ),
        LeftOut(
            3,
            "Hạn",
            RowProblem.UNREADABLE_DEADLINE,
            key=second.key,
            year=2026,
            units=(second.lead_unit,),
        ),
    )
    unknown = replace(third, lead_unit="Sở Tài chinhs")
    file = replace(register_of([unknown, rows[3]]), left_out=stay_out)
    result = await bring(file, create_units=False)
    assert (len(result.left_out), result.unchanged) == (3, 1)
    assert [row for _, row in result.difference.vanished] == [rows[4]]
    # Of a secret row nothing is known, so nothing is said of its task.
    secret = replace(file, left_out=(LeftOut(2, None, RowProblem.SECRET),))
    assert (await bring(secret, create_units=False)).vanished == 3


async def test_another_system_misses_nothing_here(
    database: Database, bring: Bring
) -> None:
    await bring(register(3), profile="idesk")
    other = replace(ROW, number="77/TB", key="77/TB")
    result = await bring([other], profile="vnpt-ioffice")
    assert (result.added, result.vanished) == (1, 0)
    runs = await every(database, ImportRun)
    assert [run.profile for run in runs] == ["idesk", "vnpt-ioffice"]


async def test_the_sheet_of_differences_says_both_values_and_where(
    database: Database, bring: Bring
) -> None:
    await bring([replace(ROW, sheet="Quý I")])
    later = replace(
        ROW,
        sheet="Quý I",
        due_on=date(2026, 12, 15),
        deadline_text="15/12/2026",
        progress=Progress.IN_PROGRESS,
        support_units=("Sở Y tế",),
    )
    key = {"key": "5/TB", "units": ("Sở Y tế",), "sheet": "Quý II"}
    out = LeftOut(5, "Hạn", RowProblem.UNREADABLE_DEADLINE, "mai", **key)
    headers = {Column.DEADLINE: "Hạn XL", Column.STATUS: "Tình trạng"}
    file = Register("Sổ", headers, (later,), (out,))
    async with database.read() as reads:
        result = await preview_register(reads, file, create_units=True)
    changed, refused = all_rows(result, headers)
    assert changed[6:] == (
        "Tình trạng; đơn vị phối hợp; Hạn XL",
        "Tình trạng: đang thực hiện\nđơn vị phối hợp: Sở Y tế\nHạn XL: 15/12/2026",
        "Tình trạng: chưa thực hiện\nđơn vị phối hợp: –\nHạn XL: 30/11/2026",
    )
    assert refused[:5] == ("Không nhập", "Quý II", 5, "5/TB", "Sở Y tế")
