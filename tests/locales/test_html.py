"""Facts escaped in one place; long texts cut into whole messages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.markup import Parser
from locales.html import LONGEST, Markup, bold, fill, joined, split, visible

TEXT = st.text(st.characters(codec="utf-8"), max_size=200)
TAGGED = st.lists(
    st.one_of(
        TEXT.map(lambda text: fill("{text}", text=text)),
        TEXT.map(bold),
        st.sampled_from(["\n", "\n\n", " ", "<i>a <b>b\nc</b>\n\nd</i>", "🔴", "&lt;"]),
    ),
    max_size=30,
).map("".join)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def solid(text: str) -> str:
    """Without line ends: a cut takes the place of one."""
    return text.replace("\n", "")


@pytest.mark.parametrize(
    "fact", ["<b>đậm</b>", "a & b", "\"Sở\" 'x'", "&lt;", "{code}"]
)
def test_a_fact_is_shown_as_it_was_written(fact: str) -> None:
    assert visible(fill("<b>Nội dung</b>: {fact}", fact=fact)) == f"Nội dung: {fact}"


@given(TEXT)
def test_any_fact_reads_back_whole(fact: str) -> None:
    filled = fill("<b>{fact}</b>", fact=fact)
    assert visible(filled) == fact
    Parser(filled).parse()  # raises as Telegram would


def test_safe_text_is_not_escaped_again() -> None:
    code = bold("NV-12 <1>")
    assert fill("{code} & {code}", code=code) == f"{code} & {code}"
    assert joined(" · ", [code, Markup(""), code]) == f"{code} · {code}"


def test_half_a_pair_of_surrogates_can_still_be_sent() -> None:
    assert fill("{fact}", fact="a\ud83d").encode() == b"a?"


def test_a_missing_fact_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill("{code}", name="An")


def test_a_short_text_is_one_message_and_an_empty_one_none() -> None:
    assert split("một dòng") == ["một dòng"]
    assert split("") == split("\n\n") == split("<b> </b>") == []


def test_a_list_is_cut_between_its_items() -> None:
    items = [f"<b>NV-{n}</b> · nội dung\nSở Nội vụ · hạn 20/11" for n in range(200)]
    parts = split("\n\n".join(items))
    assert len(parts) > 1
    assert "\n\n".join(parts).split("\n\n") == items


def test_a_tag_open_at_the_cut_is_closed_and_opened_again() -> None:
    parts = split(f"<blockquote><b>{'a' * 50}\n{'b' * 50}</b></blockquote>", 100)
    assert parts == [
        f"<blockquote><b>{'a' * 50}</b></blockquote>",
        f"<blockquote><b>{'b' * 50}</b></blockquote>",
    ]


def test_an_entity_is_never_cut() -> None:
    for part in split("&amp;" * 100, 17):
        assert part == "&amp;" * 3 or part == "&amp;"


@pytest.mark.parametrize("length", [LONGEST, LONGEST + 1, 12_000, 100_000])
@pytest.mark.parametrize("sign", ["đ", "🔴", "&", "<", "\u1ec7", "👩\u200d👧"])
def test_what_is_longer_than_a_message_is_cut_within_the_line(
    sign: str, length: int
) -> None:
    text = (sign * length)[:length]
    parts = split(fill("<b>{text}</b>", text=text))
    for part in parts:
        assert units(part) <= LONGEST
        Parser(part).parse()  # raises as Telegram would
    assert visible("".join(parts)) == text


@given(TAGGED, st.integers(40, 120))
def test_nothing_is_lost_and_every_part_is_html(text: str, limit: int) -> None:
    parts = split(text, limit)
    for part in parts:
        assert units(part) <= limit
        assert visible(part).strip()
        Parser(part).parse()
    shown = solid("".join(map(visible, parts)))
    # A part that is nothing but spaces would be refused, so it is left away.
    assert "".join(shown.split()) == "".join(solid(visible(text)).split())
