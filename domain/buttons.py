"""Buttons under a message, and the short text Telegram hands back when pressed.

The text is untrusted: anyone can send any (telegram.md), so the right of the presser is
checked at every press and a name here is never a right.
"""

from __future__ import annotations

from dataclasses import dataclass

MAX_BYTES = 64  # Telegram's limit for a button's data, counted in UTF-8
LONGEST_NUMBER = 9  # digits: PostgreSQL's keys end at 2,147,483,647


@dataclass(frozen=True)
class Button:
    """A label, and what comes back when it is pressed."""

    label: str
    data: str

    def __post_init__(self) -> None:
        if not 1 <= len(self.data.encode()) <= MAX_BYTES:
            raise ValueError(f"button data of {len(self.data.encode())} bytes")


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class TaskPress:
    """A button of a task's card: `t:<task>:<version>:<verb>`."""

    task_id: int
    version: int
    verb: str

    def pack(self) -> str:
        return f"t:{self.task_id}:{self.version}:{self.verb}"


@dataclass(frozen=True)
class Press:
    """Any other button: `<kind>:<argument>:<verb>`, for example `q:17:yes`."""

    kind: str
    argument: str
    verb: str

    def pack(self) -> str:
        return f"{self.kind}:{self.argument}:{self.verb}"


def unpack(data: str) -> TaskPress | Press | None:
    """Read a button's data; None when it is none of ours (forged, or very old)."""
    if len(data.encode(errors="replace")) > MAX_BYTES:
        return None
    match data.split(":"):
        case ["t", task, version, verb]:
            task_id, shown = number_in(task), number_in(version)
            if task_id is not None and shown is not None:
                return TaskPress(task_id, shown, verb)
        case [kind, argument, verb] if kind != "t" and kind.isidentifier():
            return Press(kind, argument, verb)
    return None


def number_in(text: str) -> int | None:
    """A number as we wrote it: ASCII digits, few enough for a key of any database."""
    plain = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return int(text) if plain else None
