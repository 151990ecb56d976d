"""Builds the whole program; nothing is created anywhere else."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass

from telegram.ext import ExtBot

from bot.application import Handling, build_application, build_bot
from bot.clock import OfficeClock, Steady
from bot.inbox import Inbox
from bot.intake import Intake
from bot.poller import Poller
from bot.reach import Reach
from bot.settings import Settings
from bot.tally import Tally
from bot.turns import Turns
from bot.web.registration import Registration
from channels.telegram import TelegramChannel
from channels.telegram_request import AiohttpRequest
from domain.policy import Policy
from handlers.context import Dondoc
from locales.catalog import Catalog, Words
from models.work import Database
from scheduler.dispatcher import Dispatcher
from scheduler.ticks import Timetable
from scheduler.watching import Watcher


@dataclass(frozen=True)
class Clocks:
    """What time it is, both ways."""

    office: OfficeClock
    steady: Steady


@dataclass(frozen=True)
class Parts:
    """The parts of a running program, wired to each other."""

    database: Database
    policy: Policy
    words: Words
    bot: ExtBot[None]
    application: Handling
    channel: TelegramChannel
    dispatcher: Dispatcher
    timetable: Timetable
    inbox: Inbox
    intake: Intake
    reach: Reach
    poller: Poller
    registration: Registration | None  # of the webhook, where one is set
    tally: Tally
    clocks: Clocks


def open_database(settings: Settings, clock: OfficeClock) -> Database:
    """The office's memory; raises ValueError for a kind that we do not know."""
    return Database(
        settings.database_url.get_secret_value(), zone=settings.zone, now=clock.now
    )


def assemble(
    settings: Settings,
    database: Database,
    clocks: Clocks,
    watcher: Watcher | None = None,
) -> Parts:
    """Wire everything for this office. Nothing is sent or read yet."""
    assert settings.telegram_token is not None
    tally = Tally(beside=watcher)
    proxy = settings.telegram_proxy
    request = AiohttpRequest(proxy=proxy.get_secret_value() if proxy else None)
    token = settings.telegram_token.get_secret_value()
    bot = build_bot(token, settings.telegram_api_url, request)
    channel = TelegramChannel(bot, request)
    policy = Policy(zone_name=settings.timezone)
    words = Catalog.load().words(settings.language)
    now = clocks.office.now
    dispatcher = Dispatcher(
        database,
        channel,
        policy=policy,
        words=words,
        now=now,
        steady=clocks.steady,
        owner=f"{socket.gethostname()[:20]}:{os.getpid()}",
        watcher=tally,
    )
    program = Dondoc(database, policy, now, dispatcher.wake)
    application = build_application(bot)
    turns = Turns(program, application, channel, words, watcher=tally)
    inbox = Inbox(database, turns)
    bot_id = int(token.partition(":")[0])
    intake = Intake(database, bot_id, wake=inbox.wake, watcher=tally)
    reach = Reach(database, steady=clocks.steady, wake=dispatcher.wake)
    poller = Poller(bot, intake, reach, steady=clocks.steady)
    timetable = Timetable(database, policy=policy, now=now, wake=dispatcher.wake)
    return Parts(
        database=database,
        policy=policy,
        words=words,
        bot=bot,
        application=application,
        channel=channel,
        dispatcher=dispatcher,
        timetable=timetable,
        inbox=inbox,
        intake=intake,
        reach=reach,
        poller=poller,
        registration=_registration(settings, bot, reach, clocks.steady),
        tally=tally,
        clocks=clocks,
    )


def _registration(
    settings: Settings, bot: ExtBot[None], reach: Reach, steady: Steady
) -> Registration | None:
    if settings.webhook_url is None or settings.webhook_secret is None:
        return None
    secret = settings.webhook_secret.get_secret_value()
    return Registration(bot, settings.webhook_url, secret, reach=reach, steady=steady)
