"""`dondoc token`: which systems may ask over HTTP, for what, and how long."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import typer

from actions.api_tokens import TokenRefused, give_token, revoke_token
from bot.terminal.app import Terminal
from bot.terminal.desk import WRONG_USE, Desk, Failed, open_desk, say
from bot.terminal.people import unit_id
from bot.terminal.reading import day_of
from domain.systems import SystemScope, is_system_name, read_words
from locales import formats
from models.queries.systems import all_tokens
from models.tables import ApiToken

DOES = ("add", "list", "revoke")
FAR = date(9000, 1, 1)  # days later than it have no end that can be counted


@dataclass(frozen=True)
class Wish:
    """What was typed behind `dondoc token`."""

    system: str
    scopes: str
    until: str | None
    unit: str | None
    as_json: bool


def add_to(terminal: Terminal) -> None:
    words = terminal.words
    does = typer.Argument(metavar="ACTION", help=words("add, list or revoke."))
    system = typer.Argument(
        "", metavar="SYSTEM", help=words("A short name for the other system.")
    )
    scopes = typer.Option(
        SystemScope.TASKS_READ.value,
        "--scopes",
        metavar="SCOPES",
        help=words("What for, by commas: tasks:read, tasks:write, webhooks."),
    )
    until = typer.Option(
        None, "--until", metavar="DATE", help=words("Its last day; at most a year.")
    )
    unit = typer.Option(
        None, "--unit", metavar="UNIT", help=words("Only for tasks of this unit.")
    )
    as_json = typer.Option(False, "--json", help=words("Answer as JSON."))

    @terminal.command(
        "token",
        words("Let another system push tasks or ask for them, or end that."),
        "token add idesk --scopes tasks:write,tasks:read --until 2027-06-30",
    )
    def token(  # noqa: PLR0913 (what can be typed)
        does: str = does,
        system: str = system,
        scopes: str = scopes,
        until: str | None = until,
        unit: str | None = unit,
        as_json: bool = as_json,
    ) -> None:
        desk = open_desk()
        wish = Wish(system, scopes, until, unit, as_json)
        actions = {"add": add, "list": list_tokens, "revoke": revoke}
        if does not in DOES:
            said = desk.words("“{text}” is no action. Use add, list or revoke.")
            raise Failed(said.format(text=does), WRONG_USE)
        asyncio.run(actions[does](desk, wish))


async def add(desk: Desk, wish: Wish) -> None:
    """Prints the token alone, so that it can be put straight where it belongs."""
    words = desk.words
    check_name(desk, wish.system)
    scopes = read_words(wish.scopes, SystemScope)
    if scopes is None:
        known = ", ".join(scope.value for scope in SystemScope)
        said = words("“{text}” is no list of scopes. Use: {known}")
        raise Failed(said.format(text=wish.scopes, known=known), WRONG_USE)
    if wish.until is None:
        raise Failed(words("Say until when: --until DATE"), WRONG_USE)
    expires_at = end_of(day_of(wish.until, words), desk)
    try:
        async with desk.office() as database, database.begin() as work:
            unit = await unit_id(work, words, wish.unit)
            given = [SystemScope(scope) for scope in scopes]
            token = await give_token(work, wish.system, given, expires_at, unit)
    except TokenRefused as refused:
        said = words("The last day must be from today on and within a year.")
        if refused.there_is_one:
            said = words(
                "The system {name} has a token. To replace it: dondoc token revoke"
                " {name}"
            )
        raise Failed(said.format(name=wish.system)) from None
    say(token)


async def list_tokens(desk: Desk, wish: Wish) -> None:
    async with desk.office() as database, database.read() as reads:
        rows = await all_tokens(reads)
    if wish.as_json:
        facts = [as_facts(row, desk) for row in rows]
        say(json.dumps(facts, ensure_ascii=False))
        return
    if not rows:
        say(desk.words("No system has a token."))
    for row in rows:
        say(line_of(row, desk))


async def revoke(desk: Desk, wish: Wish) -> None:
    check_name(desk, wish.system)
    async with desk.office() as database, database.begin() as work:
        if not await revoke_token(work, wish.system):
            said = desk.words("The system {name} has no token.")
            raise Failed(said.format(name=wish.system))
    said = desk.words("The token of {name} opens nothing any more.")
    say(said.format(name=wish.system))


def check_name(desk: Desk, system: str) -> None:
    if not is_system_name(system):
        said = desk.words(
            "“{text}” is no name of a system. Use up to 36 letters, digits, - or ."
        )
        raise Failed(said.format(text=system), WRONG_USE)


def end_of(day: date, desk: Desk) -> datetime:
    """The day is inclusive to its end, in the office's zone."""
    after = datetime.combine(min(day, FAR) + timedelta(days=1), time())
    return after.replace(tzinfo=desk.settings.zone)


def state_of(row: ApiToken, desk: Desk) -> str:
    if row.revoked_at is not None:
        return "revoked"
    return "expired" if row.expires_at <= desk.clock.now() else "good"


def last_day_of(row: ApiToken, desk: Desk) -> date:
    last = row.expires_at - timedelta(seconds=1)
    return last.astimezone(desk.settings.zone).date()


def line_of(row: ApiToken, desk: Desk) -> str:
    words = desk.words
    states = {
        "good": words("good until {date}"),
        "expired": words("expired on {date}"),
        "revoked": words("revoked"),
    }
    state = states[state_of(row, desk)].format(date=formats.day(last_day_of(row, desk)))
    used = words("never used")
    if row.last_used_at is not None:
        at = formats.moment(row.last_used_at, desk.settings.zone, words.language)
        used = words("last used {at}").format(at=at)
    return f"{row.system}: {row.scopes.replace(' ', ', ')}; {state}; {used}"


def as_facts(row: ApiToken, desk: Desk) -> dict[str, Any]:
    zone, used = desk.settings.zone, row.last_used_at
    return {
        "system": row.system,
        "scopes": row.scopes.split(),
        "state": state_of(row, desk),
        "until": last_day_of(row, desk).isoformat(),
        "last_used": used and used.astimezone(zone).isoformat(),
    }
