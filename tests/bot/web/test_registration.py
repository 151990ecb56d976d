"""Telegram is told where to bring updates, again and again if need be."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from structlog.testing import capture_logs

from bot.application import build_bot
from bot.poller import ALLOWED, BACKOFF
from bot.reach import Reach
from bot.web.registration import LOOK_EVERY, Registration
from channels.telegram_request import AiohttpRequest
from tests.bot.conftest import TOKEN, Inbound
from tests.scheduler.dispatcher.post import HandSteady

URL = "https://bot.example.vn/telegram"


@dataclass
class Telegram:
    url: str = ""
    failing: int = 0  # calls still to be refused
    waiting: int = 0
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        method, given = request.match_info["method"], await request.json()
        self.calls.append((method, given))
        if self.failing:
            self.failing -= 1
            refusal = {"ok": False, "error_code": 429, "description": "Too Many"}
            return web.json_response(refusal, status=429)
        if method == "setWebhook":
            self.url = given["url"]
            return web.json_response({"ok": True, "result": True})
        info = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": self.waiting,
            "last_error_message": "Wrong response from the webhook: 503",
        }
        return web.json_response({"ok": True, "result": info})

    @property
    def methods(self) -> list[str]:
        return [method for method, _ in self.calls]


@pytest.fixture
async def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
async def registration(
    telegram: Telegram, inbound: Inbound
) -> AsyncIterator[Registration]:
    application = web.Application()
    application.router.add_post(f"/bot{TOKEN}/{{method}}", telegram.answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    request = AiohttpRequest()
    await request.initialize()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    steady = HandSteady()
    reach = Reach(inbound.database, steady=steady, wake=lambda: None)
    bot = build_bot(TOKEN, address, request)
    yield Registration(bot, URL, "s3cret", reach=reach, steady=steady)
    await request.shutdown()
    await runner.cleanup()


async def test_it_is_set_with_the_secret_and_nothing_is_dropped(
    registration: Registration, telegram: Telegram
) -> None:
    assert await registration.keep() == LOOK_EVERY
    method, given = telegram.calls[-1]
    assert (method, given["url"], given["secret_token"]) == (
        *("setWebhook", URL, "s3cret"),
    )
    assert given["drop_pending_updates"] == "false"
    assert json.loads(given["allowed_updates"]) == list(ALLOWED)
    assert registration.is_set


async def test_every_start_sets_it_for_the_secret_may_be_a_new_one(
    registration: Registration, telegram: Telegram
) -> None:
    telegram.url = URL
    await registration.keep()
    await registration.keep()
    assert telegram.methods == ["getWebhookInfo", "setWebhook", "getWebhookInfo"]


async def test_what_somebody_else_has_set_is_set_back(
    registration: Registration, telegram: Telegram
) -> None:
    await registration.keep()
    telegram.url = "https://elsewhere.example/"
    await registration.keep()
    assert telegram.url == URL


async def test_a_telegram_that_refuses_is_asked_again_with_growing_pauses(
    registration: Registration, telegram: Telegram
) -> None:
    telegram.failing = 3
    waits = [await registration.keep() for _ in range(4)]
    assert waits == [*BACKOFF[:3], LOOK_EVERY]
    assert registration.is_set


async def test_it_is_logged_when_telegram_cannot_bring_what_waits(
    registration: Registration,
    telegram: Telegram,
) -> None:
    await registration.keep()
    telegram.waiting = 12
    with capture_logs() as logs:
        await registration.keep()
    (failing,) = [one for one in logs if one["event"] == "webhook_failing"]
    assert failing["waiting"] == 12
    assert "s3cret" not in str(logs)
    assert URL not in str(logs)
