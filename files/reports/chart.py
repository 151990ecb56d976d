"""A picture of the figures for a phone: every unit's tasks, the worst on top.

What earlier years left behind is in nobody's cumulative figures. What of it is overdue
is a part of its own, first in the bar of its unit; all of it has a bar below the units,
and its overdue tasks are said above, as in the words of the summary.

Drawn with matplotlib's Figure, so that no state is shared and no screen is needed; in a
thread, and the library is loaded when it is first asked for. Colours are those of Okabe
and Ito, which people who see few colours tell apart; what is overdue is hatched too.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from domain.figures import Counts, Summary, UnitCounts, worst_first
from locales import formats
from locales.catalog import N_, Words
from locales.changes import period_name

DOTS = 160  # per inch: 960 wide, as a phone shows it
WIDTH = 6.0  # inches
HEAD, ROW, FOOT = 1.9, 0.34, 0.95  # inches of its height
LINE = 0.33  # inches from one line of the head to the next
LEGEND_LINE = 0.22  # inches more of the foot, where the legend has a third line
GREY = "#444444"
THICK = 0.8  # of a row is its bar
MOST = 20  # units; a line says how many more there are
LONGEST_NAME = 26
PACKED = 3  # of 9: half the time of the usual 6, a tenth more to send
FONT = "DejaVu Sans"  # has every Vietnamese letter

# (what it is called, which counts, colour, pattern)
Band = tuple[str, tuple[str, ...], str, str]
LEFT: Band = (N_("overdue from earlier years"), (), "#CC79A7", "xxxx")
BANDS: tuple[Band, ...] = (
    LEFT,
    (N_("overdue"), ("open_overdue",), "#D55E00", "////"),
    (N_("not done, not overdue"), ("open_in_term", "open_no_deadline"), "#E6E6E6", ""),
    (N_("done late"), ("done_late",), "#E69F00", ""),
    (
        N_("done"),
        ("done_on_time_or_early", "done_no_deadline", "done_undated"),
        "#0072B2",
        "",
    ),
)


@dataclass(frozen=True)
class Bar:
    """One row. `sizes`: how many tasks each band has; `said` stands behind it."""

    name: str
    sizes: Sequence[int]
    said: str
    is_bad: bool

    @property
    def total(self) -> int:
        return sum(self.sizes)


def draw_chart(
    summary: Summary, words: Words, *, unit: str = "", code: str = ""
) -> bytes:
    """A PNG. A single unit, or nobody, is one bar of all there is. `code`: that of the
    figures, in its foot."""
    kept = io.BytesIO()
    figure_of(summary, words, unit=unit, code=code).savefig(
        kept,
        format="png",
        metadata={"Software": None},
        pil_kwargs={"compress_level": PACKED},
    )
    return kept.getvalue()


def figure_of(summary: Summary, words: Words, *, unit: str = "", code: str = "") -> Any:
    """The picture before it is a file."""
    from matplotlib.figure import Figure

    rows = [*_rows(summary, words), *_earlier(summary, words)]
    left = bool(summary.earlier.open_overdue)
    head, foot = HEAD + LINE * left, FOOT + LEGEND_LINE * left
    height = head + foot + ROW * len(rows)
    figure = Figure(figsize=(WIDTH, height), dpi=DOTS)
    # Place for the names on the left; the rest in shares of the picture.
    axes = figure.add_axes((0.37, foot / height, 0.55, ROW * len(rows) / height))
    _bars(axes, rows)
    _dress(axes, rows)
    _caption(figure, summary, words, unit)
    _legend(figure, BANDS if left else BANDS[1:], words)
    if code:
        said = words("Fingerprint of the figures: {code}").format(code=code)
        figure.text(0.04, 0.1 / height, said, fontsize=8, color=GREY, fontfamily=FONT)
    return figure


def _rows(summary: Summary, words: Words) -> list[Bar]:
    some = _shown(summary)
    if len(some) < 2:
        label = N_("Since 01/01") if summary.earlier.total else N_("All tasks")
        return [_bar(words(label), summary.cumulative, words)]
    return [
        _bar(unit.name, unit.counts, words, left=unit.earlier.open_overdue)
        for unit in worst_first(some)[:MOST]
    ]


def _shown(summary: Summary) -> list[UnitCounts]:
    return [unit for unit in summary.units if unit.counts.total or unit.overdue]


def _bar(name: str, counts: Counts, words: Words, *, left: int = 0) -> Bar:
    """`left`: what is overdue of earlier years, besides these."""
    parts = [sum(getattr(counts, name) for name in band[1]) for band in BANDS[1:]]
    said = _of(counts, words)
    if left:
        said = f"{said} + {formats.padded(left, words.language)}"
    bad = bool(left or counts.open_overdue)
    return Bar(formats.cut(name, LONGEST_NAME), (left, *parts), said, bad)


def _of(counts: Counts, words: Words) -> str:
    numbers = (counts.open_overdue, counts.total)
    return "/".join(formats.padded(n, words.language) for n in numbers)


def _earlier(summary: Summary, words: Words) -> list[Bar]:
    """All of them; what is overdue has the colour that it has in the units' bars."""
    counts = summary.earlier
    if not counts.total:
        return []
    bar = _bar(words("Earlier years"), counts, words)
    _, overdue, *others = bar.sizes
    return [replace(bar, sizes=(overdue, 0, *others))]


def _bars(axes: Any, rows: Sequence[Bar]) -> None:
    """Each band is one shape of many parts: drawn one by one they take longer."""
    from matplotlib.collections import PolyCollection

    left = [0] * len(rows)
    for at, (_, _, colour, pattern) in enumerate(BANDS):
        right = [start + row.sizes[at] for start, row in zip(left, rows, strict=True)]
        bars = [
            _box(place, start, end)
            for place, (start, end) in enumerate(zip(left, right, strict=True))
            if end > start
        ]
        axes.add_collection(
            PolyCollection(
                bars,
                facecolor=colour,
                hatch=pattern,
                edgecolor="white",
                linewidth=0.3,
            ),
            autolim=False,
        )
        left = right


def _box(place: int, left: int, right: int) -> list[tuple[float, float]]:
    top, bottom = place - THICK / 2, place + THICK / 2
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _dress(axes: Any, rows: Sequence[Bar]) -> None:
    axes.set_axis_off()
    most = max((row.total for row in rows), default=0) or 1
    axes.set_xlim(0, most * 1.22)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    for place, row in enumerate(rows):
        weight = "bold" if row.is_bad else "normal"
        _write(axes, -most * 0.02, place, row.name, ha="right")
        _write(axes, row.total + most * 0.02, place, row.said, fontweight=weight)


def _write(axes: Any, x: float, y: float, text: str, **how: str) -> None:
    axes.text(x, y, text, va="center", fontsize=9, fontfamily=FONT, **how)


def _caption(figure: Any, summary: Summary, words: Words, unit: str) -> None:
    counts = summary.cumulative
    title = words("Tasks since 01/01/{year}").format(year=summary.since.year)
    until = words("Figures as of {date}").format(date=formats.day(summary.as_of))
    done = formats.ratio(counts.done, counts.total, words.language)
    overdue = formats.ratio(counts.open_overdue, counts.total, words.language)
    lines = (
        (title if not unit else f"{title}: {unit}", 13, "bold"),
        (f"{period_name(summary.period, words)}. {until}", 9, "normal"),
        (words("Done {done}").format(done=done), 12, "normal"),
        (words("Overdue {overdue}").format(overdue=overdue), 12, "bold"),
        *_overdue_of_earlier(summary, words),
    )
    height = figure.get_figheight()
    at = height - 0.35
    for text, size, weight in lines:
        figure.text(
            0.04, at / height, text, fontsize=size, fontweight=weight, fontfamily=FONT
        )
        at -= LINE
    note = words("Beside each bar: overdue / all")
    units = len(_shown(summary))
    if summary.earlier.open_overdue and units > 1:
        note = words("Beside each bar: overdue / all + overdue from earlier years")
    left = units - MOST
    if left > 0:
        count = formats.padded(left, words.language)
        more = words("{count} more units are not shown").format(count=count)
        note = f"{note}. {more}"
    figure.text(0.04, at / height, note, fontsize=8, color=GREY, fontfamily=FONT)


def _overdue_of_earlier(
    summary: Summary, words: Words
) -> Iterator[tuple[str, int, str]]:
    if summary.earlier.open_overdue:
        count = formats.padded(summary.earlier.open_overdue, words.language)
        said = words("Overdue from earlier years: {count}.").format(count=count)
        yield said.rstrip("."), 12, "bold"


def _legend(figure: Any, bands: Sequence[Band], words: Words) -> None:
    from matplotlib.patches import Patch

    handles = [
        Patch(
            facecolor=colour,
            hatch=pattern,
            edgecolor="white" if pattern else "#999999",
            label=words(name),
        )
        for name, _, colour, pattern in bands
    ]
    figure.legend(
        handles=handles,
        loc="lower center",
        bbox_to_anchor=(0.5, 0.2 / figure.get_figheight()),
        ncols=2,
        frameon=False,
        prop={"family": FONT, "size": 9},
    )
