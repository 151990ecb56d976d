"""What is typed after /giaoviec, /sua and /dexuat, as officials write it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.replies import DocumentRef
from domain.tasks import TaskClass, Urgency
from locales.reading.assignments import Said, names_in, read_assignment, read_parts
from locales.reading.dates import UnreadableDate

TODAY = date(2026, 11, 20)
OPENING = Said(whom=("Sở Nội vụ",), content="rà soát")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", Said()),
        ("rà soát thủ tục", Said(content="rà soát thủ tục")),
        ("Sở Nội vụ: rà soát", OPENING),
        (
            "Sở Nội vụ, Sở Y tế và Sở Tài chính: rà soát",
            replace(OPENING, whom=("Sở Nội vụ", "Sở Y tế", "Sở Tài chính")),
        ),
        ("Giao Sở Nội vụ: rà soát", OPENING),
        (
            "Phòng Nội chính: hạn chế họp",
            Said(whom=("Phòng Nội chính",), content="hạn chế họp"),
        ),
        (
            "Sở Nội vụ: rà soát; báo cáo cả huyện",
            replace(OPENING, content="rà soát; báo cáo cả huyện"),
        ),
        (
            "Sở Nội vụ: rà soát; số 12/UBND-TH ngày 20/11/2026; phải báo cáo",
            replace(
                OPENING, document=DocumentRef("12/UBND-TH", TODAY), must_report=True
            ),
        ),
        (
            "hạn 30/11",
            Said(deadline_text="hạn 30/11", due_on=date(2026, 11, 30)),
        ),
        (
            "truoc ngay 30/11/2026",
            Said(deadline_text="truoc ngay 30/11/2026", due_on=date(2026, 11, 29)),
        ),
        ("không quy định thời hạn", Said(undated=True)),
        ("không phải báo cáo", Said(must_report=False)),
        ("Hỏa tốc", Said(urgency=Urgency.FLASH)),
        ("QC45_a", Said(tag=("QC45", TaskClass.A))),
        ("qc42", Said(tag=("QC42", None))),
        (
            "phối hợp với Sở Y tế, Công an tỉnh",
            Said(support=("Sở Y tế", "Công an tỉnh")),
        ),
        ("báo cáo qua Sở Y tế", Said(via="Sở Y tế")),
        ("tổng hợp: Sở Nội vụ", Said(consolidator="Sở Nội vụ")),
        ("theo dõi Phòng Nội chính", Said(division="Phòng Nội chính")),
        ("Phòng Nội chính", Said(division="Phòng Nội chính")),
        ("người ký Nguyễn Văn An", Said(signer="Nguyễn Văn An")),
        ("người dân", Said(from_citizen=True)),
        ("nhận ngày 19/11/2026", Said(received_on=date(2026, 11, 19))),
    ],
)
def test_the_parts_of_a_line(text: str, said: Said) -> None:
    assert read_assignment(text, today=TODAY) == said


def test_a_part_without_a_label_is_no_part_of_an_amendment() -> None:
    said, others = read_parts("hạn 15/12; vì mưa lũ", today=TODAY)
    assert said.due_on == date(2026, 12, 15)
    assert others == ("vì mưa lũ",)


def test_a_deadline_that_is_not_understood_is_asked_about() -> None:
    with pytest.raises(UnreadableDate):
        read_assignment("hạn 31/02/2026", today=TODAY)


def test_names_stand_between_commas() -> None:
    assert names_in("Sở Văn hóa, Sở Y tế va Sở Tài chính") == (
        *("Sở Văn hóa", "Sở Y tế", "Sở Tài chính"),
    )
