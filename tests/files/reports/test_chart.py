"""The chart is a picture of a phone's width, with one row a unit."""

from __future__ import annotations

import struct
from dataclasses import replace

from domain.figures import Counts, Summary, UnitCounts
from domain.reports import Report
from files.reports.chart import DOTS, MOST, WIDTH, draw_chart, figure_of
from files.reports.making import summary_of
from locales.catalog import Catalog

WORDS = Catalog.load().words("vi")


def size(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def test_every_unit_has_a_row_until_there_are_too_many(report: Report) -> None:
    few = summary_of(report)
    one = UnitCounts(9, "Sở Y tế", Counts(open_in_term=3, open_overdue=1))
    many = replace(few, units=tuple(replace(one, unit_id=n) for n in range(130)))
    some = replace(few, units=many.units[:MOST])

    width, height = size(draw_chart(few, WORDS))
    assert width == round(WIDTH * DOTS)
    assert height < size(draw_chart(some, WORDS))[1] == size(draw_chart(many, WORDS))[1]


def test_nobody_and_a_single_unit_have_a_picture_too(report: Report) -> None:
    nobody = replace(summary_of(report), cumulative=Counts(), units=())
    assert size(draw_chart(nobody, WORDS)) == size(
        draw_chart(nobody, WORDS, unit="Sở Y tế")
    )


def said(summary: Summary) -> list[str]:
    """All that is written in the picture, from the top."""
    figure = figure_of(summary, WORDS)
    return [text.get_text() for text in (*figure.texts, *figure.axes[0].texts)]


def legend(summary: Summary) -> list[str]:
    (drawn,) = figure_of(summary, WORDS).legends
    return [text.get_text() for text in drawn.get_texts()]


def test_what_earlier_years_left_is_shown_as_the_summary_tells_it(
    report: Report,
) -> None:
    figures = summary_of(report)
    assert not any("năm trước" in text for text in said(figures))
    first, *others = figures.units
    behind = Counts(open_overdue=7, open_in_term=3)
    units = (*others, replace(first, earlier=behind))
    left = replace(figures, earlier=behind, units=units)
    assert "Quá hạn từ các năm trước: 07" in said(left)
    assert said(left)[-2:] == ["Các năm trước", "07/10"]
    # Whose they are, and so the worst of all.
    rows = said(left)[-2 * len(left.units) - 2 :]
    assert rows[0] == first.name
    assert rows[1].endswith(" + 07")
    assert not any(" + " in row for row in rows[2:])
    assert legend(left)[0] == "quá hạn từ các năm trước"
    assert legend(figures)[0] == "quá hạn"
    calm = replace(figures, earlier=Counts(open_no_deadline=2))
    assert "Quá hạn từ các năm trước: 0" not in said(calm)
    assert said(calm)[-2:] == ["Các năm trước", "0/02"]
    alone = replace(left, units=(), cumulative=Counts())
    assert said(alone)[-4:] == ["Từ 01/01", "0/0", "Các năm trước", "07/10"]
    higher = size(draw_chart(left, WORDS))[1]
    assert (
        higher > size(draw_chart(calm, WORDS))[1] > size(draw_chart(figures, WORDS))[1]
    )


def test_it_bears_the_code_of_its_figures(report: Report) -> None:
    figure = figure_of(summary_of(report), WORDS, code="c8e158e89958")
    assert "Mã số liệu: c8e158e89958" in [text.get_text() for text in figure.texts]


def test_the_same_figures_draw_the_same_picture(report: Report) -> None:
    summary = summary_of(report)
    assert draw_chart(summary, WORDS) == draw_chart(summary, WORDS)
