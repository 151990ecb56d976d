"""Every notice in both languages: whole, escaped, and short enough to be sent."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from bot.sandbox.markup import Parser
from domain.buttons import unpack
from domain.ending_notices import Inherited
from domain.notices import Notice
from locales.catalog import Catalog, Words
from locales.html import CAPTION, LONGEST, visible
from locales.render import RENDERERS, Rendered, render, resend_prefix

SIGNS = "🔴🟠🟡🟢⚪✅⏳📋"


@pytest.fixture(params=["vi", "en"])
def words(request: pytest.FixtureRequest) -> Words:
    return Catalog.load().words(request.param)


def test_every_notice_has_its_words_and_an_example(examples: list[Notice]) -> None:
    assert set(RENDERERS) == set(get_args(Notice)) == {type(one) for one in examples}


def test_every_example_can_be_sent(
    examples: list[Notice], words: Words, zone: ZoneInfo
) -> None:
    for notice in examples:
        rendered = render(notice, words, zone=zone)
        assert rendered.parts
        for part in rendered.parts:
            assert len(visible(again(part, words))) <= longest(rendered)
            Parser(part).parse()  # raises as Telegram would


def test_a_caption_loses_whole_lines_and_says_so(
    examples: list[Notice], words: Words, zone: ZoneInfo
) -> None:
    former = tuple(f"Sở Nội vụ {number}" for number in range(200))
    for notice in examples:
        if isinstance(notice, Inherited):
            full = replace(notice, former=former, file=("a.xlsx", b""))
            (caption,) = render(full, words, zone=zone).parts
            assert len(visible(again(caption, words))) <= CAPTION
            assert caption.endswith("…")
            Parser(caption).parse()


def again(part: str, words: Words) -> str:
    """As it stands in a second copy."""
    return f"{resend_prefix('K7F3Q', words)}\n\n{part}"


def longest(rendered: Rendered) -> int:
    attached = rendered.document or rendered.picture or rendered.kept
    return CAPTION if attached else LONGEST


def test_every_button_can_be_read_back(
    examples: list[Notice], words: Words, zone: ZoneInfo
) -> None:
    for notice in examples:
        for row in render(notice, words, zone=zone).keyboard:
            assert 1 <= len(row) <= 5
            for key in row:
                assert key.label.strip()
                assert unpack(key.data) is not None


def test_a_line_has_at_most_one_sign_and_no_loose_ends(
    examples: list[Notice], words: Words, zone: ZoneInfo
) -> None:
    for notice in examples:
        for part in render(notice, words, zone=zone).plain:
            assert "{" not in part
            assert "None" not in part
            assert "!" not in part
            for line in part.split("\n"):
                assert sum(line.count(sign) for sign in SIGNS) <= 1
                assert line == line.strip()
                assert not re.search(r"  | [,.;:](?!\w)|· *·|\.\.(?!\d)", line)


def test_markup_in_the_register_is_shown_as_text(
    examples: list[Notice], words: Words, zone: ZoneInfo
) -> None:
    said = "".join(
        part for notice in examples for part in render(notice, words, zone=zone).parts
    )
    assert "quy hoạch <b>" not in said
    assert "quy hoạch &lt;b&gt;&amp;&lt;/b&gt;" in said


def test_nothing_english_is_left_in_vietnamese(
    examples: list[Notice], vi: Words, zone: ZoneInfo
) -> None:
    english = re.compile(r"\b(the|of|task|done|due|please|unit|overdue|and)\b")
    for notice in examples:
        rendered = render(notice, vi, zone=zone)
        labels = [key.label for row in rendered.keyboard for key in row]
        for said in (*rendered.plain, *labels):
            assert not english.search(said.casefold())


def test_a_second_sending_says_so(vi: Words) -> None:
    assert resend_prefix("K7F3Q", vi) == (
        "(Gửi lại do lỗi đường truyền; nếu đã nhận được, xin bỏ qua) #K7F3Q"
    )
