"""What those are told who take over the work of a unit that ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class InheritedTask:
    """One task that went over. `part`: led, tracked or supported."""

    id: int
    version: int
    part: str
    content: str
    number: str
    due_on: date | None
    officer: str


@dataclass(frozen=True)
class Inherited:
    """All that a unit took over at once; a list that is long goes as a file.

    `since` is its first day for them, `basis` the document that says so.
    """

    unit: str
    former: tuple[str, ...]
    since: date
    basis: str
    led: int
    tracked: int
    supported: int
    tasks: tuple[InheritedTask, ...] = ()
    file: tuple[str, bytes] | None = None
