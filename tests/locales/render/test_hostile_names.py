"""Names and titles that would be markup, formulas or statements (delivery.md, F47)."""

from __future__ import annotations

import os
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.markup import parse_html
from domain.notices import TaskList
from locales.catalog import Catalog
from locales.render import render
from tests.locales.conftest import CARD, LINES

EXAMPLES = int(os.getenv("F47_EXAMPLES", "50"))
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
VI = Catalog.load().words("vi")
TEXT = st.text(max_size=200) | st.text("<>&;/ab\"'\u202e\u0301\x00", max_size=200)


def shown(text: str) -> str:
    """A card and a list that bear it, as a phone shows them; raises as Telegram."""
    line = replace(LINES[0], content=text, unit=text, officer=text)
    card = replace(CARD, line=line, abstract=text, number=text, last_note=text)
    listed = TaskList("found", (line,), 1, 1, 1, typed=text)
    parts = [
        part
        for notice in (card, listed)
        for part in render(notice, VI, zone=HANOI).parts
    ]
    return "\n".join(parse_html(part).text for part in parts)


@pytest.mark.parametrize(
    "text",
    [
        *("<b>", "</a><script>", "&lt;", "o" + "\u0301" * 300),
        *("=HYPERLINK(“x”)", "'; DROP TABLE task;--", "{code}", "%s"),
    ],
)
def test_it_is_shown_literally(text: str) -> None:
    assert shown(text).count(text[:60]) >= 4


@pytest.mark.parametrize("sign", ["\x00", "\ud800", "\u202e"])
def test_what_cannot_be_sent_or_turns_a_line_around_is_left_out(sign: str) -> None:
    assert sign not in shown(f"Sở{sign}Nội vụ")


@given(TEXT)
@settings(max_examples=EXAMPLES, deadline=None)
def test_no_text_breaks_a_message(text: str) -> None:
    assert shown(text)
