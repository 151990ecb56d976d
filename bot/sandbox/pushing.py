"""Posting one update to a webhook, and what came back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import aiohttp

from bot.clock import Steady
from bot.sandbox.waiting import within
from bot.sandbox.webhook import Webhook

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_ANSWER = 60.0  # seconds of the steady clock
LONGEST_PAUSE = 3600  # seconds that a Retry-After may ask for


@dataclass(frozen=True)
class Reply:
    """What a webhook answered: `error` is empty for any 2xx."""

    error: str = ""
    status: int = 0  # 0: there was no answer
    retry_after: int = 0  # seconds; 0: it did not say
    body: bytes = b""

    @property
    def is_ok(self) -> bool:
        return not self.error


async def post(
    http: aiohttp.ClientSession, webhook: Webhook, told: Any, steady: Steady
) -> Reply:
    """Post an update; a webhook that hangs is given up after a minute."""
    reply = await within(_post(http, webhook, told), steady, LONGEST_ANSWER)
    return reply or Reply("Read timeout expired")


async def _post(http: aiohttp.ClientSession, webhook: Webhook, told: Any) -> Reply:
    headers = {"Content-Type": "application/json"}
    if webhook.secret:
        headers[SECRET_HEADER] = webhook.secret
    body = BytesIO(json.dumps(told).encode())
    sending = http.post(webhook.url, data=body, headers=headers, allow_redirects=False)
    try:
        async with sending as response:
            return await _read(response)
    except aiohttp.ClientConnectorError:
        return Reply("Connection refused")
    except (TimeoutError, aiohttp.ClientError, ValueError) as error:
        return Reply(f"Connection closed: {type(error).__name__}")


async def _read(response: aiohttp.ClientResponse) -> Reply:
    status = response.status
    if 200 <= status < 300:
        return Reply(status=status, body=await response.read())
    words = f"Wrong response from the webhook: {status} {response.reason or ''}"
    asked = response.headers.get("Retry-After", "")
    seconds = int(asked) if asked.isascii() and asked.isdecimal() else 0
    return Reply(words.strip(), status, retry_after=min(seconds, LONGEST_PAUSE))
