"""A reading of a reply as a question keeps it."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from domain.replies import Reading

_adapter = TypeAdapter(Reading)


def dump(reading: Reading) -> dict[str, Any]:
    dumped = _adapter.dump_python(reading, mode="json")
    assert isinstance(dumped, dict)
    return dumped


def load(facts: dict[str, Any]) -> Reading:
    return _adapter.validate_python(facts, strict=False)
