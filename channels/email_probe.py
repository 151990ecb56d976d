"""Whether letters could be handed in: a talk with the mail server that brings none."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from enum import StrEnum

from aiosmtplib import SMTP, SMTPException, SMTPResponseException

from channels.email import MailServer

PATIENCE = 10.0  # seconds for the whole talk


class MailTrouble(StrEnum):
    """What keeps letters from leaving, in the order in which it would show."""

    UNREACHABLE = "unreachable"  # no such name, nobody listens, no answer in time
    REFUSES = "refuses"  # it answers, and will not talk with us
    IN_THE_OPEN = "in_the_open"  # a password would have to be said unencrypted
    ENCRYPTION = "encryption"  # no certificate that this machine trusts
    NO_LOGIN = "no_login"  # it takes no names and passwords
    NOT_LET_IN = "not_let_in"  # it knows no such name with this password
    SENDER = "sender"  # it takes no letters in this name


@dataclass(frozen=True, slots=True)
class Probed:
    """`words` are the server's own, or the name of what went wrong."""

    trouble: MailTrouble
    words: str


class _Found(Exception):
    def __init__(self, trouble: MailTrouble, error: Exception | None = None) -> None:
        super().__init__(trouble)
        words = type(error).__name__ if error else ""
        if isinstance(error, SMTPResponseException):
            words = " ".join(f"{error.code} {error.message}".split())
        self.probed = Probed(trouble, words)


async def probe(server: MailServer, *, patience: float = PATIENCE) -> Probed | None:
    """Connect, greet, encrypt, log in, name the sender, and take leave.

    None when the server would take a letter. No letter is begun: no reader is named.
    """
    client = SMTP(
        hostname=server.host,
        port=server.port,
        use_tls=server.tls,
        start_tls=False,
        timeout=patience,
    )
    try:
        async with asyncio.timeout(patience):
            await _talk(client, server)
    except _Found as found:
        return found.probed
    except TimeoutError:
        return Probed(MailTrouble.UNREACHABLE, "timeout")
    finally:
        client.close()
    return None


async def _talk(client: SMTP, server: MailServer) -> None:
    await _greet(client)
    await _encrypt(client, server)
    if server.user is not None and server.password is not None:
        await _log_in(client, server.user, server.password)
    try:
        await client.mail(server.sender)
        await client.quit()
    except SMTPException as error:
        raise _Found(MailTrouble.SENDER, error) from error


async def _greet(client: SMTP) -> None:
    try:
        await client.connect()
        await client.ehlo()
    except SMTPResponseException as error:
        raise _Found(MailTrouble.REFUSES, error) from error
    except (SMTPException, OSError, ValueError) as error:
        cause = error.__cause__
        if isinstance(cause, ssl.SSLError):
            raise _Found(MailTrouble.ENCRYPTION, cause) from error
        raise _Found(MailTrouble.UNREACHABLE, error) from error


async def _encrypt(client: SMTP, server: MailServer) -> None:
    """As a letter would: if it is offered, and always where a password is said."""
    if server.tls:
        return
    if not client.supports_extension("starttls"):
        if server.must_be_private:
            raise _Found(MailTrouble.IN_THE_OPEN)
        return
    try:
        await client.starttls()
        await client.ehlo()
    except (SMTPException, OSError) as error:
        raise _Found(MailTrouble.ENCRYPTION, error) from error


async def _log_in(client: SMTP, user: str, password: str) -> None:
    if not client.supports_extension("auth"):
        raise _Found(MailTrouble.NO_LOGIN)
    try:
        await client.login(user, password)
    except SMTPException as error:
        raise _Found(MailTrouble.NOT_LET_IN, error) from error
