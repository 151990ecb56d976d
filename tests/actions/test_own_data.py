"""What is kept of a person can be shown to him, and can go; the history stays whole."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy import func, inspect, select

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
from models.queries.own_data import NAMED, OWN, read_own
from models.queries.parked import count_parked
from models.queries.people import person, person_at
from models.tables import (
    Audit,
    Chat,
    Delivery,
    Inbox,
    Membership,
    Officer,
    Question,
    Task,
    TaskEvent,
    Unit,
    Violation,
)
from models.work import Database, Work
from scheduler.gather.own_data import gather_own_data
from scheduler.retention import forget_old
from tests.actions.said_of_him import (
    NAME,
    ask_another,
    found,
    last_message,
    put_message,
    told_another,
)
from tests.conftest import FRIDAY, StoppedClock

KEY = b"the office's own key, kept elsewhere"
ACCOUNT, HIS = 7_123_456_789, 3


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
            await put_message(work, chat.id, state)
        for chain in Chain:
            assert await seal_more(work, KEY, chain, most=100)
    return Cast(database, clock)


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
    async with cast_of.database.begin() as work:
        await ask_another(work)
    await cast_of.erase()
    assert await found(cast_of.database, NAME) == []
    await cast_of.forget()
    assert ERASED_NAME in await told_another(cast_of.database)
    async with cast_of.database.begin() as work:
        (await last_message(work)).state = "sent"
    await cast_of.forget()
    assert await found(cast_of.database, NAME) == []
    assert await found(cast_of.database, str(ACCOUNT)) == []
    assert await found(cast_of.database, "Dung N.") == []
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
    assert set(await found(cast_of.database, NAME)) == kept
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
        (await last_message(work)).state = "skipped"
    await cast_of.forget()
    assert "account.address" in await found(cast_of.database, str(ACCOUNT))
    cast_of.clock.at += timedelta(days=32)
    await cast_of.forget()
    await cast_of.forget()
    assert await found(cast_of.database, str(ACCOUNT)) == []


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
    covered = {inspect(table).local_table.name for table in (*OWN, *NAMED)}
    assert naming <= covered


async def test_of_the_offices_papers_the_copy_says_which_and_when(
    cast_of: Cast,
) -> None:
    async with cast_of.database.begin() as work:
        work.session.add(
            Violation(
                unit_id=1, day=FRIDAY.date(), what="Gửi chậm", number="12/BC", key="12",
                issued_on=FRIDAY.date(), entered_by=HIS, entered_at=FRIDAY,
            )
        )  # fmt: skip
        await work.session.flush()
        (kept,) = (await read_own(work, HIS))["violation"]
        assert (await read_own(work, HIS + 1))["violation"] == []
    assert (kept["id"], kept["entered_by"]) == (1, HIS)
    assert kept["entered_at"].startswith("2026-11-20")
    assert not {"what", "number", "unit_id"} & set(kept)


@pytest.mark.parametrize("state", ["dead", "unknown"])
async def test_words_of_a_message_that_nobody_decided_about_go_as_well(
    cast_of: Cast, state: str
) -> None:
    async with cast_of.database.begin() as work:
        (await last_message(work)).state = state
    cast_of.clock.at += timedelta(days=89)
    await cast_of.forget()
    assert "delivery.params" in await found(cast_of.database, NAME)
    cast_of.clock.at += timedelta(days=2)
    await cast_of.forget()
    assert await found(cast_of.database, NAME) == ["officer.name"]
    async with cast_of.database.read() as reads:
        assert await count_parked(reads) == {}
        deed = await reads.session.scalar(select(Audit).where(Audit.action == "let_be"))
        assert deed is not None
        assert deed.door == "clock"
