"""Numbers, rates and dates as the office prints them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales import formats

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    ("number", "vi", "en"),
    [
        (0, "0", "0"),
        (5, "05", "5"),
        (10, "10", "10"),
        (999, "999", "999"),
        (1441, "1.441", "1,441"),
        (1234567, "1.234.567", "1,234,567"),
        (-5, "-5", "-5"),
    ],
)
def test_counts(number: int, vi: str, en: str) -> None:
    assert formats.padded(number) == vi
    assert formats.padded(number, "en") == en


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        # The golden numbers of three printed reports; two of them were printed wrong.
        (799, 808, "98,9%"),
        (758, 799, "94,9%"),
        (41, 799, "5,1%"),
        (3, 808, "0,4%"),
        (25, 27, "92,6%"),
        (18, 27, "66,7%"),
        (173, 182, "95,1%"),
        (5, 182, "2,7%"),
        (4, 182, "2,2%"),
        (1274, 1441, "88,4%"),
        (1246, 1274, "97,8%"),
        (28, 1274, "2,2%"),
        (167, 1441, "11,6%"),
        (16051, 16274, "98,6%"),
        (46, 46, "100,0%"),
        (0, 5, "0,0%"),
        (1, 2000, "0,1%"),  # 0,05 is rounded up
        (3, 2000, "0,2%"),  # half up, not half to even
        (0, 0, "–"),
    ],
)
def test_rates_are_rounded_half_up(
    numerator: int, denominator: int, expected: str
) -> None:
    assert formats.percent(numerator, denominator) == expected
    in_english = expected.replace(",", ".")
    assert formats.percent(numerator, denominator, "en") == in_english


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (799, 808, "799/808 (98,9%)"),
        (3, 808, "03/808 (0,4%)"),
        (1274, 1441, "1.274/1.441 (88,4%)"),
        (0, 0, "0/0 (–)"),
    ],
)
def test_a_rate_stands_beside_its_numbers(
    numerator: int, denominator: int, expected: str
) -> None:
    assert formats.ratio(numerator, denominator) == expected


def test_a_rate_in_english() -> None:
    assert formats.ratio(1274, 1441, "en") == "1,274/1,441 (88.4%)"


@pytest.mark.parametrize(
    ("on", "short", "long"),
    [
        (date(2026, 11, 20), "20/11/2026", "ngày 20 tháng 11 năm 2026"),
        (date(2021, 6, 5), "05/06/2021", "ngày 05 tháng 6 năm 2021"),
        (date(2021, 1, 31), "31/01/2021", "ngày 31 tháng 01 năm 2021"),
        (date(2021, 2, 9), "09/02/2021", "ngày 09 tháng 02 năm 2021"),
        (date(2021, 3, 1), "01/03/2021", "ngày 01 tháng 3 năm 2021"),
    ],
)
def test_dates_follow_decree_30(on: date, short: str, long: str) -> None:
    assert (formats.day(on), formats.long_day(on)) == (short, long)


@pytest.mark.parametrize(
    ("on", "vi", "en"),
    [
        (date(2026, 11, 16), "thứ Hai", "Monday"),
        (date(2026, 11, 20), "thứ Sáu", "Friday"),
        (date(2026, 11, 22), "Chủ nhật", "Sunday"),
    ],
)
def test_weekdays(on: date, vi: str, en: str) -> None:
    assert (formats.weekday(on), formats.weekday(on, "en")) == (vi, en)


def test_a_moment_is_shown_on_the_offices_clock() -> None:
    before_midnight = datetime(2026, 11, 19, 17, 30, tzinfo=UTC)
    assert formats.moment(before_midnight, HANOI) == "00:30 ngày 20/11/2026"
    assert formats.moment(before_midnight, HANOI, "en") == "00:30 on 20/11/2026"


def test_quarters_are_roman() -> None:
    assert [formats.quarter(n) for n in (1, 2, 3, 4)] == ["I", "II", "III", "IV"]


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("Báo cáo quý II", 14, "Báo cáo quý II"),
        ("Báo cáo quý II", 13, "Báo cáo quý…"),
        ("Báo cáo quý II", 12, "Báo cáo quý…"),
        ("Báo cáo, quý II", 9, "Báo cáo…"),
        ("Báo  cáo\nquý II", 20, "Báo cáo quý II"),
        ("Nghiêncứu", 5, "Nghi…"),
        ("", 5, ""),
        ("Báo cáo", 1, "…"),
        ("Báo cáo", 0, ""),
    ],
)
def test_long_texts_are_cut_at_a_word(text: str, limit: int, expected: str) -> None:
    assert formats.cut(text, limit) == expected


@given(st.text(), st.integers(0, 60))
def test_a_cut_text_is_never_longer(text: str, limit: int) -> None:
    assert len(formats.cut(text, limit)) <= limit
