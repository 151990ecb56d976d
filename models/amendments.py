"""An amendment as its question keeps it."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from domain.amending import Amendment

_adapter = TypeAdapter(Amendment)


def dump(amendment: Amendment) -> dict[str, Any]:
    dumped = _adapter.dump_python(amendment, mode="json")
    assert isinstance(dumped, dict)
    return dumped


def load(facts: dict[str, Any]) -> Amendment:
    return _adapter.validate_python(facts, strict=False)
