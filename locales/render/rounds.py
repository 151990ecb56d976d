"""A round among the units: what is asked, and who has answered."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from domain.buttons import Button, Keyboard, Press
from domain.notices import SHOWN
from domain.rounds import RoundCard, RoundKind, RoundLine, RoundState, Tally
from domain.tasks import Progress, task_code
from locales import formats
from locales.catalog import N_, Words
from locales.changes import period_name
from locales.html import Markup, bold, fill, joined
from locales.render.data_quality import check_button
from locales.render.names import PROGRESS
from locales.render.rendered import Rendered, lines, message, rows
from locales.render.reviews import and_more_units
from locales.render.task_lines import LONGEST_CONTENT

TITLES = {
    RoundKind.CONFIRMATION: N_("Confirm the state of your tasks, {period}"),
    RoundKind.REVIEW: N_("Justify what is late, {period}"),
}
ASKED = {
    RoundKind.CONFIRMATION: N_(
        "Before the report is closed ({date}) please confirm that the tasks below stand"
        " so, or say what is not right. What nobody confirms is shown so in the report."
    ),
    RoundKind.REVIEW: N_(
        "Until {date} please say for each task below why it is late:"
        " /thuyetminh {code} reason. An accepted justification counts in the result."
    ),
}
STATES = {
    RoundKind.CONFIRMATION: N_("Round of confirmation, {period}"),
    RoundKind.REVIEW: N_("Review, {period}"),
}
PARTS = (
    ("asked", N_("no answer yet: {count}")),
    ("confirmed", N_("confirmed: {count}")),
    ("disputed", N_("disputed: {count}")),
    ("answered", N_("justified: {count}")),
)
OVER = {
    RoundKind.CONFIRMATION: N_("This round is over; nothing can be answered any more."),
    RoundKind.REVIEW: N_(
        "This round is over. What is explained later is still judged:"
        " /thuyetminh {code} reason."
    ),
}
ALL_SAID = N_("All has been answered. Thank you.")
IN_ROW = 3  # buttons


def round_card(notice: RoundCard, words: Words, _zone: ZoneInfo) -> Rendered:
    title = words(TITLES[notice.kind]).format(period=period_name(notice.period, words))
    hidden = notice.tally.asked - len(notice.lines)
    more = words.plural("… {count} more task", "… {count} more tasks", max(hidden, 0))
    paragraphs = [
        bold(title),
        _asked(notice, words),
        fill("{parts}.", parts=_parts(notice.tally, words)),
        *(_line(line, words) for line in notice.lines),
        fill(more, count=formats.padded(hidden, words.language)) if hidden > 0 else "",
    ]
    return message(paragraphs, _buttons(notice, words))


def round_state(notice: RoundState, words: Words, _zone: ZoneInfo) -> Rendered:
    """For Phòng Tổng hợp: unit by unit, and what is said against the figures."""
    title = words(STATES[notice.kind]).format(period=period_name(notice.period, words))
    until = fill(words("Answers until {date}."), date=formats.day(notice.closes_on))
    units = [
        fill("• {unit}: {parts}", unit=unit, parts=_parts(tally, words))
        for unit, tally in notice.units[:SHOWN]
    ]
    said = [
        fill("• {what}: {note}", what=what, note=formats.cut(note, LONGEST_CONTENT))
        for what, note in notice.disputes
    ]
    hidden = len(notice.units) - SHOWN
    return message(
        [
            lines(bold(title), until),
            lines(*units, Markup(and_more_units(hidden, words))),
            lines(bold(words("Disputed")), *said) if said else "",
        ],
        ((check_button(words),),),
    )


def _asked(notice: RoundCard, words: Words) -> Markup:
    if not notice.lines:
        return fill(words(ALL_SAID))
    code = task_code(notice.lines[0].task_id)
    if not notice.is_open:
        return fill(words(OVER[notice.kind]), code=code)
    said = words(ASKED[notice.kind])
    return fill(said, date=formats.day(notice.closes_on), code=code)


def _parts(tally: Tally, words: Words) -> Markup:
    found = [
        fill(words(said), count=formats.padded(count, words.language))
        for name, said in PARTS
        if (count := getattr(tally, name))
    ]
    return joined("; ", found)


def _line(line: RoundLine, words: Words) -> Markup:
    """NV-12 · content / unit · hạn 15/11/2026 · đã hoàn thành 16/11/2026."""
    head = fill(
        "{code} · {content}",
        code=bold(task_code(line.task_id)),
        content=formats.cut(line.content, LONGEST_CONTENT),
    )
    foot = [
        fill("{unit}", unit=line.unit),
        fill(words("due on {date}"), date=formats.day(line.due_on))
        if line.due_on
        else Markup(""),
        _state(line, words),
    ]
    return lines(head, joined(" · ", foot))


def _state(line: RoundLine, words: Words) -> Markup:
    state = fill("{state}", state=words(PROGRESS[line.progress]))
    if line.progress is Progress.DONE and line.done_on:
        return fill("{state} {date}", state=state, date=formats.day(line.done_on))
    return state


def _buttons(notice: RoundCard, words: Words) -> Keyboard:
    if not notice.is_open or not notice.tally.asked:
        return ()
    if notice.kind is RoundKind.REVIEW:
        return rows(_about(notice, "why", N_("Explain {code}"), words), IN_ROW - 1)
    label = words("✅ Confirm all ({count})").format(count=notice.tally.asked)
    confirm = Button(label, Press("u", str(notice.round_id), "all").pack())
    disputing = _about(notice, "dispute", N_("✗ {code}"), words)
    return ((confirm,), *rows(disputing, IN_ROW))


def _about(notice: RoundCard, verb: str, label: str, words: Words) -> Iterator[Button]:
    """One for each task that waits."""
    for line in notice.lines:
        about = f"{notice.round_id}.{line.task_id}"
        said = words(label).format(code=task_code(line.task_id))
        yield Button(said, Press("u", about, verb).pack())
