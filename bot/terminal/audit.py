"""`dondoc audit`: is the history whole, and what does it say?"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import typer

from actions.verify_history import Verdict, verify_history
from bot.terminal.app import Terminal
from bot.terminal.desk import FAILED, WRONG_USE, Desk, Failed, open_desk, say
from bot.terminal.reading import day_of
from domain.chain import Break, Chain, Flaw, Head, read_head
from files.open_files import Table
from locales.catalog import N_, Words
from models.queries.audits import Deed, note_deed
from models.queries.inspection import Entry, entries
from models.work import Database

DOES = ("verify", "export")
COLUMNS = ("at", "who", "door", "what", "of", "detail", "table", "id", "link", "mac")
FIRST = date(2000, 1, 1)  # no office is older than the program
FLAWS = {
    Flaw.CHANGED: N_(
        "The history was changed: row {row} of the table {table} (number {link} of the"
        " chain) is not what was sealed."
    ),
    Flaw.MISSING: N_(
        "The history was changed: number {link} of the chain of the table {table} is"
        " missing."
    ),
    Flaw.CUT: N_(
        "The history was cut off: number {link} of the chain of the table {table} was"
        " sealed once and is missing now."
    ),
    Flaw.REPLACED: N_(
        "The history was replaced: up to number {link} of the table {table} it is not"
        " the one of which this head was told."
    ),
}


@dataclass(frozen=True)
class Wish:
    """What was typed behind `dondoc audit`."""

    file: Path | None
    head: str | None
    since: str | None
    until: str | None
    as_json: bool


def add_to(terminal: Terminal) -> None:
    words = terminal.words
    does = typer.Argument(metavar="ACTION", help=words("verify or export."))
    file = typer.Argument(None, metavar="FILE", help=words("For export: a new .csv."))
    head = typer.Option(
        None, "--head", metavar="HEAD", help=words("For verify: a head that was kept.")
    )
    since = typer.Option(
        None, "--since", metavar="DATE", help=words("For export: the first day.")
    )
    until = typer.Option(
        None, "--until", metavar="DATE", help=words("For export: the last day.")
    )
    as_json = typer.Option(False, "--json", help=words("Answer as JSON."))

    @terminal.command(
        "audit",
        words("Look whether the history is whole, or write it out for an inspector."),
        "audit verify --head 1204-56-9f3a61c2b07d4e18",
    )
    def audit(  # noqa: PLR0913 (what can be typed)
        does: str = does,
        file: Path | None = file,
        head: str | None = head,
        since: str | None = since,
        until: str | None = until,
        as_json: bool = as_json,
    ) -> None:
        desk = open_desk()
        wish = Wish(file, head, since, until, as_json)
        if does not in DOES:
            said = desk.words("“{text}” is no action. Use verify or export.")
            raise Failed(said.format(text=does), WRONG_USE)
        code = asyncio.run(
            verify(desk, wish) if does == "verify" else export(desk, wish)
        )
        raise typer.Exit(code)


async def verify(desk: Desk, wish: Wish) -> int:
    key = desk.settings.seal
    if key is None:
        said = desk.words(
            "There is no key. Set {setting}: only it can prove the seals."
        )
        raise Failed(said.format(setting="DONDOC_AUDIT_KEY"))
    told = _head(wish.head, desk.words)
    async with desk.office() as database, database.read() as reads:
        verdict = await verify_history(reads, key, told)
    if wish.as_json:
        say(json.dumps(as_facts(verdict)))
    elif verdict.is_whole:
        say(whole(verdict, desk.words))
    else:
        raise Failed(flaw_of(verdict, desk.words))
    return 0 if verdict.is_whole else FAILED


def _head(text: str | None, words: Words) -> Head | None:
    if text is None:
        return None
    head = read_head(text)
    if head is None:
        said = words("“{text}” is no head. Write it as it was told: 1204-56-9f3a…")
        raise Failed(said.format(text=text), WRONG_USE)
    return head


def whole(verdict: Verdict, words: Words) -> str:
    said = words(
        "The history is whole: {events} events and {audit} decisions are sealed,"
        " {waiting} rows wait for their seal. Head: {head}"
    )
    head = verdict.head
    counts = {"events": head.events, "audit": head.audit, "waiting": verdict.waiting}
    return said.format(head=head, **counts)


def flaw_of(verdict: Verdict, words: Words) -> str:
    if verdict.broken is not None:
        broken = verdict.broken
        named = {"row": broken.id, "table": broken.chain.value, "link": broken.link}
        return words(FLAWS[broken.flaw]).format(**named)
    guards = verdict.guards
    said = words(
        "The sealed rows are whole, but triggers that refuse changes are not as they"
        " were made: {names}. Somebody changed them or took them away."
    )
    return said.format(names=", ".join((*guards.missing, *guards.altered)))


def as_facts(verdict: Verdict) -> dict[str, Any]:
    head, broken = verdict.head, verdict.broken
    return {
        "whole": verdict.is_whole,
        "head": str(head),
        "sealed": {chain.value: head.length_of(chain) for chain in Chain},
        "waiting": verdict.waiting,
        "broken": broken and _broken(broken),
        "unguarded": list(verdict.guards.missing),
        "altered": list(verdict.guards.altered),
    }


def _broken(broken: Break) -> dict[str, Any]:
    at = {"link": broken.link, "id": broken.id}
    return {"table": broken.chain.value, **at, "flaw": broken.flaw.value}


async def export(desk: Desk, wish: Wish) -> int:
    """Kept in the audit: who gave the history out of the house."""
    if wish.file is None:
        raise Failed(desk.words("Say which file is to be written."), WRONG_USE)
    since = day_of(wish.since, desk.words) if wish.since else FIRST
    until = day_of(wish.until, desk.words) if wish.until else desk.today
    between = (_begin(desk, since), _begin(desk, until + timedelta(days=1)))
    async with desk.office() as database:
        with _new_table(wish.file, desk.words) as table:
            await _fill(table, desk, database, between)
        async with database.begin() as work:
            span = {"since": f"{since}", "until": f"{until}", "rows": table.count}
            await note_deed(work, Deed("exported", "history", None, "terminal", span))
    said = desk.words("{count} rows of the history are in {name}.")
    say(said.format(count=table.count, name=wish.file))
    return 0


async def _fill(
    table: Table, desk: Desk, database: Database, between: tuple[datetime, datetime]
) -> None:
    async with database.read() as reads:
        async for entry in entries(reads, *between):
            table.write([_row(entry, desk)])


def _begin(desk: Desk, day: date) -> datetime:
    return datetime.combine(day, time(), desk.settings.zone)


def _new_table(path: Path, words: Words) -> Table:
    try:
        return Table(path, COLUMNS)
    except FileExistsError:
        said = words("The file {name} is there already. Choose another name.")
    except OSError:
        said = words("The file {name} cannot be written.")
    raise Failed(said.format(name=path))


def _row(entry: Entry, desk: Desk) -> tuple[Any, ...]:
    at = entry.at.astimezone(desk.settings.zone)
    said = (at, entry.who, entry.door, entry.what, entry.of, entry.detail)
    return (*said, entry.chain.value, entry.id, entry.link, entry.mac)
