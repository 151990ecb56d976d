"""The answer to `/tongket`: each count beside its label, each rate beside its parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from domain.figures import Summary
from domain.notices import SummaryNotice
from domain.periods import Period
from locales.catalog import Words
from locales.render import render
from locales.render.summaries import period_name


def text(notice: SummaryNotice, words: Words, zone: ZoneInfo) -> str:
    return "\n".join(render(notice, words, zone=zone).plain)


def test_the_cumulative_block_of_the_year(
    summary: Summary, vi: Words, zone: ZoneInfo
) -> None:
    _, _, block = text(SummaryNotice(summary, None), vi, zone).partition("III. ")
    lines = block.split("\n\n")[0].split("\n")
    assert lines == [
        "Lũy kế từ ngày 01/01/2026",
        "Tổng số nhiệm vụ: 120",
        "Đã hoàn thành: 39",
        "– Đúng hạn và trước hạn: 26",
        "– Trễ hạn: 04",
        "– Không quy định thời hạn: 09",
        "– Không rõ ngày hoàn thành: 0",
        "Chưa hoàn thành: 81",
        "– Còn trong hạn: 36",
        "+ Trong đó đến hạn hôm nay: 05",
        "– Quá hạn: 24",
        "– Không quy định thời hạn: 21",
        "Trong số chưa hoàn thành, đang chờ xác nhận: 03",
        "Tỷ lệ hoàn thành (trên tổng số): 39/120 (32,5%)",
        "Tỷ lệ đúng hạn (trên số đã hoàn thành có thời hạn): 26/30 (86,7%)",
        "Tỷ lệ quá hạn (trên tổng số): 24/120 (20,0%)",
    ]


def test_the_headline_comes_first_and_the_worst_unit_leads(
    summary: Summary, vi: Words, zone: ZoneInfo
) -> None:
    said = text(SummaryNotice(summary, None), vi, zone)
    headline = (
        "Lũy kế từ đầu năm: đã hoàn thành 39/120 (32,5%); quá hạn 24/120 (20,0%)."
    )
    assert said.index(headline) < said.index("I. Giao trong kỳ")
    assert said.index("• Thanh tra tỉnh: quá hạn 24") < said.index(
        "• Sở Nội vụ: quá hạn 02"
    )
    assert "… còn 04 đơn vị" in said


def test_a_period_without_tasks_is_said_in_one_line(
    summary: Summary, vi: Words, zone: ZoneInfo
) -> None:
    said = text(SummaryNotice(summary, "Sở Nội vụ"), vi, zone)
    assert "Đơn vị: Sở Nội vụ" in said
    assert "(từ 01/11/2026 đến 30/11/2026)\nTổng số nhiệm vụ: 0\n\nIII." in said


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (Period.month(2026, 1), "tháng 01 năm 2026"),
        (Period.month(2026, 11), "tháng 11 năm 2026"),
        (Period.quarter(2026, 4), "quý IV năm 2026"),
        (Period.year(2026), "năm 2026"),
        (Period.week_of(date(2026, 11, 20)), "từ 16/11/2026 đến 22/11/2026"),
    ],
)
def test_a_period_has_the_offices_name(period: Period, said: str, vi: Words) -> None:
    assert period_name(period, vi) == said


def test_another_period_keeps_the_unit(
    summary: Summary, vi: Words, zone: ZoneInfo
) -> None:
    notice = SummaryNotice(replace(summary), "Sở Nội vụ", "7")
    (row,) = render(notice, vi, zone=zone).keyboard
    assert [(key.label, key.data) for key in row] == [
        ("Tuần", "s:week.7:go"),
        ("Tháng", "s:month.7:go"),
        ("Quý", "s:quarter.7:go"),
        ("Năm", "s:year.7:go"),
    ]
