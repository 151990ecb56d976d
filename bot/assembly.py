"""Builds the whole program; nothing is created anywhere else."""

from __future__ import annotations

from dataclasses import dataclass

from telegram.ext import ExtBot

from bot.application import Handling, build_application, build_bot
from bot.clock import OfficeClock, Steady
from bot.identity import named_by_chance
from bot.inbox import Inbox
from bot.leadership import Leadership
from bot.poller import Poller
from bot.settings import Settings
from channels.telegram import TelegramChannel
from channels.telegram_request import AiohttpRequest
from domain.policy import Policy
from handlers.context import Dondoc
from locales.catalog import Catalog, Words
from models.work import Database
from scheduler.dispatcher import Dispatcher
from scheduler.dispatcher.sharing import Alone, Divided, Name
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
    poller: Poller
    leadership: Leadership
    clocks: Clocks


def open_database(settings: Settings, clock: OfficeClock) -> Database:
    """The office's memory; raises ValueError for a kind that we do not know."""
    return Database(
        settings.database_url.get_secret_value(), zone=settings.zone, now=clock.now
    )


def _way_out(settings: Settings) -> AiohttpRequest:
    proxy = settings.telegram_proxy
    return AiohttpRequest(proxy=proxy.get_secret_value() if proxy else None)


def assemble(  # noqa: PLR0913 (what differs between the bot, the demo and a test)
    settings: Settings,
    database: Database,
    clocks: Clocks,
    watcher: Watcher | None = None,
    request: AiohttpRequest | None = None,
    name: Name | None = None,
) -> Parts:
    """Wire everything for this office. Nothing is sent or read yet.

    `request` is the way to Telegram, if it is to be another than the settings' own.
    `name`: who we are among several processes, if our place is proven.
    """
    assert settings.telegram_token is not None
    request = request or _way_out(settings)
    token = settings.telegram_token.get_secret_value()
    bot = build_bot(token, settings.telegram_api_url, request)
    channel = TelegramChannel(bot, request)
    policy = Policy(zone_name=settings.timezone)
    words = Catalog.load().words(settings.language)
    now = clocks.office.now
    name = name or named_by_chance()
    alone = database.engines.one_writer
    dispatcher = Dispatcher(
        database,
        channel,
        policy=policy,
        words=words,
        now=now,
        steady=clocks.steady,
        owner=name.owner,
        watcher=watcher,
        sharing=Alone() if alone else Divided(database, clocks.steady, name),
        name=name,
    )
    program = Dondoc(database, policy, now, dispatcher.wake)
    application = build_application(bot)
    inbox = Inbox(program, application, channel, words, watcher=watcher)
    poller = Poller(
        database, bot, steady=clocks.steady, wake=inbox.wake, watcher=watcher
    )
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
        poller=poller,
        leadership=Leadership(database, clocks.steady, name.owner),
        clocks=clocks,
    )
