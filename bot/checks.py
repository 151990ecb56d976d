"""What is looked at before the program starts, each with what to do about it."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import date

import structlog
from telegram.error import InvalidToken, TelegramError

from bot.application import build_bot
from bot.policies import UnusablePolicy, chosen_policy
from bot.settings import Settings
from channels.telegram_request import AiohttpRequest
from locales import formats
from locales.catalog import Words
from models import schema
from models.guards import Guards, look_at_guards
from models.queries.calendar import unconfirmed
from models.queries.settings import DEMO, read_setting
from models.work import Database

log = structlog.get_logger()

# SQLite before this one can spoil its log when two connections write at once; we let
# only one write, so it is a warning (delivery.md 2.10).
SAFE_SQLITE = (3, 51, 3)


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `stops`: the program cannot run like this."""

    code: str
    said: str
    stops: bool


async def check_database(database: Database, words: Words) -> AsyncIterator[Finding]:
    """Whether the database answers, is ours, and has the schema of this program."""
    try:
        at = await schema.current(database)
    except Exception as error:  # noqa: BLE001  # every driver fails in its own way
        said = words("The database does not answer ({error}). Check {setting}.")
        name = type(error).__name__
        yield Finding(
            "D001", said.format(error=name, setting="DONDOC_DATABASE_URL"), True
        )
        return
    if at != schema.newest():
        said = words("The database has an older schema. Run: dondoc migrate")
        yield Finding("D002", said, False)
        return
    async with database.read() as reads:
        if await read_setting(reads, DEMO):
            said = words("This is the demo's database; the real bot does not use it.")
            yield Finding("D003", said, True)
        years = await unconfirmed(reads, reads.today)
        guards = await look_at_guards(reads)
    for finding in _of_guards(guards, words):
        yield finding
    if years:
        said = words(
            "Nobody has confirmed the days off of {years}. See: dondoc calendar show"
        )
        listed = ", ".join(str(year) for year in years)
        yield Finding("D005", said.format(years=listed), False)
    if database.engines.one_writer and sqlite3.sqlite_version_info < SAFE_SQLITE:
        said = words(
            "SQLite {version} is old; only one connection writes, so it is safe."
        )
        yield Finding("D004", said.format(version=sqlite3.sqlite_version), False)


def _of_guards(guards: Guards, words: Words) -> Iterator[Finding]:
    if guards.are_whole:
        return
    said = words(
        "Triggers that refuse changes of the history are not as they were made:"
        " {names}. See: dondoc audit verify"
    )
    names = ", ".join((*guards.missing, *guards.altered))
    yield Finding("D041", said.format(names=names), False)


async def warn_of_calendar(database: Database) -> list[int]:
    """The years whose days off nobody has confirmed, said in the log at each start."""
    async with database.read() as reads:
        years = await unconfirmed(reads, reads.today)
    if years:
        log.warning("calendar_unconfirmed", years=years, see="dondoc calendar show")
    return years


async def warn_of_guards(database: Database) -> Guards:
    """What somebody did to the history's triggers, said in the log at each start."""
    async with database.read() as reads:
        guards = await look_at_guards(reads)
    if not guards.are_whole:
        found = {"missing": list(guards.missing), "altered": list(guards.altered)}
        log.warning("history_unguarded", **found, see="dondoc audit verify")
    return guards


async def check_policy(
    settings: Settings, today: date, words: Words
) -> AsyncIterator[Finding]:
    """Whether the office's policy file can be used; and when it begins."""
    try:
        chosen = chosen_policy(settings)
    except UnusablePolicy as error:
        yield Finding("D020", error.said(words), True)
        return
    if chosen.policy.valid_from > today:
        said = words(
            "The policy “{name}” begins on {day}; until then the one before it holds."
        )
        day = formats.day(chosen.policy.valid_from)
        yield Finding("D021", said.format(name=chosen.policy.name, day=day), False)


async def check_seals(settings: Settings, words: Words) -> AsyncIterator[Finding]:
    """Whether the history is sealed: without a key nobody could prove it later."""
    if settings.seal is None:
        said = words(
            "The history is not sealed: there is no key. Set {setting}, and keep the"
            " key where the database is not."
        )
        yield Finding("D040", said.format(setting="DONDOC_AUDIT_KEY"), False)


async def check_telegram(settings: Settings, words: Words) -> AsyncIterator[Finding]:
    """Whether there is a token, and whether Telegram takes it."""
    if settings.telegram_token is None:
        said = words("There is no token. Set {setting}; @BotFather gives one.")
        yield Finding("D010", said.format(setting="DONDOC_TELEGRAM_TOKEN"), True)
        return
    proxy = settings.telegram_proxy
    request = AiohttpRequest(proxy=proxy.get_secret_value() if proxy else None)
    bot = build_bot(
        settings.telegram_token.get_secret_value(), settings.telegram_api_url, request
    )
    try:
        await bot.initialize()
    except InvalidToken:
        said = words("Telegram refuses the token. Check {setting}.")
        yield Finding("D011", said.format(setting="DONDOC_TELEGRAM_TOKEN"), True)
    except TelegramError:
        said = words(
            "Telegram cannot be reached. Check the network, {api} and {proxy};"
            " the program starts all the same and tries again."
        )
        names = {"api": "DONDOC_TELEGRAM_API_URL", "proxy": "DONDOC_TELEGRAM_PROXY"}
        yield Finding("D012", said.format(**names), False)
    finally:
        await bot.shutdown()
