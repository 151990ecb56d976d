"""`dondoc office`: the office's own sheet, and an empty one to fill in."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import typer

from actions.update_office import OfficeChange, preview_office, update_office
from bot.terminal.app import Terminal
from bot.terminal.desk import WRONG_USE, Desk, Failed, open_desk, say
from bot.terminal.endings import endings_told
from bot.terminal.files import note_marked, open_workbook, unreadable
from bot.terminal.progress import Steps
from domain.office import OfficeFault, OfficeProblem, OfficeSheet
from domain.register import UnreadableFile
from files.digests import digest_of_file
from files.importers import read_office, write_office_template
from locales import formats
from locales.catalog import Words
from locales.problems import problem


def add_to(terminal: Terminal) -> None:
    words = terminal.words
    file = typer.Argument(metavar="FILE", help=words("An .xlsx file."))
    template = typer.Option(
        False, "--template", help=words("Write an empty sheet to this file instead.")
    )
    dry_run = typer.Option(
        False, "--dry-run", help=words("Show what would happen, and store nothing.")
    )

    @terminal.command(
        "office",
        words("Create or update units, officers and roles from a sheet."),
        "office co-quan.xlsx",
    )
    def office(
        file: Path = file, template: bool = template, dry_run: bool = dry_run
    ) -> None:
        desk = open_desk()
        if template:
            write_template(desk, file)
        else:
            asyncio.run(take_over(desk, file, dry_run=dry_run))


def write_template(desk: Desk, path: Path) -> None:
    """Never over a file that is there: somebody may have filled it in."""
    if path.exists():
        said = desk.words("The file {name} is there already. Choose another name.")
        raise Failed(said.format(name=path))
    if path.suffix != ".xlsx":
        said = desk.words("The name of the sheet must end in .xlsx")
        raise Failed(said, WRONG_USE)
    try:
        write_office_template(path)
    except OSError:
        said = desk.words("The file {name} cannot be written.")
        raise Failed(said.format(name=path)) from None
    said = desk.words("Fill in {name}, then type: dondoc office {name}")
    say(said.format(name=path))


async def take_over(desk: Desk, path: Path, *, dry_run: bool = False) -> None:
    """Store it. What moves with the end of a unit is shown, and agreed to, first."""
    with Steps(desk.words("Reading the file"), of=1):
        sheet = await read_sheet(desk, path)
    async with desk.office() as database:
        ends = any(unit.life is not None for unit in sheet.units)
        if dry_run or (ends and is_asked()):
            change = await preview_office(database, sheet)
            if dry_run or not agreed(desk, change):
                show(desk, change, sheet)
                say(desk.words("Nothing was stored."))
                return
        with Steps(desk.words("Storing"), of=1):
            async with database.begin() as work:
                change = await update_office(work, sheet)
    show(desk, change, sheet)


def is_asked() -> bool:
    """Whether a person sits at the terminal: a script that has no one goes on."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def agreed(desk: Desk, change: OfficeChange) -> bool:
    """Only what moves tasks is asked about."""
    if not change.endings:
        return True
    for line in endings_told(change.endings, desk.words):
        say(line)
    return typer.confirm(desk.words("Store it?"))


def show(desk: Desk, change: OfficeChange, sheet: OfficeSheet) -> None:
    for line in told(change, desk.words):
        say(line)
    for line in endings_told(change.endings, desk.words):
        say(line)
    for fault in sheet.problems:
        say(fault_line(fault, desk.words))


async def read_sheet(desk: Desk, path: Path) -> OfficeSheet:
    """Raises Failed if nothing of it can be used."""
    workbook = await open_workbook(path, desk.words)
    try:
        sheet = read_office(workbook)
    except UnreadableFile as error:
        raise unreadable(error, desk.words) from None
    if any(fault.problem is OfficeProblem.SECRET for fault in sheet.problems):
        await note_marked(desk, digest_of_file(path))
    if not sheet.units and not sheet.people:
        faults = "; ".join(fault_line(fault, desk.words) for fault in sheet.problems)
        said = desk.words("No row of the sheet can be used.")
        raise Failed(f"{said} {faults}".strip())
    return sheet


def told(change: OfficeChange, words: Words) -> list[str]:
    """What became of the sheet; what did not happen is not mentioned."""
    lines = [
        words(
            "Units: {units_added} new, {units_changed} changed. Officers:"
            " {officers_added} new, {officers_changed} changed. Unchanged: {unchanged}."
        )
    ]
    if change.roles_added or change.roles_ended:
        lines.append(words("Roles: {roles_added} given, {roles_ended} ended."))
    if change.units_not_listed or change.officers_not_listed:
        lines.append(
            words(
                "Not in the sheet and kept: {units_not_listed} units,"
                " {officers_not_listed} officers."
            )
        )
    counts = {
        name: formats.padded(count, words.language)
        for name, count in vars(change).items()
        if isinstance(count, int)
    }
    return [line.format(**counts) for line in lines]


def fault_line(fault: OfficeFault, words: Words) -> str:
    said = problem(fault.problem, words, detail=fault.detail)
    if fault.column is None:
        line = words("Left out: sheet “{sheet}”, row {row}: {problem}")
    else:
        line = words("Left out: sheet “{sheet}”, row {row}, “{column}”: {problem}")
    return line.format(
        sheet=fault.sheet, row=fault.row, column=fault.column, problem=said
    )
