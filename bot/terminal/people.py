"""`dondoc admin` and `dondoc invite`: one-time links, made at the terminal only."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import typer

from actions.invites import invite_by_voice, invite_person
from actions.make_administrator import make_administrator
from actions.revoke import revoke_person
from bot.terminal.app import Terminal
from bot.terminal.desk import WRONG_USE, Desk, Failed, open_desk, say
from domain.secrecy import is_secret
from locales.catalog import Words
from models.queries.audits import Deed, note_deed
from models.queries.people import named, unit_named
from models.queries.settings import BOT_NAME, read_setting
from models.tables import Officer
from models.work import Reads, Work

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

    spoken = typer.Option(
        False, "--spoken", help=words("A short code instead, to be read out by phone.")
    )
    revoke = typer.Option(
        False, "--revoke", help=words("Take away his account and his invitations.")
    )

    @terminal.command(
        "invite",
        words("Print an invitation, good for a day and one use."),
        "invite CB020",
    )
    def invite(
        name: str = name,
        unit: str | None = unit,
        spoken: bool = spoken,
        revoke: bool = revoke,
    ) -> None:
        desk = open_desk()

        async def choose(work: Work) -> Officer:
            found = await find_officer(work, desk.words, name, unit)
            if found is None:
                said = desk.words("There is no officer “{name}”. Check the name.")
                raise Failed(said.format(name=name))
            return found

        if revoke:
            asyncio.run(take_away(desk, choose))
        else:
            asyncio.run(print_invite(desk, choose, spoken=spoken))


async def take_away(desk: Desk, choose: Choose) -> None:
    async with desk.office() as database, database.begin() as work:
        officer = await choose(work)
        was_bound = await revoke_person(work, officer.id, door="terminal")
    said = desk.words("{name} was not linked; open invitations are void.")
    if was_bound:
        said = desk.words("{name} is not linked any more; open invitations are void.")
    say(said.format(name=officer.name))


async def print_invite(desk: Desk, choose: Choose, *, spoken: bool = False) -> None:
    make = invite_by_voice if spoken else invite_person
    async with desk.office() as database, database.begin() as work:
        officer = await choose(work)
        code = await make(work, officer.id)
        bot = await read_setting(work, BOT_NAME)
        deed = Deed("invited", f"officer:{officer.id}", None, "terminal")
        await note_deed(work, deed)
    # Printed once it is kept: a code that is not in the database opens nothing.
    if spoken:
        say(f"/start {code[:4]}-{code[4:]}")
        return
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
