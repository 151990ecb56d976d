"""Numbers, rates and dates as the office writes them (domain.md 5.5, NĐ 30/2020).

Babel's date styles for Vietnamese are not the administrative ones, and its percent
rounds half to even; so both are made here. Everything takes what it shows as an
argument; zones are passed in.
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from decimal import ROUND_HALF_UP, Decimal

from domain.folding import nfc

EMPTY = "–"  # the rate of an empty set: neither 0 % nor 100 %
_WEEKDAYS = {
    "vi": (
        *("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"),
        "Chủ nhật",
    ),
    "en": (
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"),
        "Sunday",
    ),
}
_ROMAN = ("I", "II", "III", "IV")


def padded(number: int, language: str = "vi") -> str:
    """A count in a sentence: "05" and "1.441"; in English "5" and "1,441"."""
    if language == "en":
        return f"{number:,}"
    if 0 < number < 10:
        return f"{number:02}"
    return f"{number:,}".replace(",", ".")


def percent(numerator: int, denominator: int, language: str = "vi") -> str:
    """A rate to one decimal, half up, never adjusted so that shares sum to 100."""
    if denominator == 0:
        return EMPTY
    rate = Decimal(100 * numerator) / Decimal(denominator)
    shown = f"{rate.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
    return shown if language == "en" else shown.replace(".", ",")


def ratio(numerator: int, denominator: int, language: str = "vi") -> str:
    """A rate beside what it was made from: "799/808 (98,9%)"."""
    counts = f"{padded(numerator, language)}/{padded(denominator, language)}"
    return f"{counts} ({percent(numerator, denominator, language)})"


def day(on: date) -> str:
    """20/11/2026."""
    return f"{on.day:02}/{on.month:02}/{on.year:04}"


def paper_day(on: date) -> str:
    """31/5/2021, 07/4/2020, 01/02/2021: as papers write it inside a sentence."""
    month = f"{on.month:02}" if on.month < 3 else str(on.month)
    return f"{on.day:02}/{month}/{on.year}"


def long_day(on: date) -> str:
    """ngày 05 tháng 6 năm 2021: days below 10 and months 1 and 2 carry a zero."""
    month = f"{on.month:02}" if on.month < 3 else str(on.month)
    return f"ngày {on.day:02} tháng {month} năm {on.year}"


def weekday(on: date, language: str = "vi") -> str:
    """The weekday inside a sentence; NĐ 30 writes "thứ Sáu"."""
    return _WEEKDAYS["en" if language == "en" else "vi"][on.weekday()]


def moment(instant: datetime, zone: tzinfo, language: str = "vi") -> str:
    """An aware instant on the office's clock: "15:00 ngày 20/11/2026"."""
    there = instant.astimezone(zone)
    joint = "on" if language == "en" else "ngày"
    return f"{there:%H:%M} {joint} {day(there.date())}"


def quarter(number: int) -> str:
    """A quarter in Roman numerals, as the office writes "quý II"."""
    return _ROMAN[number - 1]


def cut(text: str, limit: int) -> str:
    """At most `limit` characters; what is left out shows as "…" after a word."""
    whole = " ".join(nfc(text).split())
    if len(whole) <= limit:
        return whole
    head = whole[: max(limit - 1, 0)]
    if whole[len(head)] != " " and " " in head:
        head = head[: head.rindex(" ")]
    return head.rstrip(" ,;:.-–") + "…" if limit > 0 else ""
