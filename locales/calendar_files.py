"""Deadlines as an iCalendar file (RFC 5545): whole days, without alarms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from domain.deadlines import Deadline
from domain.tasks import task_code
from locales.catalog import Words

LONGEST = 75  # octets of a line; what is longer goes on in the next one
EOL = "\r\n"
UNSAFE = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


def write_calendar(
    deadlines: Iterable[Deadline], words: Words, *, now: datetime, office: str
) -> str:
    """One event for each deadline; `office` makes their names unique in the world.

    What tells of a task is what the deadlines say of it: nothing is added here.
    """
    name = _safe(words("Deadlines of the office"))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//dondoc//deadlines//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{name}",
    ]
    for one in deadlines:
        lines += _event(one, words, now, office)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}{EOL}" for line in lines for part in _folded(line))


def _event(one: Deadline, words: Words, now: datetime, office: str) -> Iterator[str]:
    code = task_code(one.task_id)
    title = words("Due: {code}, {unit}").format(code=code, unit=one.unit)
    about = [one.number, one.content]
    yield "BEGIN:VEVENT"
    yield f"UID:{code.lower()}@{office}"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{one.version}"
    yield f"DTSTART;VALUE=DATE:{_day(one.due_on)}"
    yield f"DTEND;VALUE=DATE:{_day(one.due_on + timedelta(days=1))}"
    yield f"SUMMARY:{_safe(title)}"
    if told := "\n".join(text for text in about if text):
        yield f"DESCRIPTION:{_safe(told)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(on: date) -> str:
    return f"{on:%Y%m%d}"


def _safe(text: str) -> str:
    """Without what would end a line or a value; other signs of control are dropped."""
    kept = "".join(sign for sign in text if sign == "\n" or sign.isprintable())
    return "".join(UNSAFE.get(sign, sign) for sign in kept)


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets; no letter is cut in two."""
    part = ""
    for sign in line:
        if len((part + sign).encode()) > LONGEST:
            yield part
            part = " "
        part += sign
    yield part
