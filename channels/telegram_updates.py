"""Asking Telegram what has arrived, as raw JSON.

Raw, because the inbox stores what came before anything tries to understand it: an
update of a kind that the library does not know must not stop the others.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

from channels.telegram_outcomes import Trace, outcome_of
from channels.telegram_request import AiohttpRequest
from domain.outcomes import NotSent

AT_ONCE = 100  # updates in one answer: Telegram's own limit
LONGEST_NUMBER = 40  # digits; longer ones are read as a rounded number
NUMBER = re.compile(rb'"update_id"\s*:\s*([0-9]{1,18})\b')


class Conflicted(Exception):
    """Somebody else polls with this token (409)."""


class WebhookIsSet(Conflicted):
    """Telegram pushes its updates to a webhook, so that nobody may ask for them."""


class Unauthorised(Exception):
    """The token was refused (401, 404): nothing arrives until it is mended."""


class Unreachable(Exception):
    """No answer, or none that Telegram would give. Asking again is harmless.

    `retry_after` is in seconds, when the server named a time.
    """

    def __init__(self, why: str, retry_after: float | None = None) -> None:
        super().__init__(why)
        self.retry_after = retry_after


class Unreadable(Exception):
    """An answer that is too long, or whose objects lie too deep within each other.

    `outline` tells it apart: the number of its first update, the length and the digest
    of what was read.
    """

    def __init__(self, payload: bytes) -> None:
        super().__init__(f"{len(payload)} bytes")
        digest = hashlib.sha256(payload).hexdigest()
        self.outline: dict[str, Any] = {"length": len(payload), "sha256": digest}
        if number := NUMBER.search(payload):
            self.outline["update_id"] = int(number[1])


async def raw_get_updates(
    bot: Bot,
    offset: int | None,
    timeout: int,  # noqa: ASYNC109 (the server's own waiting, not ours)
    allowed: Sequence[str],
    limit: int = AT_ONCE,
) -> list[Any]:
    """Wait up to `timeout` seconds (at most 50) for updates from `offset` on.

    Naming an offset confirms every update below it. Raises Conflicted, Unauthorised,
    Unreachable or Unreadable.
    """
    request = bot.request
    if not isinstance(request, AiohttpRequest):
        raise TypeError("the bot must be built with AiohttpRequest")
    question: dict[str, object] = {
        "timeout": timeout,
        "allowed_updates": list(allowed),
    }
    if limit != AT_ONCE:
        question["limit"] = limit
    if offset is not None:
        question["offset"] = offset
    trace = Trace()
    try:
        await request.ask(
            f"{bot.base_url}/getUpdates",
            question,
            read_timeout=request.read_timeout + timeout,
            trace=trace,
        )
    except TelegramError as error:
        if trace.is_cut:
            raise Unreadable(trace.payload) from None
        raise Unreachable(str(error)) from None
    return _updates(trace)


def read_json(payload: bytes) -> Any:
    """What a server or a proxy says is JSON, bad letters and giant numbers and all.

    Raises ValueError if it is none, RecursionError if it is too deep.
    """
    return json.loads(payload.decode(errors="surrogateescape"), parse_int=_whole)


def _whole(digits: str) -> float:
    return int(digits) if len(digits) <= LONGEST_NUMBER else float(digits)


def _updates(trace: Trace) -> list[Any]:
    body = _body(trace.payload)
    why = str(body.get("description") or f"http_{trace.http_status}")
    if trace.http_status == 409:
        raise WebhookIsSet(why) if "webhook is active" in why else Conflicted(why)
    if trace.http_status in (401, 404):
        raise Unauthorised(why)
    updates = body.get("result")
    if not isinstance(updates, list) or body.get("ok") is not True:
        outcome = outcome_of(trace)
        wait = outcome.retry_after if isinstance(outcome, NotSent) else None
        raise Unreachable(why, retry_after=wait)
    return updates


def _body(payload: bytes) -> dict[str, Any]:
    try:
        body = read_json(payload)
    except ValueError:
        return {}
    except RecursionError:
        raise Unreadable(payload) from None
    return body if isinstance(body, dict) else {}
