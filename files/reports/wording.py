"""Figures inside the sentences of a paper, as the office writes them."""

from __future__ import annotations

from datetime import date

from domain.figures import Rate
from domain.folding import fold
from domain.periods import Period
from domain.reports import Asked
from locales import formats

PREVIOUS = {
    "week": "tuần trước",
    "month": "tháng trước",
    "quarter": "quý trước",
    "year": "năm trước",
    "range": "kỳ trước",
}


def tasks(count: int) -> str:
    """05 nhiệm vụ, 1.441 nhiệm vụ."""
    return f"{formats.padded(count)} nhiệm vụ"


def share(rate: Rate) -> str:
    """173/182 nhiệm vụ (95,1%)."""
    parts = f"{formats.padded(rate.numerator)}/{formats.padded(rate.denominator)}"
    return f"{parts} nhiệm vụ ({percent(rate)})"


def units(rate: Rate) -> str:
    """25/27 (92,6%)."""
    return formats.ratio(rate.numerator, rate.denominator)


def percent(rate: Rate) -> str:
    return formats.percent(rate.numerator, rate.denominator)


def delta(change: int, asked: Asked) -> str:
    """giảm 36 nhiệm vụ so với tháng trước; until which day, where it was not over."""
    before = PREVIOUS[asked.period.kind]
    if asked.previous_as_of != asked.previous.last:
        before += f" tính đến hết ngày {day(asked.previous_as_of)}"
    if not change:
        return f"không đổi so với {before}"
    verb = "tăng" if change > 0 else "giảm"
    return f"{verb} {tasks(abs(change))} so với {before}"


def day(on: date | None) -> str:
    return formats.paper_day(on) if on else ""


def period_name(period: Period) -> str:
    """tháng 5/2021, Quý II/2020, năm 2026: inside a sentence."""
    first = period.first
    match period.kind:
        case "month":
            month = f"{first.month:02}" if first.month < 3 else str(first.month)
            return f"tháng {month}/{first.year}"
        case "quarter":
            return f"Quý {formats.quarter((first.month + 2) // 3)}/{first.year}"
        case "year":
            return f"năm {first.year}"
    return f"từ ngày {day(first)} đến ngày {day(period.last)}"


def within(period: Period) -> str:
    """trong tháng 5/2021; a stretch bears its own words: từ ngày … đến ngày …"""
    name = period_name(period)
    return name if period.kind in ("week", "range") else f"trong {name}"


def opened(text: str) -> str:
    """As a sentence begins: Trong tháng 5/2021, Từ ngày 01/5/2021."""
    return text[:1].upper() + text[1:]


def of_unit(unit: str) -> str:
    """What a figure says that is limited to a unit; nothing where it is of all."""
    return f" của {unit}" if unit else ""


def slug(name: str) -> str:
    """A name as a part of a file's name: so-tai-chinh."""
    letters = [sign if sign.isalnum() else " " for sign in fold(name)]
    return "-".join("".join(letters).split())[:60]


def joined(texts: list[str], joint: str = "; ") -> str:
    return joint.join(texts)
