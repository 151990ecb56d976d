"""What is typed after `/dondoc`, `/vangmat` and `/lichnghi`."""

from __future__ import annotations

from datetime import date

import pytest

from domain.urging import Which
from locales.reading.calendar_lines import (
    CalendarLine,
    ConfirmYear,
    DecideDay,
    ShowYear,
    read_calendar_line,
)
from locales.reading.dates import UnreadableDate
from locales.reading.stretches import Stretch, read_stretch
from locales.reading.urgings import UrgingWords, read_urging

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("quahan", UrgingWords(Which.OVERDUE, "", "")),
        ("quá hạn Sở Nội vụ", UrgingWords(Which.OVERDUE, "Sở Nội vụ", "")),
        ("Sở Nội vụ", UrgingWords(None, "Sở Nội vụ", "")),
        ("sắp đến hạn", UrgingWords(Which.DUE_SOON, "", "")),
        ("den han SNV", UrgingWords(Which.DUE, "SNV", "")),
        ("chưa thực hiện", UrgingWords(Which.NOT_STARTED, "", "")),
        ("đang thực hiện", UrgingWords(Which.IN_PROGRESS, "", "")),
        ("bị trả lại: gửi hôm nay", UrgingWords(Which.RETURNED, "", "gửi hôm nay")),
        ("Sở Y tế: trước 16:30", UrgingWords(None, "Sở Y tế", "trước 16:30")),
        ("", UrgingWords(None, "", "")),
    ],
)  # fmt: skip
def test_what_is_urged(text: str, read: UrgingWords) -> None:
    assert read_urging(text) == read


MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("23/11 đến 27/11", Stretch(MONDAY, FRIDAY, "", "")),
        ("từ ngày 23/11/2026 đến hết ngày 27/11/2026", Stretch(MONDAY, FRIDAY, "", "")),
        ("23/11-27/11/2026", Stretch(MONDAY, FRIDAY, "", "")),
        ("thứ Hai đến thứ Sáu tuần sau", Stretch(MONDAY, FRIDAY, "", "")),
        ("23/11", Stretch(MONDAY, MONDAY, "", "")),
        ("23/11 đến 27/11 Lê Thị Bình", Stretch(MONDAY, FRIDAY, "", "Lê Thị Bình")),
        (
            "Nguyễn Anh Tú từ 23/11 đến 27/11, người thay: Lê Thị Bình",
            Stretch(MONDAY, FRIDAY, "Nguyễn Anh Tú", "Lê Thị Bình"),
        ),
        ("Lê Thị Bình", None),
        ("", None),
    ],
)
def test_for_which_days_somebody_is_away(text: str, read: Stretch | None) -> None:
    assert read_stretch(text, today=TODAY) == read


def test_a_day_that_does_not_exist_is_said() -> None:
    with pytest.raises(UnreadableDate):
        read_stretch("31/11 đến 02/12", today=TODAY)


TET = date(2027, 2, 20)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", ShowYear(2026)),
        ("2027", ShowYear(2027)),
        ("2027 xác nhận 12729/VPCP-KGVX", ConfirmYear(2027, "12729/VPCP-KGVX")),
        ("2027 confirm 12729/VPCP", ConfirmYear(2027, "12729/VPCP")),
        ("2027 xác nhận", ConfirmYear(2027, "")),
        ("2027 gì đó", None),
        ("20/02/2027 nghỉ bão số 3", DecideDay(TET, False, "bão số 3", "")),
        (
            "20/02/2027 làm bù Tết (12729/VPCP-KGVX)",
            DecideDay(TET, True, "bù Tết", "12729/VPCP-KGVX"),
        ),
        ("20/02/2027 làm việc", DecideDay(TET, True, "", "")),
        ("20/02/2027 tự động", DecideDay(TET, None, "", "")),
        ("20/02/2027", None),
        ("20/02/2027 có lẽ", None),
        ("mai nghỉ", DecideDay(date(2026, 11, 21), False, "", "")),
    ],
)
def test_what_is_decided_about_a_day(text: str, read: CalendarLine | None) -> None:
    assert read_calendar_line(text, today=TODAY) == read
