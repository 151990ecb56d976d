"""The bot was blocked, allowed again, put into a group or taken out of it."""

from __future__ import annotations

from telegram import ChatMember, Update

from handlers.context import Context

OUT = (ChatMember.LEFT, ChatMember.BANNED)


async def membership_changed(update: Update, context: Context) -> None:
    """A chat that is closed is not written to until it opens again."""
    changed = update.my_chat_member
    assert changed is not None
    turn = context.turn
    await turn.open()
    if turn.chat is not None:
        gone = changed.new_chat_member.status in OUT
        turn.chat.state = "gone" if gone else "active"
