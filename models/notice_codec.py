"""A notice as it is kept in the outbox: its name and its facts as JSON."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from domain import notices
from domain.notices import Notice


def name_of(notice: Notice) -> str:
    return type(notice).__name__


def dump(notice: Notice) -> dict[str, Any]:
    dumped = _adapter(name_of(notice)).dump_python(notice, mode="json")
    assert isinstance(dumped, dict)
    return dumped


def load(name: str, facts: dict[str, Any]) -> Notice:
    """The notice again. Raises ValueError for facts of an older program's shape."""
    loaded: Notice = _adapter(name).validate_python(facts, strict=False)
    return loaded


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(getattr(notices, name))
