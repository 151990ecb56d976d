"""A picture of the figures for a phone: every unit's tasks, the worst on top.

What earlier years left behind is in nobody's cumulative figures: it has a bar of its
own below the units, and its overdue tasks are said above, as in the words of the
summary.

Drawn with matplotlib's Figure, so that no state is shared and no screen is needed; in a
thread, and the library is loaded when it is first asked for. Colours are those of Okabe
and Ito, which people who see few colours tell apart; what is overdue is hatched too.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from domain.figures import Counts, Summary, worst_first
from locales import formats
from locales.catalog import N_, Words
from locales.changes import period_name

DOTS = 160  # per inch: 960 wide, as a phone shows it
WIDTH = 6.0  # inches
HEAD, ROW, FOOT = 1.9, 0.34, 0.95  # inches of its height
LINE = 0.33  # inches from one line of the head to the next
GREY = "#444444"
THICK = 0.8  # of a row is its bar
MOST = 20  # units; a line says how many more there are
LONGEST_NAME = 26
PACKED = 3  # of 9: half the time of the usual 6, a tenth more to send
FONT = "DejaVu Sans"  # has every Vietnamese letter

# (what it is called, which counts, colour, pattern)
BANDS: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
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
    head = HEAD + LINE * bool(summary.earlier.open_overdue)
    height = head + FOOT + ROW * len(rows)
    figure = Figure(figsize=(WIDTH, height), dpi=DOTS)
    # Place for the names on the left; the rest in shares of the picture.
    axes = figure.add_axes((0.37, FOOT / height, 0.55, ROW * len(rows) / height))
    _bars(axes, rows)
    _dress(axes, rows, words)
    _caption(figure, summary, words, unit)
    _legend(figure, words)
    if code:
        said = words("Fingerprint of the figures: {code}").format(code=code)
        figure.text(0.04, 0.1 / height, said, fontsize=8, color=GREY, fontfamily=FONT)
    return figure


def _rows(summary: Summary, words: Words) -> list[tuple[str, Counts]]:
    worst = worst_first(unit for unit in summary.units if unit.counts.total)
    rows = [(formats.cut(unit.name, LONGEST_NAME), unit.counts) for unit in worst]
    if len(rows) < 2:
        label = N_("Since 01/01") if summary.earlier.total else N_("All tasks")
        return [(words(label), summary.cumulative)]
    return rows[:MOST]


def _earlier(summary: Summary, words: Words) -> list[tuple[str, Counts]]:
    counts = summary.earlier
    return [(words("Earlier years"), counts)] if counts.total else []


def _bars(axes: Any, rows: Sequence[tuple[str, Counts]]) -> None:
    """Each band is one shape of many parts: drawn one by one they take longer."""
    from matplotlib.collections import PolyCollection

    left = [0] * len(rows)
    for _, names, colour, pattern in BANDS:
        sizes = [sum(getattr(counts, name) for name in names) for _, counts in rows]
        right = [start + size for start, size in zip(left, sizes, strict=True)]
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


def _dress(axes: Any, rows: Sequence[tuple[str, Counts]], words: Words) -> None:
    axes.set_axis_off()
    most = max((counts.total for _, counts in rows), default=0) or 1
    axes.set_xlim(0, most * 1.22)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    for place, (name, counts) in enumerate(rows):
        said = "/".join(
            formats.padded(n, words.language)
            for n in (counts.open_overdue, counts.total)
        )
        weight = "bold" if counts.open_overdue else "normal"
        _write(axes, -most * 0.02, place, name, ha="right")
        _write(axes, counts.total + most * 0.02, place, said, fontweight=weight)


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
    left = len(summary.units) - MOST
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


def _legend(figure: Any, words: Words) -> None:
    from matplotlib.patches import Patch

    handles = [
        Patch(
            facecolor=colour,
            hatch=pattern,
            edgecolor="white" if pattern else "#999999",
            label=words(name),
        )
        for name, _, colour, pattern in BANDS
    ]
    figure.legend(
        handles=handles,
        loc="lower center",
        bbox_to_anchor=(0.5, 0.2 / figure.get_figheight()),
        ncols=2,
        frameon=False,
        prop={"family": FONT, "size": 9},
    )
