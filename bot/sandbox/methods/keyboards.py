"""Keyboards under a message: only inline ones can be edited, and are shown again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.sandbox.links import checked_link
from bot.sandbox.params import Params
from bot.sandbox.records import Button
from bot.sandbox.refusals import bad_request
from bot.sandbox.text import clean

MOST_DATA = 64  # bytes of UTF-8
MOST_BUTTONS = 100
OTHER_MARKUPS = ("keyboard", "remove_keyboard", "force_reply")
# What a button may do; each button does exactly one of these.
DEEDS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "pay",
)


@dataclass(frozen=True)
class Keyboard:
    """Inline buttons, or a keyboard of another kind that is not kept."""

    buttons: list[list[Button]] | None = None
    is_other: bool = False
    force_reply: dict[str, Any] | None = None


def read_keyboard(params: Params) -> Keyboard:
    try:
        told = params.json("reply_markup")
    except ValueError as error:
        words = "can't parse reply keyboard markup JSON object"
        raise bad_request(words) from error
    if told is None:
        return Keyboard()
    if not isinstance(told, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in told:
        return Keyboard(_read_rows(told["inline_keyboard"]))
    is_other = any(told.get(kind) for kind in OTHER_MARKUPS)
    asks = bool(told.get("force_reply"))
    return Keyboard(is_other=is_other, force_reply=told if asks else None)


def _read_rows(rows: Any) -> list[list[Button]] | None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        words = 'field "inline_keyboard" must be an array of arrays'
        raise bad_request(f"can't parse inline keyboard: {words}")
    read = [[_read_button(button) for button in row] for row in rows if row]
    if sum(map(len, read)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return read or None


def _read_button(button: Any) -> Button:
    if not isinstance(button, dict):
        words = "can't parse inline keyboard button: InlineKeyboardButton must be an"
        raise bad_request(f"{words} Object")
    text = button.get("text")
    if not isinstance(text, str) or not clean(text).strip():
        words = 'can\'t parse inline keyboard button: Field "text" must be'
        raise bad_request(f"{words} of type String")
    deeds = [deed for deed in DEEDS if deed in button]
    if not deeds:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    _check_deed(deeds[0], button[deeds[0]])
    return {"text": clean(text).strip(), deeds[0]: button[deeds[0]]}


def _check_deed(deed: str, value: Any) -> None:
    if deed == "callback_data":
        is_text = isinstance(value, str)
        if not is_text or not 1 <= len(value.encode("utf-8")) <= MOST_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
    if deed == "url" and checked_link(str(value)) is None:
        words = f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL"
        raise bad_request(words)
