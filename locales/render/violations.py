"""Where units did not keep to the procedure, as entered by hand."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from domain.buttons import Button, Keyboard, Press
from domain.data_notices import Violation, ViolationList
from locales import formats
from locales.catalog import Words
from locales.html import Markup, bold, fill
from locales.render.rendered import Rendered, lines, message, rows

LONGEST = 200  # characters of what happened, in a list
IN_A_ROW = 4


def violation_list(notice: ViolationList, words: Words, _zone: ZoneInfo) -> Rendered:
    title = bold(words("Violations of the procedure, {year}").format(year=notice.year))
    counted = fill(
        words("Counted in the reports: documents {documents}, units {units}"),
        documents=formats.padded(notice.documents, words.language),
        units=formats.padded(notice.units, words.language),
    )
    page = Markup("")
    if notice.pages > 1:
        page = fill(
            words("(page {page} of {pages})"), page=notice.page, pages=notice.pages
        )
    how = fill(
        words("A new one: {example}"),
        example="/vipham Sở Y tế: không cập nhật kết quả; số 12/SYT-VP ngày"
        " 03/11/2026; ngày 05/11/2026",
    )
    nothing = [] if notice.lines else [fill(words("Nothing was entered this year."))]
    return message(
        [
            lines(title, counted if notice.total else "", page),
            *(_line(one, words) for one in notice.lines),
            *nothing,
            how,
        ],
        _keyboard(notice, words),
    )


def _line(one: Violation, words: Words) -> Markup:
    head = fill(
        words("{number}. {unit}, on {date}"),
        number=one.id,
        unit=bold(one.unit),
        date=formats.day(one.on),
    )
    what = fill("{what}", what=formats.cut(one.what, LONGEST))
    basis = fill(
        words("Document: {number} of {date}"),
        number=one.number,
        date=formats.day(one.issued_on),
    )
    by = fill(words("Entered by: {name}"), name=one.entered_by)
    return lines(head, what, basis, by, _withdrawn(one, words))


def _withdrawn(one: Violation, words: Words) -> Markup:
    if one.withdrawn_on is None:
        return Markup("")
    return fill(
        words("Withdrawn on {date} by {name}: {reason}"),
        date=formats.day(one.withdrawn_on),
        name=one.withdrawn_by,
        reason=formats.cut(one.why_withdrawn, LONGEST),
    )


def _keyboard(notice: ViolationList, words: Words) -> Keyboard:
    keys = [
        Button(
            words("Withdraw {number}").format(number=one.id),
            Press("vp", str(one.id), "withdraw").pack(),
        )
        for one in notice.lines
        if one.withdrawn_on is None
    ]
    return (*rows(keys, IN_A_ROW), *_pages(notice, words))


def _pages(notice: ViolationList, words: Words) -> Keyboard:
    labels = {notice.page - 1: words("‹ Previous"), notice.page + 1: words("Next ›")}
    keys = tuple(
        Button(label, Press("vp", str(page), "list").pack())
        for page, label in labels.items()
        if 1 <= page <= notice.pages
    )
    return (keys,) if keys else ()
