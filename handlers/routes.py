"""Which handler takes which update, for python-telegram-bot."""

from __future__ import annotations

from typing import Any

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from domain.refusals import Reason, Refusal
from handlers.buttons import press
from handlers.command import guarded
from handlers.commands import COMMANDS, find_command
from handlers.context import Context
from handlers.conversation import hear
from handlers.filing import hear_file
from handlers.membership import membership_changed
from handlers.moving import group_moved
from handlers.spoken import check_text

NEW = filters.UpdateType.MESSAGE  # an edited message is not said again
FILES = (
    filters.PHOTO
    | filters.Document.ALL
    | filters.VIDEO
    | filters.VOICE
    | filters.AUDIO
    | filters.Sticker.ALL
    | filters.LOCATION
    | filters.CONTACT
)

Handler = BaseHandler[Any, Context, Any]


def handlers() -> list[Handler]:
    """In the order in which they are asked; the first that fits takes the update."""
    return [
        MessageHandler(filters.StatusUpdate.MIGRATE & NEW, group_moved),
        *(CommandHandler(c.name, guarded(c), filters=NEW) for c in COMMANDS),
        CallbackQueryHandler(press),
        # Telegram marks no command in "/việc", and none that we do not have.
        MessageHandler(filters.Regex(r"^/") & NEW, hear_slash),
        MessageHandler(filters.TEXT & NEW, hear),
        MessageHandler(FILES & NEW, hear_file),
        ChatMemberHandler(membership_changed, ChatMemberHandler.MY_CHAT_MEMBER),
    ]


async def hear_slash(update: Update, context: Context) -> None:
    """A command written with diacritics is that command; any other is unknown."""
    message = update.effective_message
    assert message is not None
    assert message.text is not None
    check_text(message.text)
    typed, *words = message.text.split()
    command = find_command(typed)
    if command is not None:
        context.args = words
        await guarded(command)(update, context)
        return
    turn = context.turn
    if turn.place.in_group and "@" not in typed:
        return  # it may be meant for another bot
    if turn.person is None:
        raise Refusal(Reason.STRANGER)
    raise Refusal(Reason.UNKNOWN_COMMAND, command=typed[:40])
