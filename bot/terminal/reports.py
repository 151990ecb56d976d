"""`dondoc report`: the figures of a period, and the papers made of them."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from pathlib import Path

import typer

from actions.build_report import build_report
from actions.keep_report import keep_report
from bot.terminal.app import Terminal
from bot.terminal.desk import WRONG_USE, Desk, Failed, open_desk, say
from bot.terminal.progress import Steps
from bot.terminal.reading import day_of
from domain.completion import Basis
from domain.report_facts import facts_of
from domain.reports import Asked
from locales.reading.periods import read_period
from locales.reports import report_lines


@dataclass(frozen=True)
class Wish:
    """What was typed behind `dondoc report`."""

    asked: Asked
    out: Path | None
    as_json: bool


def add_to(terminal: Terminal) -> None:
    words = terminal.words
    period = typer.Argument(
        metavar="PERIOD",
        help=words("2021-05, 2020-Q2, 2026, 2026-W47 or 2026-10-01..2026-11-15."),
    )
    out = typer.Option(
        None, "--out", metavar="DIR", help=words("Where to write the papers.")
    )
    as_of = typer.Option(
        None,
        "--as-of",
        metavar="DATE",
        help=words("As things stood on that day; the period's last day if not."),
    )
    as_json = typer.Option(False, "--json", help=words("Answer as JSON."))

    @terminal.command(
        "report",
        words("Show the figures of a period, and write the papers."),
        "report 2021-05 --as-of 2021-05-31 --out papers",
    )
    def report(
        period: str = period,
        out: Path | None = out,
        as_of: str | None = as_of,
        as_json: bool = as_json,
    ) -> None:
        desk = open_desk()
        wish = Wish(asked_for(desk, period, as_of), out, as_json)
        asyncio.run(tell(desk, wish))


def asked_for(desk: Desk, period: str, as_of: str | None) -> Asked:
    """Raises Failed for what is no period, and for a day that is not over or begun."""
    words = desk.words
    found = read_period(period, today=desk.today) if period.strip() else None
    if found is None:
        said = words("“{text}” is no period. Write for example 2021-05 or 2020-Q2")
        raise Failed(said.format(text=period), WRONG_USE)
    day = day_of(as_of, words) if as_of else found.cut_off(desk.today)
    if day > desk.today:
        said = words("{date} is still to come; figures are of days that are known")
        raise Failed(said.format(date=day.isoformat()), WRONG_USE)
    return Asked(found, day, Basis.REPORTED_DATE)


async def tell(desk: Desk, wish: Wish) -> None:
    with Steps(desk.words("Counting"), of=2) as steps:
        async with desk.office() as database:
            async with database.read() as reads:
                report = await build_report(reads, wish.asked)
            steps.next(desk.words("Writing"))
            async with database.begin() as work:
                kept = await keep_report(work, report, door="terminal")
    if wish.as_json:
        say(json.dumps(facts_of(report), ensure_ascii=False))
        return
    for paragraph in report_lines(report, kept.fingerprint, desk.words):
        for line in paragraph.split("\n"):
            say(line)
