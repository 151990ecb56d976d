"""`dondoc report`: the figures of a period, and the papers made of them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from actions.build_report import build_packages, build_report
from actions.build_summary import asked_by
from actions.keep_report import keep_report
from bot.terminal.app import Terminal
from bot.terminal.desk import WRONG_USE, Desk, Failed, open_desk, say
from bot.terminal.progress import Steps
from bot.terminal.reading import day_of
from bot.terminal.standing import policy_of
from domain.papers import papers_of
from domain.report_facts import facts_of, fingerprint_of
from domain.reports import ALL, Asked, Report
from files.reports.making import File, files_of, packages_of
from locales import formats
from locales.reading.periods import read_period
from locales.reports import report_lines
from models.queries.releases import ToldRun, run_of_code, was_released
from models.queries.standings import Cut
from models.work import Database


@dataclass(frozen=True)
class Wish:
    """What was typed behind `dondoc report`; `code` of figures that were told."""

    asked: Asked
    out: Path | None
    as_json: bool
    code: str | None = None


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
    code = typer.Option(
        None,
        "--code",
        metavar="CODE",
        help=words("Make those figures again that bear this code."),
    )

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
        code: str | None = code,
    ) -> None:
        desk = open_desk()
        wish = Wish(asked_for(desk, period, as_of), out, as_json, code)
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
            made = await count(desk, database, wish)
            steps.next(desk.words("Writing"))
            names = await write(desk, wish.out, made.all_files) if wish.out else []
            if not wish.code:
                await keep(database, made, names)
    if wish.as_json:
        say(json.dumps(facts_of(made.report), ensure_ascii=False))
        return
    for paragraph in report_lines(made.report, made.fingerprint, desk.words):
        for line in paragraph.split("\n"):
            say(line)
    if wish.out:
        written = desk.words("{count} files in {folder}: {names}")
        number = formats.padded(len(names), desk.words.language)
        told = {"count": number, "folder": wish.out, "names": ", ".join(names)}
        say(written.format(**told))


@dataclass(frozen=True)
class Made:
    """The figures, what is written of them, and the packages of divisions."""

    report: Report
    fingerprint: str
    files: Sequence[File]
    packages: Sequence[tuple[Report, File]] = ()

    @property
    def all_files(self) -> list[File]:
        return [*self.files, *(file for _, file in self.packages)]


async def count(desk: Desk, database: Database, wish: Wish) -> Made:
    """As things are known now, or were when the figures of the code were told."""
    found = await told_before(desk, database, wish) if wish.code else None
    as_of = found.as_of if found else wish.asked.as_of
    policy = await policy_of(desk, database, as_of)
    asked = asked_by(policy, replace(wish.asked, as_of=as_of))
    if found is not None:
        asked = replace(asked, basis=found.basis, unit_id=found.unit_id)
    cut = Cut(as_of, found.recorded_until if found else None)
    scope = found.scope if found else ALL
    async with database.read() as reads:
        report = await build_report(reads, asked, scope, cut=cut)
        # Each package has figures and a code of its own.
        divisions = wish.out and found is None
        packages = await build_packages(reads, asked) if divisions else []
        code = fingerprint_of(facts_of(report))
        released = await was_released(reads, asked, code)
    check_same(desk, wish, code)
    papers = papers_of(policy.letterhead)
    files = files_of(report, papers, code, desk.words, released=released)
    made_of = packages_of(packages, papers)
    return Made(report, code, list(files), list(zip(packages, made_of, strict=True)))


def check_same(desk: Desk, wish: Wish, code: str) -> None:
    """Raises Failed where the figures that bore the code cannot be made any more."""
    if wish.code and not code.startswith(wish.code.strip().lower()):
        said = desk.words(
            "The figures that bore the code {code} cannot be made again as they were:"
            " something was entered afterwards as if it had been known then"
        )
        raise Failed(said.format(code=wish.code))


async def keep(database: Database, made: Made, names: Sequence[str]) -> None:
    """One run for the period, and one for each package that was written."""
    apart = [name for _, (name, _) in made.packages]
    own = [name for name in names if name not in apart]
    async with database.begin() as work:
        await keep_report(work, made.report, door="terminal", files=own)
        for report, (name, _) in made.packages:
            await keep_report(work, report, door="terminal", files=[name])


async def told_before(desk: Desk, database: Database, wish: Wish) -> ToldRun:
    """Raises Failed where no figures of the period bear the code."""
    async with database.read() as reads:
        found = await run_of_code(reads, wish.asked.period, wish.code or "")
    if found is None:
        said = desk.words("No figures of {period} that were kept bear the code {code}")
        raise Failed(said.format(period=wish.asked.period.code, code=wish.code))
    return found


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
