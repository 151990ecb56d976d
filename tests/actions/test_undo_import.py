"""An import is taken back: only what it changed itself, and not what it repeated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import update

from actions.report_done import DoneReport, report_done
from actions.undo_import import undo_import
from domain.policy import Policy
from domain.replies import DocumentRef
from domain.tasks import Urgency
from models.history import Change, Kind, record
from models.tables import Document, Task
from models.work import Database
from tests.actions.registers import ROW, Bring, check_replay, every, head_of, the_task
from tests.actions.test_reconcile import digest_of
from tests.conftest import FRIDAY

POLICY = Policy()


async def test_what_a_file_only_repeats_is_not_taken_back_with_it(
    database: Database, bring: Bring
) -> None:
    """The officer's paper and more time were there before it; another's correction of
    the document came after it."""
    await bring([ROW])
    task = await the_task(database)
    head, paper = await head_of(database, task), DocumentRef("9/BC-STC", FRIDAY.date())
    longer = {"due_on": date(2026, 12, 15), "due_version": task.due_version + 1}
    more = Change(task.id, Kind.EXTENDED, "chat", date(2026, 11, 19), columns=longer)
    async with database.begin() as work:
        await record(work, more)
        done = DoneReport(task.id, paper)
        await report_done(work, head, done, policy=POLICY, door="chat")
    before = await digest_of(database)

    words = {"due_on": longer["due_on"], "deadline_text": "15/12/2026"}
    result = await bring(
        [replace(ROW, answer="9/BC-STC", document_kind="Công văn", **words)]
    )
    assert (result.changed, result.contradicted) == (1, 0)
    await correct(database, "V/v rà soát")
    async with database.begin() as work:
        await undo_import(work, result.run)
    (document,) = await every(database, Document)
    assert (document.kind, document.abstract) == (ROW.document_kind, "V/v rà soát")
    await correct(database, ROW.abstract)
    assert await digest_of(database) == before
    await check_replay(database)


async def correct(database: Database, abstract: str) -> None:
    async with database.begin() as work:
        await work.session.execute(update(Document).values(abstract=abstract))


THEIRS = replace(
    ROW, row=3, signer="Giám đốc Sở Nội vụ", lead_unit="Sở Y tế", abstract="V/v khác"
)


async def test_a_row_that_names_another_document_gives_that_one_back_its_words(
    database: Database, bring: Bring
) -> None:
    """It was there before, with tasks of its own; two rows overwrite it in turn."""
    rows = [ROW, replace(ROW, row=2, lead_unit="Sở Xây dựng"), THEIRS]
    await bring(rows)
    before = await digest_of(database)
    moved = [
        replace(
            row,
            signer=THEIRS.signer,
            abstract=f"V/v {row.lead_unit}",
            number="12 / UBND-TH",
            urgency=Urgency.URGENT,
        )
        for row in rows[:2]
    ]
    result = await bring([*moved, THEIRS])
    assert (result.changed, result.unchanged) == (2, 1)
    (theirs,) = [d for d in await every(database, Document) if d.issuer == "Sở Nội vụ"]
    assert {task.document_id for task in await every(database, Task)} == {theirs.id}
    assert (theirs.abstract, theirs.urgency) == ("V/v Sở Xây dựng", Urgency.URGENT)
    async with database.begin() as work:
        undone = await undo_import(work, result.run)
    assert (undone.restored, undone.kept) == (2, [])
    assert await digest_of(database) == before
    await check_replay(database)


async def test_what_somebody_corrected_of_a_document_since_stays(
    database: Database, bring: Bring
) -> None:
    await bring([ROW, THEIRS])
    moved = replace(
        ROW, signer=THEIRS.signer, abstract="V/v mới", document_kind="Công văn"
    )
    result = await bring([moved, THEIRS])
    await correct(database, "V/v đã sửa")
    async with database.begin() as work:
        await undo_import(work, result.run)
    kinds = {(d.kind, d.abstract) for d in await every(database, Document)}
    assert kinds == {("", "V/v đã sửa")}
