"""A register whose columns are not known: the question, a button for each header."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from domain.buttons import Button, Press
from domain.notices import LayoutAsked
from locales import formats
from locales.catalog import Words
from locales.html import Markup, bold, fill, safe
from locales.render.columns import NAMES, columns_read
from locales.render.rendered import Rendered, lines, message, rows

IN_BUTTON = 40  # characters of a header


def layout_asked(notice: LayoutAsked, words: Words, zone: ZoneInfo) -> Rendered:
    title = words("The columns of {file} are not all known yet; nothing is stored.")
    asked = _name(notice, words) if notice.asked is None else _column(notice, words)
    cancel = _button(words("Cancel"), notice, "no")
    return message(
        [
            lines(fill(title, file=bold(notice.file_name)), _known(notice, words)),
            asked,
        ],
        (*rows(_buttons(notice), 2), (cancel,)),
    )


def _known(notice: LayoutAsked, words: Words) -> Markup:
    """A wrong answer is seen at once."""
    known = (*notice.known, *notice.said)
    if not known:
        return Markup("")
    return fill(words("Columns: {columns}"), columns=columns_read(known, words))


def _column(notice: LayoutAsked, words: Words) -> Markup:
    assert notice.asked is not None
    column = words(NAMES[notice.asked])
    asked = words("Which column holds: {column}? Please press it, or type its header.")
    guess = words("It may be “{header}”.")
    return lines(
        fill(asked, column=bold(column)),
        fill(guess, header=notice.guess) if notice.guess else "",
    )


def _name(notice: LayoutAsked, words: Words) -> Markup:
    return safe(
        words(
            "Of which system is this register? Please type a short name, or press the"
            " one below: its next files are then known by themselves."
        )
    )


def _buttons(notice: LayoutAsked) -> list[Button]:
    """A header goes by its place: what it says may be longer than a button's data."""
    if notice.asked is None:
        return [_button(notice.name, notice, "name")]
    return [
        _button(
            formats.cut(header, IN_BUTTON), notice, f"h{notice.headers.index(header)}"
        )
        for header in notice.offered
    ]


def _button(label: str, notice: LayoutAsked, verb: str) -> Button:
    return Button(label, Press("q", str(notice.question_id), verb).pack())
