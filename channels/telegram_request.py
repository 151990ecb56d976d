"""python-telegram-bot's request class, on aiohttp.

Fifteen times less work per message than the default one (performance.md, "Sending"),
and it tells how far a call came, so that *not sent* and *unknown* can be told apart.
"""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from channels.telegram_outcomes import Trace
from channels.telegram_time import ServerTime
from channels.telegram_wire import Question, Timeouts, Wire, WireFailed, WireTimedOut

_current: ContextVar[Trace | None] = ContextVar("trace", default=None)


@contextlib.contextmanager
def traced() -> Iterator[Trace]:
    """Follow the one call made inside: the trace is filled in while it runs."""
    trace = Trace()
    token = _current.set(trace)
    try:
        yield trace
    finally:
        _current.reset(token)


@dataclass(frozen=True)
class File:
    """A parameter that is a file."""

    name: str
    content: bytes


class AiohttpRequest(BaseRequest):
    """One session for every call; `initialize` opens it, `shutdown` closes it.

    Give it to the bot as `request` and as `get_updates_request`, or the library makes
    one of its own for the latter.
    """

    def __init__(
        self,
        timeouts: Timeouts | None = None,
        *,
        connections: int = 64,
        proxy: str | None = None,
        trust_env: bool = False,
    ) -> None:
        """`proxy` is http://, https:// or socks5://[user:password@]host:port."""
        self._timeouts = timeouts or Timeouts()
        self._wire = Wire(connections, proxy, trust_env)

    def tell_time(self, to: ServerTime) -> None:
        """Let every answer of Telegram tell what time it is."""
        self._wire.server_time = to

    @property
    def read_timeout(self) -> float:
        return self._timeouts.read

    async def initialize(self) -> None:
        await self._wire.open(self.USER_AGENT)

    async def shutdown(self) -> None:
        await self._wire.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As the base class does, but without writing the answer to the log."""
        body = Trace(payload=payload).body
        if body is None:
            raise TelegramError("Invalid server response")
        return body

    async def do_request(  # noqa: PLR0913 (the signature is the library's)
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = None,
        write_timeout: object = None,
        connect_timeout: object = None,
        pool_timeout: object = None,
    ) -> tuple[int, bytes]:
        """Raises TimedOut or NetworkError, neither of which bears the address."""
        timeouts = self._or_default(
            read=read_timeout,
            write=write_timeout,
            connect=connect_timeout,
            pool=pool_timeout,
        )
        trace = _current.get() or Trace()
        with _library_errors():
            await self._wire.exchange(
                Question(method, url, _body(request_data)), timeouts, trace
            )
        assert trace.http_status is not None  # known once the exchange has returned
        if trace.http_status == 429:
            # The library's RetryAfter warns of its own future each time it is made.
            raise NetworkError("Too many requests")
        return trace.http_status, trace.payload

    async def ask(
        self,
        url: str,
        parameters: Mapping[str, object],
        *,
        read_timeout: float | None = None,
        trace: Trace | None = None,
    ) -> Trace:
        """Make a call and leave the answer as it came, in the trace.

        Raises as do_request does; the trace that was given then tells how far it came.
        """
        trace = trace or Trace()
        question = Question("POST", url, _asked(parameters))
        timeouts = self._or_default(read=read_timeout)
        with _library_errors():
            await self._wire.exchange(question, timeouts, trace)
        return trace

    async def fetch(self, url: str, limit_bytes: int) -> bytes:
        """Download a file. Raises WireFailed; its kinds say why."""
        return await self._wire.fetch(url, limit_bytes)

    def _or_default(self, **given: object) -> Timeouts:
        """Whatever is no number (None, the library's own mark) means "not given"."""
        numbers = {k: v for k, v in given.items() if isinstance(v, int | float)}
        return replace(self._timeouts, **numbers) if numbers else self._timeouts


@contextlib.contextmanager
def _library_errors() -> Iterator[None]:
    try:
        yield
    except WireTimedOut as error:
        raise TimedOut(str(error)) from error
    except WireFailed as error:
        raise NetworkError(str(error)) from error


def _body(data: RequestData | None) -> bytes | aiohttp.FormData | None:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_payload
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, kind) in data.multipart_data.items():
        source = _in_pieces(content) if isinstance(content, bytes) else content
        form.add_field(name, source, filename=file_name, content_type=kind)
    return form


def _in_pieces(content: bytes) -> io.BytesIO:
    """A large body given as bytes would be written in one go, and hold up all."""
    return io.BytesIO(content)


def _asked(parameters: Mapping[str, object]) -> bytes | aiohttp.FormData:
    """JSON; a form where there is a file among them."""
    if not any(isinstance(value, File) for value in parameters.values()):
        return json.dumps(parameters).encode()
    form = aiohttp.FormData()
    for name, value in parameters.items():
        if isinstance(value, File):
            form.add_field(name, _in_pieces(value.content), filename=value.name)
        else:
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    return form
