"""Sayings, refusals and problems: every one has words, and the facts they need."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import pytest

from domain.notices import Saying
from domain.office import OfficeProblem
from domain.refusals import Reason
from domain.register import FileProblem, RowProblem
from locales import problems, refusals, sayings
from locales.catalog import Words
from locales.facts import LONGEST_TOAST, holes
from locales.problems import PROBLEMS, problem
from locales.refusals import REFUSALS, refusal
from locales.sayings import SAYINGS, say

FACTS = {
    "code": "NV-12", "content": "Báo cáo rà soát " * 40, "percent": "60",
    "name": "Lê Thị Bình", "unit": "Sở Nội vụ", "month": "2026-11",
    "date": "2026-11-12", "deadline": "2026-11-30", "minutes": "5", "limit": "4000",
    "command": "/nhom ABCD1234", "example": "NV-12", "reason": "chưa có số văn bản",
    "codes": "CB01, CB02", "detail": "31/02/2026", "title": "Nhóm SNV",
    "link": "https://t.me/dondoc_bot?start=ab_c", "hours": "24", "typed": "đất <đai>",
    "head": "1204-56-9f3a61c2b07d4e18", "since_at": "2026-11-20T15:00+07:00",
    "why": "ok_false", "number": "12", "count": "5", "free": "150",
    "address": "https://dondoc.example/lich/0123456789abcdef0123456789abcdef.ics",
    "machine_at": "2026-11-21T15:00+07:00", "true_at": "2026-11-20T15:00+07:00",
    "earliest": "17:00", "latest": "08:00",
    "stand_in": "Trần Văn Cường", "successor": "Phạm Thị Dung", "messages": "3",
    "document": "12729/VPCP-KGVX", "unknown": "7", "tried": "850",
}  # fmt: skip


@pytest.mark.parametrize("saying", Saying)
def test_every_saying_has_words(saying: Saying, vi: Words, en: Words) -> None:
    for words in (vi, en):
        said = say(saying, FACTS, words)
        assert 0 < len(said) <= LONGEST_TOAST
        assert "{" not in said


@pytest.mark.parametrize("reason", Reason)
def test_every_refusal_fits_into_a_toast(reason: Reason, vi: Words, en: Words) -> None:
    for words in (vi, en):
        said = refusal(reason, FACTS, words)
        assert 0 < len(said) <= LONGEST_TOAST
        assert "{" not in said
        assert not said.endswith("…")


@pytest.mark.parametrize("member", [*RowProblem, *FileProblem, *OfficeProblem])
def test_every_problem_has_words_with_and_without_the_cell(
    member: RowProblem | FileProblem | OfficeProblem, vi: Words
) -> None:
    for facts in ({}, {"detail": "31/02/2026"}):
        said = problem(member, vi, **facts)
        assert said.endswith(".")
        assert "{" not in said


@pytest.mark.parametrize(
    ("enum", "table"),
    [
        (Saying, SAYINGS),
        (Reason, REFUSALS),
        *((one, PROBLEMS[one]) for one in PROBLEMS),
    ],
)
def test_a_table_names_every_member_once(
    enum: type[StrEnum], table: Mapping[StrEnum, str]
) -> None:
    assert set(table) == set(enum)


@pytest.mark.parametrize(
    ("whole", "shorter"),
    [
        *((SAYINGS[member], short) for member, short in sayings.SHORTER.items()),
        *((REFUSALS[member], short) for member, short in refusals.SHORTER.items()),
        *problems.SHORTER.items(),
    ],
)
def test_the_shorter_sentence_needs_fewer_facts(whole: str, shorter: str) -> None:
    assert holes(shorter) < holes(whole)


def test_a_secret_is_never_repeated(vi: Words) -> None:
    assert "31/02" not in problem(RowProblem.SECRET, vi, detail="31/02/2026")


@pytest.mark.parametrize(
    ("saying", "facts", "said"),
    [
        (Saying.PROGRESS_SAVED, {"code": "NV-1", "percent": "60"}, "NV-1: 60%."),
        (Saying.PROGRESS_SAVED, {"code": "NV-1"}, "Đã ghi nhận tiến độ của NV-1."),
        (Saying.REVIEW_SENT, {"unit": "Sở Y tế", "month": "2026-11"}, "tháng 11/2026."),
        (Saying.NO_OVERDUE, {}, "Hiện không có nhiệm vụ nào quá hạn."),
        (Saying.NO_OVERDUE, {"unit": "Sở Y tế"}, "Sở Y tế hiện không có"),
    ],
)
def test_what_is_not_known_is_left_out(
    saying: Saying, facts: dict[str, str], said: str, vi: Words
) -> None:
    assert said in say(saying, facts, vi)


def test_facts_are_shown_as_the_office_writes_them(vi: Words, en: Words) -> None:
    assert "05 phút" in say(Saying.GROUP_CODE, FACTS, vi)
    assert "4.000 ký tự" in refusal(Reason.TOO_LONG, FACTS, vi)
    assert "4,000 characters" in refusal(Reason.TOO_LONG, FACTS, en)
    assert "12/11/2026" in refusal(Reason.DOCUMENT_IN_FUTURE, FACTS, vi)
    assert "15:00 ngày 21/11/2026" in say(Saying.CLOCK_RIGHT, FACTS, vi)


def test_unknown_and_forbidden_read_the_same(vi: Words) -> None:
    assert refusal(Reason.NOT_FOUND, FACTS, vi) == refusal(Reason.NOT_FOUND, {}, vi)


def test_a_toast_has_no_markup(vi: Words) -> None:
    said = refusal(Reason.NAME_UNKNOWN, {"name": "<b>An & Bình</b>"}, vi)
    assert "“<b>An & Bình</b>”" in said
