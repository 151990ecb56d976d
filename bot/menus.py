"""The menus of commands: of every kind of chat, and of each person's own chat.

What is shown is held against what his roles allow, again and again: so a menu follows a
new role, a stand-in, a binding that was revoked or another language, whoever changed
it and in which process. Telegram keeps menus; what a process has set it remembers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import structlog
from telegram import (
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)

from bot.clock import Steady
from channels.telegram import TelegramChannel
from domain.outcomes import NotSent, Stopped, Unknown
from domain.scope import Actor
from handlers.command import Where
from handlers.commands import COMMANDS, commands_for
from locales.catalog import LANGUAGES, Catalog, Words
from models.queries.people import people_in_private
from models.work import Database

log = structlog.get_logger()

EVERY = 60.0  # seconds between two looks
APART = 0.2  # seconds between two menus: messages go first
AGAIN_LATER = (NotSent, Unknown, Stopped)

Menu = tuple[tuple[str, str], ...]
Shown = tuple[Actor | None, str | None]  # for whom, and in which language


class NotSet(Exception):
    """Telegram was not told a menu; it may take it later."""


class Menus:
    """Sets those that are not as they should be."""

    def __init__(
        self, database: Database, channel: TelegramChannel, words: Words, steady: Steady
    ) -> None:
        self._database = database
        self._channel = channel
        self._words = words
        self._steady = steady
        self._shown: dict[int, Shown] = {}  # by the address of a private chat

    async def set_general(self) -> None:
        """For strangers and for groups, in each language. Raises NotSet."""
        for scope, language, menu in self._general():
            await self._set(scope, menu, language)

    def _general(self) -> Iterator[tuple[BotCommandScope, str | None, Menu]]:
        """Without a language first: for phones that speak none of ours."""
        for language in (None, *LANGUAGES):
            words = self._words_of(language)
            strangers = commands_for(None, in_group=False)
            groups = [one for one in COMMANDS if one.where & Where.GROUP]
            yield (
                BotCommandScopeAllPrivateChats(),
                language,
                tuple((one.name, words(one.help)) for one in strangers),
            )
            yield (
                BotCommandScopeAllGroupChats(),
                language,
                tuple((one.name, words(one.help)) for one in groups),
            )

    async def run(self) -> None:
        """Until cancelled. A look that fails is followed by the next."""
        while True:
            try:
                await self.look()
            except NotSet as error:
                log.info("menu_not_set", why=str(error))
            await self._steady.sleep(EVERY)

    async def look(self) -> int:
        """Set what differs; how many did. Raises NotSet: the rest waits."""
        async with self._database.read() as reads:
            people = await people_in_private(reads)
        count = 0
        for address, person, language in people:
            # A menu follows from these alone; to make it for each, each minute, would
            # hold the loop.
            shown = person.actor if person else None, language
            if self._shown.get(address) == shown:
                continue
            words = self._words_of(language)
            allowed = commands_for(person, in_group=False)
            menu = tuple((one.name, words(one.help)) for one in allowed)
            await self._set(BotCommandScopeChat(address), menu)
            self._shown[address] = shown
            count += 1
            await self._steady.sleep(APART)
        return count

    async def _set(
        self,
        scope: BotCommandScope,
        menu: Sequence[tuple[str, str]],
        language: str | None = None,
    ) -> None:
        """A chat that refuses for good has no menu to show."""
        outcome = await self._channel.set_menu(scope, menu, language)
        if isinstance(outcome, AGAIN_LATER):
            raise NotSet(type(outcome).__name__)

    def _words_of(self, language: str | None) -> Words:
        return Catalog.load().words(language) if language else self._words
