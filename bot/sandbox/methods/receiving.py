"""getUpdates, and the webhook, which the sandbox only remembers."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.params import Params
from bot.sandbox.refusals import BotRefusal, bad_request
from bot.sandbox.stage import Stage
from bot.sandbox.updates import LONGEST_POLL, MOST_AT_ONCE, Asked

WEBHOOK_IS_SET = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


async def get_updates(stage: Stage, params: Params) -> Any:
    _read_allowed(stage, params)
    if stage.settings.get("webhook"):
        raise BotRefusal(409, WEBHOOK_IS_SET)
    limit = params.integer("limit", MOST_AT_ONCE)
    asked = Asked(
        offset=params.integer("offset"),
        limit=min(max(limit, 1), MOST_AT_ONCE),
        timeout=min(max(params.integer("timeout"), 0), LONGEST_POLL),
    )
    return await stage.updates.poll(asked)


def _read_allowed(stage: Stage, params: Params) -> None:
    """Take `allowed_updates`, which stays; what cannot be read changes nothing."""
    try:
        told = params.json("allowed_updates")
    except ValueError:
        return
    if isinstance(told, list):
        stage.updates.allow([kind for kind in told if isinstance(kind, str)])


async def set_webhook(stage: Stage, params: Params) -> Any:
    url, secret = params.text("url"), params.text("secret_token")
    if not url:
        return await delete_webhook(stage, params)
    if not url.startswith("https://"):
        words = "bad webhook: An HTTPS URL must be provided for webhook"
        raise bad_request(words)
    if secret and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _read_allowed(stage, params)
    stage.keep_setting("webhook", {"url": url, "secret_token": secret})
    _drop_pending(stage, params)
    return True


async def delete_webhook(stage: Stage, params: Params) -> Any:
    stage.keep_setting("webhook", None)
    _drop_pending(stage, params)
    return True


def _drop_pending(stage: Stage, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        stage.updates.forget_all()


async def get_webhook_info(stage: Stage, params: Params) -> Any:
    webhook = stage.settings.get("webhook") or {}
    return {
        "url": webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(stage.updates.list_waiting()),
    }
