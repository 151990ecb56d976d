"""getUpdates, and the webhook that stands in for it."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.params import Params
from bot.sandbox.polling import LONGEST_POLL, MOST_AT_ONCE, Asked
from bot.sandbox.refusals import BotRefusal, bad_request
from bot.sandbox.stage import Stage
from bot.sandbox.webhook import (
    MOST_CONNECTIONS,
    USUAL_CONNECTIONS,
    Webhook,
    check_address,
)

WEBHOOK_IS_SET = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
ENDED_BY_WEBHOOK = "Conflict: terminated by setWebhook request"
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
HERE = "127.0.0.1"


async def get_updates(stage: Stage, params: Params) -> Any:
    if stage.webhook.current is not None:
        raise BotRefusal(409, WEBHOOK_IS_SET)
    _read_allowed(stage, params)
    limit = params.integer("limit", MOST_AT_ONCE)
    asked = Asked(
        offset=params.integer("offset"),
        limit=min(max(limit, 1), MOST_AT_ONCE),
        timeout=min(max(params.integer("timeout"), 0), LONGEST_POLL),
    )
    return await stage.polling.poll(asked)


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
    stage.webhook.check_pace(stage.clocks.steady.monotonic())
    if secret and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    check_address(url)
    connections = params.integer("max_connections") or USUAL_CONNECTIONS
    connections = min(max(connections, 1), MOST_CONNECTIONS)
    _read_allowed(stage, params)
    _drop_pending(stage, params)
    stage.polling.end(ENDED_BY_WEBHOOK)
    stage.webhook.set(Webhook(url, secret, connections))
    return True


async def delete_webhook(stage: Stage, params: Params) -> Any:
    _drop_pending(stage, params)
    stage.webhook.set(None)
    return True


def _drop_pending(stage: Stage, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        stage.updates.forget_all()


async def get_webhook_info(stage: Stage, params: Params) -> Any:
    webhook = stage.webhook.current
    shape: dict[str, Any] = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": stage.updates.count_waiting(),
    }
    if webhook is not None and webhook.last_error_date:
        shape["last_error_date"] = webhook.last_error_date
        shape["last_error_message"] = webhook.last_error_message
    if webhook is not None:
        shape["max_connections"] = webhook.max_connections
        shape["ip_address"] = HERE
    if stage.updates.allowed:
        shape["allowed_updates"] = stage.updates.allowed
    return shape
