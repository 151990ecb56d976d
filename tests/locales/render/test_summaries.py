"""The answer to `/tongket`: each count beside its label, each rate beside its parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from domain.figures import Summary
from domain.notices import SummaryNotice
from domain.periods import Period
from domain.summary_notices import Compared
from locales.catalog import Words
from locales.changes import period_name
from locales.render import render


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
        "Lũy kế từ 01/01/2026: đã hoàn thành 39/120 (32,5%); quá hạn 24/120 (20,0%)."
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
    notice = SummaryNotice(summary, "Sở Nội vụ", "7")
    keyboard = render(notice, vi, zone=zone).keyboard
    (row,) = (row for row in keyboard if row[0].label == "Tuần")
    assert [(key.label, key.data) for key in row] == [
        ("Tuần", "s:week.7:go"),
        ("Tháng", "s:month.7:go"),
        ("Quý", "s:quarter.7:go"),
        ("Năm", "s:year.7:go"),
    ]


def test_what_changed_is_said_with_its_causes(
    summary: Summary, compared: Compared, vi: Words, zone: ZoneInfo
) -> None:
    said = text(SummaryNotice(summary, None, "", compared), vi, zone)
    _, _, block = said.partition("So với ")
    assert block.split("\n\n")[0].split("\n") == [
        "tháng 10 năm 2026, tính đến hết ngày 20/10/2026",
        "• Giao trong kỳ: 12, tăng 03 so với 09",
        "• Hoàn thành trễ hạn: 0, không đổi so với 0",
        "• Đến hạn trong kỳ, chưa hoàn thành: 0, không đổi so với 0",
        "• Nhiệm vụ quá hạn: 24, tăng 04 so với 20: 05 mới quá hạn; 05 đã hoàn thành,"
        " nay thực hiện lại; 05 tiếp nhận từ đơn vị khác; 05 đã hoàn thành; 05 được gia"
        " hạn; 05 chuyển sang đơn vị khác (Sở Y <tế>, Sở Tư pháp); 05 được thu hồi hoặc"
        " hủy.",
    ]


def buttons(notice: SummaryNotice, words: Words, zone: ZoneInfo) -> dict[str, str]:
    keyboard = render(notice, words, zone=zone).keyboard
    return {key.label: key.data for row in keyboard for key in row}


def test_behind_each_figure_there_is_a_list(
    summary: Summary, compared: Compared, vi: Words, zone: ZoneInfo
) -> None:
    found = buttons(SummaryNotice(summary, None, "", compared, papers=True), vi, zone)
    assert found["Quá hạn: 24"] == "l:overdue_in.1.2026-11:go"
    assert found["Mới quá hạn: 05"] == "l:fell_due.1.2026-11:go"
    assert found["Hết quá hạn, đã xong: 05"] == "l:done.1.2026-11:go"
    assert found["Hết quá hạn, gia hạn: 05"] == "l:extended.1.2026-11:go"
    assert found["Thanh tra tỉnh"] == "s:2026-11.2:go"
    assert found["📊 Biểu đồ"] == "s:2026-11:chart"
    assert found["Dự thảo (.docx)"] == "s:2026-11:paper"
    assert not any(label.startswith("Trễ hạn") for label in found)


def test_in_a_group_there_are_no_other_units_and_no_papers(
    summary: Summary, compared: Compared, vi: Words, zone: ZoneInfo
) -> None:
    found = buttons(SummaryNotice(summary, "Sở", "", compared, in_group=True), vi, zone)
    # The workbook names people, and has all of a content and of what was said of it.
    others = {"Thanh tra tỉnh", "Dự thảo (.docx)", "Số liệu (.xlsx)"}
    assert not others & set(found)
    assert "📊 Biểu đồ" in found


def test_a_range_fits_into_a_button(
    summary: Summary, compared: Compared, vi: Words, zone: ZoneInfo
) -> None:
    period = Period.between(date(2026, 10, 1), date(2026, 11, 15))
    ranged = replace(summary, period=period)
    found = buttons(SummaryNotice(ranged, "Sở", "123456789", compared), vi, zone)
    longest = "l:overdue_in.1.2026-10-01_2026-11-15.123456789:go"
    assert found["Quá hạn: 24"] == longest
