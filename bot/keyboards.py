"""What handlers ask of the scheduler's room, which they do not know."""

from __future__ import annotations

from domain.buttons import Keyboard
from handlers.context import Keyboards
from locales.catalog import Catalog, Words
from models.policies import PolicyBook
from models.tables import Delivery
from models.work import Reads
from scheduler.keyboards import keyboard_of


def keyboards(policies: PolicyBook, words: Words) -> Keyboards:
    """The buttons under a message, in its reader's language or the office's."""

    async def keyboard(
        reads: Reads, delivery: Delivery, language: str | None
    ) -> Keyboard:
        spoken = Catalog.load().words(language) if language else words
        policy = policies.in_force(reads.now)
        return await keyboard_of(reads, policy, spoken, delivery)

    return keyboard
