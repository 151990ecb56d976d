"""`/vipham Sở Y tế: không cập nhật; số 12/SYT-VP ngày 03/11/2026; ngày 05/11/2026`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import dropwhile

from domain.folding import fold
from domain.replies import DocumentRef
from locales.reading.dates import UnreadableDate, read_date
from locales.reading.documents import find_document

PARTS = re.compile(r"[;\n]+")
DAY = re.compile(r"^(?:xay ra |vi pham |phat hien )?(?:ngay|on) ?\d")
WITHDRAWS = ("rut", "withdraw")
NUMBER = re.compile(r"([0-9]{1,9})[:,;.]?$")
FILLING = ("lai", "so")  # "rút lại số 3"
PAGE = re.compile(r"^(?:trang|page) (\d{1,4})$")


@dataclass(frozen=True)
class ViolationSaid:
    """As it was typed. `unreadable_day`: a day was named that does not exist."""

    unit: str = ""
    what: str = ""
    document: DocumentRef | None = None
    day: date | None = None
    unreadable_day: bool = False


def read_violation(text: str, *, today: date) -> ViolationSaid:
    """Parts between ";"; the first is the unit and, after a colon, what happened."""
    first, *others = [part.strip() for part in PARTS.split(text)]
    unit, _, what = first.partition(":")
    words, document, day, unreadable = [what.strip()], None, None, False
    for part in filter(None, others):
        if DAY.match(fold(part)):
            day = _day(part, today)
            unreadable = day is None
        elif document is None and (found := find_document(part, today=today)):
            document = found
        else:
            words.append(part)
    said = "; ".join(filter(None, words))
    return ViolationSaid(unit.strip(), said, document, day, unreadable)


def _day(part: str, today: date) -> date | None:
    try:
        return read_date(part, today=today, prefer="past")
    except UnreadableDate:
        return None


def read_withdrawal(text: str) -> tuple[int, str] | None:
    """`rút 3 nhập nhầm`: its number, and the reason as it was written."""
    words = text.split()
    if not words or fold(words[0]) not in WITHDRAWS:
        return None
    rest = list(dropwhile(lambda word: fold(word) in FILLING, words[1:]))
    number = NUMBER.match(rest[0]) if rest else None
    if number is None:
        return None
    return int(number[1]), " ".join(rest[1:])


def read_page(text: str) -> int | None:
    """1 if nothing was said; None for what is no page."""
    if not text:
        return 1
    found = PAGE.match(fold(text))
    return max(1, int(found[1])) if found else None
