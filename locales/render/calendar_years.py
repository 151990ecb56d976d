"""The days off and the make-up days of a year, for who decides about them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from domain.admin_notices import CalendarDay, CalendarYear
from locales import formats
from locales.catalog import Words
from locales.html import Markup, bold, fill
from locales.render.rendered import Rendered, lines, message


def calendar_year(notice: CalendarYear, words: Words, zone: ZoneInfo) -> Rendered:
    title = fill(words("Days off and make-up days of {year}"), year=notice.year)
    return message(
        [
            fill("🗓 {title}", title=bold(title)),
            lines(*(_day(one, words) for one in notice.days)),
            _standing(notice, words),
            _how_to_decide(notice, words),
        ]
    )


def _day(one: CalendarDay, words: Words) -> Markup:
    """• 24/11/2026, thứ Ba: nghỉ – Ngày Văn hóa Việt Nam."""
    said = words("worked") if one.working else words("off")
    weekday = formats.weekday(one.day, words.language)
    day = f"{formats.day(one.day)}, {weekday}"
    why = _why(one, words)
    if not why:
        return fill("• {day}: {kind}", day=day, kind=said)
    return fill("• {day}: {kind} – {why}", day=day, kind=said, why=why)


def _why(one: CalendarDay, words: Words) -> str:
    if one.reason:
        return f"{one.reason} ({one.source})" if one.source else one.reason
    return one.holiday_en if words.language == "en" else one.holiday


def _standing(notice: CalendarYear, words: Words) -> Markup:
    if notice.confirmed:
        said = words("The calendar of {year} is confirmed by {source}.")
        return fill(said, year=notice.year, source=notice.confirmed)
    return fill(
        words(
            "The calendar of {year} is not confirmed yet: please compare it with the"
            " decision on days off and swapped days."
        ),
        year=notice.year,
    )


def _how_to_decide(notice: CalendarYear, words: Words) -> Markup:
    return lines(
        fill(
            words("To change a day: /lichnghi 02/01/{year} off reason (document)"),
            year=notice.year,
        ),
        fill(
            words("To have it worked: /lichnghi 10/01/{year} on reason (document)"),
            year=notice.year,
        ),
        fill(words("To undo: /lichnghi 02/01/{year} auto"), year=notice.year),
        fill(
            words("To confirm the year: /lichnghi {year} confirm document"),
            year=notice.year,
        ),
    )
