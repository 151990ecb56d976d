"""The answer to `/tongket`: the headline, the three populations, the units.

Every count stands beside its label on a line of its own; every rate beside what it was
made from (domain.md 1.6). Deeper parts are counted in the line above them.
"""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from domain.figures import (
    Counts,
    Rate,
    Summary,
    UnitCounts,
    units_completed,
    units_on_time,
    worst_first,
)
from domain.notices import SHOWN, SummaryNotice
from locales import formats
from locales.catalog import Words
from locales.changes import delta, overdue_sentence, period_name
from locales.html import Markup, bold, fill
from locales.render.rendered import Rendered, lines, message
from locales.render.reviews import and_more_units
from locales.render.summary_buttons import summary_buttons
from locales.reports import unit_documents


def summary(notice: SummaryNotice, words: Words, zone: ZoneInfo) -> Rendered:
    figures = notice.summary
    return message(
        [
            _title(notice, words),
            _headline(figures, words),
            *_blocks(figures, words),
            _units(figures, words),
            _changes(notice, words),
            _violations(notice, words),
            fill(words("Tasks that are state secrets are not counted.")),
        ],
        summary_buttons(notice, words),
    )


def _title(notice: SummaryNotice, words: Words) -> Markup:
    title = fill(
        words("Summary of tasks, {period}"),
        period=period_name(notice.summary.period, words),
    )
    of_unit = fill(words("Unit: {unit}"), unit=notice.unit) if notice.unit else ""
    as_of = fill(words("Figures as of {date}"), date=formats.day(notice.summary.as_of))
    return lines(fill("📋 {title}", title=bold(title)), of_unit, as_of)


def _headline(figures: Summary, words: Words) -> Markup:
    """What a leader reads if he reads one sentence only."""
    counts, earlier = figures.cumulative, figures.earlier.open_overdue
    said = fill(
        words("Since 01/01/{year}: done {done}; overdue {overdue}."),
        year=figures.since.year,
        done=_ratio(counts.completed, words),
        overdue=_ratio(counts.overdue, words),
    )
    if not earlier:
        return bold(said)
    shown = formats.padded(earlier, words.language)
    besides = fill(words("Overdue from earlier years: {count}."), count=shown)
    return bold(fill("{said} {besides}", said=said, besides=besides))


def _blocks(figures: Summary, words: Words) -> Iterator[Markup]:
    first, last = formats.day(figures.period.first), formats.day(figures.period.last)
    span = fill(words("{first} to {last}"), first=first, last=last)
    given = fill(words("I. Given in the period ({span})"), span=span)
    yield _block(given, figures.given, words)
    due = fill(words("II. Due in the period ({span})"), span=span)
    yield _block(due, figures.due, words, all_dated=True)
    cumulative = fill(
        words("III. Cumulative since 01/01/{year}"), year=figures.since.year
    )
    yield _block(cumulative, figures.cumulative, words)
    if figures.earlier.total:
        yield _earlier(figures.earlier, words)


def _earlier(counts: Counts, words: Words) -> Markup:
    """What earlier years left behind: no cumulative figure counts it."""
    return lines(
        bold(words("IV. Given in earlier years and not done")),
        *_open(counts, words, all_dated=False),
    )


def _block(
    heading: Markup, counts: Counts, words: Words, *, all_dated: bool = False
) -> Markup:
    total = _count(words("Total tasks"), counts.total, words)
    if not counts.total:
        return lines(bold(heading), total)
    return lines(
        bold(heading),
        total,
        *_done(counts, words, all_dated=all_dated),
        *_open(counts, words, all_dated=all_dated),
        *_rates(counts, words),
    )


def _done(counts: Counts, words: Words, *, all_dated: bool) -> Iterator[Markup]:
    yield _count(words("Total done"), counts.done, words)
    yield _count(words("– on time or early"), counts.done_on_time_or_early, words)
    yield _count(words("– late"), counts.done_late, words)
    if not all_dated:
        yield _count(words("– without a deadline"), counts.done_no_deadline, words)
    yield _count(words("– date unknown"), counts.done_undated, words)


def _open(counts: Counts, words: Words, *, all_dated: bool) -> Iterator[Markup]:
    yield _count(words("Total not done"), counts.open, words)
    yield _count(words("– in term"), counts.open_in_term, words)
    yield _count(words("+ of these due today"), counts.due_today, words)
    yield _count(words("– overdue"), counts.open_overdue, words)
    if not all_dated:
        yield _count(words("– without a deadline"), counts.open_no_deadline, words)
    yield _count(
        words("Of those not done, waiting for confirmation"), counts.to_confirm, words
    )


def _rates(counts: Counts, words: Words) -> Iterator[Markup]:
    """Each names its denominator."""
    yield _rate(words("Rate done, of all tasks"), counts.completed, words)
    yield _rate(
        words("Rate on time, of those done with a deadline"), counts.on_time, words
    )
    yield _rate(words("Rate overdue, of all tasks"), counts.overdue, words)


def _units(figures: Summary, words: Words) -> Markup:
    """The cumulative figures by unit, those with most overdue first.

    The heading says of which tasks: what earlier years left is in none of them, and
    stands beside them.
    """
    units = figures.units
    if len(units) < 2:
        return Markup("")
    shown = [_unit(unit, words) for unit in worst_first(units)[:SHOWN]]
    heading = bold(
        fill(words("By unit (tasks given since 01/01/{year})"), year=figures.since.year)
    )
    return lines(
        heading,
        _rate(words("Units without overdue tasks"), units_completed(units), words),
        _rate(words("Units with nothing late or overdue"), units_on_time(units), words),
        *shown,
        and_more_units(len(units) - SHOWN, words),
    )


def _unit(unit: UnitCounts, words: Words) -> Markup:
    counts, left = unit.counts, unit.earlier.open_overdue
    said = words("• {unit}: overdue {overdue}; done {done}")
    if left:
        said = words(
            "• {unit}: overdue {overdue}, from earlier years {earlier}; done {done}"
        )
    return fill(
        said,
        unit=unit.name,
        overdue=formats.padded(counts.open_overdue, words.language),
        earlier=formats.padded(left, words.language),
        done=_ratio(counts.completed, words),
    )


def _changes(notice: SummaryNotice, words: Words) -> Markup:
    """Against the period before, as it stood then."""
    figures, before = notice.summary, notice.compared
    if before is None:
        return Markup("")
    heading = fill(
        words("Compared with {period}, as of {date}"),
        period=period_name(before.period, words),
        date=formats.day(before.as_of),
    )
    pairs = (
        (words("Given"), before.given, figures.given.total),
        (words("Done late"), before.late, figures.due.done_late),
        (words("Due and not done"), before.open, figures.due.open),
    )
    told = [
        fill("• {label}: {change}", label=label, change=_change(then, now, words))
        for label, then, now in pairs
    ]
    overdue = overdue_sentence(
        before.overdue,
        figures.overdue,
        before.causes,
        words,
        moved_to=before.moved_to,
    )
    return lines(bold(heading), *told, fill("• {overdue}", overdue=overdue))


def _violations(notice: SummaryNotice, words: Words) -> Markup:
    """The documents in which a unit did not keep to the procedure."""
    found = notice.violations
    if not found:
        return Markup("")
    said = fill(
        words("Procedure not kept to: documents {documents}, units {units}"),
        documents=formats.padded(sum(one.documents for one in found), words.language),
        units=formats.padded(len(found), words.language),
    )
    shown = [fill("• {unit}", unit=unit_documents(one, words)) for one in found[:SHOWN]]
    return lines(bold(said), *shown, and_more_units(len(found) - SHOWN, words))


def _change(then: int, now: int, words: Words) -> str:
    """09, tăng 04 so với 05."""
    return words("{now}, {delta} from {before}").format(
        now=formats.padded(now, words.language),
        delta=delta(now - then, words),
        before=formats.padded(then, words.language),
    )


def _count(label: str, count: int, words: Words) -> Markup:
    shown = formats.padded(count, words.language)
    return fill("{label}: {count}", label=label, count=shown)


def _rate(label: str, rate: Rate, words: Words) -> Markup:
    return fill("{label}: {rate}", label=label, rate=_ratio(rate, words))


def _ratio(rate: Rate, words: Words) -> str:
    return formats.ratio(rate.numerator, rate.denominator, words.language)
