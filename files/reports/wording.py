"""Figures inside the sentences of a paper, as the office writes them."""

from __future__ import annotations

from datetime import date

from domain.figures import Rate
from domain.periods import Period
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


def delta(change: int, period: Period) -> str:
    """giảm 36 nhiệm vụ so với tháng trước."""
    before = PREVIOUS[period.kind]
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


def joined(texts: list[str], joint: str = "; ") -> str:
    return joint.join(texts)
