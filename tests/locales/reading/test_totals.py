"""Totals as units type them, with and without diacritics."""

from __future__ import annotations

from datetime import date

import pytest

from domain.own_figures import Figure, Population
from domain.periods import Period
from locales.reading.totals import read_totals

TODAY = date(2026, 11, 20)
F = Figure
OF_45 = {F.TOTAL: 45, F.DONE: 40}
CASES: list[tuple[str, dict[Figure, int]]] = [
    ("đã giao 45, hoàn thành 40, trễ hạn 2", {F.TOTAL: 45, F.DONE: 40, F.LATE: 2}),
    ("da giao 45 hoan thanh 40 tre han 2", {F.TOTAL: 45, F.DONE: 40, F.LATE: 2}),
    ("45 nhiệm vụ, 40 đã hoàn thành, 2 trễ hạn", {F.TOTAL: 45, F.DONE: 40, F.LATE: 2}),
    ("45 nhiệm vụ 40 hoàn thành", {F.TOTAL: 45, F.DONE: 40}),
    ("Được giao: 1.441 nhiệm vụ; hoàn thành: 1.274", {F.TOTAL: 1441, F.DONE: 1274}),
    ("hoàn thành 40/45", {F.DONE: 40, F.TOTAL: 45}),
    ("đã hoàn thành 40/45 nhiệm vụ, trong đó trễ hạn 02", {**OF_45, F.LATE: 2}),
    ("quá hạn 03 và còn hạn 2", {F.OVERDUE: 3, F.IN_TERM: 2}),
    ("không có nhiệm vụ quá hạn", {F.OVERDUE: 0}),
    ("khong co qua han, tre han 0", {F.OVERDUE: 0, F.LATE: 0}),
    ("không quy định thời hạn 4", {F.NO_DEADLINE: 4}),
    ("hoàn thành đúng và trước hạn 38, trước hạn 5", {F.ON_TIME: 38, F.EARLY: 5}),
    ("chưa hoàn thành quá thời hạn 1, còn thời hạn 4", {F.OVERDUE: 1, F.IN_TERM: 4}),
    ("đang thực hiện 5\nchưa thực hiện 1", {F.OPEN: 5, F.NOT_STARTED: 1}),
    ("chờ xác nhận 2\nbị trả lại 1", {F.TO_CONFIRM: 2, F.RETURNED: 1}),
    ("còn lại 5. Quá hạn 1.", {F.OPEN: 5, F.OVERDUE: 1}),
    ("given 45, done 40, late 2, overdue 1", {**OF_45, F.LATE: 2, F.OVERDUE: 1}),
]


@pytest.mark.parametrize(("text", "figures"), CASES)
def test_what_is_understood(text: str, figures: dict[Figure, int]) -> None:
    said = read_totals(text, today=TODAY)
    assert (said.figures, said.unread) == (figures, ())
    assert said.population is Population.GIVEN


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("đã giao 45, văn bản 12", ("văn bản 12",)),
        ("đã giao 45, hoàn thành", ("hoàn thành",)),
        ("đã giao 45,5", ("đã giao 45,5",)),
        ("đã giao -3", ()),
        ("45", ("45",)),
        ("xin chào", ("xin chào",)),
        ("xong 60%", ("xong 60%",)),
        ("hoàn thành 12/11", ("hoàn thành 12/11",)),
        ("giao 45 linh tinh 3", ("giao 45 linh tinh 3",)),
        ("hoàn thành 12345678901", ("hoàn thành 12345678901",)),
        ("", ()),
    ],
)
def test_what_is_not_understood_is_given_back(
    text: str, unread: tuple[str, ...]
) -> None:
    assert read_totals(text, today=TODAY).unread == unread


@pytest.mark.parametrize(
    ("text", "period", "unit", "population"),
    [
        ("tháng 11: đã giao 5", Period.month(2026, 11), "", Population.GIVEN),
        ("thang 11 da giao 5", Period.month(2026, 11), "", Population.GIVEN),
        ("quý 3 Sở Nội vụ: đã giao 5", Period.quarter(2026, 3), "Sở Nội vụ", "given"),
        ("Sở Y tế: hoàn thành: 4", None, "Sở Y tế", Population.GIVEN),
        ("tháng 11: đến hạn 5, hoàn thành 4", Period.month(2026, 11), "", "due"),
        ("đã giao: 5, hoàn thành: 4", None, "", Population.GIVEN),
    ],
)
def test_of_which_tasks_it_speaks(
    text: str, period: Period | None, unit: str, population: str
) -> None:
    said = read_totals(text, today=TODAY)
    assert (said.period, said.unit, said.population) == (period, unit, population)
    assert said.figures
    assert not said.unread
