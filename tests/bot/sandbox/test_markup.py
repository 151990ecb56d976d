"""Telegram's HTML, its errors with byte offsets, and how it counts and trims."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.markup import parse_html
from bot.sandbox.reader import MarkupError
from bot.sandbox.text import SPACES, clean, utf16_length, with_recognised

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
TAGS = st.sampled_from(["b", "i", "u", "s", "code", "pre", "blockquote"])


@given(TEXTS)
def test_an_escaped_text_reads_back_as_itself(text: str) -> None:
    parsed = parse_html(html.escape(text))
    assert parsed.text == clean(text).strip(SPACES)
    assert parsed.entities == ()


@given(TAGS, TEXTS, TEXTS, TEXTS)
def test_a_tag_marks_exactly_its_words(
    tag: str, before: str, marked: str, after: str
) -> None:
    told = f".{html.escape(before)}<{tag}>.{html.escape(marked)}.</{tag}>"
    parsed = parse_html(told + html.escape(after) + ".")
    [entity] = parsed.entities
    in_utf16 = parsed.text.encode("utf-16-le")
    first, length = entity["offset"] * 2, entity["length"] * 2
    words = in_utf16[first : first + length].decode("utf-16-le")
    assert words == f".{clean(marked)}."


@given(st.text("<>/ab&;#x='\" \0đ"))
def test_no_text_is_too_strange(told: str) -> None:
    try:
        parsed = parse_html(told)
    except MarkupError:
        return
    end = utf16_length(parsed.text)
    assert all(
        0 <= e["offset"] < e["offset"] + e["length"] <= end for e in parsed.entities
    )


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("<x>", 'Unsupported start tag "x" at byte offset 0'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        # Offsets count bytes of UTF-8: "Đôn đốc " has 13.
        ("Đôn đốc <hạn>", 'Unsupported start tag "hạn" at byte offset 13'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        (
            "<b>x</i>",
            'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
        ),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        (
            "<b x>y</b>",
            "Expected equal sign in declaration of an attribute of the tag "
            '"b" at byte offset 0',
        ),
        ("<a =x>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href='x", "Unclosed start tag at byte offset 0"),
        ("<a href=x/y>", "Unexpected end of name token at byte offset 8"),
        (
            '<span class="red">x</span>',
            'Tag "span" must have class "tg-spoiler" at byte offset 0',
        ),
    ],
)
def test_wrong_tags_are_named_with_their_place(told: str, words: str) -> None:
    with pytest.raises(MarkupError) as error:
        parse_html(told)
    assert str(error.value) == words


@pytest.mark.parametrize(
    ("told", "text", "kinds"),
    [
        ("&lt;&gt;&amp;&quot;&#272;&#x110;", '<>&"ĐĐ', []),
        # Only four names are known; the others stay as they are.
        ("&nbsp;&apos;", "&nbsp;&apos;", []),
        ("<b>x</>", "x", ["bold"]),
        ("<B>x</b>", "x", ["bold"]),
        ("<b></b>x", "x", []),
        ("<b>x<i>y</i></b>", "xy", ["bold", "italic"]),
        ("<blockquote expandable>x</blockquote>", "x", ["expandable_blockquote"]),
        ('<pre><code class="language-py">1</code></pre>', "1", ["pre"]),
        ("<a href='https://t.me/b?start=1'>x</a>", "x", ["text_link"]),
        # An address without a dot is no address for Telegram.
        ("<a href='http://localhost:8080'>x</a>", "x", []),
        ("  a\n<i> b</i> \n", "a\n b", ["italic"]),
    ],
)
def test_good_markup(told: str, text: str, kinds: list[str]) -> None:
    parsed = parse_html(told)
    assert parsed.text == text
    assert [entity["type"] for entity in parsed.entities] == kinds


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/viec", ["/viec"]),
        ("/Viec@dondoc_demo_bot NV-1", ["/Viec@dondoc_demo_bot"]),
        # Only ASCII makes a command …
        ("/việc", []),
        # … but decomposed letters leave the ASCII beginning of one.
        ("/vie\u0323\u0302c", ["/vie"]),
        ("20/11", []),
        ("a/b /c/", []),
        ("xem /viec và /tongket", ["/viec", "/tongket"]),
        ("/" + "a" * 65, []),
    ],
)
def test_commands_in_a_text(text: str, found: list[str]) -> None:
    formatted = with_recognised(parse_html(html.escape(text)))
    commands = [e for e in formatted.entities if e["type"] == "bot_command"]
    ends = [(e["offset"], e["offset"] + e["length"]) for e in commands]
    assert [text[first:last] for first, last in ends] == found
