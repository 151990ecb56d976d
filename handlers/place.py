"""Who sent an update, and where: the identity is the account's number, nothing else."""

from __future__ import annotations

from telegram import Chat, Message, Update

from domain.proof import Seen, codes_in
from handlers.context import Place

GROUPS = ("group", "supergroup")
ANONYMOUS_ADMIN = 1_087_968_824  # Telegram's own account behind "an administrator"
NOBODY = 0  # the account of who speaks for others, or through another


def place_of(update: Update) -> Place | None:
    """None for what nobody is answered to: channels, and what other bots, channels and
    anonymous administrators say among themselves.

    A command of such a sender is a stranger's, for his account proves nobody.
    """
    sender, chat = update.effective_user, update.effective_chat
    if chat is not None and _tells_of_a_move(update.message):
        # Telegram's own word, whoever caused it: an anonymous administrator too.
        return Place(chat.id, sender.id if sender else 0, in_group=True)
    if sender is None or chat is None:
        return None
    message = update.effective_message
    if not isinstance(message, Message):
        message = None
    in_group = chat.type in GROUPS
    if sender.is_bot or sender.id == ANONYMOUS_ADMIN or _hides(message):
        return _of_nobody(chat, message) if in_group else None
    if not in_group and chat.type != "private":
        return None
    return Place(
        address=chat.id,
        sender=sender.id,
        in_group=in_group,
        title=chat.title or "",
        thread=_thread(message),
        message_id=message.message_id if message else None,
        reply_to=_answered(message),
        seen=_seen(message, pressed=update.callback_query is not None),
        pressed=update.callback_query is not None,
    )


def _hides(message: Message | None) -> bool:
    """Said in a channel's or a group's name, or by way of another bot."""
    return message is not None and bool(message.sender_chat or message.via_bot)


def _of_nobody(chat: Chat, message: Message | None) -> Place | None:
    if message is None or not (message.text or "").startswith("/"):
        return None
    return Place(
        chat.id,
        NOBODY,
        in_group=True,
        thread=_thread(message),
        message_id=message.message_id,
    )


def _seen(message: Message | None, *, pressed: bool) -> Seen | None:
    """The message of ours that this update proves to have arrived.

    Of an answered message only its number and date are known here: its words were
    dropped. What stands under a pressed button is Telegram's own word.
    """
    if message is None:
        return None
    if pressed:
        return Seen(message.message_id, message.date, codes_in(message.text or ""))
    replied = message.reply_to_message
    sender = replied.from_user if replied else None
    if replied is None or sender is None or sender.id != message.get_bot().id:
        return None
    return Seen(replied.message_id, replied.date)


def _tells_of_a_move(message: Message | None) -> bool:
    if message is None:
        return False
    return bool(message.migrate_to_chat_id or message.migrate_from_chat_id)


def _thread(message: Message | None) -> int:
    if message is None or not message.is_topic_message:
        return 0
    return message.message_thread_id or 0


def _answered(message: Message | None) -> int | None:
    """The message answered; a topic's own creation message is no answer."""
    replied = message.reply_to_message if message else None
    if message is None or replied is None:
        return None
    if message.is_topic_message and replied.message_id == message.message_thread_id:
        return None
    return replied.message_id
