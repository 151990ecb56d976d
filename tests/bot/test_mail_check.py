"""`dondoc check` talks with the mail server, sends nothing, and says what is wrong."""

from __future__ import annotations

import ssl
from contextlib import AsyncExitStack
from typing import Any

import pytest
from aiosmtpd import smtp

from bot.mail_check import SAID, check_mail
from bot.settings import read_settings
from channels.email_probe import MailTrouble
from locales.catalog import Catalog
from tests.channels.test_email import Box, served

FROM = "dondoc@tinh.example"


def knows_good(*said: Any) -> smtp.AuthResult:
    return smtp.AuthResult(success=said[-1].password == b"good", handled=False)


ANONYMOUS = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)  # it has no certificate at all
LOGIN = {"authenticator": knows_good, "auth_require_tls": False, "auth_required": True}


class Choosy(Box):
    """A server that takes letters in its own people's names only."""

    async def handle_MAIL(self, *_said: object) -> str:  # noqa: N802 (aiosmtpd's own name)
        return "550 5.7.1 not your address"


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize(
    ("who", "options", "code", "why"),
    [
        ("", {}, None, ""),
        ("dondoc:good@", LOGIN, None, ""),
        ("dondoc:bad@", LOGIN, "D035", "535"),
        ("dondoc:good@", {}, "D034", ""),
        ("", {"tls_context": ANONYMOUS}, "D033", ""),
        ("", LOGIN, "D036", "530"),
    ],
)
async def test_what_a_server_lets_us_do(
    who: str, options: dict[str, Any], code: str | None, why: str
) -> None:
    box = Box()
    async with served(box, **options) as port:
        found = await findings(f"smtp://{who}127.0.0.1:{port}")
    assert [one.code for one in found] == ([code] if code else [])
    assert all(why in one.said and not one.stops for one in found)
    assert not any("good" in one.said or "bad" in one.said for one in found)
    assert not box.letters


async def test_a_server_that_does_not_want_this_sender() -> None:
    async with served(Choosy()) as port:
        (found,) = await findings(f"smtp://127.0.0.1:{port}")
    assert found.code == "D036"
    assert "550 5.7.1 not your address" in found.said


async def test_a_server_that_is_not_there_or_speaks_otherwise() -> None:
    async with AsyncExitStack() as stack:
        port = await stack.enter_async_context(served(Box()))
        (spoken,) = await findings(f"smtps://127.0.0.1:{port}")
    (gone,) = await findings(f"smtp://127.0.0.1:{port}")
    assert (spoken.code, gone.code) == ("D033", "D030")


async def test_a_password_is_not_tried_in_the_open() -> None:
    async with served(Box()) as port:  # by a name that is not known to be this machine
        (found,) = await findings(f"smtp://an:secret@127.1:{port}")
    assert found.code == "D032"


async def test_an_office_without_letters_is_asked_nothing() -> None:
    assert not await findings(None)


def test_every_trouble_has_a_sentence_and_a_code() -> None:
    assert set(SAID) == set(MailTrouble)
    assert len({code for code, _ in SAID.values()}) == len(SAID)


async def findings(url: str | None) -> list[Any]:
    sender = FROM if url else None
    settings = read_settings(_env_file=None, smtp_url=url, smtp_from=sender)
    words = Catalog.load().words("en")
    return [one async for one in check_mail(settings, words)]
