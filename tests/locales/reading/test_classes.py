"""The short columns of a register: class tag, urgency, state."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.tasks import Progress, TaskClass, Urgency
from locales.reading.classes import read_class, read_status, read_urgency


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("QC45_a", ("QC45", TaskClass.A)),
        ("QC45a", ("QC45", TaskClass.A)),
        ("QC 45 a", ("QC45", TaskClass.A)),
        ("qc45-a", ("QC45", TaskClass.A)),
        ("QC42_d", ("QC42", TaskClass.D)),
        ("Phòng: TH, HCTC (QC42_c)", ("QC42", TaskClass.C)),
        ("QC45_a,b", ("QC45", TaskClass.A)),  # several tasks: the first one
        ("QC45_{a,b,c,d}", None),  # the regulation's own pattern
        ("QC45", None),
        ("QC45_e", None),
        ("QC45ab", None),
        ("QC99_a", None),
        ("", None),
    ],
)
def test_class_tags(text: str, expected: tuple[str, TaskClass] | None) -> None:
    assert read_class(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thường", Urgency.NORMAL),
        ("", Urgency.NORMAL),
        ("0", Urgency.NORMAL),
        ("không khẩn", Urgency.NORMAL),
        ("Khẩn", Urgency.URGENT),
        ("KHẨN", Urgency.URGENT),
        ("1", Urgency.URGENT),
        ("Thượng khẩn", Urgency.VERY_URGENT),
        ("Hỏa tốc", Urgency.FLASH),
        ("Hoả tốc", Urgency.FLASH),
        ("HOA TOC", Urgency.FLASH),
        ("Hỏa tốc hẹn giờ", Urgency.FLASH),
        ("4", Urgency.FLASH),
    ],
)
def test_urgency(text: str, expected: Urgency) -> None:
    assert read_urgency(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đã thực hiện", Progress.DONE),
        ("Đã hoàn thành", Progress.DONE),
        ("hoàn thành", Progress.DONE),
        ("HT", Progress.DONE),
        ("Hoàn thành đúng hạn", Progress.DONE),
        ("hoàn thành nhưng trễ hạn", Progress.DONE),
        ("Đã thực hiện - trước thời hạn", Progress.DONE),
        ("đang thực hiện", Progress.IN_PROGRESS),
        ("Đang xử lý (quá hạn)", Progress.IN_PROGRESS),
        ("dang thuc hien", Progress.IN_PROGRESS),
        ("chưa thực hiện", Progress.NOT_STARTED),
        ("Chưa xử lý", Progress.NOT_STARTED),
        ("chưa tiếp nhận", Progress.NOT_STARTED),
        ("chờ xác nhận", Progress.REPORTED),
        ("thực hiện lại", Progress.RETURNED),
        ("thu hồi", Progress.CANCELLED),
        ("không rõ", None),
        ("trong hạn", None),
        ("", None),
    ],
)
def test_states(text: str, expected: Progress | None) -> None:
    assert read_status(text) is expected


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    read_class(text)
    read_urgency(text)
    read_status(text)
