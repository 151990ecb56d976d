"""How an event leaves for another system: one signed request, and what became of it.

The form is that of Standard Webhooks: `webhook-id` stays the same for every copy, so
that the receiver knows a second one; `webhook-timestamp` is of this try, and
`webhook-signature` is over both and the body.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import socket
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    TCPConnector,
    ThreadedResolver,
)
from aiohttp.abc import AbstractResolver, ResolveResult

from domain.destinations import (
    Network,
    WrongDestination,
    host_of,
    literal_of,
    may_reach,
    read_destination,
)
from domain.outcomes import Dead, NotSent, Outcome, Sent, Unknown
from domain.systems import SECRET_PREFIX

CALL = 15.0  # seconds for all of it; a receiver keeps first and works later
CONNECT = 5.0  # seconds of these
AT_ONCE = 16  # connections
GONE = 410
WAITS = (429, 503)


@dataclass(frozen=True)
class Call:
    """One event to one address. `number` is the same for every copy of it."""

    url: str
    secret: str = field(repr=False)
    number: str
    body: bytes = field(repr=False)
    at: datetime


def signature_of(call: Call) -> str:
    """`v1,` and the HMAC-SHA256 of id, time and body under the receiver's secret."""
    key = base64.b64decode(call.secret.removeprefix(SECRET_PREFIX))
    said = f"{call.number}.{int(call.at.timestamp())}.".encode() + call.body
    mac = hmac.new(key, said, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(mac).decode()}"


class NotAllowed(OSError):
    """The name leads to addresses that events are not sent to."""


class GuardedResolver(AbstractResolver):
    """Resolves a name for the connection itself: what was judged is what is used."""

    def __init__(
        self, networks: Sequence[Network], resolver: AbstractResolver | None = None
    ) -> None:
        self._networks = networks
        self._resolver = resolver or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Raises NotAllowed if nothing is left of what was found."""
        found = await self._resolver.resolve(host, port, family)
        destination = host_of(host, port)
        good = [
            one for one in found if may_reach(destination, one["host"], self._networks)
        ]
        if not good:
            raise NotAllowed("private")
        return good

    async def close(self) -> None:
        await self._resolver.close()


class WebhookChannel:
    """Returns an outcome, and raises nothing but asyncio.CancelledError."""

    def __init__(self, networks: Sequence[Network] = ()) -> None:
        self._networks = networks
        self._session: ClientSession | None = None

    async def send(self, call: Call) -> Outcome:
        """One try. Redirections are not followed: they could lead anywhere."""
        if (refused := self._refused(call.url)) is not None:
            return refused
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "dondoc",
            "webhook-id": call.number,
            "webhook-timestamp": str(int(call.at.timestamp())),
            "webhook-signature": signature_of(call),
        }
        try:
            async with self._open().post(
                call.url, data=call.body, headers=headers, allow_redirects=False
            ) as answer:
                return _outcome_of(answer)
        except ClientConnectorError as error:
            return NotSent(_why(error.os_error))
        except ConnectionTimeoutError:
            return NotSent("connect_timeout")
        except (ClientError, TimeoutError, OSError) as error:
            return Unknown(type(error).__name__)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    def _open(self) -> ClientSession:
        if self._session is None or self._session.closed:
            connector = TCPConnector(
                resolver=GuardedResolver(self._networks),
                use_dns_cache=False,  # each connection is judged anew
                force_close=True,
                limit=AT_ONCE,
            )
            self._session = ClientSession(
                connector=connector,
                timeout=ClientTimeout(total=CALL, sock_connect=CONNECT),
                cookie_jar=DummyCookieJar(),
            )
        return self._session

    def _refused(self, url: str) -> NotSent | None:
        """An address of numbers is never resolved, so it is judged here."""
        try:
            destination = read_destination(url)
        except WrongDestination as wrong:
            return NotSent(wrong.reason.value)
        literal = literal_of(destination.host)
        if literal is None or may_reach(destination, literal, self._networks):
            return None
        return NotSent("private")


def _why(error: OSError) -> str:
    return "private" if isinstance(error, NotAllowed) else type(error).__name__


def _outcome_of(answer: ClientResponse) -> Outcome:
    """Taken with any 2xx; 410 says that nobody listens there any more."""
    if 200 <= answer.status < 300:
        return Sent(None)
    why = f"http_{answer.status}"
    if answer.status == GONE:
        return Dead(why, chat_gone=True)
    asked = answer.headers.get("Retry-After", "")
    if answer.status in WAITS and asked.isascii() and asked.isdecimal():
        return NotSent(why, retry_after=float(asked[:6]))
    return NotSent(why)
