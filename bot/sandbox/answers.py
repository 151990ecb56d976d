"""How the Bot API answers, and whose token it takes."""

from __future__ import annotations

import hmac
import re
from typing import Any

from aiohttp import web

from bot.sandbox.refusals import BotRefusal

TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")


def is_same_token(told: str, token: str) -> bool:
    return hmac.compare_digest(told.encode(), token.encode())


def refusal_body(refusal: BotRefusal) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "ok": False,
        "error_code": refusal.code,
        "description": refusal.description,
    }
    if refusal.parameters:
        shape["parameters"] = refusal.parameters
    return shape


def respond(status: int, body: dict[str, Any]) -> web.Response:
    retry_after = body.get("parameters", {}).get("retry_after")
    headers = {"Retry-After": str(retry_after)} if retry_after else None
    return web.json_response(body, status=status, headers=headers)
