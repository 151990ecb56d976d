"""setMyCommands and its two sisters: the menu of commands, per scope and language."""

from __future__ import annotations

import json
import re
from typing import Any

from bot.sandbox.params import Params
from bot.sandbox.refusals import bad_request
from bot.sandbox.stage import Stage

MOST_COMMANDS = 100
LONGEST_COMMAND = 32
LONGEST_DESCRIPTION = 256  # code points
COMMAND = re.compile(r"[a-z0-9_]+")
LANGUAGE = re.compile(r"[a-z]{2}")
SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}


async def set_my_commands(stage: Stage, params: Params) -> Any:
    try:
        told = params.json("commands")
    except ValueError as error:
        raise bad_request("can't parse commands JSON object") from error
    if not isinstance(told, list):
        raise bad_request("expected an Array of BotCommand")
    if len(told) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    _keep_menu(stage, params, [_read_command(each) for each in told])
    return True


async def get_my_commands(stage: Stage, params: Params) -> Any:
    return stage.settings.get("menus", {}).get(_read_place(params), [])


async def delete_my_commands(stage: Stage, params: Params) -> Any:
    _keep_menu(stage, params, [])
    return True


def _keep_menu(stage: Stage, params: Params, menu: list[dict[str, str]]) -> None:
    menus = dict(stage.settings.get("menus", {}))
    menus[_read_place(params)] = menu
    stage.keep_setting("menus", menus)


def _read_command(told: Any) -> dict[str, str]:
    try:
        command = told["command"].removeprefix("/")
        description = told["description"].strip()
    except (TypeError, KeyError, AttributeError) as error:
        raise bad_request("can't parse BotCommand") from error
    if len(command) > LONGEST_COMMAND:
        raise bad_request("command length must not exceed 32")
    if not command:
        raise bad_request("command must be non-empty")
    if not COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > LONGEST_DESCRIPTION:
        raise bad_request("command description length must not exceed 256")
    return {"command": command, "description": description}


def _read_place(params: Params) -> str:
    """Give one key for the scope and the language."""
    language = params.text("language_code")
    if language and not LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    try:
        scope = params.json("scope") or {"type": "default"}
        kind = scope["type"]
        parts = [int(scope[part]) for part in SCOPES[kind]]
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise bad_request("can't parse BotCommandScope") from error
    return json.dumps([kind, *parts, language])
