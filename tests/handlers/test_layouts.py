"""Answers about the columns of a file: pressed, typed, mistyped, stale or forged."""

from __future__ import annotations

import pytest

from actions.import_profiles import profile_name
from domain.notices import LayoutAsked
from domain.refusals import Reason, Refusal
from domain.register import Column
from handlers.layouts import Step, heard_of, pressed_of
from handlers.register_reading import Sent

ASKED = LayoutAsked(
    7, "so.xlsx", ("Mã", "Ghi gì", "Cho ai", "Hạn"), (("Hạn", Column.DEADLINE),),
    (Column.NUMBER, Column.CONTENT, Column.LEAD_UNIT),
    said=(("Mã", Column.NUMBER),), name="so-la",
)  # fmt: skip
ONE = Step(7, Sent("so.xlsx", "file"), "chung", ASKED)
NAMELESS = ONE.with_header("Ghi gì").with_header("Cho ai")


@pytest.mark.parametrize("header", ["Ghi gì", "GHI GI", " ghi   gì "])
def test_a_header_is_pressed_or_typed(header: str) -> None:
    said = (("Mã", Column.NUMBER), ("Ghi gì", Column.CONTENT))
    assert pressed_of(ONE, "h1").asked.said == said
    assert heard_of(ONE, header).asked.said == said


def test_what_was_taken_for_something_else_can_be_typed() -> None:
    assert heard_of(ONE, "Hạn").asked.said[-1] == ("Hạn", Column.CONTENT)


# That was answered; that is known; there is none; no name is asked for yet.
@pytest.mark.parametrize("verb", ["h0", "h3", "h4", "h999999999", "name", "h"])
def test_a_forged_answer_is_over(verb: str) -> None:
    with pytest.raises(Refusal) as refused:
        pressed_of(ONE, verb)
    assert refused.value.reason is Reason.QUESTION_OVER


@pytest.mark.parametrize("text", ["Mã", "Cột nào cũng được", "1", "…"])
def test_a_mistyped_header_is_said_back(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        heard_of(ONE, text)
    assert refused.value.reason is Reason.NO_SUCH_COLUMN
    assert refused.value.facts == {"name": text}


@pytest.mark.parametrize(
    ("text", "name"),
    [("Sổ Tỉnh ủy", "so-tinh-uy"), ("idesk", "idesk"), ("đúng", "so-la")],
)
def test_the_last_answer_is_a_name(text: str, name: str) -> None:
    assert not NAMELESS.is_last
    last = heard_of(NAMELESS, text)
    assert (last.profile, last.is_last) == (name, True)
    assert pressed_of(NAMELESS, "name").profile == "so-la"


@pytest.mark.parametrize("text", ["2026", "60%", "…", "1-idesk"])
def test_a_name_begins_with_a_letter(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        heard_of(NAMELESS, text)
    assert refused.value.reason is Reason.NO_SYSTEM_NAME
    with pytest.raises(Refusal):
        pressed_of(NAMELESS, "h1")


def test_a_name_can_be_typed_at_the_terminal_too() -> None:
    assert profile_name("Sổ " * 30) == "-".join(["so"] * 13) + "-s"
