"""The running program: start, stop, and what the sandbox asks of it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import structlog
from telegram.error import InvalidToken, TelegramError

from actions.keep_policy import is_kept, keep_policy
from bot.assembly import Parts
from bot.checks import warn_of_calendar, warn_of_guards
from bot.menus import Menus
from bot.tally import LoopLag
from bot.web.api.door import ApiOffice
from bot.web.probe import Probe
from bot.web.watched import LONGEST_SILENCE, Door, Watched
from models.queries.cast import read_cast
from models.queries.settings import BOT_NAME, keep_first_name, keep_setting
from models.working_days import read_calendar
from scheduler.supervision import RETRIES, forever, kept_up, until_done

log = structlog.get_logger()

GRACE = 8.0  # seconds for sends in flight, of the ten that a container is given


class Program:
    """Everything that runs, from `start` to `stop`."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.menus = Menus(
            parts.database, parts.channel, parts.words, parts.clocks.steady
        )
        self._probe = Probe(parts.database, parts.clocks.steady)
        self._lag = LoopLag(parts.clocks.steady)
        self._tasks: list[asyncio.Task[None]] = []
        self._listening = False
        self._introduced = False

    async def start(self) -> None:
        """Take up what an earlier run left, catch up with time, then listen.

        Telegram out of reach is no reason not to start: it is asked again.
        """
        await warn_of_calendar(self.parts.database)
        await warn_of_guards(self.parts.database)
        await self._take_over_policy()
        await self.parts.dispatcher.rescue_all()
        await self.parts.timetable.start()
        self._tasks = [
            asyncio.create_task(kept_up("dispatcher", self.parts.dispatcher.run)),
            asyncio.create_task(kept_up("loop lag", self._lag.run)),
            asyncio.create_task(forever("listening", self._listen)),
        ]

    async def _take_over_policy(self) -> None:
        """What the settings choose, if it is new; then whatever the table says."""
        parts, now = self.parts, self.parts.clocks.office.now()
        chosen = parts.chosen
        async with parts.database.read(now=now) as reads:
            kept = await is_kept(reads, chosen.policy)
        if not kept:
            async with parts.database.begin(now=now) as work:
                await keep_policy(work, chosen.profile, chosen.own)
        policy = await parts.policies.read_again(parts.database, now)
        log.info("policy", name=policy.name, since=str(policy.valid_from), new=not kept)

    async def stop(self) -> None:
        """Stop listening, finish what is in flight, give back what was not begun."""
        self.parts.timetable.stop()
        *senders, listener = self._tasks
        await _cancelled(listener)
        await asyncio.gather(
            self.parts.inbox.stop(GRACE), self.parts.dispatcher.stop(GRACE)
        )
        if self.parts.mailer is not None:
            await self.parts.mailer.stop(GRACE)
        await self.parts.teller.stop(GRACE)
        for task in senders:
            await _cancelled(task)
        with suppress(TelegramError, RuntimeError):
            await self.parts.application.shutdown()
        await self.parts.bot.shutdown()
        await self._probe.close()
        await self.parts.database.close()

    async def _listen(self) -> None:
        """Both loops go past whatever fails in them; if one ends, both begin anew."""
        await self._reach_telegram()
        await self.parts.timetable.look()  # Telegram has told the time by now
        async with asyncio.TaskGroup() as group:
            group.create_task(self._introduce())
            group.create_task(self.parts.inbox.run())
            group.create_task(self._take_in())
            self._listening = True

    async def _take_in(self) -> None:
        """By the webhook, where one is set; else by asking."""
        if self.parts.registration is not None:
            await forever("webhook", self.parts.registration.run)
        else:
            await forever("poller", self._poll)

    async def _poll(self) -> None:
        await self.parts.leadership.lead(self.parts.poller.run)
        await self.parts.poller.step_aside()

    def watched(self) -> Watched:
        """For those who watch over us."""
        parts, reach = self.parts, self.parts.reach
        registration = parts.registration
        if registration is not None:
            door = Door("webhook", lambda: registration.is_set, reach.seconds_ago)
        else:
            door = Door("poller", self._asks, reach.seconds_ago)
        return Watched(
            self._probe,
            parts.tally,
            self._lag,
            door,
            parts.clocks.office.now,
            lambda: parts.guard.suspect,
            parts.database.ballast,
            parts.dispatcher.gate,
        )

    def for_systems(self) -> ApiOffice:
        """For other systems that push and ask."""
        parts = self.parts
        return ApiOffice(
            parts.database, parts.policies, parts.words, parts.clocks.steady.monotonic
        )

    def _asks(self) -> bool:
        """Telegram answers us, or another process, for which we would step in."""
        if not self._listening:
            return False
        heard = self.parts.reach.seconds_ago() < LONGEST_SILENCE
        return heard or self.parts.leadership.stands_by

    async def _reach_telegram(self) -> None:
        """Until the server answers who we are."""
        attempt = 0
        while True:
            try:
                await self.parts.application.initialize()
                break
            except InvalidToken:
                log.error("token_refused", hint="check DONDOC_TELEGRAM_TOKEN")
            except TelegramError as error:
                log.warning("telegram_unreachable", error=type(error).__name__)
            wait = RETRIES[min(attempt, len(RETRIES) - 1)]
            attempt += 1
            await self.parts.clocks.steady.sleep(wait)
        log.info("telegram_reached", bot=self.parts.bot.username)

    async def _introduce(self) -> None:
        """Our name, for links, and the menus, which are then kept up to date. Nobody is
        kept waiting for them."""
        sleep = self.parts.clocks.steady.sleep
        await until_done("bot name", self._keep_name, sleep)
        await until_done("menus", self.menus.set_general, sleep)
        self._introduced = True
        await forever("menus", self.menus.run)

    async def _keep_name(self) -> None:
        async with self.parts.database.begin() as work:
            await keep_first_name(work, self.parts.bot.username)
            await keep_setting(work, BOT_NAME, self.parts.bot.username)

    # What the sandbox asks (bot/sandbox): it moves the clock and waits for us.

    async def plan_now(self) -> None:
        """Plan for the moment it is now."""
        await self.parts.timetable.tick_all()

    async def is_idle(self) -> bool:
        """Telegram was reached and told our menus, no update waits, nothing is due."""
        if not self._introduced or not await self.parts.inbox.is_idle():
            return False
        return await self.parts.dispatcher.is_idle()

    async def cast(self) -> dict[str, Any]:
        """Who is linked, for the sandbox's page."""
        now = self.parts.clocks.office.now()
        policy = self.parts.policies.in_force(now)
        async with self.parts.database.read(now=now) as reads:
            cast = await read_cast(reads)
            calendar = await read_calendar(reads)
        local = policy.local(now)
        day = local.date()
        if local >= policy.at(day, policy.morning_at) or not calendar.is_working(day):
            day = calendar.after(day, 1)
        return {
            **cast,
            "next_working_day": policy.at(day, policy.morning_at).isoformat(),
        }


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
