"""Where Telegram brings updates by itself: kept first, then taken as received."""

from __future__ import annotations

import hashlib
import hmac

import structlog
from aiohttp import web

from bot.intake import Intake
from channels.telegram_updates import read_json
from scheduler.failures import told

log = structlog.get_logger()

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST_BODY = 1024**2  # bytes (delivery.md 2.13); Telegram's own are far smaller
NOT_KEPT = {"Cache-Control": "no-store"}
COME_AGAIN = "5"  # seconds; Telegram heeds Retry-After (telegram.md, webhook)


class WebhookDoor:
    """Whoever does not know the secret is turned away before anything is read."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        self._intake: Intake | None = None

    def open(self, intake: Intake) -> None:
        """From now on updates are taken; before, they are asked to come again."""
        self._intake = intake

    def close(self) -> None:
        self._intake = None

    async def receive(self, request: web.Request) -> web.Response:
        """200 only once it is kept; raises 413 for a body beyond the limit."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(
            given.encode(errors="surrogateescape"), self._secret
        ):
            return web.Response(status=403, headers=NOT_KEPT)
        body = await request.clone(client_max_size=LARGEST_BODY).read()
        if self._intake is None:
            return _later()
        try:
            await self._intake.store([_read(body)])
        except Exception as error:  # noqa: BLE001 (whatever it is, it is not kept)
            log.error("webhook_not_kept", **told(error))
            return _later()
        return web.Response(headers=NOT_KEPT)


def _later() -> web.Response:
    headers = {"Retry-After": COME_AGAIN, **NOT_KEPT}
    return web.Response(status=503, headers=headers)


def _read(body: bytes) -> object:
    """The update; of what cannot be read only its length and digest."""
    try:
        return read_json(body)
    except (ValueError, RecursionError):
        return {"length": len(body), "sha256": hashlib.sha256(body).hexdigest()}
