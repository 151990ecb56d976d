"""The group's card of the weekly update; codes only, never a name."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from domain.cycle_notices import RollCallCard
from domain.notices import SHOWN
from locales import formats
from locales.catalog import Words
from locales.html import Markup, bold, fill
from locales.render.rendered import Rendered, lines, message
from locales.render.task_lines import and_more


def roll_call(notice: RollCallCard, words: Words, zone: ZoneInfo) -> Rendered:
    return message(
        [
            _title(notice, words),
            _counts(notice, words),
            _missing(notice, words),
            _until(notice, words, zone),
        ]
    )


def _title(notice: RollCallCard, words: Words) -> Markup:
    title = fill(words("Weekly update – {unit}"), unit=notice.unit)
    week = fill(
        words("Week of {weekday}, {date}"),
        weekday=formats.weekday(notice.nominal, words.language),
        date=formats.day(notice.nominal),
    )
    return lines(fill("📋 {title}", title=bold(title)), week)


def _counts(notice: RollCallCard, words: Words) -> Markup:
    def count(number: int) -> str:
        return formats.padded(number, words.language)

    said = words.plural(
        "{done}/{total} officer has updated",
        "{done}/{total} officers have updated",
        notice.total,
    )
    # A count out of a total is not padded: "0/02" reads as a slip.
    done = fill(said, done=notice.on_time + notice.late, total=notice.total)
    split = fill(
        words("On time: {on_time}; late: {late}"),
        on_time=count(notice.on_time),
        late=count(notice.late),
    )
    return lines(bold(done), split, _untold(notice, words))


def _untold(notice: RollCallCard, words: Words) -> Markup:
    """Who was told nothing is not one of those who do not answer."""
    if not notice.untold:
        return Markup("")
    said = words.plural(
        "Could not be reminded: {count} officer",
        "Could not be reminded: {count} officers",
        notice.untold,
    )
    return fill(said, count=formats.padded(notice.untold, words.language))


def _missing(notice: RollCallCard, words: Words) -> Markup:
    if not notice.missing:
        return fill("✅ {said}", said=words("No task is without an update."))
    return lines(
        fill(words("Tasks without an update:")),
        fill("{codes}", codes=", ".join(notice.missing[:SHOWN])),
        and_more(len(notice.missing) - SHOWN, words),
    )


def _until(notice: RollCallCard, words: Words, zone: ZoneInfo) -> Markup:
    closes = formats.moment(notice.closes_at, zone, words.language)
    if notice.frozen:
        return fill(words("Closed at {moment}"), moment=closes)
    until = fill(
        words("On time before {time}; updates count until {moment}."),
        time=f"{notice.due_at.astimezone(zone):%H:%M}",
        moment=closes,
    )
    if not notice.missing:
        return until
    how = words("Please answer this message, or type /capnhat {code} 60%.")
    return lines(until, fill(how, code=notice.missing[0]))
