"""The webhook's settings are named at the start, with what to do about them."""

from __future__ import annotations

import pytest

from bot.settings import WrongSetting, read_settings
from bot.terminal.mistakes import REASONS

URL = "https://bot.example.vn/telegram"


@pytest.mark.parametrize(
    ("url", "secret", "named"),
    [
        ("bot.example.vn/telegram", "x", "DONDOC_WEBHOOK_URL"),
        ("ftp://bot.example.vn/", "x", "DONDOC_WEBHOOK_URL"),
        ("https:///telegram", "x", "DONDOC_WEBHOOK_URL"),
        (URL, None, "DONDOC_WEBHOOK_SECRET"),
        (URL, "", "DONDOC_WEBHOOK_SECRET"),
        (URL, "bí mật", "DONDOC_WEBHOOK_SECRET"),
        (URL, "x" * 257, "DONDOC_WEBHOOK_SECRET"),
        (URL, "a b", "DONDOC_WEBHOOK_SECRET"),
    ],
)
def test_a_wrong_one_is_named(url: str, secret: str | None, named: str) -> None:
    with pytest.raises(WrongSetting) as caught:
        read_settings(_env_file=None, webhook_url=url, webhook_secret=secret)
    assert caught.value.name == named
    assert caught.value.why in REASONS


@pytest.mark.parametrize("secret", ["x", "A-Za_z0-9", "x" * 256])
def test_what_telegram_takes_is_taken(secret: str) -> None:
    settings = read_settings(_env_file=None, webhook_url=URL, webhook_secret=secret)
    assert settings.webhook_secret is not None
    assert secret not in repr(settings) or len(secret) == 1
