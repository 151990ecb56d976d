"""getMe, getChat, getChatMember, getChatMemberCount, answerCallbackQuery."""

from __future__ import annotations

from typing import Any

from bot.sandbox import shapes
from bot.sandbox.methods.chats import known_chat
from bot.sandbox.params import Params
from bot.sandbox.refusals import bad_request
from bot.sandbox.stage import Stage

LONGEST_TOAST = 200  # code points
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


async def get_me(stage: Stage, params: Params) -> Any:
    return {
        **shapes.bot_user(stage),
        "can_join_groups": True,
        "can_read_all_group_messages": False,  # privacy mode
        "supports_inline_queries": False,
    }


async def get_chat(stage: Stage, params: Params) -> Any:
    chat = known_chat(stage, params)
    person = stage.world.people.get(chat)
    if person is not None and not person.started:
        raise bad_request("chat not found")
    return {
        **shapes.chat(stage, chat),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }


async def get_chat_member(stage: Stage, params: Params) -> Any:
    chat, wanted = known_chat(stage, params), params.integer("user_id")
    if wanted == stage.bot_id:
        return shapes.member(shapes.bot_user(stage), "member")
    person = stage.world.people.get(wanted)
    if person is None:
        raise bad_request("user not found")
    is_member = stage.world.is_member(chat, wanted)
    return shapes.member(shapes.user(person), "member" if is_member else "left")


async def get_chat_member_count(stage: Stage, params: Params) -> Any:
    chat = known_chat(stage, params)
    people = (one for one in stage.world.people if stage.world.is_member(chat, one))
    return 1 + sum(1 for _ in people)  # the bot itself


async def answer_callback_query(stage: Stage, params: Params) -> Any:
    press = stage.presses.find(params.text("callback_query_id"))
    if press is None or press.expires_at <= stage.clocks.seconds():
        raise bad_request(TOO_OLD)
    toast = params.text("text")
    if len(toast) > LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    stage.presses.answer(press, toast, alert=params.flag("show_alert"))
    return True
