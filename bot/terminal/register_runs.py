"""`dondoc import --list` and `--undo`: what was imported, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping

from actions.undo_import import NotUndone, WhyNot, undo_import
from bot.terminal.desk import Desk, Failed, say
from bot.terminal.register_answers import counts_of
from domain.tasks import task_code
from locales import formats
from locales.catalog import N_
from models.queries.registers import last_runs

LISTED = 50  # runs

WHY_NOT: Mapping[WhyNot, str] = {
    WhyNot.UNKNOWN: N_("There is no import {run}."),
    WhyNot.ALREADY: N_("Import {run} was taken back already."),
    WhyNot.LATER: N_(
        "A later import speaks of the same tasks. Please take that back first: --undo"
        " {run}"
    ),
}


async def list_runs(desk: Desk) -> None:
    words = desk.words
    async with desk.office() as database, database.read() as reads:
        runs = await last_runs(reads, LISTED)
    if not runs:
        say(words("Nothing was imported yet."))
    line = words(
        "{run}. {at}, {file}: {added} new, {changed} changed, {unchanged} unchanged,"
        " {left} left out"
    )
    for run in runs:
        at = formats.moment(run.at, desk.settings.zone, words.language)
        said = line.format(
            run=run.id, at=at, file=run.file_name, **counts_of(run, words)
        )
        undone = words(" (taken back)") if run.undone_at else ""
        say(said + undone)


async def take_back(desk: Desk, run: int) -> None:
    """Raises Failed."""
    words = desk.words
    async with desk.office() as database:
        try:
            async with database.begin() as work:
                undone = await undo_import(work, run)
        except NotUndone as error:
            raise Failed(words(WHY_NOT[error.why]).format(run=error.run)) from None
    counts = {"cancelled": undone.cancelled, "restored": undone.restored}
    said = words(
        "Import {run} was taken back: {cancelled} new tasks cancelled, {restored}"
        " changed back."
    )
    padded = {n: formats.padded(c, words.language) for n, c in counts.items()}
    say(said.format(run=run, **padded))
    if undone.kept:
        codes = ", ".join(map(task_code, undone.kept))
        kept = words("Left as they are, because people have acted on them: {codes}")
        say(kept.format(codes=codes))
