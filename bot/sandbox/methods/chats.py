"""Which chat a call speaks to, and whether the bot may speak there."""

from __future__ import annotations

from bot.sandbox.params import Params
from bot.sandbox.records import Group, Message, Person
from bot.sandbox.refusals import BotRefusal, bad_request, forbidden
from bot.sandbox.stage import Stage

MIGRATED = "Bad Request: group chat was upgraded to a supergroup chat"


def find_chat_id(params: Params) -> int | None:
    """Read `chat_id` without asking whether there is such a chat."""
    try:
        return int(params.text("chat_id"))
    except ValueError:
        return None


def known_chat(stage: Stage, params: Params) -> int:
    """Give the chat that was asked for, if the bot is there; a stranger's is not."""
    if not params.text("chat_id"):
        raise bad_request("chat_id is empty")
    chat = find_chat_id(params)
    if chat is None or not stage.world.is_chat(chat):
        raise bad_request("chat not found")
    group = stage.world.groups.get(chat)
    if group is not None and not group.has_bot:
        raise forbidden(f"bot was kicked from the {group.kind} chat")
    return chat


def start_in_chat(stage: Stage, params: Params) -> int:
    """Give the chat if the bot may write there now, and count the start.

    Raises 400, 403 or 429 with Telegram's words.
    """
    chat = known_chat(stage, params)
    world = stage.world
    if chat in world.people:
        check_may_write(world.people[chat])
    else:
        check_not_moved(world.groups[chat])
    stage.flood.start(chat)
    return chat


def check_may_write(person: Person) -> None:
    if person.blocked:
        raise forbidden("bot was blocked by the user")
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")


def check_not_moved(group: Group) -> None:
    if group.moved_to is not None:
        raise BotRefusal(400, MIGRATED, {"migrate_to_chat_id": group.moved_to})


def own_message(stage: Stage, chat: int, params: Params) -> Message:
    """Give the message to be edited, if the bot may edit it."""
    message = stage.world.find_message(chat, params.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender != stage.bot_id or message.has_other_markup or message.service:
        raise bad_request("message can't be edited")
    return message
