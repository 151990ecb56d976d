"""The chart is a picture of a phone's width, with one row a unit."""

from __future__ import annotations

import struct
from dataclasses import replace

from domain.figures import Counts, UnitCounts
from domain.reports import Report
from files.reports.chart import DOTS, MOST, WIDTH, draw_chart
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


def test_the_same_figures_draw_the_same_picture(report: Report) -> None:
    summary = summary_of(report)
    assert draw_chart(summary, WORDS) == draw_chart(summary, WORDS)
