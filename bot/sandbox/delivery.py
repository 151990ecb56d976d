"""What people do: which of it reaches a bot in privacy mode."""

from __future__ import annotations

from bot.sandbox import shapes
from bot.sandbox.records import Message
from bot.sandbox.stage import BOT_USERNAME, Stage
from bot.sandbox.text import COMMAND
from bot.sandbox.updates import MESSAGE_LIFE


def deliver_to_bot(stage: Stage, message: Message) -> None:
    """Queue the message for the bot, if the bot is allowed to see it."""
    group = stage.world.groups.get(message.chat)
    if group is not None and not group.has_bot:
        return
    if group is None or reaches_bot(stage, message):
        told = shapes.message(stage, message)
        stage.updates.add("message", told, life=MESSAGE_LIFE)


def reaches_bot(stage: Stage, message: Message) -> bool:
    """Tell whether privacy mode lets a group's message through.

    Replies to the bot and commands to it do; a command to nobody only while the bot
    was the last bot to write there; a mention of it does not.
    """
    replied = stage.world.find_message(message.chat, message.reply_to)
    if replied is not None and replied.sender == stage.bot_id:
        return True
    command = COMMAND.match(message.text)
    if command is None:
        return False
    if command[2] is not None:
        return command[2].lower() == BOT_USERNAME
    return stage.world.groups[message.chat].bot_wrote_last
