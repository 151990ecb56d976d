"""One request of a system that may ask: what it said, and what it is answered with."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from aiohttp import web

from bot.web.api.door import ApiOffice
from bot.web.api.problems import Fault, Problem
from bot.web.api.schema import LINE
from domain.systems import Token
from locales.api_problems import Flaw, Trouble

MOST_ON_PAGE = 200
ON_PAGE = 50
LONGEST = 100  # characters of a parameter: all of them fit into a line of HTTP


@dataclass(frozen=True)
class Asked:
    """The request, who asks, and the office that is asked."""

    request: web.Request
    token: Token
    office: ApiOffice
    named: Mapping[str, str]  # parts of the path

    @property
    def now(self) -> datetime:
        return self.office.database.now()


@dataclass(frozen=True)
class Answer:
    """What is answered, as JSON."""

    body: Mapping[str, Any]
    status: int = 200
    is_repeated: bool = False


class WrongValue(Exception):
    """A parameter cannot be read; `flaw` says why."""

    def __init__(self, flaw: Flaw, limit: str = "") -> None:
        super().__init__(flaw.value)
        self.flaw = flaw
        self.limit = limit


Read = Callable[[str], Any]


def read_query(request: web.Request, readers: Mapping[str, Read]) -> dict[str, Any]:
    """Each parameter by its reader. Raises Problem that names all that are wrong."""
    found: dict[str, Any] = {}
    faults = []
    for name, text in request.query.items():
        try:
            if name not in readers:
                raise WrongValue(Flaw.NOT_KNOWN)
            if name in found:
                raise WrongValue(Flaw.TWICE)
            found[name] = readers[name](text)
        except WrongValue as wrong:
            path = name if name.isidentifier() and name.isascii() else "?"
            faults.append(Fault((path,), wrong.flaw, wrong.limit))
    if faults:
        raise Problem(Trouble.BAD_QUERY, faults=faults)
    return found


def day(text: str) -> date:
    """Raises WrongValue, as do all of these."""
    try:
        if len(text) != len("2026-11-30"):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise WrongValue(Flaw.NOT_A_DATE) from None


def moment(text: str) -> datetime:
    try:
        # A plus that was not written as %2B arrives as a blank.
        found = datetime.fromisoformat(text.strip().replace(" ", "+").upper())
    except ValueError:
        raise WrongValue(Flaw.NOT_A_MOMENT) from None
    if found.tzinfo is None or "T" not in text.upper():
        raise WrongValue(Flaw.NOT_A_MOMENT)
    early, late = datetime(1990, 1, 1, tzinfo=UTC), datetime(2101, 1, 1, tzinfo=UTC)
    if not early.year < found.year < late.year:  # no task is older, or of that day
        return early if found.year <= early.year else late
    return found


def choice(*known: str) -> Read:
    def read(text: str) -> str:
        if text not in known:
            raise WrongValue(Flaw.NOT_A_CHOICE, ", ".join(known))
        return text

    return read


def words(text: str) -> str:
    if len(text) > LONGEST:
        raise WrongValue(Flaw.TOO_LONG, str(LONGEST))
    if not re.fullmatch(LINE, text):
        raise WrongValue(Flaw.NOT_PLAIN)
    return text


def limit(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 3):
        raise WrongValue(Flaw.NOT_A_NUMBER, str(MOST_ON_PAGE))
    if not 1 <= int(text) <= MOST_ON_PAGE:
        raise WrongValue(Flaw.NOT_A_NUMBER, str(MOST_ON_PAGE))
    return int(text)


def cursor(text: str) -> int:
    """The number of the last task of the page before."""
    try:
        said = base64.b64decode(text, altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, UnicodeError, ValueError):
        raise WrongValue(Flaw.BAD_CURSOR) from None
    if not said.isdecimal() or len(said) > 18 or cursor_after(int(said)) != text:
        raise WrongValue(Flaw.BAD_CURSOR)
    return int(said)


def cursor_after(number: int) -> str:
    return base64.urlsafe_b64encode(str(number).zfill(6).encode()).decode()
