"""The buttons under a summary: tasks behind a figure, units, periods, files.

Their data is `s:<period>[.<unit>]:<verb>` and, for lists, `l:<part>.<page>.<period>…`;
a period is written as the terminal takes it, with `_` for the dots of a range.
"""

from __future__ import annotations

from collections.abc import Iterator

from domain.buttons import Button, Keyboard, Press
from domain.figures import Summary, worst_first
from domain.periods import Period
from domain.summary_notices import Compared, FileKind, Part, SummaryNotice
from locales import formats
from locales.catalog import N_, Words
from locales.render.rendered import rows

PERIODS = (
    (N_("Week"), "week"),
    (N_("Month"), "month"),
    (N_("Quarter"), "quarter"),
    (N_("Year"), "year"),
)
PARTS = {
    Part.OVERDUE: N_("Overdue: {count}"),
    Part.LATE: N_("Done late: {count}"),
    Part.OPEN: N_("Due, not done: {count}"),
    Part.TO_CONFIRM: N_("To confirm: {count}"),
    Part.UNDATED: N_("Without a deadline: {count}"),
    Part.FELL_DUE: N_("Newly overdue: {count}"),
    Part.REOPENED: N_("Open again: {count}"),
    Part.RECEIVED: N_("Overdue, from another unit: {count}"),
    Part.DONE: N_("No longer overdue, done: {count}"),
    Part.EXTENDED: N_("No longer overdue, later deadline: {count}"),
    Part.MOVED: N_("Overdue before, moved to another unit: {count}"),
    Part.WITHDRAWN: N_("No longer overdue, withdrawn: {count}"),
}
FILES = {
    FileKind.CHART: N_("📊 Chart"),
    FileKind.BOOK: N_("Figures (.xlsx)"),
    FileKind.PAPER: N_("Draft paper (.docx)"),
    FileKind.LETTERS: N_("Reminder letters (.docx)"),
    FileKind.UNDATED: N_("Tasks without a deadline (.docx)"),
    FileKind.PACKAGE: N_("Package of the division (.docx)"),
}
WORST = 6  # units with a button of their own
LONGEST_NAME = 28


def summary_buttons(notice: SummaryNotice, words: Words) -> Keyboard:
    return (
        *rows(_parts(notice, words), 2),
        *rows(_units(notice), 2),
        _periods(notice.argument, words),
        *rows(_files(notice, words), 2),
    )


def about(notice: SummaryNotice) -> str:
    return about_period(notice.summary.period, notice.argument)


def about_period(period: Period, unit: str) -> str:
    """What a button says of the period and the unit that it is about."""
    code = period.code.replace("..", "_")
    return f"{code}.{unit}" if unit else code


def file_button(kind: FileKind, about: str, words: Words) -> Button:
    return Button(words(FILES[kind]), Press("s", about, kind.value).pack())


def _parts(notice: SummaryNotice, words: Words) -> Iterator[Button]:
    """A figure that is none has no button."""
    for part, count in _counts(notice.summary, notice.compared).items():
        if count:
            label = words(PARTS[part])
            shown = formats.padded(count, words.language)
            data = Press("l", f"{part.value}.1.{about(notice)}", "go").pack()
            yield Button(label.format(count=shown), data)


def _counts(figures: Summary, compared: Compared | None) -> dict[Part, int]:
    causes = compared.causes if compared else ()
    return {
        Part.OVERDUE: figures.overdue,
        Part.LATE: figures.due.done_late,
        Part.OPEN: figures.due.open,
        Part.TO_CONFIRM: figures.to_confirm,
        Part.UNDATED: figures.undated,
        **{Part(cause.value): count for cause, count in causes},
    }


def _units(notice: SummaryNotice) -> Iterator[Button]:
    """Those with most overdue; none where there is one unit only, or in its group."""
    units = notice.summary.units
    if notice.argument or notice.in_group or len(units) < 2:
        return
    for unit in worst_first(units)[:WORST]:
        label = formats.cut(unit.name, LONGEST_NAME)
        data = Press("s", f"{about(notice)}.{unit.unit_id}", "go").pack()
        yield Button(label, data)


def _periods(unit: str, words: Words) -> tuple[Button, ...]:
    """The same summary for another period."""
    limit = f".{unit}" if unit else ""
    return tuple(
        Button(words(label), Press("s", f"{kind}{limit}", "go").pack())
        for label, kind in PERIODS
    )


def _files(notice: SummaryNotice, words: Words) -> Iterator[Button]:
    for kind in notice.files:
        yield file_button(kind, about(notice), words)
