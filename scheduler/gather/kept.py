"""What a delivery or a card remembers of its message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from locales.catalog import DEFAULT


@dataclass(frozen=True)
class Kept:
    """`params` name what it is about; `muted` are the rules its reader mutes."""

    delivery_id: int
    notice: str
    params: dict[str, Any]
    late: bool = False
    muted: frozenset[str] = frozenset()
    language: str = DEFAULT  # of what is drawn before it is put into words
