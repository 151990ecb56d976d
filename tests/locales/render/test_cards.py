"""The card of one task, lists of tasks, and the questions about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.in_group import for_group
from domain.notices import (
    HistoryLine,
    Notice,
    ReadBack,
    Saying,
    TaskCard,
    TaskLine,
    TaskList,
    Told,
    WhichTask,
)
from domain.policy import Policy
from domain.replies import Intent
from domain.tasks import Progress
from domain.terms import Term
from locales.catalog import Words
from locales.render import render
from locales.render.task_lines import standing_of


def text(notice: Notice, words: Words, zone: ZoneInfo) -> str:
    return "\n".join(render(notice, words, zone=zone).plain)


def keys(notice: Notice, words: Words, zone: ZoneInfo) -> list[list[tuple[str, str]]]:
    rows = render(notice, words, zone=zone).keyboard
    return [[(key.label, key.data) for key in row] for row in rows]


@pytest.mark.parametrize(
    ("term", "progress", "days", "said"),
    [
        (Term.OVERDUE, Progress.IN_PROGRESS, 5, "quá hạn 05 ngày"),
        (Term.OVERDUE, Progress.NOT_STARTED, 12, "quá hạn 12 ngày"),
        (Term.OVERDUE, Progress.REPORTED, 5, "chờ xác nhận"),
        (Term.DUE_TODAY, Progress.IN_PROGRESS, 0, "đến hạn hôm nay"),
        (Term.DUE_SOON, Progress.IN_PROGRESS, 2, "còn 02 ngày làm việc"),
        (Term.DUE_SOON, Progress.IN_PROGRESS, 0, "không còn ngày làm việc nào"),
        (Term.IN_TERM, Progress.IN_PROGRESS, 29, "còn 29 ngày làm việc"),
        (Term.NO_DEADLINE, Progress.RETURNED, 0, "không quy định thời hạn"),
        (Term.NO_DEADLINE, Progress.DONE, 0, "đã hoàn thành"),
        (Term.EARLY, Progress.DONE, 0, "hoàn thành trước hạn"),
        (Term.ON_TIME, Progress.DONE, 0, "hoàn thành đúng hạn"),
        (Term.LATE, Progress.DONE, 0, "hoàn thành trễ hạn"),
        (Term.DONE_UNDATED, Progress.DONE, 0, "đã hoàn thành, không rõ ngày"),
        (Term.CANCELLED, Progress.CANCELLED, 0, "đã hủy"),
    ],
)
def test_where_a_task_stands(
    line: TaskLine, vi: Words, term: Term, progress: Progress, days: int, said: str
) -> None:
    shown = replace(line, term=term, progress=progress, days=days)
    assert standing_of(shown, vi) == said


def test_every_term_and_progress_can_be_shown(
    line: TaskLine, card: TaskCard, vi: Words, zone: ZoneInfo
) -> None:
    for term in Term:
        for progress in Progress:
            shown = replace(line, term=term, progress=progress)
            assert "NV-12" in text(replace(card, line=shown), vi, zone)


def test_the_card_says_all_that_is_known(
    card: TaskCard, vi: Words, zone: ZoneInfo
) -> None:
    said = text(card, vi, zone)
    for fact in (
        "Văn bản giao: 4554/UBND-VXNV ngày 02/11/2026",
        "Phân loại: QC45_a (có thời hạn, bắt buộc phải trình hoặc báo cáo)",
        "Đơn vị phối hợp: Sở Tài chính, Thanh tra tỉnh",
        "Cán bộ: Nguyễn Văn An",
        "Hạn xử lý: 15/11/2026 (văn bản ghi: trước ngày 16/11/2026)",
        "Tình trạng: đang thực hiện, 60%",
        "Cập nhật gần nhất: 15:00 ngày 20/11/2026: Đã dự thảo",
    ):
        assert fact in said


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (
            ("so-theo-doi.xlsx", "Quý IV", 7),
            "• so-theo-doi.xlsx, trang “Quý IV”, dòng 7",
        ),
        (("so.csv", "", 7), "• so.csv, dòng 7"),
        (("api:idesk", "VB-12", 0), "• api:idesk, VB-12"),
    ],
)
def test_the_card_says_which_file_said_what(
    card: TaskCard,
    vi: Words,
    zone: ZoneInfo,
    place: tuple[str, str, int],
    said: str,
) -> None:
    sources = ((*place, ("due_on", "deadline_text", "lead_unit")),)
    shown = text(replace(card, sources=sources), vi, zone)
    assert f"Từ tệp\n{said}: thời hạn, đơn vị chủ trì" in shown


def test_in_a_group_nobody_is_named_and_nothing_said_is_repeated(
    card: TaskCard, vi: Words, zone: ZoneInfo
) -> None:
    history = (
        HistoryLine(datetime(2026, 11, 20, tzinfo=UTC), "progress", "Lê An", 5, "ghi"),
    )
    shown = for_group(replace(card, history=history), Policy(), {card.line.id})
    assert shown is not None
    said = text(shown, vi, zone)
    assert "15/11/2026" in said
    for private in ("Nguyễn Văn An", "Lê An", "Đã dự thảo", "ghi chú", "lấy ý kiến"):
        assert private not in said


def test_a_long_content_is_cut_and_the_card_stays_one_message(
    card: TaskCard, vi: Words, zone: ZoneInfo
) -> None:
    line = replace(card.line, content="rà soát " * 1_250)
    rendered = render(replace(card, line=line), vi, zone=zone)
    assert len(rendered.parts) == 1
    assert "…" in rendered.parts[0]


@pytest.mark.parametrize(
    ("verbs", "labels"),
    [
        ((), []),
        (("history",), [["Lịch sử"]]),
        (("confirm", "return"), [["Xác nhận", "Trả lại"]]),
        (("done", "doing", "more"), [["Đã xong", "Đang làm", "Khác…"]]),
        (("done", "doing", "history"), [["Đã xong", "Đang làm", "Khác…"]]),
        (
            ("done", "doing", "history", "assign", "less"),
            [["Đã xong", "Đang làm"], ["Lịch sử", "Phân công"], ["Thu gọn"]],
        ),
        (("p25", "p50", "p75", "less"), [["25%", "50%", "75%"], ["Thu gọn"]]),
    ],
)
def test_two_primary_buttons_then_the_rest(
    card: TaskCard, vi: Words, zone: ZoneInfo, verbs: tuple[str, ...], labels: object
) -> None:
    shown = keys(replace(card, verbs=verbs), vi, zone)
    assert [[label for label, _ in row] for row in shown] == labels


def test_a_button_carries_the_version_it_was_shown_with(
    card: TaskCard, vi: Words, zone: ZoneInfo
) -> None:
    assert keys(card, vi, zone)[0][0] == ("Đã xong", "t:12:3:done")


def test_a_list_opens_tasks_and_turns_pages(
    line: TaskLine, vi: Words, zone: ZoneInfo
) -> None:
    lines = tuple(replace(line, id=n) for n in range(1, 16))
    notice = TaskList("overdue", lines, 2, 3, 40, "Sở Nội vụ", "7")
    *opening, pages = keys(notice, vi, zone)
    assert [len(row) for row in opening] == [5, 5, 5]
    assert opening[0][0] == ("NV-1", "t:1:3:open")
    assert pages == [
        ("‹ Trang trước", "l:overdue.1.7:go"),
        ("Trang sau ›", "l:overdue.3.7:go"),
    ]
    assert "Nhiệm vụ quá hạn – Sở Nội vụ: 40 (trang 2/3)" in text(notice, vi, zone)


@pytest.mark.parametrize("argument", ["Sở Nội vụ", "a:b", "x" * 60])
def test_an_argument_that_fits_no_button_turns_no_page(
    line: TaskLine, vi: Words, zone: ZoneInfo, argument: str
) -> None:
    shown = keys(TaskList("unit", (line,), 1, 2, 20, None, argument), vi, zone)
    assert shown == [[("NV-12", "t:12:3:open")]]


def test_an_answer_is_read_back_before_it_counts(
    line: TaskLine, vi: Words, zone: ZoneInfo
) -> None:
    on = date(2026, 11, 12)
    notice = ReadBack(5, line, Intent.DONE, None, "123/BC-STC", on, "xong rồi ạ")
    said = text(notice, vi, zone)
    assert "Tình trạng: đã hoàn thành" in said
    assert "Văn bản: 123/BC-STC ngày 12/11/2026" in said
    assert keys(notice, vi, zone) == [
        [("Đúng", "q:5:yes"), ("Sửa lại", "q:5:fix"), ("Hủy", "q:5:no")]
    ]


def test_which_task_is_meant_is_chosen_by_a_button(
    line: TaskLine, vi: Words, zone: ZoneInfo
) -> None:
    short = replace(line, content="Rà soát biên chế")
    assert keys(WhichTask(6, (short,)), vi, zone) == [
        [("NV-12 · Rà soát biên chế · hạn 15/11", "q:6:t12")],
        [("Hủy", "q:6:no")],
    ]


def test_an_unclear_answer_is_asked_again_with_choices(
    vi: Words, zone: ZoneInfo
) -> None:
    notice = Told(Saying.CHOOSE_INTENT, {"code": "NV-12", "content": "Rà soát"}, 9)
    shown = [data for row in keys(notice, vi, zone) for _, data in row]
    assert shown == ["q:9:done", "q:9:doing", "q:9:not_done", "q:9:no"]
