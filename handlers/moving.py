"""A group became a supergroup: said by two service messages, in any order."""

from __future__ import annotations

from telegram import Update

from handlers.context import Context
from models.queries.chats import move_group
from models.queries.people import TELEGRAM


async def group_moved(update: Update, context: Context) -> None:
    """In the old chat it names the new one, in the new chat the old one."""
    message = update.message
    assert message is not None
    here, turn = message.chat.id, context.turn
    old, new = message.migrate_from_chat_id or here, message.migrate_to_chat_id or here
    await move_group(await turn.open(), TELEGRAM, old, new)
