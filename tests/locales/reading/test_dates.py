"""Dates as people write and say them (domain.md 5.4)."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.formats import day, long_day
from locales.reading.dates import UnreadableDate, read_date

FRIDAY = date(2026, 11, 20)
ABSOLUTE = [
    ("20/11/2026", date(2026, 11, 20)),
    ("5/3/2021", date(2021, 3, 5)),
    ("20-11-2026", date(2026, 11, 20)),
    ("20.11.2026", date(2026, 11, 20)),
    ("20/11/26", date(2026, 11, 20)),
    ("20 / 11 / 2026", date(2026, 11, 20)),
    ("2026-11-30", date(2026, 11, 30)),
    ("ngày 5 tháng 3 năm 2021", date(2021, 3, 5)),
    ("ngay 5 thang 3 nam 2021", date(2021, 3, 5)),
    ("ngày 07 tháng 3 năm 2022", date(2022, 3, 7)),
    ("ngày 5 tháng 3, 2021", date(2021, 3, 5)),
    ("đến hết ngày 31/5/2021", date(2021, 5, 31)),
    ("chậm nhất ngày 30/11/2026", date(2026, 11, 30)),
    ("thứ Hai, ngày 30/11/2026", date(2026, 11, 30)),
    ("trước ngày 20/01/2021", date(2021, 1, 19)),
    ("trước 20/01/2021", date(2021, 1, 19)),
    ("trước 15h ngày 20/01/2021", date(2021, 1, 20)),
    ("tháng 3 năm 2022", date(2022, 3, 31)),
    ("tháng 3/2022", date(2022, 3, 31)),
    ("trong tháng 3 năm 2022", date(2022, 3, 31)),
    ("tháng 10 năm 2020", date(2020, 10, 31)),
    ("T9/2026", date(2026, 9, 30)),
    ("quý II/2020", date(2020, 6, 30)),
    ("Quý 2 năm 2020", date(2020, 6, 30)),
    ("hết năm 2027", date(2027, 12, 31)),
]
AHEAD = [
    ("30/11", date(2026, 11, 30)),
    ("05/11", date(2027, 11, 5)),
    ("20/11", FRIDAY),
    ("ngày 25", date(2026, 11, 25)),
    ("ngày 5", date(2026, 12, 5)),
    ("ngày 31", date(2026, 12, 31)),
    ("trước ngày 25", date(2026, 11, 24)),
    ("ngày 25 tháng sau", date(2026, 12, 25)),
    ("mùng 5 tháng 12", date(2026, 12, 5)),
    ("Quý 4", date(2026, 12, 31)),
    ("hết quý IV", date(2026, 12, 31)),
    ("quý I", date(2027, 3, 31)),
    ("tháng 12", date(2026, 12, 31)),
    ("tháng 5", date(2027, 5, 31)),
    ("cuối tháng 12", date(2026, 12, 31)),
    ("giữa tháng 12", date(2026, 12, 15)),
    ("trước tháng 12", date(2026, 11, 30)),
    ("tháng Mười hai", date(2026, 12, 31)),
    ("thứ 6", FRIDAY),
    ("thứ sáu", FRIDAY),
    ("t6", FRIDAY),
    ("thứ 2", date(2026, 11, 23)),
    ("thứ bảy", date(2026, 11, 21)),
    ("trước 15h thứ 6", FRIDAY),
    ("thứ 6 tuần này", FRIDAY),
    ("thứ 5 tuần này", None),  # that was yesterday: which one is meant?
    ("thứ 6 tuần sau", date(2026, 11, 27)),
    ("thứ 6 tới", date(2026, 11, 27)),
    ("thứ 6 vừa rồi", date(2026, 11, 13)),
    ("từ thứ 2 tới thứ 6", date(2026, 11, 23)),
    ("sg mai", date(2026, 11, 21)),
    ("hết t11", date(2026, 11, 30)),
    ("cuối T12", date(2026, 12, 31)),
    ("thu 6 tuan sau", date(2026, 11, 27)),
    ("thứ sáu tuần tới", date(2026, 11, 27)),
    ("chủ nhật", date(2026, 11, 22)),
    ("CN tuần sau", date(2026, 11, 29)),
    ("tuần tới", date(2026, 11, 27)),
    ("cuối tuần", FRIDAY),
    ("đầu tuần sau", date(2026, 11, 23)),
    ("giữa tuần sau", date(2026, 11, 25)),
    ("cuối tháng", date(2026, 11, 30)),
    ("trong tháng", date(2026, 11, 30)),
    ("đầu tháng sau", date(2026, 12, 1)),
    ("cuối tháng sau", date(2026, 12, 31)),
    ("hết quý", date(2026, 12, 31)),
    ("cuối năm", date(2026, 12, 31)),
    ("hôm nay", FRIDAY),
    ("chiều nay", FRIDAY),
    ("mai", date(2026, 11, 21)),
    ("sáng mai", date(2026, 11, 21)),
    ("ngày mai", date(2026, 11, 21)),
    ("mốt", date(2026, 11, 22)),
    ("ngày kia", date(2026, 11, 22)),
    ("3 ngày nữa", date(2026, 11, 23)),
    ("hai tuần nữa", date(2026, 12, 4)),
    ("1 tháng nữa", date(2026, 12, 20)),
    ("sau 3 ngày làm việc", date(2026, 11, 25)),
    ("trong vòng 5 ngày", date(2026, 11, 25)),
]
BEHIND = [
    ("05/11", date(2026, 11, 5)),
    ("30/11", date(2025, 11, 30)),
    ("ngày 25", date(2026, 10, 25)),
    ("hôm qua", date(2026, 11, 19)),
    ("thứ 2", date(2026, 11, 16)),
    ("thứ 6 tuần trước", date(2026, 11, 13)),
    ("3 ngày trước", date(2026, 11, 17)),
    ("tháng 12", date(2025, 12, 31)),
]
NO_DATES = [
    *("799/808", "14/15", "46/46", "32/63", "03/808", "91/2025/QH15", "1.441", "15h30"),
    *("31/2020/QĐ-UBND", "12/11/BC-STC", "50%", "chị Mai", "lần thứ hai", "xong", ""),
    *("nhiệm vụ năm 2026", "tháng", "ngày", "thứ", "10.20.30.40", "tuần"),
]
IMPOSSIBLE = [
    *("31/02/2027", "30/02", "31/02", "ngày 31/04/2026", "32/13/2026", "00/00/2026"),
    *("ngày 31 tháng 4", "ngày 45/13", "29/02/2027", "ngày 30 tháng 2 năm 2026"),
    *("hạn là 31/11/2026 nhé", "2026-02-30"),
]


@pytest.mark.parametrize("prefer", ["future", "past"])
@pytest.mark.parametrize(("text", "expected"), ABSOLUTE)
def test_a_full_date_needs_no_guess(text: str, expected: date, prefer: str) -> None:
    assert read_date(text, today=FRIDAY, prefer=prefer) == expected


@pytest.mark.parametrize(("text", "expected"), AHEAD)
def test_the_next_such_day(text: str, expected: date | None) -> None:
    assert read_date(text, today=FRIDAY, prefer="future") == expected


@pytest.mark.parametrize(("text", "expected"), BEHIND)
def test_the_last_such_day(text: str, expected: date) -> None:
    assert read_date(text, today=FRIDAY, prefer="past") == expected


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date(text: str) -> None:
    assert read_date(text, today=FRIDAY, prefer="future") is None


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDate) as refused:
        read_date(text, today=FRIDAY, prefer="future")
    assert refused.value.text == text
    assert text not in str(refused.value)


@given(st.dates(), st.dates(), st.sampled_from(["future", "past"]))
def test_what_we_write_we_read(on: date, today: date, prefer: str) -> None:
    assert read_date(day(on), today=today, prefer=prefer) == on


@given(st.dates(min_value=date(1000, 1, 1)), st.dates())
def test_the_long_form_too(on: date, today: date) -> None:
    assert read_date(long_day(on), today=today, prefer="past") == on


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(0, 364))
def test_a_date_without_a_year_is_the_nearest(today: date, apart: int) -> None:
    on = today + timedelta(days=apart)
    short = f"{on.day}/{on.month}"
    if (on.day, on.month) != (29, 2):
        assert read_date(short, today=today, prefer="future") == on


PIECES = [text for text, _ in (*ABSOLUTE, *AHEAD, *BEHIND)] + NO_DATES + IMPOSSIBLE


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=9), max_size=6),
    st.dates(),
    st.sampled_from(["future", "past"]),
)
def test_nothing_else_is_raised(pieces: list[str], today: date, prefer: str) -> None:
    text = " ".join(pieces)
    readings = []
    for form in ("NFC", "NFD"):
        try:
            said = unicodedata.normalize(form, text)
            readings.append(str(read_date(said, today=today, prefer=prefer)))
        except UnreadableDate:
            readings.append("unreadable")
    assert readings[0] == readings[1]
