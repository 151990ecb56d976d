"""What a value of a policy file may be: how each kind is read, and written back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any

from domain.policy import Weekday

CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
LONGEST_TEXT = 500  # characters


class Wrong(StrEnum):
    """Why a value cannot be used; `locales/policies.py` has the words."""

    NO_TOML = "no_toml"
    UNKNOWN_KEY = "unknown_key"
    UNKNOWN_PROFILE = "unknown_profile"
    NO_NAME = "no_name"
    NO_DAY = "no_day"
    NO_TIME = "no_time"
    NO_NUMBER = "no_number"  # detail: the range
    NO_SWITCH = "no_switch"
    NO_TEXT = "no_text"
    NO_LIST = "no_list"
    NO_ADDRESS = "no_address"
    NOT_AMONG = "not_among"  # detail: what there is
    TWICE = "twice"  # detail: what a list names twice
    NOT_RISING = "not_rising"
    EMPTY = "empty"
    TOO_MANY = "too_many"
    OUT_OF_ORDER = "out_of_order"  # detail: the order that holds
    WITHIN_QUIET = "within_quiet"  # a reminder within quiet hours
    BESIDE_LIMITS = "beside_limits"
    NEVER = "never"


class Unreadable(Exception):
    """A value is not of its kind."""

    def __init__(self, why: Wrong, detail: str = "") -> None:
        super().__init__(why.value)
        self.why = why
        self.detail = detail


@dataclass(frozen=True)
class Kind:
    """`read` raises Unreadable; `write` gives what `read` takes, as JSON knows it."""

    read: Callable[[object], Any]
    write: Callable[[Any], object]


def _same(value: Any) -> object:
    return value


def wall_time() -> Kind:
    """`"15:00"`, or TOML's own 15:00:00. To the minute."""

    def read(value: object) -> time:
        if isinstance(value, time):
            value = f"{value:%H:%M}" if value.second == value.microsecond == 0 else ""
        found = CLOCK.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            raise Unreadable(Wrong.NO_TIME)
        return time(int(found[1]), int(found[2]))

    return Kind(read, lambda at: f"{at:%H:%M}")


def whole(least: int, most: int) -> Kind:
    """A whole number within these, both included."""

    def read(value: object) -> int:
        # A bool is an int to Python, and no number to anybody else.
        if type(value) is not int or not least <= value <= most:
            raise Unreadable(Wrong.NO_NUMBER, f"{least}-{most}")
        return value

    return Kind(read, _same)


def span(unit: str, least: int, most: int) -> Kind:
    """A whole number of minutes, hours or days."""
    number = whole(least, most)
    one = timedelta(**{unit: 1})
    return Kind(lambda value: number.read(value) * one, lambda value: value // one)


def switch() -> Kind:
    def read(value: object) -> bool:
        if not isinstance(value, bool):
            raise Unreadable(Wrong.NO_SWITCH)
        return value

    return Kind(read, _same)


def text() -> Kind:
    return Kind(_line, _same)


def emails() -> Kind:
    """One address, or nothing."""

    def read(value: object) -> str:
        line = _line(value)
        if line and not ADDRESS.fullmatch(line):
            raise Unreadable(Wrong.NO_ADDRESS)
        return line

    return Kind(read, _same)


def texts(among: Iterable[str] | None = None) -> Kind:
    """Lines in their order; `among`: the only ones there are, at least one of them."""
    known = None if among is None else tuple(among)

    def read(value: object) -> tuple[str, ...]:
        lines = tuple(_line(one) for one in _listed(value))
        if known is not None:
            _among(lines, known)
            _not_empty(lines)
        return lines

    return Kind(read, list)


def choice(kind: type[StrEnum], *among: StrEnum) -> Kind:
    """One of an enumeration's values; `among`: one of these."""

    def read(value: object) -> StrEnum:
        _among((value,), among or tuple(kind))
        return kind(str(value))

    return Kind(read, lambda value: value.value)


def choices(among: Iterable[str] | type[StrEnum]) -> Kind:
    """Some of these, in any order, perhaps none; as an enumeration's if it is one."""
    known = tuple(among)
    by_text = {str(one): one for one in known}

    def read(value: object) -> frozenset[str]:
        found = _listed(value)
        _among(found, known)
        return frozenset(by_text[str(one)] for one in found)

    return Kind(read, lambda value: sorted(str(one) for one in value))


def weekdays() -> Kind:
    """At least one day of the week, in the week's order."""
    some = choices(Weekday)

    def read(value: object) -> tuple[Weekday, ...]:
        days = some.read(value)
        _not_empty(tuple(days))
        return tuple(day for day in Weekday if day in days)

    return Kind(read, list)


def leads(most: int) -> Kind:
    """Numbers of working days before a day: at least one, each of them once."""
    number = whole(1, most)

    def read(value: object) -> tuple[int, ...]:
        found = tuple(number.read(one) for one in _listed(value))
        _not_empty(found)
        _once(found)
        return tuple(sorted(found, reverse=True))

    return Kind(read, list)


def steps(longest: int, most: int) -> Kind:
    """Numbers of working days after a day, each later than the one before."""
    number = whole(1, most)

    def read(value: object) -> tuple[int, ...]:
        found = tuple(number.read(one) for one in _listed(value))
        _not_empty(found)
        if len(found) > longest:
            raise Unreadable(Wrong.TOO_MANY, str(longest))
        if any(later <= one for one, later in pairwise(found)):
            raise Unreadable(Wrong.NOT_RISING)
        return found

    return Kind(read, list)


def _line(value: object) -> str:
    plain = isinstance(value, str) and len(value) <= LONGEST_TEXT
    if not plain or not str(value).isprintable():
        raise Unreadable(Wrong.NO_TEXT)
    return str(value).strip()


def _listed(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise Unreadable(Wrong.NO_LIST)
    return value


def _among(found: Iterable[object], known: tuple[str, ...]) -> None:
    names = [str(one) for one in known]
    found = tuple(found)
    if any(not isinstance(one, str) or one not in names for one in found):
        raise Unreadable(Wrong.NOT_AMONG, ", ".join(names))
    _once(found)


def _once(found: tuple[object, ...]) -> None:
    double = next((one for one in found if found.count(one) > 1), None)
    if double is not None:
        raise Unreadable(Wrong.TWICE, str(double))


def _not_empty(found: tuple[object, ...]) -> None:
    if not found:
        raise Unreadable(Wrong.EMPTY)
