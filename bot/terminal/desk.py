"""What every command works with, and how it speaks: answers, refusals, exit codes."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.clock import OfficeClock
from bot.settings import Settings, WrongSetting, read_settings
from bot.terminal.clock import clock_for
from locales.catalog import Catalog, Words
from models import schema
from models.ballast import free_at
from models.work import Database

DONE, FAILED, WRONG_USE = 0, 1, 2


class Failed(Exception):
    """The command cannot be done; `sentence` says why, in the person's language."""

    def __init__(self, sentence: str, code: int = FAILED) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code


@dataclass(frozen=True)
class Desk:
    """The settings, the language and the clock of one command.

    `free` says how many bytes are left in a folder.
    """

    settings: Settings
    words: Words
    clock: OfficeClock
    free: Callable[[Path], int] = free_at

    @property
    def today(self) -> date:
        return self.clock.now().astimezone(self.settings.zone).date()

    @asynccontextmanager
    async def database(self) -> AsyncIterator[Database]:
        """The office's memory as it is. Raises WrongSetting for an unknown kind."""
        url = self.settings.database_url.get_secret_value()
        try:
            opened = self.another(url)
        except ValueError:
            why = "must begin with sqlite+aiosqlite:/// or postgresql://"
            raise WrongSetting("DONDOC_DATABASE_URL", why) from None
        try:
            yield opened
        finally:
            await opened.close()

    def another(self, url: str) -> Database:
        """A database by its address; whoever asks for it closes it."""
        return Database(url, zone=self.settings.zone, now=self.clock.now)

    @asynccontextmanager
    async def office(self) -> AsyncIterator[Database]:
        """The office's memory, brought to the schema of this program first."""
        async with self.database() as opened:
            await schema.upgrade(opened)
            yield opened


def open_desk() -> Desk:
    """Raises WrongSetting."""
    settings = read_settings()
    words = Catalog.load().words(settings.language)
    return Desk(settings, words, clock_for(settings))


def say(text: str) -> None:
    """Write an answer to stdout. What came from a file cannot steer the terminal."""
    sys.stdout.write(f"{printable(text)}\n")


def complain(sentence: str) -> None:
    """Write one sentence to stderr."""
    sys.stderr.write(f"{printable(sentence)}\n")


def printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)
