"""Other systems are told of what happens: from the history to the outbox to them.

A dispatcher of its own, as letters have one (`scheduler/mailing.py`): a receiver that
is slow or dead keeps neither a chat waiting nor another receiver. Keys, claims, fences
and outcomes are those of every message; a system's events leave one after the other.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog

from channels.webhook import Call
from domain.outcomes import NotSent, Outcome, Sent
from domain.policy import Policy
from domain.retry import BACKOFF
from domain.systems import TOLD_WITHIN, Topic
from domain.tasks import task_code
from models.outbox import DeliveryClass, Envelope, row
from models.queries.claims import Claim, claim
from models.queries.endings import units_followed
from models.queries.endpoints import (
    endpoint_of,
    event_facts,
    let_rest,
    resting_endpoints,
)
from models.queries.letters import Letter, read_letters
from models.queries.mailboxes import WEBHOOK
from models.queries.marking import ChatBusy, mark_sending
from models.queries.outcomes import Change, settle
from models.queries.planning import add_deliveries
from models.queries.queue import Wish
from models.queries.rescue import release
from models.queries.task_views import Filter, page_of_views
from models.queries.webhooks import (
    Happened,
    Subscription,
    mark_overdue_told,
    move_mark,
    newest_event,
    subscriptions,
    untold_events,
    untold_overdue,
)
from models.work import Database, Reads
from models.working_days import read_calendar
from scheduler.dispatcher.looking import skipped
from scheduler.dispatcher.recording import (
    change_after,
    landed,
    pause_asked,
    record,
)
from scheduler.failures import told

log = structlog.get_logger()

NOTICE = "webhook_event"  # params: {"topic", "task", "event", "at"}
PUT_AT_ONCE = 500  # events in one transaction
SEND_AT_ONCE = 16  # receivers
LONGEST_REST = 3600.0  # seconds, whatever a receiver asks for


class Channel(Protocol):
    """How an event leaves: one try, and what became of it. Nothing is raised."""

    async def send(self, call: Call) -> Outcome: ...

    async def close(self) -> None: ...


@dataclass(frozen=True)
class Switchboard:
    """What events are told with. `is_sure`: the clock is right, and there is room."""

    now: Callable[[], datetime]
    owner: str
    is_sure: Callable[[], bool] = lambda: True


class SystemTeller:
    """One office's. At most one round is on its way at a time."""

    def __init__(self, channel: Channel, board: Switchboard) -> None:
        self._channel = channel
        self._board = board
        self._round: asyncio.Task[None] | None = None
        self._failures: dict[int, int] = {}  # in a row, by chat
        self._stopping = False

    async def tick(self, database: Database, _policy: Policy, now: datetime) -> None:
        """Put in the outbox what is new, and begin a round beside the other ticks."""
        async with database.read(now=now) as reads:
            listening = await subscriptions(reads)
        for one in listening:
            await self._plan(database, one, now)
        busy = self._round is not None and not self._round.done()
        if listening and not busy and not self._stopping:
            self._round = asyncio.create_task(self._empty(database))

    async def rested(self) -> None:
        """Until what was begun is done."""
        if self._round is not None:
            await self._round

    async def stop(self, grace_seconds: float) -> None:
        """What does not end in time is left as `sending`: its receiver will know a
        second copy by its number."""
        self._stopping = True
        if self._round is not None and not self._round.done():
            await asyncio.wait([self._round], timeout=grace_seconds)
            self._round.cancel()
        await self._channel.close()

    # from the history to the outbox

    async def _plan(self, database: Database, one: Subscription, now: datetime) -> None:
        """Doing it twice puts nothing there twice. An office short of room waits."""
        if not self._board.is_sure():
            return
        async with database.read(now=now) as reads:
            until = await newest_event(reads)
        if until > one.last_event:
            rest: Subscription | None = one
            while rest is not None:
                rest = await self._put_events(database, rest, until, now)
            async with database.begin(now=now) as work:
                await move_mark(work, one, until)
        async with database.read(now=now) as reads:
            is_new_day = one.overdue_until < reads.today
        if Topic.OVERDUE in one.topics and is_new_day:
            while await self._put_overdue(database, one, now):
                pass
            async with database.begin(now=now) as work:
                await mark_overdue_told(work, one)

    async def _put_events(
        self, database: Database, one: Subscription, until: int, now: datetime
    ) -> Subscription | None:
        """From where to go on; None when all of it is there."""
        async with database.begin(now=now) as work:
            found = await untold_events(work, one, until, PUT_AT_ONCE)
            await add_deliveries(work, [_row(one, it, now) for it in found])
        if len(found) < PUT_AT_ONCE:
            return None
        return replace(one, last_event=found[-1].event_id or one.last_event)

    async def _put_overdue(
        self, database: Database, one: Subscription, now: datetime
    ) -> bool:
        async with database.begin(now=now) as work:
            found = await untold_overdue(work, one, PUT_AT_ONCE)
            await add_deliveries(work, [_row(one, it, now) for it in found])
        return len(found) == PUT_AT_ONCE

    # from the outbox to the systems

    async def _empty(self, database: Database) -> None:
        """All that is due. A failure is logged; the next tick begins anew."""
        flights: dict[asyncio.Task[None], Claim] = {}
        try:
            while not self._stopping:
                busy = [one.chat_id for one in flights.values()]
                for one in await self._claim(database, busy):
                    flights[asyncio.create_task(self._send(database, one))] = one
                if not flights:
                    return
                ended, _ = await asyncio.wait(
                    flights, return_when=asyncio.FIRST_COMPLETED
                )
                for flight in ended:
                    del flights[flight]
                    flight.result()
        except Exception as error:  # noqa: BLE001 (the next tick must come)
            log.error("webhook_round_failed", **told(error))
        finally:
            if flights:
                await asyncio.wait(flights)

    async def _claim(self, database: Database, busy: list[int]) -> list[Claim]:
        """At most one of each system, none of those that are to be left alone."""
        async with database.begin(now=self._board.now()) as work:
            busy = [*busy, *await resting_endpoints(work)]
            limit = SEND_AT_ONCE
            wish = Wish(self._board.owner, limit, busy_chats=busy, channel=WEBHOOK)
            return await claim(work, wish)

    async def _send(self, database: Database, one: Claim) -> None:
        async with database.read(now=self._board.now()) as reads:
            letter = (await read_letters(reads, [one.id])).get(one.id)
            if letter is None or letter.epoch != one.epoch:
                return
            composed = await self._composed(reads, letter)
        if isinstance(composed, Change):
            async with database.begin(now=self._board.now()) as work:
                await settle(work, [composed])
            return
        if not await self._mark(database, one):
            return
        outcome = await self._channel.send(composed)
        await self._record(database, letter, outcome)

    async def _mark(self, database: Database, one: Claim) -> bool:
        try:
            async with database.begin(now=self._board.now()) as work:
                return bool(await mark_sending(work, [one], self._board.owner))
        except ChatBusy:  # another process tells this system something else
            async with database.begin(now=self._board.now()) as work:
                await release(work, [one])
                await let_rest(work, one.chat_id, work.now + timedelta(seconds=1))
            return False

    async def _composed(self, reads: Reads, letter: Letter) -> Call | Change:
        """One that cannot be made waits like one that failed, and holds up no other."""
        try:
            return await self._compose(reads, letter)
        except Exception as error:  # noqa: BLE001 (others must not wait)
            log.error("event_not_made", delivery=letter.id, **told(error))
            failed = landed(letter, NotSent("not_made"), self._board.now(), jitter=1.0)
            return change_after(failed)

    async def _compose(self, reads: Reads, letter: Letter) -> Call | Change:
        """What happened, and the task as it is true now."""
        endpoint = await endpoint_of(reads, letter.chat_id)
        if endpoint is None or letter.chat_state != "active":
            return skipped(letter, "not_allowed")
        number = int(letter.params["task"])
        within = await units_followed(reads, endpoint.unit_id)
        wanted = Filter(within=within, after=number - 1)
        calendar = await read_calendar(reads)
        views = await page_of_views(reads, calendar, wanted, 1)
        if not views or views[0]["code"] != task_code(number):
            return skipped(letter, "not_allowed")  # another unit leads it meanwhile
        event = letter.params.get("event")
        at = datetime.fromisoformat(letter.params["at"])
        said = {
            "type": letter.params["topic"],
            "timestamp": at.astimezone(reads.zone).isoformat(),
            "data": {
                "task": views[0],
                "event": await event_facts(reads, event) if event else None,
            },
        }
        return Call(
            endpoint.url,
            endpoint.secret,
            number=f"dondoc_{letter.id}_{letter.short_code.lower()}",
            body=json.dumps(said, ensure_ascii=False).encode(),
            at=reads.now,
        )

    async def _record(
        self, database: Database, letter: Letter, outcome: Outcome
    ) -> None:
        """A receiver that failed rests, the longer the oftener: all its events do."""
        now, chat = self._board.now(), letter.chat_id
        arrived = isinstance(outcome, Sent)
        failures = 0 if arrived else self._failures.get(chat, 0) + 1
        self._failures[chat] = failures
        async with database.begin(now=now) as work:
            await record(work, [landed(letter, outcome, now, jitter=random.random())])
            until = None if arrived else now + _rest_after(failures, outcome)
            await let_rest(work, chat, until)
        if not arrived:
            kind = type(outcome).__name__
            log.info("webhook_not_sent", delivery=letter.id, outcome=kind)


def _rest_after(failures: int, outcome: Outcome) -> timedelta:
    """As long as one message would wait, or as the receiver asks (delivery.md 2.7)."""
    step = BACKOFF[min(failures, len(BACKOFF)) - 1]
    return timedelta(seconds=min(max(step, pause_asked(outcome)), LONGEST_REST))


def _row(one: Subscription, happened: Happened, now: datetime) -> dict[str, Any]:
    envelope = Envelope(
        chat_id=one.chat_id,
        key=happened.key(one.id),
        cls=DeliveryClass.PERIODIC,
        priority=5,
        subject=f"task:{happened.task_id}",
        expires_at=now + TOLD_WITHIN,
    )
    params = {
        "topic": happened.topic.value,
        "task": happened.task_id,
        "event": happened.event_id,
        "at": happened.at.isoformat(),
    }
    return row(NOTICE, params, envelope, now)
