"""A group becomes a supergroup: a new chat with a new id, and two service messages."""

from __future__ import annotations

from typing import Any

from bot.sandbox import shapes
from bot.sandbox.records import Group, Message
from bot.sandbox.stage import Stage
from bot.sandbox.updates import MESSAGE_LIFE

ORDERS = ("old_first", "new_first")


def migrate(
    stage: Stage, group: Group, *, order: str = ORDERS[0], twice: bool = False
) -> Group:
    """Move the group, and tell the bot in the old chat and in the new one.

    Telegram promises neither which comes first nor that each comes once.
    """
    new = stage.world.move_group(group)
    told = [
        _post(stage, group, {"migrate_to_chat_id": new.id}),
        _post(stage, new, {"migrate_from_chat_id": group.id}),
    ]
    if order != ORDERS[0]:
        told.reverse()
    if group.has_bot:
        for body in told * 2 if twice else told:
            stage.updates.add("message", body, life=MESSAGE_LIFE)
    return new


def _post(stage: Stage, group: Group, service: dict[str, Any]) -> dict[str, Any]:
    sender = group.members[0] if group.members else stage.bot_id
    message = Message(
        chat=group.id,
        message_id=stage.world.next_message_id(group.id),
        sender=sender,
        date=stage.clocks.seconds(),
        service=service,
    )
    return shapes.message(stage, stage.world.post(message))
