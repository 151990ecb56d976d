"""The days for which somebody is away, and the names beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from locales.reading.dates import UnreadableDate, dates_in
from locales.reading.found import Asked
from locales.reading.words import Word, split_words

# 23/11-27/11: between two days with a slash it is no part of a date.
DASH = re.compile(r"(/\d{1,4})\s*[-–]\s*(?=\d{1,2}/)")
# What stands around the days and is no name; "Tú" is one, so that marks count.
_JOINTS = frozenset(
    {
        *("từ", "tu", "đến", "den", "tới", "toi", "hết", "het", "ngày", "ngay"),
        *("nghỉ", "nghi", "vắng", "vang", "thay", "người", "nguoi", "cho", "là", "la"),
    }
)


@dataclass(frozen=True)
class Stretch:
    """Both days belong to it. `before`, `after`: the words around it, names if any."""

    first_on: date
    last_on: date
    before: str
    after: str


def read_stretch(text: str, *, today: date) -> Stretch | None:
    """ "từ 23/11 đến 27/11", "23/11-27/11/2026 Lê Thị Bình", one day alone.

    None when there is no date in it. Raises UnreadableDate for a day that does not
    exist, or that is not clear.
    """
    words = split_words(DASH.sub(r"\1 đến ", text))
    found = dates_in(words, Asked(today, "future"))[:2]
    if not found:
        return None
    first, last = found[0].first, found[-1].last
    if first is None or last is None:
        raise UnreadableDate(text)
    before, after = words[: found[0].begin], words[found[-1].end :]
    return Stretch(first, last, _name(before), _name(after))


def _name(words: list[Word]) -> str:
    """What is left of them without the joints at both ends."""
    said = [word.text for word in words if word.is_word]
    while said and said[0].lower() in _JOINTS:
        said.pop(0)
    while said and said[-1].lower() in _JOINTS:
        said.pop()
    return " ".join(said)
