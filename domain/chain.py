"""The chain of seals over the history (delivery.md 2.13, "audit").

Each row's seal is an HMAC over the row, its number in the chain and the seal before it.
Who does not have the key cannot change, swap, take out or put in a sealed row without a
trace. What he can do is cut off the end: that shows against a head that was told to
somebody outside the database before.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

# The values of a row, always of the same columns in the same order.
Content = tuple[Any, ...]

START = "0" * 64  # what the first row of a chain follows
HEAD = re.compile(r"(\d{1,12})-(\d{1,12})-([0-9a-f]{16})")


class Chain(StrEnum):
    """What is chained, each by itself; the words are those of the tables."""

    EVENTS = "task_event"
    AUDIT = "audit"


class Sealed(NamedTuple):
    """A row as it is kept: its contents, and its place in the chain."""

    id: int
    link: int
    prev: str | None
    mac: str | None
    content: Content


class Flaw(StrEnum):
    """What is wrong with the first bad row."""

    CHANGED = "changed"  # its contents are not those that were sealed
    MISSING = "missing"  # a row before it was taken out
    CUT = "cut"  # the chain was longer once
    REPLACED = "replaced"  # another history stands where this one stood


@dataclass(frozen=True)
class Break:
    """The first bad row. `id` is None where it is not there any more."""

    chain: Chain
    link: int
    id: int | None
    flaw: Flaw


class Sealer:
    """Makes the seals of one chain, in its order."""

    def __init__(self, key: bytes, chain: Chain, *, link: int = 0, mac: str = START):
        """Goes on after the row of that number and seal."""
        self._key = key
        self.chain = chain
        self.link = link
        self.mac = mac

    def seal(self, row_id: int, content: Content) -> Sealed:
        """The next row, sealed."""
        prev, link = self.mac, self.link + 1
        mac = seal_of(self._key, self.chain, (link, prev, row_id), content)
        self.link, self.mac = link, mac
        return Sealed(row_id, link, prev, mac, content)


def seal_of(
    key: bytes, chain: Chain, place: tuple[int, str, int], content: Content
) -> str:
    """`place` is the row's number in the chain, the seal before it, and its id."""
    return _seal(key, (chain.value, *place, *written(content)))


def _seal(key: bytes, written: Content) -> str:
    return hmac.digest(key, ascii(written).encode(), "sha256").hex()


def written(content: Content) -> Content:
    """As a seal writes it, whichever database it comes from."""
    return tuple(map(_plain, content))


def _plain(value: object) -> int | str | None:
    """One way of writing it, whichever database it comes from. Moments are UTC."""
    match value:
        case None | int() | str():
            return value
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
    return sorted_json(value)


sorted_json = json.JSONEncoder(sort_keys=True).encode


class Follower:
    """Goes along a chain from its start and stops at the first bad row.

    Values come as a seal writes them, but for JSON: a row that does not fit its seal at
    once is looked at again as `exactly` puts it. What fitted the row before is tried
    first, since a database writes all its JSON alike.
    """

    def __init__(
        self, key: bytes, chain: Chain, exactly: Callable[[Chain, Content], Content]
    ) -> None:
        self._key = key
        self._chain = chain
        self._exactly = exactly
        self._name = chain.value
        self._exact_first = False
        self._link, self._mac = 0, START
        self.broken: Break | None = None

    @property
    def head(self) -> tuple[int, str]:
        """Number and seal of the last good row."""
        return self._link, self._mac

    def follow(self, rows: Iterable[Sealed]) -> bool:
        """The next rows in the order of their numbers; False once one is bad."""
        for row in rows:
            if row.link != self._link + 1:
                self._break(None, Flaw.MISSING)
            elif row.prev != self._mac or not self._fits(row):
                self._break(row.id, Flaw.CHANGED)
            else:
                self._link, self._mac = row.link, row.mac or START
                continue
            break
        return self.broken is None

    def _fits(self, row: Sealed) -> bool:
        place = (self._name, row.link, row.prev, row.id)
        for exact in (self._exact_first, not self._exact_first):
            content = row.content
            if exact:
                content = self._exactly(self._chain, content)
            if row.mac == _seal(self._key, (*place, *content)):
                self._exact_first = exact
                return True
        return False

    def _break(self, row_id: int | None, flaw: Flaw) -> None:
        self.broken = Break(self._chain, self._link + 1, row_id, flaw)


@dataclass(frozen=True)
class Head:
    """How long both chains were at one time, and a digest of their last seals."""

    events: int
    audit: int
    digest: str  # 16 hexadecimal letters

    def __str__(self) -> str:
        return f"{self.events}-{self.audit}-{self.digest}"

    def length_of(self, chain: Chain) -> int:
        return self.events if chain is Chain.EVENTS else self.audit


def head_of(events: tuple[int, str], audit: tuple[int, str]) -> Head:
    """Short enough to be kept in a chat or on paper; it tells nothing of the rows."""
    both = f"{events[1]}{audit[1]}".encode()
    return Head(events[0], audit[0], hashlib.sha256(both).hexdigest()[:16])


def read_head(text: str) -> Head | None:
    """A head as it was told; None if this is none."""
    found = HEAD.fullmatch(text.strip().lower())
    return Head(int(found[1]), int(found[2]), found[3]) if found else None
