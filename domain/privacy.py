"""Personal data: what is told of it, and what a person becomes whose data were erased.

Luật 91/2025/QH15 and NĐ 356/2025/NĐ-CP (domain.md 1.10).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

NOTICE_VERSION = 1  # to be raised when the notice says something else than before
ERASED_NAME = "Cán bộ đã xóa"
_NOBODY = -(2**60)  # beyond all addresses of Telegram, which have 52 bits


def erased_code(officer_id: int) -> str:
    """The Mã of a person who was erased: no sheet of the office finds him by it."""
    return f"XOA-{officer_id}"


def nowhere(chat_id: int) -> int:
    """The address of a chat whose address was erased; no two are alike."""
    return _NOBODY - chat_id


def without_name(facts: Any, name: str) -> Any:
    """The same facts of a message, in which an erased person stands for this name."""
    match facts:
        case str():
            return facts.replace(name, ERASED_NAME)
        case dict():
            return {key: without_name(fact, name) for key, fact in facts.items()}
        case list():
            return [without_name(fact, name) for fact in facts]
    return facts


@dataclass(frozen=True)
class OwnData:
    """What is kept of one person, in figures. `agreed_at`: None if he never did."""

    name: str
    position: str
    units: tuple[str, ...]
    bound_at: datetime | None
    agreed_at: datetime | None
    open_tasks: int
    events: int  # of the history that name him as the one who acted
    days: int  # for which the words of messages are kept


@dataclass(frozen=True)
class EraseAsked:
    """Before anything is erased: what stays, and that it cannot be taken back."""

    open_tasks: int


@dataclass(frozen=True)
class OwnDataFile:
    """What is kept of him, as open text; of the office's papers only which name him."""

    content: bytes
