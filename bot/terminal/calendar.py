"""`dondoc calendar`: which days of a year are off or worked, and deciding it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date

import typer

from actions.decide_day import confirm_year, decide_day
from bot.terminal.app import Terminal
from bot.terminal.desk import WRONG_USE, Desk, Failed, open_desk, say
from bot.terminal.reading import day_of
from domain.refusals import Refusal
from locales import formats
from locales.catalog import Words
from locales.reading.dates import UnreadableDate, read_date
from locales.refusals import refusal
from models.queries.calendar import Decision, confirmed_by, decisions_of
from models.working_days import public_names, read_calendar

DOES = ("show", "set", "confirm")
WORKED = {"on": True, "off": False}
AS_THE_STATE = "auto"


@dataclass(frozen=True)
class Line:
    """One day that is not what its weekday says."""

    day: date
    working: bool
    name: str  # of the public holiday
    decision: Decision | None


def add_to(terminal: Terminal) -> None:
    words = terminal.words
    does = typer.Argument(metavar="ACTION", help=words("show, set or confirm."))
    when = typer.Argument(None, metavar="WHEN", help=words("A year; for set a date."))
    what = typer.Argument(
        None, metavar="off|on|auto", help=words("Off, worked, or as the state says.")
    )
    reason = typer.Option(
        "", "--reason", metavar="REASON", help=words("Why: it is shown with the day.")
    )
    source = typer.Option(
        "", "--source", metavar="NUMBER", help=words("The document that says so.")
    )

    @terminal.command(
        "calendar",
        words("Show the days off of a year, or decide about a day."),
        "calendar set 2026-01-02 off --reason 'Hoán đổi' --source 12729/VPCP-KGVX",
    )
    def calendar(
        does: str = does,
        when: str | None = when,
        what: str | None = what,
        reason: str = reason,
        source: str = source,
    ) -> None:
        desk = open_desk()
        if does not in DOES:
            said = desk.words("“{text}” is no action. Use show, set or confirm.")
            raise Failed(said.format(text=does), WRONG_USE)
        asyncio.run(_do(desk, does, (when, what), Decision(False, reason, source)))


async def _do(
    desk: Desk, does: str, named: tuple[str | None, str | None], why: Decision
) -> None:
    try:
        if does == "set":
            await _set(desk, *named, why)
        elif does == "confirm":
            await _confirm(desk, _year(desk, named[0]), why.source)
        else:
            await _show(desk, _year(desk, named[0]))
    except Refusal as refused:
        said = refusal(refused.reason, refused.facts, desk.words)
        raise Failed(said) from refused


def _year(desk: Desk, given: str | None) -> int:
    """This year if none is given. Raises Failed."""
    if given is None:
        return desk.today.year
    if given.isascii() and given.isdecimal() and 2000 <= int(given) < 2100:
        return int(given)
    said = desk.words("“{text}” is no year. Write for example 2026")
    raise Failed(said.format(text=given), WRONG_USE)


async def _set(desk: Desk, when: str | None, what: str | None, why: Decision) -> None:
    if when is None or what not in (*WORKED, AS_THE_STATE):
        said = desk.words("Say which day, and off, on or auto. See: dondoc --help")
        raise Failed(said, WRONG_USE)
    day = _day(when, desk)
    decision = None
    if what != AS_THE_STATE:
        if not why.reason.strip():
            said = desk.words("Say why with --reason: it is shown with the day.")
            raise Failed(said, WRONG_USE)
        decision = Decision(WORKED[what], why.reason.strip(), why.source.strip())
    async with desk.office() as database, database.begin() as work:
        await decide_day(work, day, decision, door="terminal")
        calendar = await read_calendar(work)
    say(_state_of(day, calendar.is_working(day), desk.words))


def _day(text: str, desk: Desk) -> date:
    """2026-11-24, or 24/11/2026 as the office writes it. Raises Failed."""
    if "/" not in text:
        return day_of(text, desk.words)
    try:
        read = read_date(text, today=desk.today, prefer="future")
    except UnreadableDate:
        read = None
    return read or day_of(text, desk.words)


def _state_of(day: date, working: bool, words: Words) -> str:
    said = words("{day} is worked.") if working else words("{day} is off.")
    weekday = formats.weekday(day, words.language)
    return said.format(day=f"{weekday[:1].upper()}{weekday[1:]} {formats.day(day)}")


async def _confirm(desk: Desk, year: int, source: str) -> None:
    if not source.strip():
        said = desk.words("Say with --source which document it follows.")
        raise Failed(said, WRONG_USE)
    async with desk.office() as database, database.begin() as work:
        await confirm_year(work, year, source.strip(), door="terminal")
    said = desk.words("The calendar of {year} is confirmed by {source}.")
    say(said.format(year=year, source=source.strip()))


async def _show(desk: Desk, year: int) -> None:
    async with desk.office() as database, database.read() as reads:
        calendar = await read_calendar(reads)
        decisions = await decisions_of(reads, year)
        confirmed = (await confirmed_by(reads, [year])).get(year)
    names = public_names(year, desk.words.language)
    # A day that the office left as it was is shown as well: somebody decided it.
    days = sorted({*calendar.exceptions(year), *decisions})
    for day in days:
        line = Line(
            day, calendar.is_working(day), names.get(day, ""), decisions.get(day)
        )
        say(_shown(line, desk.words))
    say(_standing(year, confirmed, desk.words))


def _shown(line: Line, words: Words) -> str:
    """`24/11/2026  thứ Ba    nghỉ      Ngày Văn hóa Việt Nam`"""
    kind = words("worked") if line.working else words("off")
    weekday = formats.weekday(line.day, words.language)
    return f"{formats.day(line.day)}  {weekday:9}  {kind:8}  {_why(line)}".rstrip()


def _why(line: Line) -> str:
    if line.decision is None:
        return line.name
    source = f" ({line.decision.source})" if line.decision.source else ""
    return f"{line.decision.reason}{source}"


def _standing(year: int, confirmed: str | None, words: Words) -> str:
    if confirmed:
        said = words("The calendar of {year} is confirmed by {source}.")
        return said.format(year=year, source=confirmed)
    said = words(
        "The calendar of {year} is not confirmed yet: compare it with the decision on"
        " days off and swapped days, then: dondoc calendar confirm {year} --source …"
    )
    return said.format(year=year)
