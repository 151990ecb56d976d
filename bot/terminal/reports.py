"""`dondoc report`: the figures of a period, and the papers made of them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from actions.build_report import build_packages, build_report
from actions.keep_report import keep_report
from bot.terminal.app import Terminal
from bot.terminal.desk import WRONG_USE, Desk, Failed, open_desk, say
from bot.terminal.progress import Steps
from bot.terminal.reading import day_of
from bot.terminal.standing import policy_of
from domain.papers import papers_of
from domain.report_facts import facts_of, fingerprint_of
from domain.reports import Asked
from files.reports.making import File, files_of, packages_of
from locales import formats
from locales.reading.periods import read_period
from locales.reports import report_lines
from models.queries.releases import was_released


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
    return Asked(found, day)


async def tell(desk: Desk, wish: Wish) -> None:
    with Steps(desk.words("Counting"), of=2) as steps:
        async with desk.office() as database:
            policy = await policy_of(desk, database, wish.asked.as_of)
            asked = replace(
                wish.asked,
                basis=policy.on_time_basis,
                entry_limit=policy.entry_days,
            )
            async with database.read() as reads:
                report = await build_report(reads, asked)
                packages = await build_packages(reads, asked) if wish.out else []
                code = fingerprint_of(facts_of(report))
                released = await was_released(reads, asked, code)
            steps.next(desk.words("Writing"))
            papers = papers_of(policy.letterhead)
            files = [
                *files_of(report, papers, code, desk.words, released=released),
                *packages_of(packages, papers),
            ]
            names = await write(desk, wish.out, files) if wish.out else []
            async with database.begin() as work:
                kept = await keep_report(work, report, door="terminal", files=names)
    if wish.as_json:
        say(json.dumps(facts_of(report), ensure_ascii=False))
        return
    for paragraph in report_lines(report, kept.fingerprint, desk.words):
        for line in paragraph.split("\n"):
            say(line)
    if wish.out:
        written = desk.words("{count} files in {folder}: {names}")
        count = formats.padded(len(names), desk.words.language)
        told = {"count": count, "folder": wish.out, "names": ", ".join(names)}
        say(written.format(**told))


async def write(desk: Desk, folder: Path, files: Sequence[File]) -> list[str]:
    """The names of the files that were written. Raises Failed."""
    try:
        await asyncio.to_thread(write_files, folder, files)
    except OSError as error:
        said = desk.words("The papers could not be written to {folder}: {why}")
        why = error.strerror or type(error).__name__
        raise Failed(said.format(folder=folder, why=why)) from None
    return [name for name, _ in files]


def write_files(folder: Path, files: Sequence[File]) -> None:
    """Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in files:
        (folder / name).write_bytes(make())
