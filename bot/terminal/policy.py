"""`dondoc policy`: the timetable that holds on a day, and whether a file can be one."""

from __future__ import annotations

from pathlib import Path

import typer

from bot.policies import UnusablePolicy, chosen_policy, policy_in
from bot.terminal.app import Terminal
from bot.terminal.desk import FAILED, WRONG_USE, Desk, Failed, open_desk, say
from domain.policy import Policy
from domain.policy_file import differences
from locales import formats

DOES = ("show", "check")


def add_to(terminal: Terminal) -> None:
    words = terminal.words
    does = typer.Argument(metavar="ACTION", help=words("show or check."))
    file = typer.Argument(None, metavar="FILE", help=words("For check: the file."))

    @terminal.command(
        "policy",
        words("Show the times and leads of the office, or check a file of them."),
        "policy check policy.toml",
    )
    def policy(does: str = does, file: Path | None = file) -> None:
        desk = open_desk()
        if does not in DOES:
            said = desk.words("“{text}” is no action. Use show or check.")
            raise Failed(said.format(text=does), WRONG_USE)
        if does == "check":
            _check(desk, file)


def _check(desk: Desk, file: Path | None) -> None:
    """What the file would change against what the settings choose now."""
    if file is None:
        raise Failed(desk.words("Say which file is to be checked."), WRONG_USE)
    try:
        read = policy_in(file, desk.settings)
    except UnusablePolicy as error:
        raise Failed(error.said(desk.words), FAILED) from None
    now = chosen_policy(desk.settings).policy
    _say_differences(desk, now, read)


def _say_differences(desk: Desk, now: Policy, read: Policy) -> None:
    for key, before, after in differences(now, read):
        say(f"{key}: {before} -> {after}")
    said = desk.words("The policy “{name}” can be used; it holds from {day}.")
    say(said.format(name=read.name, day=formats.day(read.valid_from)))
