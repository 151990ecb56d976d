"""Messages of the exchange: proposed once, carried out when the clerk takes them."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import unicodedata
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from actions.exchange_messages import Came, decide_message, propose_message
from domain.exchange import ExchangeDoubt, ExchangeKind, ExchangeMessage, Reference
from domain.policy import Policy
from domain.refusals import Refusal
from domain.scope import Actor, Membership
from domain.tasks import Progress, Role, Urgency
from models.tables import (
    Audit,
    Delivery,
    Document,
    Evidence,
    Task,
)
from models.tables import ExchangeMessage as Exchange
from models.work import Database
from scheduler.inbox_folder import InboxFolder
from tests.actions.exchanged import (
    ANSWER,
    DUE,
    ISSUED,
    NEW,
    RECALL,
    STATUS,
    bring,
)
from tests.actions.registers import check_replay, every, kinds
from tests.conftest import FRIDAY
from tests.files.importers.test_edxml import message as edxml


async def the_task(database: Database) -> Any:
    (task,) = await every(database, Task)
    return task


async def test_a_new_document_is_a_task_once_it_is_taken(
    database: Database, clerk: Actor
) -> None:
    await bring(database, clerk, NEW, "left")
    assert await every(database, Task) == []
    await bring(database, clerk, replace(NEW, note="lần 2"))
    task = await the_task(database)
    assert (task.content, task.due_on, task.scheme) == (NEW.content, DUE, "QC45")
    (document,) = await every(database, Document)
    assert (document.number, document.urgency) == ("419/UBND-TH", Urgency.URGENT)
    await check_replay(database)


async def test_the_same_message_is_proposed_once_and_decided_once(
    database: Database, clerk: Actor
) -> None:
    came = Came("m.edxml", "1" * 64, NEW)
    async with database.begin() as work:
        number = await propose_message(work, came)
        assert await propose_message(work, came) is None
    assert number is not None
    async with database.begin() as work:
        await decide_message(work, clerk, number, "left")
    with pytest.raises(Refusal):
        async with database.begin() as work:
            await decide_message(work, clerk, number, "taken")
    stranger = Actor(clerk.officer_id, (Membership(Role.UNIT_HEAD, 1),))
    with pytest.raises(Refusal):
        async with database.begin() as work:
            await decide_message(work, stranger, number, "taken")


async def test_a_deadline_before_the_day_of_issue_makes_nothing_overdue(
    database: Database, clerk: Actor
) -> None:
    doubts = (ExchangeDoubt.DUE_BEFORE_ISSUE,)
    old = replace(NEW, due_on=date(2018, 6, 25), doubts=doubts)
    await bring(database, clerk, old)
    task = await the_task(database)
    assert (task.due_on, task.deadline_text) == (None, "25/06/2018")


async def test_two_clerks_at_once_take_a_message_once(
    database: Database, clerk: Actor
) -> None:
    async with database.begin() as work:
        number = await propose_message(work, Came("m.edxml", "0" * 64, NEW)) or 0

    async def take() -> str:
        try:
            async with database.begin() as work:
                await decide_message(work, clerk, number, "taken")
        except Refusal as refusal:
            return refusal.reason.value
        return "taken"

    answers = await asyncio.gather(take(), take())
    assert sorted(answers) == ["stale_button", "taken"]
    assert await kinds(database) == ["assigned"]


async def test_an_answer_is_reported_and_waits_for_the_tracker(
    database: Database, clerk: Actor
) -> None:
    await bring(database, clerk, NEW)
    await bring(database, clerk, replace(ANSWER, issuer="Sở Nội vụ"))
    task = await the_task(database)
    assert task.progress is Progress.REPORTED
    (evidence,) = await every(database, Evidence)
    assert (evidence.number, evidence.issued_on) == ("38/BC-SNV", ANSWER.issued_on)
    await check_replay(database)


@pytest.mark.parametrize(
    ("message", "progress", "event"),
    [
        (RECALL, Progress.CANCELLED, "cancelled"),
        (replace(STATUS, status="03"), Progress.IN_PROGRESS, "corrected"),
        (replace(STATUS, status="06"), Progress.REPORTED, "reported"),
        # Known by the identifier that the office's sheet has as another name.
        (
            replace(ANSWER, issuer="SNV Đắk Lắk", issuer_id="000.00.01.H15"),
            Progress.REPORTED,
            "reported",
        ),
    ],
)
async def test_what_else_a_message_does(
    database: Database,
    clerk: Actor,
    message: ExchangeMessage,
    progress: Progress,
    event: str,
) -> None:
    await bring(database, clerk, NEW)
    await bring(database, clerk, message)
    assert (await the_task(database)).progress is progress
    assert (await kinds(database))[1:] == [event]
    await check_replay(database)


NOT_OURS: dict[str, ExchangeMessage] = {
    "a code that nobody knows, least of all as done": replace(STATUS, status="09"),
    "a sender that is not said": replace(STATUS, status="06", issuer=""),
    "a sender that is no unit": replace(ANSWER, issuer="Sở Không Có"),
    "a sender that does not lead it": replace(ANSWER, issuer="Sở Tài chính"),
    "an answer to another body's document": replace(
        ANSWER, answers=(Reference("419/UBND-TH", ISSUED, "Bộ Nội vụ"),)
    ),
    "an answer to none that we know": replace(ANSWER, answers=(Reference("77/TB"),)),
    "another body recalls the same number": replace(RECALL, issuer="UBND huyện X"),
    "nobody says who recalls it": replace(RECALL, issuer=""),
}


async def test_what_is_not_surely_meant_is_not_touched(
    database: Database, clerk: Actor
) -> None:
    await bring(database, clerk, NEW)
    for why, message in NOT_OURS.items():
        await bring(database, clerk, message)
        state = (await the_task(database)).progress
        assert (why, state) == (why, Progress.NOT_STARTED)
    assert await kinds(database) == ["assigned"]


async def test_an_update_changes_only_what_it_says(
    database: Database, clerk: Actor
) -> None:
    await bring(database, clerk, NEW)
    later = replace(
        NEW, kind=ExchangeKind.UPDATE, due_on=date(2026, 12, 15), content="", tags=()
    )
    await bring(database, clerk, later)
    task = await the_task(database)
    assert (task.due_on, task.scheme) == (date(2026, 12, 15), "QC45")
    await check_replay(database)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_file_that_cannot_be_moved_stops_no_other(
    database: Database, tmp_path: Any
) -> None:
    """It is tried again, once its way is free."""
    digest = hashlib.sha256(edxml().encode()).hexdigest()[:12]
    (tmp_path / "done" / f"{digest}-a.xml" / "x").mkdir(parents=True)  # in its way
    (tmp_path / "a.xml").write_text(edxml(), encoding="utf-8")
    (tmp_path / "b.xml").write_text(edxml() + "\n", encoding="utf-8")
    watch = InboxFolder(tmp_path)
    looks = [await watch.look(database, Policy(), FRIDAY) for _ in range(3)]
    assert looks == [0, 1, 0]
    assert [path.name for path in tmp_path.glob("*.xml")] == ["a.xml"]
    shutil.rmtree(tmp_path / "done")
    assert await watch.look(database, Policy(), FRIDAY) == 1
    assert [*tmp_path.glob("*.xml")] == []
    assert len(await every(database, Exchange)) == 2  # it was proposed once


async def test_a_folder_is_watched(
    database: Database, clerk: Actor, tmp_path: Any
) -> None:
    """A file is opened once it has stopped growing; each goes out of the way."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.edxml").write_text(edxml(), encoding="utf-8")
    (folder / "b.xml").write_text(edxml()[:500], encoding="utf-8")
    secret = edxml().replace("V/v rà soát", "V/v rà soát (MẬT)")
    (folder / "c.xml").write_text(secret, encoding="utf-8")
    marked = unicodedata.normalize("NFD", "cong-van_TỐI_MẬT.edxml")
    (folder / marked).write_text(edxml() + "\n", encoding="utf-8")
    watch = InboxFolder(folder)
    assert await watch.look(database, Policy(), FRIDAY) == 0
    assert await watch.look(database, Policy(), FRIDAY) == 1
    assert await watch.look(database, Policy(), FRIDAY) == 0
    left = sorted(str(p.relative_to(folder).parent) for p in folder.rglob("*.*ml"))
    assert left == ["done", "refused"]
    assert await every(database, Task) == []
    assert await every(database, Delivery) == []  # no clerk is linked yet
    assert [row.file_name for row in await every(database, Exchange)] == ["a.edxml"]
    refused = [row for row in await every(database, Audit) if row.action == "refused"]
    assert {row.detail["digest"] for row in refused} == {
        hashlib.sha256(text.encode()).hexdigest() for text in (secret, edxml() + "\n")
    }
