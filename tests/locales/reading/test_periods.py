"""The period of /tongket and of the terminal's report, asked on 20/11/2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.periods import Period
from locales.reading.periods import read_period, take_period

FRIDAY = date(2026, 11, 20)
THIS_WEEK = Period.week_of(FRIDAY)
NOVEMBER = Period.month(2026, 11)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", NOVEMBER),
        ("tuan", THIS_WEEK),
        ("tuần", THIS_WEEK),
        ("tuần này", THIS_WEEK),
        ("tuan truoc", THIS_WEEK.previous()),
        ("thang", NOVEMBER),
        ("tháng trước", Period.month(2026, 10)),
        ("thang 5", Period.month(2026, 5)),
        ("tháng 5", Period.month(2026, 5)),
        ("thang 12", Period.month(2025, 12)),  # this year's has not begun
        ("thang 11", NOVEMBER),
        ("thang 5/2026", Period.month(2026, 5)),
        ("tháng 5 năm 2025", Period.month(2025, 5)),
        ("5/2026", Period.month(2026, 5)),
        ("t5", Period.month(2026, 5)),
        ("quy 2", Period.quarter(2026, 2)),
        ("quý II", Period.quarter(2026, 2)),
        ("quy iv", Period.quarter(2026, 4)),
        ("quý II/2025", Period.quarter(2025, 2)),
        ("quý trước", Period.quarter(2026, 3)),
        ("nam 2026", Period.year(2026)),
        ("năm", Period.year(2026)),
        ("năm ngoái", Period.year(2025)),
        ("2026", Period.year(2026)),
        ("01/10..15/11", Period.between(date(2026, 10, 1), date(2026, 11, 15))),
        ("01/10 .. 15/11", Period.between(date(2026, 10, 1), date(2026, 11, 15))),
        ("01/12..15/01", Period.between(date(2025, 12, 1), date(2026, 1, 15))),
        ("2021-05", Period.month(2021, 5)),
        ("2020-Q2", Period.quarter(2020, 2)),
        ("2026-W47", THIS_WEEK),
        (
            "2026-10-01..2026-11-15",
            Period.between(date(2026, 10, 1), date(2026, 11, 15)),
        ),
        ("thang 13", None),
        ("quy 5", None),
        ("2026-W60", None),
        ("31/02..05/03", None),
        ("15/11/2026..01/10/2026", None),
        ("0000", None),
        ("bao gio", None),
        ("thang 5 Sở Tài chính", None),
    ],
)
def test_a_period(said: str, expected: Period | None) -> None:
    assert read_period(said, today=FRIDAY) == expected
    assert read_period(said.split(), today=FRIDAY) == expected


def test_a_unit_may_follow_the_period() -> None:
    taken = take_period(["quý", "2", "2026", "Sở", "Tài", "chính"], today=FRIDAY)
    assert taken == (Period.quarter(2026, 2), ["Sở", "Tài", "chính"])
    assert take_period(["Sở", "Tài", "chính"], today=FRIDAY) is None


@given(st.dates(date(1000, 1, 1), date(9998, 1, 1)), st.dates())
def test_the_terminals_forms_name_one_period(day: date, today: date) -> None:
    week = day.isocalendar()
    forms = {
        f"{day:%Y-%m}": Period.month(day.year, day.month),
        f"{day.year}-Q{(day.month + 2) // 3}": Period.quarter(
            day.year, (day.month + 2) // 3
        ),
        f"{week.year}-W{week.week:02}": Period.week_of(day),
        f"{day}..{day}": Period.between(day, day),
    }
    for said, expected in forms.items():
        assert read_period(said, today=today) == expected


@given(st.text(max_size=40), st.dates())
def test_no_text_raises(said: str, today: date) -> None:
    read_period(said, today=today)
