"""Other systems are told of what happened: once each, again after a failure."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from actions.webhooks import NewWebhook, add_webhook, remove_webhook
from bot.web.api.schema import Event
from channels.webhook import Call
from domain.outcomes import Dead, NotSent, Outcome, Sent, Unknown
from domain.policy import Policy
from domain.systems import Topic
from domain.tasks import Progress, Role
from models.history import Change, Kind, record
from models.queries.claims import claim
from models.queries.endpoints import standing_of
from models.queries.letters import read_letters
from models.queries.mailboxes import WEBHOOK
from models.queries.marking import mark_sending
from models.queries.queue import Wish
from models.queries.rescue import Proof, release_dead
from models.tables import Attempt, Chat, Delivery, Webhook
from models.work import Database
from scheduler.dispatcher.recording import landed
from scheduler.dispatcher.recording import record as keep
from scheduler.telling_systems import Switchboard, SystemTeller
from tests.scheduler.office import Office, at

URL = "https://idesk.example.vn/dondoc"
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class Line:
    """A receiver that does what it is told."""

    def __init__(self) -> None:
        self.taken: list[Call] = []
        self.tried: list[Call] = []
        self.told: list[Outcome] = []

    async def send(self, call: Call) -> Outcome:
        outcome = self.told.pop(0) if self.told else Sent(None)
        self.tried.append(call)
        if isinstance(outcome, Sent):
            self.taken.append(call)
        return outcome

    async def close(self) -> None:
        pass

    @property
    def types(self) -> list[str]:
        return [json.loads(call.body)["type"] for call in self.taken]


class Exchange:
    """An office with one subscriber, whose ticks the test makes."""

    def __init__(self, database: Database, clock: Any) -> None:
        self.office = Office(database, clock)
        self.database, self.clock = database, clock
        self.line = Line()
        self.teller = SystemTeller(self.line, Switchboard(clock.now, "here"))

    async def subscribe(self, *topics: Topic, unit: int | None = None) -> int:
        async with self.database.begin() as work:
            new = NewWebhook("idesk", URL, topics or tuple(Topic), unit)
            number, _ = await add_webhook(work, new)
        return number

    async def task(self, unit: int, *, due: str | None = None) -> int:
        """With its first event, as a register writes it."""
        task = await self.office.task(unit, due=due)
        await self.changes(task, Kind.ASSIGNED)
        return task

    async def tick(self, *, later: float = 0) -> None:
        self.clock.at += timedelta(seconds=later)
        await self.teller.tick(self.database, Policy(), self.clock.now())
        await self.teller.rested()

    async def changes(self, task: int, kind: Kind, **columns: Any) -> None:
        async with self.database.begin() as work:
            change = Change(task, kind, "chat", work.today, None, columns, "lời riêng")
            await record(work, change)

    async def states(self) -> list[str]:
        async with self.database.read() as reads:
            states = await reads.session.scalars(
                select(Delivery.state)
                .join(Chat, Chat.id == Delivery.chat_id)
                .where(Chat.channel == WEBHOOK)
                .order_by(Delivery.id)
            )
            return list(states)


@pytest.fixture
async def exchange(database: Database, clock: Any) -> AsyncIterator[Exchange]:
    clock.at = at("2026-11-20 10:00")
    found = Exchange(database, clock)
    yield found
    await found.teller.stop(1)


async def test_each_event_is_told_once_in_order_with_the_task_as_it_stands(
    exchange: Exchange,
) -> None:
    unit = await exchange.office.unit("Sở Nội vụ")
    await exchange.task(unit, due="2026-11-30")  # before anybody listened
    await exchange.subscribe()
    task = await exchange.task(unit, due="2026-11-30")
    await exchange.changes(task, Kind.PROGRESS, percent=60)
    await exchange.changes(task, Kind.ACKNOWLEDGED)  # nothing of it is changed
    done = {"progress": Progress.DONE, "done_on": exchange.clock.at.date()}
    await exchange.changes(task, Kind.CONFIRMED, **done)
    for _ in range(3):
        await exchange.tick(later=20)
    assert exchange.line.types == ["task.created", "task.changed", "task.done"]
    assert len({call.number for call in exchange.line.taken}) == 3
    created, changed, _ = (
        Event.model_validate_json(c.body) for c in exchange.line.taken
    )
    assert created.data.task.progress is Progress.DONE  # as it is true now
    assert changed.data.event is not None
    assert changed.data.event.changes == {"percent": 60}
    assert all(b"ri\xc3\xaang" not in call.body for call in exchange.line.taken)
    async with exchange.database.read() as reads:
        hook = (await reads.session.scalars(select(Webhook))).one()
        # Young events are looked at again where a later one may be seen first.
        assert (hook.last_event == 5) is not reads.is_postgresql


async def test_what_failed_is_told_again_under_the_same_number(
    exchange: Exchange,
) -> None:
    unit = await exchange.office.unit("Sở Nội vụ")
    await exchange.subscribe(Topic.CREATED)
    exchange.line.told = [NotSent("http_500"), Unknown("TimeoutError"), Sent(None)]
    await exchange.task(unit)
    await exchange.tick()
    await exchange.tick()  # at once again: it is left alone for a second
    assert len(exchange.line.tried) == 1
    for _ in range(3):
        await exchange.tick(later=20)
    assert len(exchange.line.tried) == 3
    assert len({call.number for call in exchange.line.tried}) == 1
    assert await exchange.states() == ["sent"]
    async with exchange.database.read() as reads:
        ends = await reads.session.scalars(select(Attempt.outcome).order_by(Attempt.id))
        assert list(ends) == ["not_sent", "unknown", "sent"]


@ON_SQLITE
async def test_a_dead_receiver_is_asked_seldom_and_its_events_become_dead_letters(
    exchange: Exchange,
) -> None:
    unit = await exchange.office.unit("Sở Nội vụ")
    await exchange.subscribe(Topic.CREATED)
    for _ in range(6):
        await exchange.task(unit)
    exchange.line.told = [NotSent("ConnectionRefusedError")] * 1_000
    for _ in range(18):
        await exchange.tick(later=20)
    assert len(exchange.line.tried) <= 10  # of six minutes, for six events
    exchange.clock.at += timedelta(days=3)
    for _ in range(8):
        await exchange.tick(later=301)
    assert set(await exchange.states()) == {"dead"}
    async with exchange.database.read() as reads:
        (standing,) = await standing_of(reads)
        assert (standing.waiting, standing.dead) == (0, 6)


@ON_SQLITE
async def test_who_is_gone_is_told_no_more_and_the_administrator_hears_of_it(
    exchange: Exchange,
) -> None:
    unit = await exchange.office.unit("Sở Nội vụ")
    await exchange.office.officer("Quản trị", unit, Role.ADMIN)
    await exchange.subscribe(Topic.CREATED)
    exchange.line.told = [Dead("http_410", chat_gone=True)]
    for _ in range(2):
        await exchange.task(unit)
        await exchange.tick(later=20)
    assert len(exchange.line.tried) == 1
    async with exchange.database.read() as reads:
        notices = await reads.session.execute(
            select(Delivery.notice, Delivery.params).where(Delivery.notice == "Told")
        )
        ((_, params),) = notices.all()
        assert (params["saying"], params["facts"]) == ("system_gone", {"name": "idesk"})


@ON_SQLITE
async def test_what_becomes_overdue_is_told_on_the_morning_after(
    exchange: Exchange,
) -> None:
    unit = await exchange.office.unit("Sở Nội vụ")
    await exchange.subscribe(Topic.OVERDUE)
    await exchange.task(unit, due="2026-11-19")  # before the subscription
    task = await exchange.task(unit, due="2026-11-20")
    await exchange.tick()
    assert exchange.line.types == []
    for _ in range(3):
        await exchange.tick(later=86_400)
    (call,) = exchange.line.taken
    said = Event.model_validate_json(call.body)
    assert (said.data.task.code, said.data.task.term.value) == (f"NV-{task}", "overdue")
    assert said.data.event is None


@ON_SQLITE
async def test_a_subscriber_of_one_unit_hears_of_its_tasks_alone(
    exchange: Exchange,
) -> None:
    own, other = [await exchange.office.unit(name) for name in ("Sở A", "Sở B")]
    number = await exchange.subscribe(unit=own)
    await exchange.task(other)
    await exchange.task(own)
    await exchange.tick()
    assert len(exchange.line.taken) == 1
    await exchange.task(own)
    async with exchange.database.begin() as work:
        assert await remove_webhook(work, number)
        assert not await remove_webhook(work, number)
    await exchange.tick(later=20)
    assert len(exchange.line.taken) == 1


async def test_a_crash_between_sending_and_recording_costs_a_copy_and_no_event(
    exchange: Exchange,
) -> None:
    """What was being sent when the process died is sent again, as often as it takes."""
    unit = await exchange.office.unit("Sở Nội vụ")
    await exchange.subscribe(Topic.CREATED)
    exchange.teller._stopping = True  # the tick puts it in the outbox, and dies
    await exchange.task(unit)
    await exchange.tick()
    async with exchange.database.begin() as work:
        assert await claim(work, Wish("chats", 5)) == []  # nor do chats wait for it
    for _ in range(3):
        async with exchange.database.begin() as work:
            claims = await claim(work, Wish("dead", 5, channel=WEBHOOK))
        async with exchange.database.begin() as work:
            assert len(await mark_sending(work, claims, "dead")) == 1
        exchange.clock.at += timedelta(minutes=10)
        async with exchange.database.begin() as work:
            await work.session.execute(
                update(Delivery).values(lease_until=work.now - timedelta(days=9))
            )
            lost = await release_dead(work, Proof(), ours=())
        assert len(lost) == 1
        await _as_the_dispatcher_records(exchange, lost[0])
        exchange.clock.at += timedelta(minutes=10)
    exchange.teller._stopping = False
    await exchange.tick(later=20)
    assert exchange.line.types == ["task.created"]
    assert await exchange.states() == ["sent"]


async def _as_the_dispatcher_records(exchange: Exchange, number: int) -> None:
    now = exchange.clock.now()
    async with exchange.database.begin() as work:
        letter = (await read_letters(work, [number]))[number]
        await keep(work, [landed(letter, Unknown("owner_died"), now, jitter=0.5)])
