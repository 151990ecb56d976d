"""What a delivery or a card remembers of its message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from locales.catalog import DEFAULT


@dataclass(frozen=True)
class Group:
    """A group, bound to this unit; None: to none (any more)."""

    unit_id: int | None


def group_of(kind: str, unit_id: int | None) -> Group | None:
    """What a chat is, if many read it; None of a private one."""
    return None if kind == "private" else Group(unit_id)


@dataclass(frozen=True)
class Kept:
    """`params` name what it is about; `muted` are the rules its reader mutes."""

    delivery_id: int
    notice: str
    params: dict[str, Any]
    late: bool = False
    muted: frozenset[str] = frozenset()
    language: str = DEFAULT  # of what is drawn before it is put into words
    group: Group | None = None  # that reads it
