"""Logs: what happened and to which number, never a token, a name or a text."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

TOKEN = re.compile(r"\d{6,12}:[\w-]{30,}")
PHONE = re.compile(r"(?<![\d.])(?:\+?84|0)[35789]\d{8}(?!\d)")
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
        structlog.processors.format_exc_info,
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
