"""Of every notice there is: what a group reads of it, if anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from domain.in_group import READ_IN_GROUPS, for_group, tasks_in
from domain.notices import (
    Digest,
    Notice,
    ReadBack,
    Saying,
    Section,
    TaskCard,
    TaskLine,
    TaskList,
    Told,
    WhichTask,
)
from domain.policy import Policy
from domain.reminders import Rule
from domain.replies import Intent
from locales.catalog import Words
from locales.render import render

AT = datetime(2026, 11, 20, 8, tzinfo=UTC)
HIDDEN = Policy(group_shows_content=False)
SHOWN = Policy(group_shows_content=True, group_shows_names=True)
ASKED = (  # in a group: of tasks by a reply, a command, or a button
    *(Saying.SAY_AGAIN, Saying.SAY_DOCUMENT, Saying.CHOOSE_INTENT, Saying.SAY_WANTED),
    *(Saying.SAY_WHY_LONGER, Saying.SAY_OBSTACLE, Saying.SAY_WHY_LATE),
)


def read(notice: Notice, policy: Policy, words: Words, zone: ZoneInfo) -> str:
    """Words, buttons and the names of files, as the group of the tasks' unit has it."""
    shown = for_group(notice, policy, tasks_in(notice))
    if shown is None:
        return ""
    made = render(shown, words, zone=zone)
    files = [file[0] for file in (made.document, made.picture) if file]
    return "\n".join([*made.parts, *files, str(made.keyboard)])


def test_what_a_group_may_read_are_notices() -> None:
    assert set(READ_IN_GROUPS) <= set(get_args(Notice))


def test_no_notice_tells_a_group_what_the_office_hides(
    examples: list[Notice], vi: Words, en: Words, zone: ZoneInfo
) -> None:
    """Neither content, nor the abstract of its paper, nor what people said or are."""
    words = [read(one, HIDDEN, of, zone) for one in examples for of in (vi, en)]
    said = "\n".join(words).replace("/phancong NV-12 Nguyễn Văn An", "")  # an example
    for hidden in (
        *("Báo cáo kết quả rà soát", "tăng cường trách nhiệm", "Phòng Nội chính"),
        *("Nguyễn Văn An", "Đã dự thảo", "đã dự thảo", "lấy ý kiến"),
    ):
        assert hidden not in said
    assert sum(map(bool, words)) > 100  # much of it is for groups


def test_a_task_of_another_unit_is_not_spoken_of(
    examples: list[Notice], vi: Words, zone: ZoneInfo
) -> None:
    for one in examples:
        shown = for_group(one, SHOWN, set())
        if shown is not None and tasks_in(one):
            said = "\n".join(render(shown, vi, zone=zone).parts)
            assert "Báo cáo kết quả rà soát" not in said


@pytest.mark.parametrize("saying", ASKED)
def test_a_question_without_its_content_is_whole(
    saying: Saying, vi: Words, en: Words, zone: ZoneInfo
) -> None:
    facts = {"code": "NV-12", "content": "Rà soát", "deadline": "2026-11-30"}
    for words in (vi, en):
        shown = read(Told(saying, facts, 9), SHOWN, words, zone)
        hidden = read(Told(saying, facts, 9), HIDDEN, words, zone)
        assert "NV-12" in hidden
        assert "Rà soát" in shown
        line = "Nội dung: Rà soát" if words is vi else "Content: Rà soát"
        assert hidden == shown.replace(f"\n{line}", "", 1)


def test_a_long_content_is_short_in_a_group(
    card: TaskCard, line: TaskLine, vi: Words, zone: ZoneInfo
) -> None:
    long = replace(line, content="Xây dựng kế hoạch " * 40)
    facts = {"code": f"NV-{line.id}", "content": long.content}
    read_back = ReadBack(5, long, Intent.DONE, None, None, None, "xong")
    digest = Digest(AT, (Section(Rule.OVERDUE, (long,), 1),))
    for notice in (
        *(replace(card, line=long), digest, read_back, WhichTask(6, (long,))),
        *(TaskList("found", (long,), 1, 1, 1), Told(Saying.SAY_OBSTACLE, facts, 9)),
    ):
        said = read(notice, SHOWN, vi, zone)
        assert 0 < said.count("Xây dựng kế hoạch") < 8


def test_what_was_looked_for_is_not_repeated_beside_what_was_found(
    line: TaskLine, vi: Words, zone: ZoneInfo
) -> None:
    found = TaskList("found", (line,), 1, 1, 1, typed="quy hoạch đất")
    assert "Kết quả tìm: 01" in read(found, HIDDEN, vi, zone)
    assert "“quy hoạch đất”: 01" in read(found, SHOWN, vi, zone)


@pytest.mark.parametrize(
    ("saying", "facts"),
    [
        (Saying.EXTENSION_ASKED, {"code": "NV-12", "deadline": "2026-11-30"}),
        (Saying.OBSTACLE_RAISED, {"code": "NV-12"}),
        (Saying.LATENESS_EXPLAINED, {"code": "NV-12"}),
        (Saying.PETITION_RAISED, {}),
    ],
)
def test_to_whom_a_request_went_is_said_where_names_are(
    saying: Saying, facts: dict[str, str], vi: Words, zone: ZoneInfo
) -> None:
    named = Told(saying, facts | {"name": "Trần Thị Bình"})
    assert "Trần Thị Bình" in read(named, SHOWN, vi, zone)
    said = read(named, Policy(), vi, zone)
    assert "Trần Thị Bình" not in said
    assert "gửi người có thẩm quyền" in said
    nobody = read(Told(saying, facts | {"name": ""}), Policy(), vi, zone)
    assert "chưa" in nobody


def test_an_urging_names_nobody_where_names_are_hidden(
    section: Section, vi: Words, zone: ZoneInfo
) -> None:
    urged = replace(section, rule=Rule.URGED)
    by, note = "Trần Thị Bình, Phó Chủ tịch", "Gấp về việc rà soát"
    digest = Digest(AT, (urged,), urged_by=by, note=note)
    hidden = read(digest, HIDDEN, vi, zone)
    assert "Đôn đốc lúc" in hidden
    assert by not in hidden
    assert note not in hidden
    assert by in read(digest, SHOWN, vi, zone)
    assert note in read(digest, Policy(), vi, zone)
