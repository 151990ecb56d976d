"""Builds the whole program; nothing is created anywhere else."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from datetime import timedelta

from telegram.ext import ExtBot

from bot.application import Handling, build_application, build_bot
from bot.clock import Machine, MachineClock, OfficeClock, Steady
from bot.identity import named_by_chance
from bot.inbox import Inbox
from bot.intake import Intake
from bot.keyboards import keyboards
from bot.leadership import Leadership
from bot.policies import Chosen, chosen_policy
from bot.poller import Poller
from bot.reach import Reach
from bot.settings import Settings
from bot.tally import Tally
from bot.turns import Turns
from bot.web.registration import Registration
from channels.email import EmailChannel
from channels.telegram import TelegramChannel
from channels.telegram_request import AiohttpRequest
from channels.telegram_time import ServerTime
from channels.webhook import WebhookChannel
from domain.disk import Limits
from handlers.context import Dondoc
from locales.catalog import Catalog, Words
from models.policies import PolicyBook
from models.work import Database
from scheduler.dispatcher import Dispatcher
from scheduler.dispatcher.sharing import Alone, Divided, Name
from scheduler.guarding import ClockGuard
from scheduler.inbox_folder import InboxFolder
from scheduler.mailing import Mailer, Postroom
from scheduler.refused_token import RefusedToken
from scheduler.rivals import Rivals
from scheduler.sealing import sealing
from scheduler.silence import Silence
from scheduler.telling_systems import Switchboard, SystemTeller
from scheduler.ticks import TICKS, Tick, Timetable
from scheduler.unregistered import counting
from scheduler.watching import Watcher


@dataclass(frozen=True)
class Clocks:
    """What time it is, both ways; and the machine's own clocks, which are guarded."""

    office: OfficeClock
    steady: Steady
    machine: Machine = field(default_factory=MachineClock)


@dataclass(frozen=True)
class Parts:
    """The parts of a running program, wired to each other."""

    database: Database
    policies: PolicyBook
    chosen: Chosen
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
    guard: ClockGuard
    registration: Registration | None  # of the webhook, where one is set
    tally: Tally
    leadership: Leadership
    mailer: Mailer | None  # where a mail server is set
    teller: SystemTeller  # of other systems
    clocks: Clocks


def open_database(
    settings: Settings, clock: OfficeClock, limits: Limits | None = None
) -> Database:
    """The office's memory; raises ValueError for a kind that we do not know."""
    return Database(
        settings.database_url.get_secret_value(),
        zone=settings.zone,
        now=clock.now,
        limits=limits,
    )


def _way_out(settings: Settings) -> AiohttpRequest:
    proxy = settings.telegram_proxy
    return AiohttpRequest(proxy=proxy.get_secret_value() if proxy else None)


def _told_time(request: AiohttpRequest, clocks: Clocks) -> ServerTime:
    """What time it is by Telegram's own answers."""
    server_time = ServerTime(clocks.machine.steady)
    request.tell_time(server_time)
    return server_time


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
    tally = Tally(beside=watcher)
    request = request or _way_out(settings)
    server_time = _told_time(request, clocks)
    token = settings.telegram_token.get_secret_value()
    bot = build_bot(token, settings.telegram_api_url, request)
    channel = TelegramChannel(bot, request)
    chosen = chosen_policy(settings)
    policies = PolicyBook(chosen.policy)
    words = Catalog.load().words(settings.language)
    now = clocks.office.now
    guard = ClockGuard(
        database,
        clocks.machine,
        server_time.last,
        policy=chosen.policy,
        name=socket.gethostname(),
    )
    name = name or named_by_chance()
    dispatcher = Dispatcher(
        database,
        channel,
        policy=policies,
        words=words,
        now=now,
        steady=clocks.steady,
        owner=name.owner,
        watcher=tally,
        guard=guard,
        sharing=Alone()
        if database.engines.one_writer
        else Divided(database, clocks.steady, name),
        name=name,
    )
    program = Dondoc(
        database,
        policies,
        now,
        dispatcher.wake,
        settings.public_address,
        channel.download,
        keyboards(policies, words),
    )
    application = build_application(bot)
    turns = Turns(program, application, channel, words, watcher=tally)
    inbox = Inbox(database, turns)
    intake = Intake(
        database,
        _number_of(token),
        wake=inbox.wake,
        watcher=tally,
        symbols=lambda: policies.in_force(now()).secret_symbols,
    )
    reach = Reach(database, steady=clocks.steady, wake=dispatcher.wake)
    room = Postroom(
        policies,
        words,
        now,
        clocks.steady,
        name.owner,
        lambda: guard.is_sure() and not database.ballast.is_short,
    )
    mailer, teller = _mailer(settings, room), _teller(settings, room)
    leadership, rivals = _asking(database, clocks.steady, name)
    timetable = Timetable(
        database,
        policy=policies,
        now=now,
        steady=clocks.steady,
        guard=guard,
        wake=dispatcher.wake,
        ticks=(
            *TICKS,
            sealing(settings.seal),
            *_more_ticks(settings, mailer),
            Tick("systems", timedelta(seconds=20), teller.tick, by_the_clock=False),
            counting(channel),
            Silence(reach.seconds_ago, lambda: leadership.stands_by).tick,
            RefusedToken(lambda: dispatcher.gate).tick,
            rivals.tick,
        ),
    )
    return Parts(
        database=database,
        policies=policies,
        chosen=chosen,
        words=words,
        bot=bot,
        application=application,
        channel=channel,
        dispatcher=dispatcher,
        timetable=timetable,
        inbox=inbox,
        intake=intake,
        reach=reach,
        poller=Poller(bot, intake, reach, rivals, steady=clocks.steady),
        guard=guard,
        registration=_registration(settings, bot, reach, clocks.steady),
        tally=tally,
        leadership=leadership,
        mailer=mailer,
        teller=teller,
        clocks=clocks,
    )


def _number_of(token: str) -> int:
    """The bot's own, which its token begins with."""
    return int(token.partition(":")[0])


def _asking(
    database: Database, steady: Steady, name: Name
) -> tuple[Leadership, Rivals]:
    """Which of our processes asks Telegram, and whom it meets there."""
    leadership = Leadership(database, steady, name.owner)
    return leadership, Rivals(steady, lambda: leadership.stands_by)


def _mailer(settings: Settings, room: Postroom) -> Mailer | None:
    server = settings.mail_server
    return None if server is None else Mailer(EmailChannel(server), room)


def _teller(settings: Settings, room: Postroom) -> SystemTeller:
    channel = WebhookChannel(settings.private_networks)
    return SystemTeller(channel, Switchboard(room.now, room.owner, room.may_remind))


def _more_ticks(settings: Settings, mailer: Mailer | None) -> tuple[Tick, ...]:
    """The watched folder of messages, and the letters, where they are set."""
    every, ticks = timedelta(seconds=20), []
    if settings.inbox_dir is not None:
        folder = InboxFolder(settings.inbox_dir)
        ticks.append(Tick("inbox folder", every, folder.look, by_the_clock=False))
    if mailer is not None:
        ticks.append(Tick("letters", every, mailer.tick, by_the_clock=False))
    return tuple(ticks)


def _registration(
    settings: Settings, bot: ExtBot[None], reach: Reach, steady: Steady
) -> Registration | None:
    if settings.webhook_url is None or settings.webhook_secret is None:
        return None
    secret = settings.webhook_secret.get_secret_value()
    return Registration(bot, settings.webhook_url, secret, reach=reach, steady=steady)
