"""An assignment as a question, or a draft, keeps it."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from domain.assigning import Assignment

_adapter = TypeAdapter(Assignment)


def dump(assignment: Assignment) -> dict[str, Any]:
    dumped = _adapter.dump_python(assignment, mode="json")
    assert isinstance(dumped, dict)
    return dumped


def load(facts: dict[str, Any]) -> Assignment:
    return _adapter.validate_python(facts, strict=False)
