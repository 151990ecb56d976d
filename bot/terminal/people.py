"""`dondoc admin` and `dondoc invite`: one-time links, made at the terminal only."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import typer

from actions.invites import invite_person
from actions.make_administrator import make_administrator
from bot.terminal.app import Terminal
from bot.terminal.desk import WRONG_USE, Desk, Failed, open_desk, say
from domain.secrecy import is_secret
from locales.catalog import Words
from models.queries.people import named, unit_named
from models.queries.settings import read_setting
from models.tables import Officer
from models.work import Reads, Work

BOT_NAME = "bot_username"  # the setting in which the running bot keeps its name
LONGEST_NAME = 250

Choose = Callable[[Work], Awaitable[Officer]]


def add_to(terminal: Terminal) -> None:
    words = terminal.words
    name = typer.Argument(metavar="NAME", help=words("The full name, or the Mã."))
    unit = typer.Option(
        None, metavar="UNIT", help=words("The unit, if several bear the name.")
    )

    @terminal.command(
        "admin",
        words("Make somebody the administrator, and print his invitation."),
        "admin 'Nguyễn Văn An'",
    )
    def admin(name: str = name) -> None:
        desk = open_desk()

        async def choose(work: Work) -> Officer:
            known = await find_officer(work, desk.words, name)
            if known is None:
                check_new_name(name, desk.words)
            return await make_administrator(work, name, known)

        asyncio.run(print_invite(desk, choose))

    @terminal.command(
        "invite",
        words("Print an invitation, good for a day and one use."),
        "invite CB020",
    )
    def invite(name: str = name, unit: str | None = unit) -> None:
        desk = open_desk()

        async def choose(work: Work) -> Officer:
            found = await find_officer(work, desk.words, name, unit)
            if found is None:
                said = desk.words("There is no officer “{name}”. Check the name.")
                raise Failed(said.format(name=name))
            return found

        asyncio.run(print_invite(desk, choose))


async def print_invite(desk: Desk, choose: Choose) -> None:
    async with desk.office() as database, database.begin() as work:
        officer = await choose(work)
        code = await invite_person(work, officer.id)
        bot = await read_setting(work, BOT_NAME)
    # Printed once it is kept: a code that is not in the database opens nothing.
    say(f"https://t.me/{bot}?start={code}" if bot else f"/start {code}")


async def find_officer(
    reads: Reads, words: Words, name: str, unit: str | None = None
) -> Officer | None:
    """The one of that name or Mã. Raises Failed if there are several."""
    if not name.strip():
        raise Failed(words("The name is empty."), WRONG_USE)
    found = await named(reads, name, unit=await unit_id(reads, words, unit))
    if len(found) > 1:
        said = words("Several officers are named {name}. Give one of these Mã: {codes}")
        codes = ", ".join(one.code for one in found)
        raise Failed(said.format(name=found[0].name, codes=codes))
    return found[0] if found else None


async def unit_id(reads: Reads, words: Words, unit: str | None) -> int | None:
    """Raises Failed for a unit that nobody knows."""
    if unit is None:
        return None
    found = await unit_named(reads, unit)
    if found is None:
        said = words("There is no unit “{name}”. Check the name.")
        raise Failed(said.format(name=unit))
    return found.id


def check_new_name(name: str, words: Words) -> None:
    """Raises Failed for what is a Mã, or a secret, rather than a person's name."""
    if any(sign.isdigit() for sign in name):
        said = words("There is no officer “{name}”. Check the name.")
        raise Failed(said.format(name=name))
    if len(name) > LONGEST_NAME or is_secret(name):
        raise Failed(words("This is no person's name."), WRONG_USE)
