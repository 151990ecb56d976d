"""Asking Telegram what has arrived, as raw JSON.

Raw, because the inbox stores what came before anything tries to understand it: an
update of a kind that the library does not know must not stop the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

from channels.telegram_outcomes import Trace, outcome_of
from channels.telegram_request import AiohttpRequest
from domain.outcomes import NotSent


class Conflicted(Exception):
    """Somebody else polls with this token, or a webhook is set (409)."""


class Unauthorised(Exception):
    """The token was refused (401, 404): nothing arrives until it is mended."""


class Unreachable(Exception):
    """No answer, or none that Telegram would give. Asking again is harmless.

    `retry_after` is in seconds, when the server named a time.
    """

    def __init__(self, why: str, retry_after: float | None = None) -> None:
        super().__init__(why)
        self.retry_after = retry_after


async def raw_get_updates(
    bot: Bot,
    offset: int | None,
    timeout: int,  # noqa: ASYNC109 (the server's own waiting, not ours)
    allowed: Sequence[str],
) -> list[dict[str, Any]]:
    """Wait up to `timeout` seconds (at most 50) for updates from `offset` on.

    Naming an offset confirms every update below it. Raises Conflicted, Unauthorised or
    Unreachable.
    """
    request = bot.request
    if not isinstance(request, AiohttpRequest):
        raise TypeError("the bot must be built with AiohttpRequest")
    question = {"timeout": timeout, "allowed_updates": list(allowed)}
    if offset is not None:
        question["offset"] = offset
    try:
        trace = await request.ask(
            f"{bot.base_url}/getUpdates",
            question,
            read_timeout=request.read_timeout + timeout,
        )
    except TelegramError as error:
        raise Unreachable(str(error)) from None
    return _updates(trace)


def _updates(trace: Trace) -> list[dict[str, Any]]:
    body = trace.body or {}
    why = str(body.get("description") or f"http_{trace.http_status}")
    if trace.http_status == 409:
        raise Conflicted(why)
    if trace.http_status in (401, 404):
        raise Unauthorised(why)
    updates = body.get("result")
    if not isinstance(updates, list):
        outcome = outcome_of(trace)
        wait = outcome.retry_after if isinstance(outcome, NotSent) else None
        raise Unreachable(why, retry_after=wait)
    return updates
