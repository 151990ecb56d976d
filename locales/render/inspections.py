"""The task force's list: the units to look at first."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from domain.inspection import Suspect
from domain.notices import SHOWN, InspectionList
from locales import formats
from locales.catalog import Words
from locales.html import Markup, bold, fill
from locales.render.rendered import Rendered, lines, message
from locales.render.reviews import and_more_units


def inspection_list(notice: InspectionList, words: Words, zone: ZoneInfo) -> Rendered:
    title = words("Units to inspect, as of {date}")
    shown = [_unit(unit, words) for unit in notice.units[:SHOWN]]
    return message(
        [
            bold(fill(title, date=formats.day(notice.as_of))),
            lines(*shown) if shown else fill(words("There is nothing to inspect.")),
            and_more_units(len(notice.units) - SHOWN, words),
            fill(words("For the task force only; the units are not told.")),
        ]
    )


def _unit(unit: Suspect, words: Words) -> Markup:
    said = words(
        "• {unit}: overdue {overdue}, the longest {longest} days; done late this year"
        " {late}; without a deadline {undated}"
    )
    counts = {
        "overdue": unit.overdue,
        "longest": unit.longest,
        "late": unit.late,
        "undated": unit.undated,
    }
    shown = {n: formats.padded(count, words.language) for n, count in counts.items()}
    return fill(said, unit=unit.unit, **shown)
