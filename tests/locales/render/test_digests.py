"""What one person, or one group, is told at one moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.cycle_notices import Review, ReviewState, RollCallCard
from domain.in_group import for_group
from domain.notices import Digest, Notice, Section, TaskLine
from domain.policy import Policy
from domain.reminders import Rule
from domain.tasks import Progress
from locales.catalog import Words
from locales.render import render

SLOT = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def text(notice: Notice, words: Words, zone: ZoneInfo) -> str:
    return "\n".join(render(notice, words, zone=zone).plain)


def data(notice: Notice, words: Words, zone: ZoneInfo) -> list[list[str]]:
    """What can be pressed, but for the last: every reminder says why it came."""
    *rows, (why,) = render(notice, words, zone=zone).keyboard
    assert (why.label, why.data) == (words("Why?"), "w:all:why")
    return [[key.data for key in row] for row in rows]


def test_one_task_can_be_answered_at_once(
    section: Section, vi: Words, zone: ZoneInfo
) -> None:
    notice = Digest(SLOT, (section,))
    said = text(notice, vi, zone)
    assert said.startswith("📋 Nhắc việc lúc 15:00 thứ Sáu, ngày 20/11/2026\n\n")
    assert "Quá hạn: 01 nhiệm vụ" in said
    assert said.endswith(
        "Trả lời ngay tin này, ví dụ: “được 60%”,"
        " “xong rồi, BC số 123/BC-STC ngày 12/11/2026”."
    )
    assert data(notice, vi, zone) == [["t:12:3:done", "t:12:3:doing"], ["a:all:ack"]]


def test_a_superior_is_asked_to_direct_and_not_to_answer(
    line: TaskLine, vi: Words, zone: ZoneInfo
) -> None:
    lines = tuple(replace(line, id=n) for n in range(1, 16))
    notice = Digest(SLOT, (Section(Rule.ESCALATION, lines, 40),))
    said = text(notice, vi, zone)
    assert "Quá hạn, đề nghị chỉ đạo: 40 nhiệm vụ" in said
    assert said.endswith("Đề nghị chỉ đạo các đơn vị thực hiện. Xem toàn bộ: /quahan")
    assert data(notice, vi, zone)[2:] == [["l:overdue.1:go"], ["a:all:ack"]]


def test_several_tasks_are_opened_and_answered_by_code(
    line: TaskLine, vi: Words, zone: ZoneInfo
) -> None:
    lines = tuple(replace(line, id=n) for n in range(1, 16))
    notice = Digest(SLOT, (Section(Rule.WEEKLY_DUE, lines, 22),))
    said = text(notice, vi, zone)
    assert "Chưa cập nhật tiến độ tuần này: 22 nhiệm vụ" in said
    assert "… còn 07 nhiệm vụ" in said
    assert "“NV-1 được 60%”" in said
    assert data(notice, vi, zone) == [
        [f"t:{n}:3:open" for n in range(1, 5)],
        [f"t:{n}:3:open" for n in range(5, 9)],
        ["l:mine.1:go"],
    ]


def test_sections_stand_in_the_order_given(
    line: TaskLine, section: Section, vi: Words, zone: ZoneInfo
) -> None:
    later = Section(Rule.DUE_SOON, (replace(line, id=13),), 1)
    said = text(Digest(SLOT, (section, later)), vi, zone)
    assert said.index("Quá hạn: 01") < said.index("Sắp đến hạn: 01")


def test_a_late_one_says_why(section: Section, vi: Words, zone: ZoneInfo) -> None:
    said = text(Digest(SLOT, (section,), late=True), vi, zone)
    assert "(gửi muộn do gián đoạn hệ thống)" in said


def test_a_group_is_told_no_names_and_asked_for_no_press(
    section: Section, vi: Words, zone: ZoneInfo
) -> None:
    notice = in_group(section, Policy())
    said = text(notice, vi, zone)
    assert "Nguyễn Văn An" not in said
    assert "60%" not in said.replace("/capnhat NV-12 60%", "")
    assert "Sở Nội vụ · hạn 15/11/2026 · quá hạn 05 ngày" in said
    assert said.endswith("hoặc gõ /capnhat NV-12 60%.")
    assert data(notice, vi, zone) == []


def in_group(section: Section, policy: Policy) -> Digest:
    shown = for_group(Digest(SLOT, (section,)), policy, {12})
    assert isinstance(shown, Digest)
    return shown


@pytest.mark.parametrize("content", [True, False])
@pytest.mark.parametrize("names", [True, False])
def test_an_office_decides_what_its_groups_read(
    section: Section, vi: Words, zone: ZoneInfo, content: bool, names: bool
) -> None:
    policy = Policy(group_shows_content=content, group_shows_names=names)
    said = text(in_group(section, policy), vi, zone)
    assert ("Báo cáo kết quả rà soát" in said) == content
    assert ("Nguyễn Văn An" in said) == names
    assert "NV-12" in said


def test_a_tracker_confirms_or_returns(
    line: TaskLine, vi: Words, zone: ZoneInfo
) -> None:
    reported = replace(line, progress=Progress.REPORTED)
    one = Digest(SLOT, (Section(Rule.TO_CONFIRM, (reported,), 1),))
    many = Digest(SLOT, (Section(Rule.TO_CONFIRM, (reported,), 9),))
    assert "/tralai NV-12" in text(one, vi, zone)
    assert data(one, vi, zone) == [["t:12:3:confirm", "t:12:3:return"]]
    assert data(many, vi, zone)[-1] == ["l:to_confirm.1:go"]


def test_the_review_is_sent_by_its_button(
    review: Review, vi: Words, zone: ZoneInfo
) -> None:
    notice = Digest(SLOT, (), reviews=(review,))
    said = text(notice, vi, zone)
    assert "Rà soát tháng 11/2026 – Phòng Nội chính" in said
    assert "trước ngày 25/11/2026" in said
    assert "Chưa hoàn thành: 12 nhiệm vụ\n– Quá hạn: 03\n– Chờ xác nhận: 02" in said
    assert "Trả lời" not in said
    assert data(notice, vi, zone) == [["m:7.2026-11:sent"]]


def test_the_synthesis_division_sees_who_has_not_sent(
    vi: Words, zone: ZoneInfo
) -> None:
    missing = tuple(f"Phường {n}" for n in range(1, 18))
    state = ReviewState("2026-11", ("Sở Y tế",), missing)
    said = text(Digest(SLOT, (), review_state=state), vi, zone)
    assert "01/18 đơn vị đã gửi" in said
    assert "… còn 02 đơn vị" in said
    assert said.index("Chưa gửi:") < said.index("Đã gửi:\n• Sở Y tế")


def test_the_roll_call_counts_and_names_codes_only(
    roll_call: RollCallCard, vi: Words, zone: ZoneInfo
) -> None:
    said = text(roll_call, vi, zone)
    assert "12/15 cán bộ đã cập nhật" in said
    assert "Đúng giờ: 10; muộn: 02" in said
    assert "NV-44\n… còn 07 nhiệm vụ" in said
    assert "nhận cập nhật đến 17:00 ngày 20/11/2026" in said


def test_a_frozen_roll_call_asks_no_more(
    roll_call: RollCallCard, vi: Words, zone: ZoneInfo
) -> None:
    said = text(replace(roll_call, frozen=True), vi, zone)
    assert said.endswith("Đã chốt lúc 17:00 ngày 20/11/2026")
    assert "/capnhat" not in said
