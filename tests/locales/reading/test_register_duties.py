"""What is typed of the register's own order: a list, a class, a violation."""

from __future__ import annotations

from datetime import date

import pytest

from domain.data_quality import Finding
from domain.replies import DocumentRef
from domain.tasks import TaskClass
from locales.reading.data_checks import CheckAsked, after_opening, read_check
from locales.reading.violations import (
    ViolationSaid,
    read_page,
    read_violation,
    read_withdrawal,
)

TODAY = date(2026, 11, 20)
LETTER = DocumentRef("12/SYT-VP", date(2026, 11, 3))


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("dữ liệu", ""),
        ("DULIEU", ""),
        ("dulieu 1", "1"),
        ("Dữ liệu  chưa phân loại", "chua phan loai"),
        ("dữ liệu NV-12 a", "nv-12 a"),
        ("quý 4", None),
        ("", None),
        ("dulieux", None),
    ],
)
def test_whether_it_is_about_data(typed: str, rest: str | None) -> None:
    assert after_opening(typed) == rest


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("", CheckAsked()),
        ("1", CheckAsked(Finding.NO_CLASS)),
        ("9", CheckAsked(Finding.URGENT_LATE)),
        ("chua phan loai", CheckAsked(Finding.NO_CLASS)),
        ("trung so trang 3", CheckAsked(Finding.DUPLICATE_NUMBER, 3)),
        ("4 trang 0", CheckAsked(Finding.DUE_BEFORE_ISSUE, 1)),
        ("nhap tre", CheckAsked(Finding.ENTERED_LATE)),
        ("tep", CheckAsked(file=True)),
        ("nv-12 a", CheckAsked(task=12, to=TaskClass.A)),
        ("nv12 qc45_d", CheckAsked(task=12, to=TaskClass.D)),
        ("nv-12 e", None),
        ("0", None),
        ("10", None),
        ("thoi tiet", None),
    ],
)
def test_what_of_it(typed: str, asked: CheckAsked | None) -> None:
    assert read_check(typed) == asked


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "Sở Y tế: không cập nhật; số 12/SYT-VP ngày 03/11/2026; ngày 05/11/2026",
            ViolationSaid("Sở Y tế", "không cập nhật", LETTER, date(2026, 11, 5)),
        ),
        # Without a day it is today's; a day without a year is the last such day.
        (
            "Sở Y tế: không cập nhật; số 12/SYT-VP ngày 3/11",
            ViolationSaid("Sở Y tế", "không cập nhật", LETTER),
        ),
        (
            "Sở Y tế: chậm; chưa chuyển xử lý; phát hiện ngày 31/12; 12/SYT-VP ngày"
            " 03/11/2026",
            ViolationSaid(
                "Sở Y tế", "chậm; chưa chuyển xử lý", LETTER, date(2025, 12, 31)
            ),
        ),
        (
            "Sở Y tế: chậm; số 12/SYT-VP ngày 03/11/2026; ngày 31/02/2026",
            ViolationSaid("Sở Y tế", "chậm", LETTER, unreadable_day=True),
        ),
        ("Sở Y tế", ViolationSaid("Sở Y tế")),
        ("Sở Y tế: chậm", ViolationSaid("Sở Y tế", "chậm")),
    ],
)
def test_a_violation(typed: str, said: ViolationSaid) -> None:
    assert read_violation(typed, today=TODAY) == said


@pytest.mark.parametrize(
    ("typed", "withdrawn"),
    [
        ("rút 3 nhập nhầm đơn vị", (3, "nhập nhầm đơn vị")),
        ("Rút lại số 3: nhập nhầm", (3, "nhập nhầm")),
        ("rut 3", (3, "")),
        ("rút kinh nghiệm", None),
        ("rút", None),
        ("Sở Y tế: rút 3", None),
        ("", None),
    ],
)
def test_a_withdrawal(typed: str, withdrawn: tuple[int, str] | None) -> None:
    assert read_withdrawal(typed) == withdrawn


@pytest.mark.parametrize(
    ("typed", "page"), [("", 1), ("trang 2", 2), ("trang 0", 1), ("Sở Y tế", None)]
)
def test_a_page_of_the_list(typed: str, page: int | None) -> None:
    assert read_page(typed) == page
