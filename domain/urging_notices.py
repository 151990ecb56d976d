"""Notices around urging: what would be sent, whom to choose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.urging import Which


@dataclass(frozen=True)
class UrgePreview:
    """What an urging would send, before anything is sent.

    `codes` are the first tasks; `unreached` the names of those who cannot be told,
    `untold` the tasks of which nobody at all can be. `leaves_at`: quiet hours hold it
    back until then. `again`: so many of the tasks were urged today already.
    """

    which: Which
    tasks: int
    people: int
    groups: int
    codes: tuple[str, ...]
    content: str = ""  # of a single task
    unit: str = ""
    note: str = ""
    unreached: tuple[str, ...] = ()
    unreached_total: int = 0
    untold: int = 0
    leaves_at: datetime | None = None
    again: int = 0
    question_id: int = 0


@dataclass(frozen=True)
class Offer:
    """A question with buttons: `named` (verb, a name as it is), `verbs` words of ours.

    `saying` is one of `domain.notices.Saying`; an answer may be typed as well.
    """

    saying: str
    facts: dict[str, str]
    named: tuple[tuple[str, str], ...] = ()
    verbs: tuple[str, ...] = ()
    question_id: int = 0
