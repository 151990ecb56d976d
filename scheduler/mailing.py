"""The letters of the outbox: claim, look again, put into words, hand in, record.

A dispatcher of its own beside that of the chat: when Telegram cannot be reached, this
is what still goes out, and a mail server that is slow keeps no chat waiting. Letters
are few and leave one after the other; keys, claims and outcomes are those of every
message.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import structlog

from actions.alarms import tell_administrators
from actions.keep_report import keep_files
from channels.email import Mail
from domain.notices import Saying, Told
from domain.outcomes import NotSent, Outcome, Sent, Stopped
from domain.policy import InForce, Policy
from domain.summary_notices import ReportFile
from locales.catalog import Catalog, Words
from locales.render import render, resend_prefix
from locales.render.mails import letter as worded
from models.outbox import Live
from models.queries.claims import Claim, claim
from models.queries.letters import Letter, read_letters
from models.queries.mailboxes import (
    EMAIL,
    has_mailboxes,
    mailbox_of,
    open_mailboxes,
    turn_mailboxes,
    wanted_mailboxes,
)
from models.queries.marking import mark_sending
from models.queries.outcomes import Change, settle
from models.queries.queue import Wish
from models.queries.rescue import release
from models.work import Database, Reads
from scheduler.dispatcher.looking import hindrance, skipped
from scheduler.dispatcher.recording import landed, record
from scheduler.failures import told
from scheduler.gather import gather
from scheduler.gather.kept import Kept

log = structlog.get_logger()

AT_ONCE = 10  # claimed together: sent well within the length of a lease
SPACE = 1.0  # seconds between two letters; providers count them by the minute
DEAD_LINES = 3  # in a row, and the round ends
REST = 300.0  # seconds after a refusal of our name or password


class Channel(Protocol):
    """How a letter leaves: one try, and what became of it. Nothing is raised."""

    async def send(self, mail: Mail) -> Outcome: ...


class Steady(Protocol):
    """The clock of waits: seconds that never jump."""

    def monotonic(self) -> float: ...

    async def sleep(self, seconds: float) -> None: ...


@dataclass(frozen=True)
class Postroom:
    """What the letters of an office are made with. `may_remind` as for messages
    (scheduler/dispatcher/office.py): alarms and answers leave in any case."""

    policies: InForce
    words: Words
    now: Callable[[], datetime]
    steady: Steady
    owner: str
    may_remind: Callable[[], bool] = lambda: True


@dataclass(frozen=True)
class Composed:
    """A letter in words, and the file of a report that leaves with it."""

    mail: Mail
    file: ReportFile | None


class Mailer:
    """One office's letters. At most one round is on its way at a time."""

    def __init__(self, channel: Channel, room: Postroom) -> None:
        self._channel = channel
        self._room = room
        self._round: asyncio.Task[None] | None = None
        self._rests_until = 0.0

    async def tick(self, database: Database, policy: Policy, _now: datetime) -> None:
        """Begin a round beside the other ticks, unless one is on its way."""
        await self._keep_mailboxes(database, policy)
        busy = self._round is not None and not self._round.done()
        if not busy and self._room.steady.monotonic() >= self._rests_until:
            self._round = asyncio.create_task(self._empty(database))

    async def rested(self) -> None:
        """Until what was begun is done."""
        if self._round is not None:
            await self._round

    async def stop(self, grace_seconds: float) -> None:
        """What does not end in time is left as `sending`: the next start takes it for
        unknown."""
        if self._round is not None and not self._round.done():
            self._rests_until = float("inf")
            await asyncio.wait([self._round], timeout=grace_seconds)
            self._round.cancel()

    async def _keep_mailboxes(self, database: Database, policy: Policy) -> None:
        """One for each address of the office's sheet, while the policy wants it."""
        wants = EMAIL in policy.channels
        synthesis = policy.letterhead.synthesis_email if wants else ""
        async with database.read(now=self._room.now()) as reads:
            wanted = await wanted_mailboxes(reads, synthesis) if wants else []
            turns = await has_mailboxes(reads, closed=wants)
        if not wanted and not turns:
            return
        async with database.begin(now=self._room.now()) as work:
            await turn_mailboxes(work, wants)
            await open_mailboxes(work, wanted)

    async def _empty(self, database: Database) -> None:
        """All that is due. A failure is logged; the next tick begins anew."""
        try:
            while claims := await self._claim(database):
                if not await self._send_all(database, claims):
                    return
        except Exception as error:  # noqa: BLE001 (the next tick must come)
            log.error("mail_round_failed", **told(error))

    async def _claim(self, database: Database) -> list[Claim]:
        wish = Wish(self._room.owner, AT_ONCE, channel=EMAIL)
        if not self._room.may_remind():
            wish = wish.without_the_clock()
        async with database.begin(now=self._room.now()) as work:
            return await claim(work, wish)

    async def _send_all(self, database: Database, claims: list[Claim]) -> bool:
        """False when it is of no use to go on now."""
        failures = 0
        for number, one in enumerate(claims):
            outcome = await self._send(database, one)
            if isinstance(outcome, Sent):
                await self._room.steady.sleep(SPACE)
            failures = failures + 1 if isinstance(outcome, NotSent) else 0
            stopping = self._room.steady.monotonic() < self._rests_until
            if stopping or failures >= DEAD_LINES:
                async with database.begin(now=self._room.now()) as work:
                    await release(work, claims[number + 1 :])
                return False
        return True

    async def _send(self, database: Database, one: Claim) -> Outcome | None:
        """None for one that is not sent; what became of it stands in its row."""
        async with database.read(now=self._room.now()) as reads:
            letter = (await read_letters(reads, [one.id])).get(one.id)
            if letter is None or letter.epoch != one.epoch:
                return None
            composed = await self._compose(reads, letter)
        if isinstance(composed, Change):
            async with database.begin(now=self._room.now()) as work:
                await settle(work, [composed])
            return None
        async with database.begin(now=self._room.now()) as work:
            marked = await mark_sending(work, [one], self._room.owner)
            if marked and composed.file is not None:
                await keep_files(work, [composed.file])
        if not marked:
            return None
        outcome = await self._channel.send(composed.mail)
        await self._record(database, letter, outcome)
        return outcome

    async def _compose(self, reads: Reads, letter: Letter) -> Composed | Change:
        own = letter.preferences
        policy = self._room.policies.in_force(reads.now)
        hindered = hindrance(letter, own.policy(policy), reads.now)
        if hindered is not None:
            return hindered
        address = await mailbox_of(reads, letter.chat_id)
        if address is None:
            return skipped(letter, "not_allowed")
        words = self._words(own.language)
        kept = Kept(
            letter.origin,
            letter.notice,
            letter.params,
            late=letter.late,
            muted=own.muted,
            language=words.language,
        )
        notice = await gather(reads, policy, kept)
        if notice is None:
            return skipped(letter, "nothing_left")
        rendered = render(notice, words, zone=policy.zone)
        prefix = resend_prefix(letter.short_code, words) if letter.marked else ""
        is_copy = letter.notice == Live.FILE and "officer" not in letter.params
        said = worded(rendered, words, prefix=prefix, is_copy=is_copy)
        files = (rendered.document, rendered.picture)
        mail = Mail(
            to=address,
            number=f"{letter.id}.{letter.short_code}".lower(),
            subject=said.subject,
            text=said.text,
            html=said.html,
            date=letter.not_before,
            attachments=tuple(file for file in files if file is not None),
        )
        return Composed(mail, notice if isinstance(notice, ReportFile) else None)

    def _words(self, language: str | None) -> Words:
        return Catalog.load().words(language) if language else self._room.words

    async def _record(
        self, database: Database, letter: Letter, outcome: Outcome
    ) -> None:
        now = self._room.now()
        one = landed(letter, outcome, now, jitter=random.random())
        async with database.begin(now=now) as work:
            await record(work, [one])
            if isinstance(outcome, Stopped):
                alarm = Told(Saying.MAIL_REFUSED, {"why": outcome.why})
                await tell_administrators(work, alarm, key=f"mail:{work.today}")
        if isinstance(outcome, Stopped):
            self._rests_until = self._room.steady.monotonic() + REST
        if not isinstance(outcome, Sent):
            kind = type(outcome).__name__
            log.info("mail_not_sent", delivery=letter.id, outcome=kind)
