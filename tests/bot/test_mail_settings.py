"""The settings of letters are named at the start, with what to do about them."""

from __future__ import annotations

import pytest

from bot.settings import WrongSetting, read_settings
from bot.terminal.mistakes import REASONS

URL = "smtp://dondoc:secret-word@mail.example.vn"


@pytest.mark.parametrize(
    ("url", "sender", "named"),
    [
        ("mail.example.vn", "a@example.vn", "DONDOC_SMTP_URL"),
        ("http://mail.example.vn", "a@example.vn", "DONDOC_SMTP_URL"),
        ("smtp:///", "a@example.vn", "DONDOC_SMTP_URL"),
        (URL, None, "DONDOC_SMTP_FROM"),
        (URL, "dondoc", "DONDOC_SMTP_FROM"),
    ],
)
def test_a_wrong_one_is_named(url: str, sender: str | None, named: str) -> None:
    with pytest.raises(WrongSetting) as caught:
        read_settings(_env_file=None, smtp_url=url, smtp_from=sender)
    assert caught.value.name == named
    assert caught.value.why in REASONS


def test_the_password_is_shown_nowhere() -> None:
    settings = read_settings(_env_file=None, smtp_url=URL, smtp_from="a@example.vn")
    server = settings.mail_server
    assert server is not None
    assert (server.host, server.port, server.password) == (
        *("mail.example.vn", 587),
        "secret-word",
    )
    assert "secret-word" not in repr(settings) + repr(server)


def test_without_a_server_there_are_no_letters() -> None:
    assert read_settings(_env_file=None).mail_server is None
