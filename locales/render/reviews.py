"""The monthly review: what is asked of a unit, and who has sent it (003, 4c)."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from domain.buttons import Button, Press
from domain.cycle_notices import ReportDue, Review, ReviewState, Span
from domain.notices import SHOWN
from locales import formats
from locales.catalog import N_, Words
from locales.html import Markup, bold, fill
from locales.render.rendered import Rendered, lines, message
from locales.render.task_lines import how_many

IN_BUTTON = 40
HEADS_UP = N_(
    "Please review and check the tasks, and send the result to the synthesis division"
    " before {date}."
)
DUE = N_(
    "The review is due now ({date}). Please check the tasks, send the result to the"
    " synthesis division, then press “Sent”."
)


def review(notice: Review, words: Words) -> Markup:
    heading = fill(
        words("Review of {month}: {unit}"), month=_month(notice.month), unit=notice.unit
    )
    asked = words(HEADS_UP if notice.heads_up else DUE)
    return lines(
        bold(heading),
        fill(asked, date=formats.day(notice.due_on)),
        fill(words("Not done yet: {count}"), count=how_many(notice.open, words)),
        _part(words("– overdue: {count}"), notice.overdue, words),
        _part(words("– waiting for confirmation: {count}"), notice.to_confirm, words),
    )


def review_button(notice: Review, words: Words, *, alone: bool) -> Button:
    label = words("Sent")
    if not alone:
        label = f"{label}: {formats.cut(notice.unit, IN_BUTTON)}"
    return Button(label, Press("m", f"{notice.unit_id}.{notice.month}", "sent").pack())


def review_state(notice: ReviewState, words: Words) -> list[Markup]:
    """Who has sent the review, and who has not: those first."""
    total = len(notice.sent) + len(notice.missing)
    heading = fill(
        words("Review of {month}: {sent} of {total} units have sent it"),
        month=_month(notice.month),
        sent=formats.padded(len(notice.sent), words.language),
        total=formats.padded(total, words.language),
    )
    return [
        bold(heading),
        _units(words("Not sent yet:"), notice.missing, words),
        _units(words("Sent:"), notice.sent, words),
        _units(words("Of these received:"), notice.received, words),
    ]


def review_state_card(notice: ReviewState, words: Words, _zone: ZoneInfo) -> Rendered:
    """Asked for by itself: kept up to date as units send."""
    return message(review_state(notice, words))


def and_more_units(hidden: int, words: Words) -> str:
    if hidden <= 0:
        return ""
    said = words.plural("… {count} more unit", "… {count} more units", hidden)
    return said.format(count=formats.padded(hidden, words.language))


def _units(label: str, units: Sequence[str], words: Words) -> Markup:
    if not units:
        return Markup("")
    named = [fill("• {unit}", unit=unit) for unit in units[:SHOWN]]
    return lines(fill(label), *named, and_more_units(len(units) - SHOWN, words))


def _part(said: str, count: int, words: Words) -> Markup:
    shown = formats.padded(count, words.language)
    return fill(said, count=shown) if count else Markup("")


def _month(month: str) -> str:
    """2026-11 as the office writes it: 11/2026."""
    year, _, number = month.partition("-")
    return f"{number}/{year}"


def report_due(notice: ReportDue, words: Words) -> Markup:
    """A period is over. The figures are asked for by the command that is named."""
    count = formats.padded
    return lines(
        bold(
            fill(
                words("Report of {period} is to be made"), period=_period(notice, words)
            )
        ),
        fill(
            words(
                "As of today open: {open}; overdue: {overdue}; waiting for"
                " confirmation: {to_confirm}."
            ),
            open=count(notice.open, words.language),
            overdue=count(notice.overdue, words.language),
            to_confirm=count(notice.to_confirm, words.language),
        ),
        fill(words("Figures of the period: {command}"), command=_command(notice)),
    )


def _period(notice: ReportDue, words: Words) -> str:
    if notice.span is Span.MONTH:
        said = words("month {number}/{year}")
        return said.format(number=notice.last.month, year=notice.last.year)
    said = words("quarter {number}/{year}")
    number = formats.quarter((notice.last.month + 2) // 3)
    return said.format(number=number, year=notice.last.year)


def _command(notice: ReportDue) -> str:
    """As it is typed in Vietnamese; the reader of periods takes it in any case."""
    last = notice.last
    if notice.span is Span.MONTH:
        return f"/tongket thang {last.month}/{last.year}"
    return f"/tongket quy {(last.month + 2) // 3}/{last.year}"
