"""`dondoc policy`: the timetable that holds on a day, and whether a file can be one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer

from bot.policies import UnusablePolicy, chosen_policy, policy_in
from bot.terminal.app import Terminal
from bot.terminal.desk import FAILED, WRONG_USE, Desk, Failed, open_desk, say
from bot.terminal.reading import day_of
from domain.policy import Policy
from domain.policy_file import differences, digest_of, written
from locales import formats
from models.policies import Stored, read_policies, versions_of

DOES = ("show", "check")


@dataclass(frozen=True)
class Kept:
    """What the office's memory says: the policy of a day, and all there were."""

    policy: Policy | None
    stored: tuple[Stored, ...] = ()


def add_to(terminal: Terminal) -> None:
    words = terminal.words
    does = typer.Argument(metavar="ACTION", help=words("show or check."))
    file = typer.Argument(None, metavar="FILE", help=words("For check: the file."))
    at = typer.Option(
        None, metavar="DATE", help=words("For show: of which day; today if not said.")
    )

    @terminal.command(
        "policy",
        words("Show the times and leads of the office, or check a file of them."),
        "policy show --at 2027-01-04",
    )
    def policy(does: str = does, file: Path | None = file, at: str | None = at) -> None:
        desk = open_desk()
        if does not in DOES:
            said = desk.words("“{text}” is no action. Use show or check.")
            raise Failed(said.format(text=does), WRONG_USE)
        day = desk.today if at is None else day_of(at, desk.words)
        kept = asyncio.run(_kept(desk, day))
        if does == "check":
            _check(desk, file, kept)
        else:
            _show(desk, kept)


async def _kept(desk: Desk, day: date) -> Kept:
    async with desk.office() as database, database.read() as reads:
        versions = await read_policies(reads)
        stored = tuple(await versions_of(reads))
    return Kept(versions.on(day) if versions else None, stored)


def _show(desk: Desk, kept: Kept) -> None:
    """As a file that can be used; what else is stored as its comments."""
    chosen = chosen_policy(desk.settings).policy
    policy = kept.policy or chosen
    for one in kept.stored:
        holds = "*" if one.digest == digest_of(policy) else " "
        day = formats.day(one.valid_from)
        said = desk.words("version {version}: {name}, from {day}")
        facts = {"version": one.version, "name": one.profile, "day": day}
        say(f"# {holds} {said.format(**facts)}")
    if not kept.stored or kept.stored[-1].digest != digest_of(chosen):
        said = desk.words("“{name}” of the settings is taken over at the next start")
        say(f"# {said.format(name=chosen.name)}")
    for line in written(policy).splitlines():
        say(line)


def _check(desk: Desk, file: Path | None, kept: Kept) -> None:
    """What the file would change against what holds now."""
    if file is None:
        raise Failed(desk.words("Say which file is to be checked."), WRONG_USE)
    try:
        read = policy_in(file, desk.settings)
    except UnusablePolicy as error:
        raise Failed(error.said(desk.words), FAILED) from None
    now = kept.policy or chosen_policy(desk.settings).policy
    for key, before, after in differences(now, read):
        say(f"{key}: {before} -> {after}")
    said = desk.words("The policy “{name}” can be used; it holds from {day}.")
    say(said.format(name=read.name, day=formats.day(read.valid_from)))
