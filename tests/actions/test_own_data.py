"""What is kept of a person can be shown to him, and can go; the history stays whole."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy import String, cast, func, inspect, select

from actions.bind import Stranger, claim, take_code
from actions.erase_person import erase_person
from actions.invites import invite_person
from actions.note_refusal import Asker, note_refusal
from actions.verify_history import verify_history
from domain.chain import Chain
from domain.policy import Policy
from domain.privacy import ERASED_NAME
from domain.refusals import Reason, Refusal
from domain.tasks import Role
from models.base import Base
from models.chain import seal_more
from models.history import Change, Kind, record
from models.queries.consents import agreed_at, note_agreed
from models.queries.own_data import OWN, read_own
from models.queries.people import person, person_at
from models.tables import (
    Chat,
    Delivery,
    Inbox,
    Membership,
    Officer,
    Question,
    Task,
    TaskEvent,
    Unit,
)
from models.work import Database, Work
from scheduler.gather.own_data import gather_own_data
from scheduler.retention import forget_old
from tests.conftest import FRIDAY, StoppedClock

KEY = b"the office's own key, kept elsewhere"
NAME, ACCOUNT, HIS = "Ngo Minh Khoa", 7_123_456_789, 3


@dataclass
class Cast:
    database: Database
    clock: StoppedClock

    async def erase(self) -> None:
        async with self.database.begin() as work:
            him = await person(work, HIS)
            assert him is not None
            await erase_person(work, him.actor)

    async def forget(self) -> int:
        return await forget_old(self.database, Policy(), self.clock.now())


async def _register(work: Work) -> None:
    work.session.add(Unit(id=1, code="SNV", name="Sở Nội vụ", folded="snv"))
    work.session.add(Officer(id=HIS, code="CB03", name=NAME, folded="dung"))
    await work.session.flush()
    work.session.add(Membership(officer_id=HIS, unit_id=1, role=Role.OFFICER))
    work.session.add(
        Task(
            id=1,
            content="Báo cáo",
            folded="bao cao",
            lead_unit_id=1,
            officer_id=HIS,
            assigned_on=date(2026, 11, 2),
            progress="not_started",
            entered_at=FRIDAY,
        )
    )
    await work.session.flush()


@pytest.fixture
async def cast_of(database: Database, clock: StoppedClock) -> Cast:
    """An officer who was refused, linked, asked, and reported; all of it is sealed."""
    async with database.begin() as work:
        await _register(work)
        refusal, asker = Refusal(Reason.STRANGER), Asker(ACCOUNT, ACCOUNT, 7, None)
        await note_refusal(work, refusal, asker)
        code = await invite_person(work, HIS)
        stranger = Stranger(ACCOUNT, "Dung N.")
        invite = await take_code(work, code, stranger)
        assert invite is not None
        assert await claim(work, invite, stranger) is not None
        await note_agreed(work, HIS)
        change = Change(1, Kind.PROGRESS, "chat", FRIDAY.date(), HIS, {"percent": 60})
        await record(work, change)
        chat = await work.session.scalar(select(Chat).where(Chat.address == ACCOUNT))
        assert chat is not None
        work.session.add(
            Question(
                chat_id=chat.id,
                officer_id=HIS,
                kind="reading",
                facts={"task": 1, "note": f"{NAME} 60%"},
                asked_at=work.now,
                expires_at=work.now,
            )
        )
        work.session.add(
            Inbox(
                bot_id=1, update_id=7, chat=ACCOUNT, received_at=work.now,
                body={"from": NAME}, state="poison",
            )
        )  # fmt: skip
        for state in ("sent", "pending"):
            await _message(work, chat.id, state)
        for chain in Chain:
            assert await seal_more(work, KEY, chain, most=100)
    return Cast(database, clock)


async def _message(work: Work, chat: int, state: str) -> None:
    work.session.add(
        Delivery(
            dedup_key=state, chat_id=chat, cls="reply", notice="Told", state=state,
            params={"saying": "assigned", "facts": {"name": NAME}, "question_id": None},
            created_at=work.now, not_before=work.now,
        )
    )  # fmt: skip
    await work.session.flush()


async def _found(database: Database, words: str) -> list[str]:
    """Every column of every table in which these words stand."""
    columns = [
        column for table in Base.metadata.sorted_tables for column in table.columns
    ]
    async with database.read() as reads:
        counts = [
            await reads.session.scalar(
                select(func.count())
                .select_from(column.table)
                .where(cast(column, String).like(f"%{words}%"))
            )
            for column in columns
        ]
    seen = zip(columns, counts, strict=True)
    return [f"{one.table.name}.{one.name}" for one, count in seen if count]


async def test_the_copy_holds_all_rows_that_speak_of_him(cast_of: Cast) -> None:
    async with cast_of.database.read() as reads:
        file = await gather_own_data(reads, {"officer": HIS})
        assert file is not None
        own = json.loads(file.content)
        assert own == await read_own(reads, HIS)
    assert own["officer"][0]["name"] == NAME
    assert own["account"][0]["address"] == ACCOUNT
    assert own["consent"][0]["agreed_at"]
    assert own["task"][0]["content"] == "Báo cáo"
    assert own["task_event"][0]["changes"] == {"percent": 60}
    assert own["question"][0]["facts"]["note"] == f"{NAME} 60%"
    assert len(own["delivery"]) == 2
    assert not any(
        "digest" in row or "mac" in row for rows in own.values() for row in rows
    )


async def test_erased_is_the_person_and_not_the_business(cast_of: Cast) -> None:
    await cast_of.erase()
    async with cast_of.database.read() as reads:
        assert await person_at(reads, ACCOUNT) is None
        him = await reads.session.get_one(Officer, HIS)
        assert (him.name, him.active) == (ERASED_NAME, False)
        task = await reads.session.get_one(Task, 1)
        assert (task.officer_id, task.percent) == (HIS, 60)
        events = select(func.count(TaskEvent.id)).where(TaskEvent.actor_id == HIS)
        assert await reads.session.scalar(events) == 1
        verdict = await verify_history(reads, KEY, None)
    assert verdict.is_whole


async def test_nothing_of_him_is_left_once_his_last_message_has_gone(
    cast_of: Cast,
) -> None:
    """Neither his name nor the number of his account, in any column of any table."""
    await cast_of.erase()
    await cast_of.forget()
    assert await _found(cast_of.database, NAME) == ["delivery.params"]  # it waits
    async with cast_of.database.begin() as work:
        last = await work.session.scalar(
            select(Delivery).where(Delivery.state == "pending")
        )
        assert last is not None
        last.state = "sent"
    await cast_of.forget()
    assert await _found(cast_of.database, NAME) == []
    assert await _found(cast_of.database, str(ACCOUNT)) == []
    assert await _found(cast_of.database, "Dung N.") == []
    async with cast_of.database.read() as reads:
        assert (await verify_history(reads, KEY, None)).is_whole


@pytest.mark.parametrize(
    ("days", "kept"),
    [
        (89, {"delivery.params", "inbox.body", "officer.name", "question.facts"}),
        (91, {"officer.name", "delivery.params"}),  # what has not left yet
    ],
)
async def test_words_are_kept_as_long_as_the_policy_says(
    cast_of: Cast, days: int, kept: set[str]
) -> None:
    cast_of.clock.at += timedelta(days=days)
    await cast_of.forget()
    found = set(await _found(cast_of.database, NAME))
    assert found == kept
    async with cast_of.database.read() as reads:
        states = await reads.session.execute(
            select(Delivery.dedup_key, Delivery.params).order_by(Delivery.dedup_key)
        )
        said = {row.dedup_key: bool(row.params) for row in states}
        assert await person_at(reads, ACCOUNT) is not None  # he works here
    assert said == {"pending": True, "sent": days < 90}


async def test_an_account_that_is_nobodys_goes_after_its_time(cast_of: Cast) -> None:
    async with cast_of.database.begin() as work:
        (await work.session.get_one(Officer, HIS)).active = False
        last = await work.session.scalar(
            select(Delivery).where(Delivery.state == "pending")
        )
        assert last is not None
        last.state = "skipped"
    await cast_of.forget()
    assert "account.address" in await _found(cast_of.database, str(ACCOUNT))
    cast_of.clock.at += timedelta(days=32)
    await cast_of.forget()
    await cast_of.forget()
    assert await _found(cast_of.database, str(ACCOUNT)) == []


async def test_the_answer_to_the_notice_is_kept_with_its_time(cast_of: Cast) -> None:
    cast_of.clock.at += timedelta(days=1)
    async with cast_of.database.begin() as work:
        await note_agreed(work, HIS)
        assert await agreed_at(work, HIS) == FRIDAY  # the first word counts


def test_the_copy_leaves_no_table_out_that_names_an_officer() -> None:
    naming = {
        table.name
        for table in Base.metadata.sorted_tables
        if any(
            key.column.table.name == "officer"
            for column in table.columns
            for key in column.foreign_keys
        )
    }
    # Decisions of the office that name who took them; a hashed address.
    decided = {"calendar_override", "calendar_feed", "discrepancy", "exchange_message"}
    drafts = {"import_draft"}  # a file of the office, for a few hours
    # What an office asked, gave or found; its rows name who did it, like the history.
    office = {
        *("inspection", "proposal", "round", "round_row", "task_draft"),
        *("difference", "unit_statement", "violation"),
    }
    covered = {inspect(table).local_table.name for table in OWN}
    assert naming - covered == decided | drafts | office
