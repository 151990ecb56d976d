"""Other systems: what a token lets them do, and which events they are told of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LONGEST_LIFE = timedelta(days=366)  # of a token: a year, leap years included
PUSHED = "api:"  # before a system's name, among the profiles of files
LONGEST_NAME = 36  # letters of a system's name: it stands in an import's profile too
SECRET_PREFIX = "whsec_"  # of the secret that signs events (Standard Webhooks)
TOLD_WITHIN = timedelta(days=3)  # an event; then it is a dead letter
KEPT_FOR = timedelta(days=7)  # an answer, for whoever asks again under the same key


class SystemScope(StrEnum):
    """What a token is given for."""

    TASKS_WRITE = "tasks:write"
    TASKS_READ = "tasks:read"
    WEBHOOKS = "webhooks"  # see the system's own addresses for events


class Topic(StrEnum):
    """The events that another system can be told of."""

    CREATED = "task.created"
    CHANGED = "task.changed"
    DONE = "task.done"
    OVERDUE = "task.overdue"


class Denial(StrEnum):
    """Why a token opens nothing."""

    UNKNOWN = "unknown"  # wrong or revoked: the same answer for both
    EXPIRED = "expired"
    SCOPE = "scope"


@dataclass(frozen=True)
class Token:
    """A system's right to ask. `unit_id`: only for the tasks which that unit leads.

    `expires_at` and `revoked_at` are instants.
    """

    id: int
    system: str
    scopes: frozenset[SystemScope]
    expires_at: datetime
    revoked_at: datetime | None = None
    unit_id: int | None = None


def denial_of(
    token: Token | None, scope: SystemScope | None, now: datetime
) -> Denial | None:
    """None if it opens what is asked for; `scope` None: that it is good at all."""
    if token is None or token.revoked_at is not None:
        return Denial.UNKNOWN
    if token.expires_at <= now:
        return Denial.EXPIRED
    if scope is not None and scope not in token.scopes:
        return Denial.SCOPE
    return None


def profile_of(system: str) -> str:
    """Under this name stands what the system pushed, beside the files' profiles."""
    return f"{PUSHED}{system}"


def is_pushed(profile: str) -> bool:
    """Whether a task came by a system, not by a file."""
    return profile.startswith(PUSHED)


def is_system_name(name: str) -> bool:
    """A short plain word, as it stands in lists, logs and profiles."""
    plain = name.isascii() and name.replace("-", "").replace(".", "").isalnum()
    return plain and name[:1].isalnum() and len(name) <= LONGEST_NAME


def read_words(said: str, words: type[StrEnum]) -> Collection[StrEnum] | None:
    """The members named, by commas or blanks; None if one is not known, or none is."""
    named = said.replace(",", " ").split()
    known = {member.value: member for member in words}
    if not named or not set(named) <= set(known):
        return None
    return tuple(dict.fromkeys(known[name] for name in named))
