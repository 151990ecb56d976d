"""A file that was named on the command line."""

from __future__ import annotations

from pathlib import Path

from actions.note_secret import note_secret
from bot.terminal.desk import Desk, Failed
from domain.register import FileProblem, UnreadableFile
from files.importers import Workbook, read_workbook
from locales.catalog import Words
from locales.problems import problem


async def open_workbook(path: Path, words: Words) -> Workbook:
    """Raises Failed with what to do about the file."""
    check_there(path, words)
    try:
        return await read_workbook(path)
    except UnreadableFile as error:
        raise unreadable(error, words) from None


def check_there(path: Path, words: Words) -> None:
    if not path.is_file():
        raise Failed(words("There is no file {name}.").format(name=path))


async def refuse_secret(desk: Desk, digest: str) -> Failed:
    """It is kept that it came, when, and its digest; nothing of what it says."""
    await note_marked(desk, digest)
    return Failed(problem(FileProblem.SECRET, desk.words))


async def note_marked(desk: Desk, digest: str) -> None:
    async with desk.office() as database, database.begin() as work:
        await note_secret(work, digest, door="terminal")


def unreadable(error: UnreadableFile, words: Words) -> Failed:
    return Failed(problem(error.reason, words))
