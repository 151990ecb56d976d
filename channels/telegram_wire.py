"""One aiohttp session to the Bot API, which notes how far each call came.

The address of a call contains the bot's token: it is never logged, nor put into an
error (aiohttp's own errors quote it, so they are not chained).
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import SimpleNamespace

import aiohttp
from yarl import URL

from channels.telegram_outcomes import Phase, Trace
from channels.telegram_time import ServerTime

API_ANSWER = "application/json"
JSON = {"Content-Type": API_ANSWER}
CHUNK = 64 * 1024  # bytes read at once from a downloaded file
DOWNLOAD = 300.0  # seconds for a whole file
# The longest that is read of an answer: a hundred updates of an office are far shorter,
# and reading more of what is no update would hold up the loop and the memory.
LONGEST_ANSWER = 4 * 1024 * 1024  # bytes


class WireFailed(Exception):
    """The call ended early; the words say where and name the failure's class."""


class WireTimedOut(WireFailed):
    """It ended because its time was up."""


class NotGiven(WireFailed):
    """The server did not hand out the file."""


class TooLarge(WireFailed):
    """A file or an answer is larger than is taken; reading it was stopped."""


@dataclass(frozen=True)
class Timeouts:
    """In seconds. A lease must outlive the four together (50 s, delivery.md 2.4).

    A short `read` makes unknowns out of slow answers; hence 30, not the library's 5.
    """

    pool: float = 5
    connect: float = 5
    write: float = 10
    read: float = 30


@dataclass(frozen=True)
class Question:
    """A call to be made: bytes are JSON, a form carries files."""

    method: str
    url: str
    body: bytes | aiohttp.FormData | None = None

    @property
    def headers(self) -> dict[str, str] | None:
        return JSON if isinstance(self.body, bytes) else None


@dataclass(frozen=True)
class _Call:
    """What the hooks of aiohttp need: where to note progress, and how long is left."""

    trace: Trace
    deadline: asyncio.Timeout
    seconds: float  # from the first written byte to the last read one


class Wire:
    """Opened and closed by its owner. Raises WireFailed and its kinds, nothing else."""

    def __init__(self, connections: int, proxy: str | None, trust_env: bool) -> None:
        self.server_time: ServerTime | None = None
        # Our own queue instead of the connector's: waiting here is surely "not sent".
        self._places = asyncio.Semaphore(connections)
        self._socks = proxy if proxy and proxy.startswith("socks") else None
        self._http_proxy = None if self._socks else proxy
        self._trust_env = trust_env
        self._session: aiohttp.ClientSession | None = None
        self._failures: tuple[type[Exception], ...] = (aiohttp.ClientError, OSError)

    async def open(self, user_agent: str) -> None:
        """May be called again; the session is then kept."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=self._connector(),
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=self._trust_env,
                # Each call has its own deadline; see `exchange`.
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
                trace_configs=[_hooks()],
                headers={"User-Agent": user_agent},
            )

    async def close(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def exchange(
        self, question: Question, timeouts: Timeouts, trace: Trace
    ) -> None:
        """Ask, and note the answer, or how far it came, in the trace."""
        # Our texts fit in the socket's buffer: only files take time to write.
        with_files = isinstance(question.body, aiohttp.FormData)
        seconds = timeouts.read + (timeouts.write if with_files else 0)
        with self._plain_failures(trace):
            async with asyncio.timeout(timeouts.pool) as deadline, self._places:
                trace.phase = Phase.CONNECTING
                _give(deadline, timeouts.connect)
                async with self._opened().request(
                    question.method,
                    _address(question.url),
                    data=question.body,
                    headers=question.headers,
                    allow_redirects=False,
                    proxy=self._http_proxy,
                    trace_request_ctx=_Call(trace, deadline, seconds),
                ) as response:
                    await _read_answer(trace, response)
                    self._note_time(question.url, trace, response)

    def _note_time(
        self, url: str, trace: Trace, response: aiohttp.ClientResponse
    ) -> None:
        """A page of something in between says nothing about Telegram's time."""
        if self.server_time is not None and response.content_type == API_ANSWER:
            header = response.headers.get("Date")
            self.server_time.note(url, header, trace.payload)

    async def fetch(self, url: str, limit_bytes: int) -> bytes:
        """Download a file; NotGiven or TooLarge say why not."""
        with self._plain_failures(Trace()):
            async with (
                asyncio.timeout(DOWNLOAD),
                self._places,
                self._opened().get(
                    URL(url), allow_redirects=False, proxy=self._http_proxy
                ) as response,
            ):
                return await _read_file(response, limit_bytes)

    @contextlib.contextmanager
    def _plain_failures(self, trace: Trace) -> Iterator[None]:
        try:
            yield
        except TooLarge as error:
            trace.failure = type(error).__name__
            raise
        except self._failures as error:
            trace.failure = type(error).__name__
            kind = WireTimedOut if isinstance(error, TimeoutError) else WireFailed
            # Not chained: the original's words contain the token.
            raise kind(f"{trace.phase.name.lower()}: {trace.failure}") from None

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise WireFailed("the session is not open")
        return self._session

    def _connector(self) -> aiohttp.BaseConnector:
        if self._socks is None:
            return aiohttp.TCPConnector(limit=0)
        # Costs start-up time, so only where it is configured.
        from aiohttp_socks import (
            ProxyConnectionError,
            ProxyConnector,
            ProxyError,
            ProxyTimeoutError,
        )

        of_proxy = (ProxyError, ProxyConnectionError, ProxyTimeoutError)
        self._failures = (*self._failures, *of_proxy)
        return ProxyConnector.from_url(self._socks, limit=0, rdns=True)


@lru_cache(maxsize=64)
def _address(url: str) -> URL:
    """Bot API addresses are few and need no quoting: parsed once each."""
    return URL(url, encoded=True)


async def _read_answer(trace: Trace, response: aiohttp.ClientResponse) -> None:
    trace.http_status = response.status
    trace.phase = Phase.ANSWERED
    wait = response.headers.get("Retry-After", "")
    if wait.isascii() and wait.isdecimal():
        trace.retry_after = float(wait)
    trace.payload = await _whole(trace, response)
    trace.phase = Phase.FINISHED


async def _whole(trace: Trace, response: aiohttp.ClientResponse) -> bytes:
    """Raises TooLarge, with no more in memory than is taken."""
    length = response.content_length
    packed = "Content-Encoding" in response.headers
    if length is not None and length <= LONGEST_ANSWER and not packed:
        return await response.read()  # as nearly all: in one go
    received = bytearray()
    async for chunk in response.content.iter_chunked(CHUNK):
        received += chunk
        if max(len(received), length or 0) > LONGEST_ANSWER:
            trace.payload, trace.is_cut = bytes(received[:CHUNK]), True
            raise TooLarge(f"more than {LONGEST_ANSWER} bytes")
    return bytes(received)


async def _read_file(response: aiohttp.ClientResponse, limit_bytes: int) -> bytes:
    if response.status != 200:
        raise NotGiven(f"http_{response.status}")
    received = bytearray()
    async for chunk in response.content.iter_chunked(CHUNK):
        received += chunk
        if len(received) > limit_bytes:
            raise TooLarge(f"more than {limit_bytes} bytes")
    return bytes(received)


def _hooks() -> aiohttp.TraceConfig:
    config = aiohttp.TraceConfig()
    config.on_request_headers_sent.append(_writing_begins)
    return config


async def _writing_begins(
    _session: aiohttp.ClientSession, context: SimpleNamespace, _params: object
) -> None:
    """From here on the server may act on the call (aiohttp says so just before)."""
    call = context.trace_request_ctx
    if call is not None:
        call.trace.phase = Phase.SENDING
        _give(call.deadline, call.seconds)


def _give(deadline: asyncio.Timeout, seconds: float) -> None:
    deadline.reschedule(asyncio.get_running_loop().time() + seconds)
