"""Who lets the bot in, and who sends it away; it hears of both."""

from __future__ import annotations

from bot.sandbox import shapes
from bot.sandbox.records import Group, Person
from bot.sandbox.stage import Stage
from bot.sandbox.updates import MESSAGE_LIFE

MEMBER, LEFT, KICKED = "member", "left", "kicked"


def set_blocked(stage: Stage, person: Person, *, blocked: bool) -> None:
    """Block the bot in the private chat, or let it write again."""
    if person.blocked == blocked:
        return
    person.blocked = blocked
    stage.world.keep_person(person)
    states = (MEMBER, KICKED) if blocked else (KICKED, MEMBER)
    tell(stage, person.id, person.id, states)


def kick(stage: Stage, group: Group, person: int) -> None:
    """Remove the bot from a group."""
    if group.has_bot:
        group.has_bot = group.bot_wrote_last = False
        stage.world.keep_group(group)
        tell(stage, group.id, person, (MEMBER, KICKED))


def add(stage: Stage, group: Group, person: int) -> None:
    """Let the bot back in."""
    if not group.has_bot:
        group.has_bot = True
        stage.world.keep_group(group)
        tell(stage, group.id, person, (KICKED, MEMBER))


def tell(stage: Stage, chat: int, person: int, states: tuple[str, str]) -> None:
    """Tell the bot what it was and is in a chat, and who made it so."""
    told = shapes.membership(stage, person=person, chat_id=chat, states=states)
    stage.updates.add("my_chat_member", told, life=MESSAGE_LIFE)
