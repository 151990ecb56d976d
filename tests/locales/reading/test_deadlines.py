"""The cell "Thời hạn thực hiện" of a register."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.formats import day
from locales.reading.deadlines import read_deadline
from locales.reading.found import UnreadableDate

ISSUED = date(2026, 10, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30/11/2026", date(2026, 11, 30)),
        ("2026-11-30 00:00:00", date(2026, 11, 30)),  # a date cell as text
        ("30/11/2026 17:00", date(2026, 11, 30)),
        ("17h00 ngày 30/11/2026", date(2026, 11, 30)),
        ("15 giờ 30 phút ngày 20/11/2026", date(2026, 11, 20)),
        ("trước ngày 25/12/2026", date(2026, 12, 24)),
        ("Trước 25/12/2026", date(2026, 12, 24)),
        ("trước 15h ngày 20/11/2026", date(2026, 11, 20)),
        ("Hoàn thành trước ngày 10/12/2026.", date(2026, 12, 9)),
        ("trong tháng 12 năm 2026", date(2026, 12, 31)),
        ("Trong tháng 12/2026", date(2026, 12, 31)),
        ("đến hết ngày 31/5/2021", date(2021, 5, 31)),
        ("Chậm nhất là ngày 31/5/2021", date(2021, 5, 31)),
        ("Quý IV/2026", date(2026, 12, 31)),
        ("cuối năm 2026", date(2026, 12, 31)),
        ("Năm 2026", date(2026, 12, 31)),
        ("11/2026", date(2026, 11, 30)),
        ("thứ Sáu, ngày 27/11/2026", date(2026, 11, 27)),
        ("27/11/2026 (thứ Sáu)", date(2026, 11, 27)),
        ("27/11/2026 (thứ 6)", date(2026, 11, 27)),
        ("30/11", date(2026, 11, 30)),  # the first one after the issue date
        ("05/01", date(2027, 1, 5)),
        ("Trong tháng 12", date(2026, 12, 31)),
        ("hết quý IV", date(2026, 12, 31)),
    ],
)
def test_a_deadline(text: str, expected: date) -> None:
    assert read_deadline(text, issued_on=ISSUED) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "  ", "-", "Không quy định thời hạn", "không quy định", "Không"),
        *("khong quy dinh thoi han", "Không thời hạn", "Thường xuyên", "01/01/1970"),
        *("1970-01-01 00:00:00", "N/A", "Không có thời hạn", "Chưa xác định"),
    ],
)
def test_no_deadline(text: str) -> None:
    assert read_deadline(text, issued_on=ISSUED) is None


@pytest.mark.parametrize(
    "text",
    [
        *("31/02/2027", "32/13/2026", "xyz", "sớm", "hằng tháng", "mai", "3 ngày nữa"),
        # Counted from a day that the register does not say (decision 39).
        *("thứ sáu", "t6", "trước 15h thứ 6", "15h30", "mốt", "ngày kia"),
        *("sau 3 ngày làm việc", "trong 5 ngày làm việc"),
        *("30/11/2026; 15/12/2026", "30/11/2026 hoặc khi có yêu cầu", "45/UBND-TH"),
        *(
            "Sau khi có ý kiến của Bộ",
            "từ 01/11/2026 đến 30/11/2026",
            "30/11/2026" * 300,
        ),
    ],
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDate):
        read_deadline(text, issued_on=ISSUED)


@pytest.mark.parametrize(
    "text", ["30/11", "trong tháng 12", "hết quý IV", "cuối tháng"]
)
def test_without_an_issue_date_the_year_must_be_written(text: str) -> None:
    with pytest.raises(UnreadableDate):
        read_deadline(text, issued_on=None)


def test_a_profile_may_include_the_day_itself() -> None:
    text = "trước ngày 25/12/2026"
    included = read_deadline(text, issued_on=None, before_is_exclusive=False)
    assert included == date(2026, 12, 25)


@given(st.dates().filter(lambda on: on != date(1970, 1, 1)))
def test_what_we_write_we_read(on: date) -> None:
    assert read_deadline(day(on), issued_on=None) == on


@given(st.text(max_size=80), st.none() | st.dates())
def test_nothing_else_is_raised(text: str, issued_on: date | None) -> None:
    with suppress(UnreadableDate):
        read_deadline(text, issued_on=issued_on)
