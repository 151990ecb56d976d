"""The task force's list: the units to look at first."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from domain.assigning_notices import InspectionPlan, PlannedInspection
from domain.buttons import Button, Press
from domain.inspection import Suspect
from domain.notices import SHOWN, InspectionList
from locales import formats
from locales.catalog import Words
from locales.html import Markup, bold, fill
from locales.render.rendered import Rendered, lines, message, rows
from locales.render.reviews import and_more_units

LONGEST = 300  # characters of findings in a list
LONGEST_NAME = 30  # of a unit on a button
MOST_BUTTONS = 8


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


def inspection_plan(notice: InspectionPlan, words: Words, zone: ZoneInfo) -> Rendered:
    """What is planned, and what was found; a button asks for the findings."""
    shown = [_planned(one, words) for one in notice.inspections]
    keys = [
        Button(
            words("Findings: {unit}").format(unit=formats.cut(one.unit, LONGEST_NAME)),
            Press("k", str(one.id), "found").pack(),
        )
        for one in notice.inspections
        if not one.findings
    ]
    return message(
        [
            bold(words("Inspections")),
            *(shown or [fill(words("No inspection is planned."))]),
            fill(words("A new one: {example}"), example="/kiemtra Sở Y tế; 02/12"),
            fill(words("For the task force only; the units are not told.")),
        ],
        rows(keys[:MOST_BUTTONS], 1),
    )


def _planned(one: PlannedInspection, words: Words) -> Markup:
    said = fill("• {day}: {unit}", day=formats.day(one.day), unit=one.unit)
    found = formats.cut(one.findings, LONGEST)
    if not found:
        return said
    return lines(said, fill(words("Found: {findings}"), findings=found))
