"""A report in plain lines: what the terminal prints, and the sentences it shares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from domain.figures import Counts, Rate
from domain.notices import SHOWN
from domain.report_checks import UnitDocuments
from domain.report_facts import SHOWN as FINGERPRINT
from domain.reports import Report, ReportTask
from domain.tasks import task_code
from locales import formats
from locales.catalog import Words
from locales.changes import delta, overdue_sentence, period_name


def report_lines(report: Report, fingerprint: str, words: Words) -> Iterator[str]:
    """Paragraphs of one or more lines; the headline first."""
    yield _title(report, words)
    yield _given(report, words)
    yield _due(report, words)
    yield from _cumulative(report.cumulative, report.asked.since.year, words)
    if report.earlier.total:
        yield _earlier(report, words)
    yield _overdue(report, words)
    yield from _units(report, words)
    yield from _tasks(words("Appendix 1: done late"), report.late, words)
    yield from _tasks(words("Appendix 2: overdue, not done"), report.overdue, words)
    yield from _procedure(report, words)
    yield from _entry(report, words)
    yield words("Fingerprint of the figures: {code}").format(
        code=fingerprint[:FINGERPRINT]
    )


def _overdue(report: Report, words: Words) -> str:
    change = report.change
    causes = [(cause, len(ids)) for cause, ids in change.tasks.items()]
    return overdue_sentence(
        change.before, change.now, causes, words, moved_to=report.moved_to
    )


def _title(report: Report, words: Words) -> str:
    asked = report.asked
    title = words("Results of {period}, figures as of {date}").format(
        period=period_name(asked.period, words), date=formats.day(asked.as_of)
    )
    compared = words("Compared with {period}, as of {date}").format(
        period=period_name(asked.previous, words),
        date=formats.day(asked.previous_as_of),
    )
    of_unit = words("Unit: {unit}").format(unit=report.unit) if report.unit else ""
    return "\n".join(line for line in (title, of_unit, compared) if line)


def _given(report: Report, words: Words) -> str:
    given = report.given.total
    said = words("Given in the period: {count} ({delta})")
    change = delta(given - report.given_before.total, words)
    return said.format(count=_padded(given, words), delta=change)


def _due(report: Report, words: Words) -> str:
    """Their parts as they are written in the report of Lạng Sơn (002)."""
    due, before = report.due, report.due_before
    share = partial(_share, due, words)
    lines = [
        words("Due in the period: {count}").format(count=_padded(due.total, words)),
        words("– Done on time: {share}").format(share=share(due.done_on_time_or_early)),
        words("– Done late: {share} ({delta})").format(
            share=share(due.done_late),
            delta=delta(due.done_late - before.done_late, words),
        ),
        words("– Not done: {share} ({delta})").format(
            share=share(due.open), delta=delta(due.open - before.open, words)
        ),
    ]
    if due.open_in_term:
        lines.append(_of_open(due, words))
    if due.done_undated:
        lines.append(_undated(due, words))
    return "\n".join(lines)


def _cumulative(counts: Counts, year: int, words: Words) -> Iterator[str]:
    since = words("Since 01/01/{year}: {count}")
    lines = [
        since.format(year=year, count=_padded(counts.total, words)),
        words("– Done: {share}").format(share=_share(counts, words, counts.done)),
        words("  on time {on_time}; late {late}; without a deadline {undated}").format(
            on_time=_ratio(counts.on_time, words),
            late=_ratio(counts.late, words),
            undated=_padded(counts.done_no_deadline, words),
        ),
        words("– Not done: {share}").format(share=_share(counts, words, counts.open)),
        _of_open(counts, words),
    ]
    if counts.done_undated:
        lines.append(_undated(counts, words))
    yield "\n".join(lines)


def _earlier(report: Report, words: Words) -> str:
    """Open still: the figures since 01/01 do not count them."""
    counts = report.earlier
    said = words("Given in earlier years and not done: {count}")
    shown = said.format(count=_padded(counts.total, words))
    lines = [shown, _of_open(counts, words)]
    behind = [unit for unit in report.ranking if unit.earlier.open_overdue]
    if behind and not report.unit:
        named = words("  overdue by unit: {units}")
        parts = (
            f"{one.name} {_padded(one.earlier.open_overdue, words)}" for one in behind
        )
        lines.append(named.format(units="; ".join(parts)))
    return "\n".join(lines)


def _of_open(counts: Counts, words: Words) -> str:
    said = words("  in term {in_term}; overdue {overdue}; no deadline {undated}")
    return said.format(
        in_term=_padded(counts.open_in_term, words),
        overdue=_padded(counts.open_overdue, words),
        undated=_padded(counts.open_no_deadline, words),
    )


def _undated(counts: Counts, words: Words) -> str:
    said = words("– Done, date unknown: {count}")
    return said.format(count=_padded(counts.done_undated, words))


def _padded(count: int, words: Words) -> str:
    return formats.padded(count, words.language)


def _units(report: Report, words: Words) -> Iterator[str]:
    """Of the units that were given tasks in the period."""
    lines = [
        words("Of the units given tasks, with none of these overdue: {rate}").format(
            rate=_ratio(report.units_completed, words)
        ),
        words(
            "Of the units given tasks, with none of these overdue or late: {rate}"
        ).format(rate=_ratio(report.units_on_time, words)),
    ]
    yield "\n".join(lines)


def _tasks(title: str, tasks: Sequence[ReportTask], words: Words) -> Iterator[str]:
    lines = [f"{title}: {_padded(len(tasks), words)}"]
    lines += [f"  {task_line(task, words)}" for task in tasks[:SHOWN]]
    if len(tasks) > SHOWN:
        more = words("… and {count} more")
        lines.append(f"  {more.format(count=_padded(len(tasks) - SHOWN, words))}")
    yield "\n".join(lines)


def task_line(task: ReportTask, words: Words) -> str:
    """One task of a list: its code, document, unit and days."""
    standing = task.standing
    parts = [task_code(task.id), task.wording.number, task.unit]
    if standing.due_on is not None:
        said = words("due {date}")
        parts.append(said.format(date=formats.day(standing.due_on)))
    if standing.done_on is not None:
        said = words("done {date}")
        parts.append(said.format(date=formats.day(standing.done_on)))
    if task.days_late:
        late = words.plural("{days} day late", "{days} days late", task.days_late)
        parts.append(late.format(days=_padded(task.days_late, words)))
    return ", ".join(part for part in parts if part)


def _procedure(report: Report, words: Words) -> Iterator[str]:
    found = report.violations
    said = words("Not by the procedure: documents {documents}, units {units}")
    line = said.format(
        documents=_padded(sum(one.documents for one in found), words),
        units=_padded(len(found), words),
    )
    named = "; ".join(unit_documents(one, words) for one in found)
    yield f"{line}: {named}." if named else f"{line}."


def _entry(report: Report, words: Words) -> Iterator[str]:
    """Only where there is something to say of it."""
    tasks, documents = report.undated_products
    if tasks:
        said = words("A product is asked for, and no deadline named: {count}")
        shown = words.plural("{count} document", "{count} documents", documents)
        count = shown.format(count=_padded(documents, words))
        yield said.format(count=count)
    if report.entered_late.numerator:
        said = words("Entered late: {share}")
        yield said.format(share=_ratio(report.entered_late, words))


def unit_documents(one: UnitDocuments, words: Words) -> str:
    said = words.plural(
        "{unit} ({count} document)", "{unit} ({count} documents)", one.documents
    )
    return said.format(unit=one.name, count=_padded(one.documents, words))


def _share(counts: Counts, words: Words, count: int) -> str:
    return _ratio(counts.of_total(count), words)


def _ratio(rate: Rate, words: Words) -> str:
    return formats.ratio(rate.numerator, rate.denominator, words.language)
