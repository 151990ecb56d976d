"""What a request for more time says: until when, or how much more, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from domain.calendar import WorkingCalendar, add_months
from locales.reading.dates import dates_in, last_day
from locales.reading.found import Asked
from locales.reading.words import Word, says, split_words, tidy, written

# "xin thêm 3 ngày [làm việc]", "lùi 2 tuần", "thêm 1 tháng"
_MORE = re.compile(
    r"\b(?:thêm|them|lùi|lui|gia hạn|gia han)\s+(\d{1,3})\s*"
    r"(ngày làm việc|ngay lam viec|ngày|ngay|tuần|tuan|tháng|thang)\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"^\s*(\d{1,3})\s*"
    r"(ngày làm việc|ngay lam viec|ngày|ngay|tuần|tuan|tháng|thang)\b(?!\s*\d)",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"(?:\bvới\s+)?\b(?:lý do|lí do|ly do|li do|do|vì|bởi vì|bởi)\b\s*:?\s*"
    r"(?P<why>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class More:
    """So much more time, counted from the deadline."""

    count: int
    unit: str  # working, day, week, month

    def after(self, due_on: date, calendar: WorkingCalendar) -> date:
        match self.unit:
            case "working":
                return calendar.after(due_on, self.count)
            case "month":
                return add_months(due_on, self.count)
            case "week":
                return due_on + timedelta(weeks=self.count)
            case _:
                return due_on + timedelta(days=self.count)


@dataclass(frozen=True, slots=True)
class ExtensionWords:
    """Nothing of it is guessed: what was not said is None or empty."""

    on: date | None = None
    more: More | None = None
    reason: str = ""


def read_extension(
    text: str, *, today: date, is_line: bool = False, before_is_exclusive: bool = True
) -> ExtensionWords:
    """`is_line`: typed after /giahan, where all that follows the date is the reason.

    `before_is_exclusive`: "trước ngày 25" excludes the 25th, as the policy has it.
    A day that does not exist is not read, so that it is asked for again.
    """
    clean = tidy(text)
    why = _WHY.search(clean)
    reason = why["why"].strip() if why else ""
    before = clean[: why.start()] if why else clean
    more = _more(before, is_line=is_line)
    words = split_words(before)
    found = next(iter(dates_in(words, Asked(today, "future"))), None)
    if found is not None and more is None:
        on = last_day(words, found, before_is_exclusive=before_is_exclusive)
        rest = _after(words, found.end) if is_line else ""
        return ExtensionWords(on, None, reason or rest)
    if is_line and not reason:
        reason = _without_more(before) if more else written(words)
    return ExtensionWords(None, more, reason)


def _more(text: str, *, is_line: bool) -> More | None:
    found = _MORE.search(text) or (_BARE.match(text) if is_line else None)
    if found is None or int(found[1]) == 0:
        return None
    said = found[2].lower()
    if "việc" in said or "viec" in said:
        return More(int(found[1]), "working")
    unit = {"ng": "day", "tu": "week", "th": "month"}[said[:2]]
    return More(int(found[1]), unit)


def _without_more(text: str) -> str:
    found = _MORE.search(text) or _BARE.match(text)
    return text[found.end() :].strip(" ,;.:-–—") if found else ""


def _after(words: list[Word], end: int) -> str:
    """What follows the date, without what only joins it."""
    while says(words, end, "vì", "do", "bởi") or (
        end < len(words) and words[end].is_sign
    ):
        end += 1
    return written(words[end:])
