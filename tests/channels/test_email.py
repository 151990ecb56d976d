"""Letters over a real connection to a mail server on this machine."""

from __future__ import annotations

import asyncio
import email
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

import pytest
from aiosmtpd import smtp

from channels.email import EmailChannel, Mail, MailServer
from channels.email_outcomes import Ending, Stage, outcome_of
from domain.outcomes import Dead, NotSent, Outcome, Sent, Stopped, Unknown

LETTER = Mail(
    to="an@sonoivu.example",
    number="12.k3f7q",
    subject="Nhiệm vụ đến hạn\nhôm nay",
    text="NV-12 đến hạn hôm nay.\n.\nHết.",
    html="<p><b>NV-12</b> đến hạn hôm nay.</p>",
    date=datetime(2026, 11, 20, 1, tzinfo=UTC),
    attachments=(("tong-hop.docx", b"PK\x03\x04 whole"),),
)


class Box:
    """What a server keeps, and what it answers instead of taking a letter."""

    def __init__(self, rcpt: str = "", data: str = "") -> None:
        self.letters: list[EmailMessage] = []
        self._rcpt, self._data = rcpt, data

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's own name and facts)
        self, _server: object, _session: object, envelope: Any, to: str, _opts: object
    ) -> str:
        if self._rcpt:
            return self._rcpt
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 (aiosmtpd's own name)
        self, _server: object, _session: object, envelope: Any
    ) -> str:
        if self._data:
            return self._data
        got = email.message_from_bytes(envelope.content, policy=default)
        self.letters.append(cast("EmailMessage", got))
        return "250 taken"


@asynccontextmanager
async def served(box: Box, **options: Any) -> AsyncIterator[int]:
    """The port of a server that works as long as it is asked for."""
    loop = asyncio.get_running_loop()
    talks: list[smtp.SMTP] = []

    def begin() -> smtp.SMTP:
        talks.append(smtp.SMTP(box, loop=loop, hostname="mail.example", **options))
        return talks[-1]

    server = await loop.create_server(begin, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for one in talks:
            if one.transport is not None:
                one.transport.abort()
        await asyncio.sleep(0)  # until its end of the connections is closed


def channel(port: int, who: str = "") -> EmailChannel:
    url = f"smtp://{who}127.0.0.1:{port}"
    return EmailChannel(MailServer.read(url, "dondoc@tinh.example"))


async def test_a_letter_arrives_whole() -> None:
    box = Box()
    async with served(box) as port:
        assert await channel(port).send(LETTER) == Sent(None)
    (got,) = box.letters
    assert got["To"] == "an@sonoivu.example"
    assert got["Subject"] == "Nhiệm vụ đến hạn hôm nay"
    assert got["Message-ID"] == "<12.k3f7q@tinh.example>"
    plain, marked = got.get_body(("plain",)), got.get_body(("html",))
    assert plain is not None
    assert plain.get_content().split() == LETTER.text.split()
    assert marked is not None
    assert "<b>NV-12</b>" in marked.get_content()
    (attached,) = got.iter_attachments()
    assert attached.get_filename() == "tong-hop.docx"
    assert attached.get_content() == b"PK\x03\x04 whole"


@pytest.mark.parametrize(
    ("rcpt", "data", "becomes"),
    [
        ("550 5.1.1 no such user", "", Dead("550 5.1.1 no such user", chat_gone=True)),
        ("450 4.2.0 greylisted", "", NotSent("450 4.2.0 greylisted")),
        ("", "554 5.7.1 looks like spam", Dead("554 5.7.1 looks like spam")),
        ("", "552 5.3.4 too big", Dead("too_long")),
        ("", "452 4.3.1 disk full", NotSent("452 4.3.1 disk full")),
    ],
)
async def test_what_the_server_answers(rcpt: str, data: str, becomes: Outcome) -> None:
    box = Box(rcpt, data)
    async with served(box) as port:
        assert await channel(port).send(LETTER) == becomes
    assert not box.letters


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize(("password", "sent"), [("good", True), ("bad", False)])
async def test_who_may_hand_in_letters(password: str, sent: bool) -> None:
    def check(*said: Any) -> smtp.AuthResult:
        return smtp.AuthResult(success=said[-1].password == b"good", handled=False)

    options = {"authenticator": check, "auth_require_tls": False}
    async with served(Box(), **options, auth_required=True) as port:
        outcome = await channel(port, f"dondoc:{password}@").send(LETTER)
    assert isinstance(outcome, Sent if sent else Stopped)


async def said_by(script: Sequence[bytes]) -> Outcome:
    """A server that says these lines, one for each of ours, and then hangs up."""

    hung_up = asyncio.Event()

    async def answer(reader: asyncio.StreamReader, writer: Any) -> None:
        for line in script:
            writer.write(line)
            await reader.readline()
        if script[-1].startswith(b"354"):
            await reader.readuntil(b"\r\n.\r\n")
        writer.close()
        await writer.wait_closed()
        hung_up.set()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        outcome = await channel(server.sockets[0].getsockname()[1]).send(LETTER)
        await hung_up.wait()
    return outcome


HELLO = [b"220 mail\r\n", b"250 mail\r\n", b"250 sender\r\n"]


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        (HELLO, NotSent),  # gone before the reader was named
        ([*HELLO, b"250 reader\r\n", b"354 go on\r\n"], Unknown),  # gone after DATA
        ([b"421 busy\r\n"], NotSent),
    ],
)
async def test_a_connection_that_dies(script: list[bytes], kind: type[Outcome]) -> None:
    assert isinstance(await said_by(script), kind)


async def test_nobody_listens() -> None:
    async with served(Box()) as port:
        pass
    assert isinstance(await channel(port).send(LETTER), NotSent)


@pytest.mark.parametrize(
    ("stage", "code", "words", "becomes"),
    [
        (Stage.CONNECT, None, "", NotSent("connect")),
        (Stage.CONNECT, 554, "no service", NotSent("554 no service")),
        (Stage.LOGIN, 535, "5.7.8 wrong", Stopped("535 5.7.8 wrong")),
        (Stage.LOGIN, 454, "4.7.0 later", NotSent("454 4.7.0 later")),
        (Stage.SENDER, 530, "5.7.0 log in first", Stopped("530 5.7.0 log in first")),
        (Stage.SENDER, 550, "not yours", Stopped("550 not yours")),
        (Stage.RECIPIENT, 550, "unknown", Dead("550 unknown", chat_gone=True)),
        (Stage.RECIPIENT, 550, "5.2.1 off", Dead("550 5.2.1 off", chat_gone=True)),
        (Stage.RECIPIENT, 550, "5.7.1 policy", Dead("550 5.7.1 policy")),
        (Stage.RECIPIENT, 552, "5.2.2 box full", Dead("552 5.2.2 box full")),
        (Stage.RECIPIENT, None, "lost", NotSent("recipient lost")),
        (Stage.DATA, None, "timeout", Unknown("data timeout")),
        (Stage.DATA, 451, "later", NotSent("451 later")),
        (Stage.DATA, 550, "5.1.1 odd", Dead("550 5.1.1 odd")),
    ],
)
def test_every_ending_has_its_class(
    stage: Stage, code: int | None, words: str, becomes: Outcome
) -> None:
    assert outcome_of(Ending(stage, code, words)) == becomes


@pytest.mark.parametrize(
    ("url", "private"),
    [
        ("smtp://an:p%40ss@mail.example", True),
        ("smtps://an:p@mail.example", True),
        ("smtp://an:p@127.0.0.1:2525", False),
        ("smtp://mail.example", False),
    ],
)
def test_a_password_is_said_to_nobody_in_the_open(url: str, private: bool) -> None:
    server = MailServer.read(url, "dondoc@tinh.example")
    assert server.must_be_private is private
    assert server.port in (587, 465, 2525)
