"""`dondoc migrate` and `dondoc check`: is everything as the program needs it?"""

from __future__ import annotations

import asyncio

import typer

from bot.terminal.app import Terminal
from bot.terminal.desk import FAILED, Desk, open_desk, say
from models import schema


def add_to(terminal: Terminal) -> None:
    words = terminal.words

    @terminal.command(
        "migrate", words("Bring the database to this program's schema."), "migrate"
    )
    def migrate() -> None:
        asyncio.run(_migrate(open_desk()))

    @terminal.command(
        "check",
        words("Look at settings, database, Telegram and mail, and say what to do."),
        "check",
    )
    def check() -> None:
        raise typer.Exit(asyncio.run(_check(open_desk())))


async def _migrate(desk: Desk) -> None:
    async with desk.office() as database:
        revision = await schema.current(database)
    said = desk.words("The database is up to date (schema {revision}).")
    say(said.format(revision=revision))


async def _check(desk: Desk) -> int:
    """1 if something keeps the program from running."""
    from bot.checks import check_database, check_policy, check_seals, check_telegram
    from bot.mail_check import check_mail

    stops = found = False
    async with desk.database() as database:
        for findings in (
            check_database(database, desk.words),
            check_policy(desk.settings, desk.today, desk.words),
            check_seals(desk.settings, desk.words),
            check_telegram(desk.settings, desk.words),
            check_mail(desk.settings, desk.words),
        ):
            async for finding in findings:
                say(f"{finding.code}  {finding.said}")
                found, stops = True, stops or finding.stops
    if not found:
        say(desk.words("Everything is in order."))
    return FAILED if stops else 0
