"""The dates of a register's row, in every form in which systems and people write them.

What is not a day stays out with its reason; a day that stands for none is none.
"""
# ruff: noqa: DTZ001 - the times of a sheet are the office's, without a zone

from __future__ import annotations

from datetime import date, datetime

import pytest

from domain.register import Column, RowProblem
from files.importers.row_dates import RowDates
from files.importers.texts import CellFault
from files.opening.cells import Cell

FRIDAY = date(2026, 11, 20)
ISSUED = date(2026, 11, 10)
NOV30 = date(2026, 11, 30)
DATES = RowDates(FRIDAY)


def due(cell: Cell) -> date | None:
    return DATES.deadline((cell, ISSUED))[1]


def been(cell: Cell) -> date | None:
    return DATES.day(Column.DONE_ON, cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("20/11/2026", FRIDAY),
        ("5/3/2027", date(2027, 3, 5)),
        ("05-03-2027", date(2027, 3, 5)),
        ("05.03.2027", date(2027, 3, 5)),
        ("30/11", NOV30),
        ("15/01", date(2027, 1, 15)),
        ("ngày 5 tháng 3 năm 2021", date(2021, 3, 5)),
        ("ngày 07 tháng 3 năm 2022", date(2022, 3, 7)),
        ("31/5/2021", date(2021, 5, 31)),
        ("07/4/2020", date(2020, 4, 7)),
        ("tháng 3 năm 2022", date(2022, 3, 31)),
        ("tháng 3/2022", date(2022, 3, 31)),
        ("quý II/2020", date(2020, 6, 30)),
        ("Quý 4", date(2026, 12, 31)),
        ("trong tháng 3 năm 2022", date(2022, 3, 31)),
        ("đến hết ngày 31/5/2021", date(2021, 5, 31)),
        ("trước ngày 20/01/2021", date(2021, 1, 19)),
        ("chậm nhất ngày 25/11", date(2026, 11, 25)),
        ("thứ 6 tuần sau", FRIDAY),  # seen from the day of issue
        ("cuối tháng", NOV30),
        ("hết quý", date(2026, 12, 31)),
        ("20/11/26", FRIDAY),
        ("17h00 ngày 30/11/2026", NOV30),
        ("30/11/2026 17:00", NOV30),
        ("30/11/2026 5:00:00 CH", NOV30),
        ("30/11/2026 5:00:00 PM", NOV30),
        ("2026-11-30", NOV30),
        ("2026-11-30T17:00:00", NOV30),
        ("2026-11-30 17:00:00.000", NOV30),
    ],
)
def test_the_forms_of_a_deadline(cell: Cell, expected: date) -> None:
    assert due(cell) == expected


@pytest.mark.parametrize(
    "cell",
    [
        *(date(1970, 1, 1), datetime(1970, 1, 1, 7), "01/01/1970", "1/1/1970"),
        *("01-01-1970", "01/01/1970 07:00:00", "01/01/1970 8:00", "1970-01-01"),
        *("1970-01-01 00:00:00", "1970-01-01T00:00:00", "1/1/1970 12:00:00 AM"),
        *("01/01/0001", "0001-01-01T00:00:00", "1/1/0001 12:00:00 SA"),
        *("00/00/0000", "0000-00-00 00:00:00", "-", "—", "N/A", "không", None),
    ],
)
def test_what_stands_for_none(cell: Cell) -> None:
    assert due(cell) is None
    assert been(cell) is None
    assert DATES.moment(Column.SENT_AT, cell) is None


@pytest.mark.parametrize("cell", ["chưa", "Chưa hoàn thành", "null", "không có"])
def test_a_day_that_is_still_to_come_is_none(cell: str) -> None:
    assert been(cell) is None


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        *((said, RowProblem.UNREADABLE_DEADLINE) for said in ("mai", "3 ngày nữa")),
        ("15h30", RowProblem.UNREADABLE_DEADLINE),
        ("trước 15h thứ 6", RowProblem.UNREADABLE_DEADLINE),
        ("sau 3 ngày làm việc", RowProblem.UNREADABLE_DEADLINE),
        ("Hàng tháng", RowProblem.UNREADABLE_DEADLINE),
        # The day is there, what is said of it is not understood.
        ("30/11/2026 (gia hạn)", RowProblem.UNREADABLE_DEADLINE),
        ("Trước ngày 25 hàng tháng", RowProblem.UNREADABLE_DEADLINE),
        ("2026-11-30T17:00:00Z", RowProblem.UNREADABLE_DEADLINE),
        ("31/02/2026", RowProblem.IMPOSSIBLE_DATE),
        ("ngày 31 tháng 2 năm 2026", RowProblem.IMPOSSIBLE_DATE),
        ("2026-02-31 08:00", RowProblem.UNREADABLE_DEADLINE),
        ("11/30/2026 5:00:00 PM", RowProblem.IMPOSSIBLE_DATE),
    ],
)
def test_a_deadline_that_is_asked_about(cell: str, problem: RowProblem) -> None:
    with pytest.raises(CellFault) as fault:
        due(cell)
    assert (fault.value.column, fault.value.problem) == (Column.DEADLINE, problem)


@pytest.mark.parametrize(
    "cell",
    [
        *("tuần trước", "hôm qua", "mai", "cuối tuần"),  # from when?
        *("Quý 4", "Quý I năm 2027", "tháng 12 năm 2026"),  # not over
    ],
)
def test_a_day_that_has_been_is_no_guess(cell: str) -> None:
    with pytest.raises(CellFault) as fault:
        been(cell)
    assert fault.value.problem == RowProblem.UNREADABLE_DATE


def test_a_month_that_is_over_ends_on_its_last_day() -> None:
    assert been("tháng 10 năm 2026") == date(2026, 10, 31)


@pytest.mark.parametrize(
    ("cell", "hour", "minute"),
    [
        ("20/11/2026 16:05", 16, 5),
        ("20/11/2026 4:05:00 CH", 16, 5),
        ("20/11/2026 4:05:00 PM", 16, 5),
        ("20/11/2026 4:05:00 SA", 4, 5),
        ("20/11/2026 12:10:00 SA", 0, 10),
        ("16h05 ngày 20/11/2026", 16, 5),
        ("2026-11-20T16:05:00", 16, 5),
        ("20/11/2026", 0, 0),
    ],
)
def test_when_it_was_signed_or_sent(cell: str, hour: int, minute: int) -> None:
    at = DATES.moment(Column.SENT_AT, cell)
    assert at == datetime(2026, 11, 20, hour, minute)


@pytest.mark.parametrize("cell", ["2026-13-45", "2026-11-20 25:00", "20/11/2026 25:00"])
def test_a_time_that_the_clock_does_not_have(cell: str) -> None:
    with pytest.raises(CellFault) as fault:
        DATES.moment(Column.SENT_AT, cell)
    assert fault.value.column == Column.SENT_AT
