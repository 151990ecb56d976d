"""A group becomes a supergroup: a new chat with a new id, and two service messages."""

from __future__ import annotations

from typing import Any

from bot.sandbox import shapes
from bot.sandbox.records import Group, Message
from bot.sandbox.stage import Stage
from bot.sandbox.updates import MESSAGE_LIFE


def migrate(stage: Stage, group: Group) -> Group:
    """Move the group, and tell the bot in the old chat and in the new one."""
    new = stage.world.move_group(group)
    _tell(stage, group, {"migrate_to_chat_id": new.id})
    _tell(stage, new, {"migrate_from_chat_id": group.id})
    return new


def _tell(stage: Stage, group: Group, service: dict[str, Any]) -> None:
    sender = group.members[0] if group.members else stage.bot_id
    message = Message(
        chat=group.id,
        message_id=stage.world.next_message_id(group.id),
        sender=sender,
        date=stage.clocks.seconds(),
        service=service,
    )
    told = shapes.message(stage, stage.world.post(message))
    stage.updates.add("message", told, life=MESSAGE_LIFE)
