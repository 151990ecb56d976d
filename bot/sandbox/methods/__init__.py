"""The Bot API's methods, as far as the sandbox has them: one function each.

A method gets the stage and the call's parameters, and gives what stands under
`result`, or raises a BotRefusal. Adding one is a function and a line here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.sandbox.methods import asking, editing, menus, receiving, sending, uploads
from bot.sandbox.params import Params
from bot.sandbox.stage import Stage

Method = Callable[[Stage, Params], Awaitable[Any]]

METHODS: dict[str, Method] = {
    "getMe": asking.get_me,
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendDocument": sending.send_document,
    "sendPhoto": sending.send_photo,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "answerCallbackQuery": asking.answer_callback_query,
    "getFile": uploads.get_file,
    "getChat": asking.get_chat,
    "getChatMember": asking.get_chat_member,
    "getChatMemberCount": asking.get_chat_member_count,
    "setMyCommands": menus.set_my_commands,
    "getMyCommands": menus.get_my_commands,
    "deleteMyCommands": menus.delete_my_commands,
}

NAMES = {name.lower(): name for name in METHODS}
