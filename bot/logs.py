"""Logs: what happened and to which number, never a token, a name or a text."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from typing import Any

import structlog

TOKEN = re.compile(r"\d{6,12}:[\w-]{30,}")
# Also as people write it: 0912 345 678, +84 912.345.678.
PHONE = re.compile(
    r"(?<![\d.])(?:\+?84[ .-]?|0)[35789]\d"
    r"(?:\d{7}|\d[ .-]?\d{3}[ .-]\d{3}|[ .-]\d{3}[ .-]\d{4})(?!\d)"
)
IDENTITY_CARD = re.compile(r"(?<![\d.])0\d{11}(?!\d)")  # CCCD
TAKEN_OUT = (
    (TOKEN, "<token>"),
    (IDENTITY_CARD, "<identity card>"),
    (PHONE, "<phone>"),
)
QUIET = {
    # At DEBUG they write message texts, at INFO addresses that hold the token.
    "telegram": logging.WARNING,
    "telegram.ext": logging.WARNING,
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "aiohttp.access": logging.WARNING,
    "apscheduler": logging.WARNING,
    "aiosqlite": logging.WARNING,
    # They tell of every font on the machine.
    "matplotlib": logging.WARNING,
    "PIL": logging.WARNING,
    "asyncio": logging.WARNING,
    "alembic": logging.WARNING,
    "sqlalchemy": logging.WARNING,
}


def set_up_logs(level: str, form: str) -> None:
    """Send every log, ours and the libraries', through one door to stderr."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        without_words,
        redact,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                redact,
                _renderer(form),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name, least in QUIET.items():
        logging.getLogger(name).setLevel(max(least, logging.getLevelName(level)))


def _renderer(form: str) -> Any:
    if form == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())


def without_words(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Of a failure that a library logs, the lines and the classes: an exception's own
    words may quote a row, or what somebody wrote."""
    error = error_of(event.pop("exc_info", None))
    if error is not None:
        event["exception"] = traced(error)
    return event


def error_of(told: object) -> BaseException | None:
    """As logs hand it on: the exception, what `sys.exc_info` says, or that it says."""
    found = sys.exc_info() if told is True else told
    if isinstance(found, tuple):
        found = found[1]
    return found if isinstance(found, BaseException) else None


def traced(error: BaseException) -> str:
    """Lines and classes of a failure; what caused it comes first, as in Python."""
    said = []
    for one in reversed(list(_causes(error))):
        for frame in traceback.extract_tb(one.__traceback__):
            said.append(f"  {frame.filename}:{frame.lineno} in {frame.name}")
        said.append(f"{type(one).__module__}.{type(one).__qualname__}")
    return "\n".join(said)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def redact(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """The last guard: what slipped into a library's message is taken out."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = _without(value)
    return event


def _without(text: str) -> str:
    for pattern, instead in TAKEN_OUT:
        text = pattern.sub(instead, text)
    return text
