"""An officer's deadlines at his private address, for the calendar he uses."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from actions.give_feed import reader_of_feed
from locales.calendar_files import write_calendar
from locales.catalog import Words
from models.queries.deadlines import deadlines_of
from models.queries.settings import name_in_the_world
from models.work import Database

HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Type": "text/calendar; charset=utf-8",
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True)
class Shelf:
    """Where deadlines come from."""

    database: Database
    words: Words


class CalendarDoor:
    """Whoever knows an address reads what it is for; all other answers are alike."""

    def __init__(self) -> None:
        self._shelf: Shelf | None = None

    def open(self, shelf: Shelf) -> None:
        """The program has started."""
        self._shelf = shelf

    def close(self) -> None:
        self._shelf = None

    async def show(self, request: web.Request) -> web.Response:
        """The content of tasks stays in the office: a calendar is kept elsewhere."""
        if self._shelf is None:
            return web.Response(status=503, headers={"Cache-Control": "no-store"})
        database, words = self._shelf.database, self._shelf.words
        async with database.read() as reads:
            officer = await reader_of_feed(reads, request.match_info["token"])
            if officer is None:
                return web.Response(status=404, headers={"Cache-Control": "no-store"})
            found = await deadlines_of(reads, officer, with_content=False)
            office = await name_in_the_world(reads)
            now = reads.now
        content = write_calendar(found, words, now=now, office=office)
        return web.Response(body=content.encode(), headers=HEADERS)
