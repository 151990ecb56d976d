"""What a message says, read from a call: text, entities, the reply, the keyboard."""

from __future__ import annotations

from typing import Any

from bot.sandbox.markup import parse_html
from bot.sandbox.params import Params
from bot.sandbox.reader import MarkupError
from bot.sandbox.refusals import bad_request
from bot.sandbox.stage import Stage
from bot.sandbox.text import Formatted, clean, trim, with_recognised
from bot.sandbox.topics import NoSuchTopic, find_thread

LONGEST_TEXT = 4096  # code points, after the tags are read
LONGEST_CAPTION = 1024


def read_text(params: Params) -> Formatted:
    if not params.text("text"):
        raise bad_request("message text is empty")
    formatted = read_formatted(params, "text", "entities")
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if len(formatted.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return formatted


def read_caption(params: Params) -> Formatted:
    formatted = read_formatted(params, "caption", "caption_entities")
    if len(formatted.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return formatted


def read_formatted(params: Params, name: str, entities: str) -> Formatted:
    source, mode = params.text(name), params.text("parse_mode").lower()
    if mode not in {"", "none", "html"}:
        # Telegram has two more, which this bot never uses.
        raise bad_request("unsupported parse_mode")
    if mode == "html":
        try:
            return with_recognised(parse_html(source))
        except MarkupError as error:
            raise bad_request(f"can't parse entities: {error}") from error
    return with_recognised(trim(clean(source), _read_entities(params, entities)))


def _read_entities(params: Params, name: str) -> list[dict[str, Any]]:
    try:
        told = params.json(name) or []
        return [
            {**each, "offset": int(each["offset"]), "length": int(each["length"])}
            for each in told
            if isinstance(each["type"], str)
        ]
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise bad_request("can't parse entities") from error


def read_thread(
    stage: Stage, chat: int, params: Params, reply_to: int | None
) -> int | None:
    """Give the topic to send to; outside forums the parameter is not read."""
    try:
        wanted = params.integer("message_thread_id")
        return find_thread(stage, chat, wanted, reply_to)
    except NoSuchTopic as error:
        raise bad_request("message thread not found") from error


def read_reply(stage: Stage, chat: int, params: Params) -> int | None:
    """Give the message that is replied to; None for none, or for a lost one."""
    try:
        told = params.json("reply_parameters") or {}
        wanted = int(told.get("message_id", 0))
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        words = "can't parse reply parameters JSON object"
        raise bad_request(words) from error
    may_lack = bool(told.get("allow_sending_without_reply"))
    may_lack = may_lack or params.flag("allow_sending_without_reply")
    wanted = wanted or params.integer("reply_to_message_id")
    if not wanted:
        return None
    if stage.world.find_message(chat, wanted) is not None:
        return wanted
    if may_lack:
        return None
    raise bad_request("message to be replied not found")
