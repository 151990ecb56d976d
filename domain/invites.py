"""Invitations: how long they live, who has to wait, and codes read out on the phone.

The figures are those of delivery.md 2.13, "binding" and "forwarded link".
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from domain.scope import EVERYWHERE
from domain.tasks import Role

LINK_LIFE = timedelta(hours=24)
SPOKEN_LIFE = timedelta(minutes=10)
SPOKEN_LENGTH = 8  # letters of 32: 40 bits, for ten minutes and few tries
# Wrong codes within an hour: of one account; of all, from when on only who was not
# wrong himself is heard; and after so many nobody is (decision 37).
TRIES_WITHIN = timedelta(hours=1)
TRIES_OF_ONE = 5
TRIES_OF_ALL = 50
TRIES_AT_MOST = 500
# Crockford's letters: what is easily misheard or misread counts as its twin.
SPOKEN_LETTERS = frozenset("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
TWINS = str.maketrans("OIL", "011", " -.")
# A link that was passed on to a stranger would give him much: somebody looks first.
LOOKED_AT = frozenset({Role.UNIT_HEAD, Role.ADMIN, *EVERYWHERE})


def needs_approval(roles: Iterable[Role]) -> bool:
    """Whether whoever uses the invitation waits for the word of the one who gave it."""
    return bool(LOOKED_AT.intersection(roles))


def spoken_code(text: str) -> str | None:
    """A code as it was read out, `k7f3-q2ab`, the way it is kept; None for no code."""
    code = text.strip().upper().translate(TWINS)
    fits = len(code) == SPOKEN_LENGTH and SPOKEN_LETTERS.issuperset(code)
    return code if fits else None


def may_try(of_one: int, of_all: int) -> bool:
    """After so many wrong codes within the hour, of this account and of everybody."""
    if of_all < TRIES_OF_ALL:
        return of_one < TRIES_OF_ONE
    return of_one == 0 and of_all < TRIES_AT_MOST


def is_alarming(of_all: int) -> bool:
    """Whether somebody may be guessing, or has brought it so far that nobody is heard:
    with the last wrong code."""
    return of_all in (TRIES_OF_ALL, TRIES_AT_MOST)
