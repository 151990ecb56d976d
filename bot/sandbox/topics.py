"""Topics of a forum group: each is named by the message that made it.

In the General topic messages carry no thread, and nobody may send to it by number.
"""

from __future__ import annotations

from bot.sandbox import shapes
from bot.sandbox.records import Group, Message
from bot.sandbox.stage import Stage
from bot.sandbox.updates import MESSAGE_LIFE

GENERAL = 1
COLOUR = 7322096  # one of the six that Telegram gives to topics


class NoSuchTopic(Exception):
    """The group has no topic of this number."""


def add_topic(stage: Stage, group: Group, name: str, sender: int) -> int:
    """Make a topic; the bot hears of it, as of every service message."""
    thread = stage.world.next_message_id(group.id)
    if thread == GENERAL:
        # The first message of a group is its own making, which nobody sees here.
        thread = stage.world.skip_message_id(group.id)
    message = Message(
        chat=group.id,
        message_id=thread,
        sender=sender,
        date=stage.clocks.seconds(),
        thread=thread,
        service={"forum_topic_created": {"name": name, "icon_color": COLOUR}},
    )
    group.topics[str(thread)] = name
    stage.world.keep_group(group)
    told = shapes.message(stage, stage.world.post(message))
    if sender != stage.bot_id:
        stage.updates.add("message", told, life=MESSAGE_LIFE)
    return thread


def find_thread(
    stage: Stage, chat: int, wanted: int, reply_to: int | None
) -> int | None:
    """Say in which topic a message is to stand; None for General, and for no forum.

    An answer stands where the answered message does. Raises NoSuchTopic.
    """
    group = stage.world.groups.get(chat)
    if group is None or not group.forum:
        return None
    if wanted:
        if str(wanted) not in group.topics:
            raise NoSuchTopic
        return wanted
    answered = stage.world.find_message(chat, reply_to)
    return answered.thread if answered else None
