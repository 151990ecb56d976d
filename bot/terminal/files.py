"""A file that was named on the command line."""

from __future__ import annotations

from pathlib import Path

from bot.terminal.desk import Failed
from domain.register import UnreadableFile
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


def unreadable(error: UnreadableFile, words: Words) -> Failed:
    return Failed(problem(error.reason, words))
