"""How a letter leaves by e-mail: one try, and what became of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from email.utils import format_datetime
from mimetypes import guess_type
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from aiosmtplib import SMTP, SMTPException, SMTPResponseException

from channels.email_outcomes import Ending, Stage, outcome_of
from domain.outcomes import Outcome, Sent

TIMEOUT = 30.0  # seconds for each answer; servers look for spam before the last one
CALL = 50.0  # seconds for a whole letter, as for any call (delivery.md 2.4)
LOOPBACK = ("127.0.0.1", "::1", "localhost")
UNKNOWN_KIND = "application/octet-stream"
PORTS = {"smtp": 587, "smtps": 465}

Said = TypeVar("Said")


@dataclass(frozen=True)
class Mail:
    """One letter. `number` is the same for every copy of it, so that a reader's own
    program may see that the second is one. `date` is when it was put in the outbox."""

    to: str
    number: str
    subject: str
    text: str
    html: str
    date: datetime
    attachments: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True)
class MailServer:
    """Where letters are handed in, as whom, and in whose name."""

    host: str
    port: int
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    tls: bool = False  # from the first byte on; else it begins in the open

    @classmethod
    def read(cls, url: str, sender: str) -> MailServer:
        """`smtp[s]://[user:password@]host[:port]`. Raises ValueError for another."""
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname or not sender:
            raise ValueError("must be smtp://user:password@host:port, or smtps://")
        return cls(
            parts.hostname,
            parts.port or PORTS[parts.scheme],
            sender,
            unquote(parts.username) if parts.username else None,
            unquote(parts.password) if parts.password else None,
            parts.scheme == "smtps",
        )

    @property
    def must_be_private(self) -> bool:
        """A password is said to nobody in the open, except on this machine."""
        return self.password is not None and self.host not in LOOPBACK


class _Ended(Exception):
    def __init__(self, ending: Ending) -> None:
        super().__init__(ending.reason)
        self.ending = ending


class EmailChannel:
    """Sends through one mail server. Returns an outcome, and raises nothing but
    asyncio.CancelledError; a letter that was cancelled is to be taken for unknown."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    async def send(self, mail: Mail) -> Outcome:
        """One connection for each letter: they are few, and none spoils the next."""
        client = self._client()
        try:
            async with asyncio.timeout(CALL):
                await self._hand_in(client, mail)
        except _Ended as error:
            return outcome_of(error.ending)
        except TimeoutError:
            # Too slow as a whole: how far it came nobody noted, so it may be there.
            return outcome_of(Ending(Stage.DATA, None, "timeout"))
        finally:
            client.close()
        return Sent(None)

    def _client(self) -> SMTP:
        server = self._server
        private = True if server.must_be_private else None  # None: if it is offered
        return SMTP(
            hostname=server.host,
            port=server.port,
            use_tls=server.tls,
            start_tls=False if server.tls else private,
            timeout=TIMEOUT,
        )

    async def _hand_in(self, client: SMTP, mail: Mail) -> None:
        server = self._server
        await _said(Stage.CONNECT, client.connect())
        if server.user is not None and server.password is not None:
            await _said(Stage.LOGIN, client.login(server.user, server.password))
        await _said(Stage.SENDER, client.mail(server.sender))
        await _said(Stage.RECIPIENT, client.rcpt(mail.to))
        await _said(Stage.DATA, client.data(letter_of(mail, server.sender)))


async def _said(stage: Stage, answer: Awaitable[Said]) -> Said:
    try:
        return await answer
    except SMTPResponseException as error:
        raise _Ended(Ending(stage, error.code, error.message)) from error
    except (SMTPException, OSError, ValueError) as error:
        raise _Ended(Ending(stage, None, type(error).__name__)) from error


def letter_of(mail: Mail, sender: str) -> bytes:
    """As it goes over the wire: plain words, the same with markup, what is attached."""
    message = EmailMessage(policy=WIRE)
    message["From"] = sender
    message["To"] = mail.to
    message["Subject"] = " ".join(mail.subject.split())
    message["Date"] = format_datetime(mail.date)
    message["Message-ID"] = f"<{mail.number}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # no out-of-office answers (RFC 3834)
    message.set_content(mail.text, cte="base64")
    message.add_alternative(mail.html, subtype="html", cte="base64")
    for name, content in mail.attachments:
        kind, subkind = (guess_type(name)[0] or UNKNOWN_KIND).split("/")
        message.add_attachment(content, maintype=kind, subtype=subkind, filename=name)
    return message.as_bytes()
