"""`dondoc simulate`: every message that the data and the policy would send."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from pathlib import Path

import typer

from bot.policies import UnusablePolicy, policy_in
from bot.terminal.app import Terminal
from bot.terminal.desk import FAILED, WRONG_USE, Desk, Failed, open_desk, say
from bot.terminal.foreseen import show, show_difference
from bot.terminal.foreseen_facts import as_facts, difference_facts
from bot.terminal.progress import Steps
from bot.terminal.reading import day_of
from bot.terminal.standing import policy_of
from domain.foresight import Foresight, difference
from domain.policy import Policy
from models import schema
from models.work import Database
from models.working_days import public_names
from scheduler.foresight import foresee

LONGEST = 800  # days: two years and a bit
DAYS = 14


def add_to(terminal: Terminal) -> None:
    words = terminal.words
    since = typer.Option(
        None, "--from", metavar="DATE", help=words("The first day; today if not.")
    )
    days = typer.Option(DAYS, min=1, max=LONGEST, help=words("How many days."))
    policy = typer.Option(
        None,
        metavar="FILE",
        help=words("What another policy would change: a file as DONDOC_POLICY_FILE."),
    )
    as_json = typer.Option(False, "--json", help=words("Answer as JSON."))

    @terminal.command(
        "simulate",
        words("Show every message that would be sent, and send none."),
        "simulate --from 2026-11-20 --days 14",
    )
    def simulate(
        since: str | None = since,
        days: int = days,
        policy: Path | None = policy,
        as_json: bool = as_json,
    ) -> None:
        desk = open_desk()
        begins = desk.today if since is None else day_of(since, desk.words)
        asyncio.run(_simulate(desk, (begins, days), policy, as_json=as_json))


async def _simulate(
    desk: Desk, span: tuple[date, int], other: Path | None, *, as_json: bool
) -> None:
    wanted = None if other is None else _policy_in(desk, other)
    async with desk.database() as office:
        if not await schema.is_newest(office):
            said = desk.words("The database has to be brought up to date first: {do}")
            raise Failed(said.format(do="dondoc migrate"), FAILED)
        present = await policy_of(desk, office, span[0])
        with Steps(desk.words("Looking ahead"), of=1 if wanted is None else 2) as steps:
            first = await _foresee(desk, office, present, span)
            if wanted is None:
                _answer(desk, first, as_json=as_json)
                return
            steps.next(desk.words("Looking ahead with the other policy"))
            second = await _foresee(desk, office, wanted, span)
    _compare(desk, first, second, as_json=as_json)


def _policy_in(desk: Desk, file: Path) -> Policy:
    """As if it held already, whatever day it begins on. Raises Failed."""
    try:
        return policy_in(file, desk.settings)
    except UnusablePolicy as unusable:
        raise Failed(unusable.said(desk.words)) from None


async def _foresee(
    desk: Desk, office: Database, policy: Policy, span: tuple[date, int]
) -> Foresight:
    since, days = span
    try:
        last = date.fromordinal(since.toordinal() + days)
    except (ValueError, OverflowError):
        said = desk.words("“{text}” is no date. Write for example 2026-11-20")
        raise Failed(said.format(text=since.isoformat()), WRONG_USE) from None
    names: dict[date, str] = {}
    for year in range(since.year, last.year + 1):
        names |= public_names(year, desk.words.language)
    return await foresee(office, policy, since=since, days=days, day_names=names)


def _answer(desk: Desk, found: Foresight, *, as_json: bool) -> None:
    if as_json:
        say(json.dumps(as_facts(found), ensure_ascii=False))
    else:
        show(found, desk.words)


def _compare(desk: Desk, first: Foresight, second: Foresight, *, as_json: bool) -> None:
    changes = difference(first.messages, second.messages)
    if as_json:
        facts = as_facts(second) | {"changes": difference_facts(changes)}
        say(json.dumps(facts, ensure_ascii=False))
    else:
        show_difference(first, second, changes, desk.words)
