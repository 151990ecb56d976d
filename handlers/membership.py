"""The bot was blocked, allowed again, put into a group or taken out of it."""

from __future__ import annotations

from telegram import ChatMember, Update

from actions.close_chat import close_chat
from handlers.context import Context
from models.queries.chats import open_again
from models.queries.planning import free_untold

OUT = (ChatMember.LEFT, ChatMember.BANNED)


async def membership_changed(update: Update, context: Context) -> None:
    """A chat that is closed is not written to until it opens again."""
    changed = update.my_chat_member
    assert changed is not None
    turn = context.turn
    await turn.open()
    if turn.chat is not None:
        if changed.new_chat_member.status in OUT:
            await close_chat(turn.work, turn.chat.id, changed.new_chat_member.status)
        else:
            open_again(turn.chat)
            if turn.chat.officer_id is not None:
                await free_untold(turn.work, turn.chat.officer_id)
