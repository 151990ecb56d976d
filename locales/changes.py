"""What changed against an earlier period, and what a period is called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.overdue_change import Cause
from domain.periods import Period
from locales import formats
from locales.catalog import N_, Words

CAUSES = {
    Cause.FELL_DUE: N_("{count} have become overdue"),
    Cause.REOPENED: N_("{count} were done and are open again"),
    Cause.RECEIVED: N_("{count} came from another unit"),
    Cause.DONE: N_("{count} are done"),
    Cause.EXTENDED: N_("{count} have a later deadline"),
    Cause.MOVED: N_("{count} were moved to another unit"),
    Cause.WITHDRAWN: N_("{count} were withdrawn"),
}


def delta(change: int, words: Words) -> str:
    """tăng 04, giảm 36, không đổi."""
    if not change:
        return words("unchanged")
    said = words("up {count}") if change > 0 else words("down {count}")
    return said.format(count=formats.padded(abs(change), words.language))


def overdue_sentence(
    before: int,
    now: int,
    causes: Iterable[tuple[Cause, int]],
    words: Words,
    *,
    moved_to: Sequence[str] = (),
) -> str:
    """Why there are more, or fewer, than at the earlier cut-off; and whose they are."""
    to = {Cause.MOVED: f" ({', '.join(moved_to)})"} if moved_to else {}
    parts = [
        words(CAUSES[cause]).format(count=formats.padded(count, words.language))
        + to.get(cause, "")
        for cause, count in causes
    ]
    said = words("Overdue: {now}, {delta} from {before}").format(
        now=formats.padded(now, words.language),
        before=formats.padded(before, words.language),
        delta=delta(now - before, words),
    )
    return f"{said}: {'; '.join(parts)}." if parts else f"{said}."


def period_name(period: Period, words: Words) -> str:
    """As it stands inside a sentence: tháng 11 năm 2026, quý IV năm 2026."""
    first, last = period.first, period.last
    match period.kind:
        case "month":
            # Months 1 and 2 carry a zero, as in a full date (NĐ 30/2020).
            month = f"{first.month:02}" if first.month < 3 else str(first.month)
            return words("month {month}/{year}").format(month=month, year=first.year)
        case "quarter":
            quarter = formats.quarter((first.month + 2) // 3)
            return words("quarter {quarter}/{year}").format(
                quarter=quarter, year=first.year
            )
        case "year":
            return words("year {year}").format(year=first.year)
    return words("{first} to {last}").format(
        first=formats.day(first), last=formats.day(last)
    )
