"""The card of one task, with the buttons that its reader may press."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from domain.buttons import Button, Keyboard, TaskPress
from domain.notices import HistoryLine, TaskCard
from domain.tasks import Progress, task_code
from locales import formats
from locales.catalog import Words
from locales.html import Markup, bold, fill, joined, safe
from locales.render.columns import NAMES, column_of
from locales.render.names import CLASSES, EVENTS, OTHER_EVENT, PROGRESS, VERBS
from locales.render.processes import request_line
from locales.render.rendered import Rendered, lines, message, rows
from locales.render.sides import place_of
from locales.render.task_lines import (
    JOINT,
    sign_of,
    standing_of,
    urgency_of,
    where_to_read,
)

LONGEST_CONTENT = 1_500  # characters on a card
LONGEST_NOTE = 300
PERCENTS = ("p25", "p50", "p75")


def task_card(card: TaskCard, words: Words, zone: ZoneInfo) -> Rendered:
    """In a group nothing is shown that was said by a person."""
    private = () if card.in_group else (_last_word(card, words, zone),)
    return message(
        [
            _head(card, words),
            lines(
                _deadline(card, words),
                _progress(card, words),
                *private,
                _urged(card, words),
                *(
                    request_line(one, words, in_group=card.in_group)
                    for one in card.requests
                ),
            ),
            _people(card, words),
            _parts(card, words),
            _document(card, words),
            _history(card, words, zone),
            _sources(card, words),
        ],
        card_keyboard(card.line.id, card.line.version, card.verbs, words),
    )


def card_keyboard(
    task_id: int, version: int, verbs: Sequence[str], words: Words
) -> Keyboard:
    """Two primary verbs and "Khác…" in the first row; the rest once it is opened."""

    def button(verb: str) -> Button:
        label = words(VERBS[verb]) if verb in VERBS else verb
        return Button(label, TaskPress(task_id, version, verb).pack())

    percents = [verb for verb in verbs if verb in PERCENTS]
    others = [verb for verb in verbs if verb not in (*PERCENTS, "more", "less")]
    if "less" in verbs or percents:
        folded = ["less"] if "less" in verbs else []
        row = (tuple(map(button, percents)),) if percents else ()
        return (*row, *rows(map(button, [*others, *folded]), 2))
    hidden = len(others) > 2 or "more" in verbs
    shown = [*others[:2], "more"] if hidden else others
    return rows(map(button, shown), 3)


def _head(card: TaskCard, words: Words) -> Markup:
    line = card.line
    title = [
        fill("{sign} {code}", sign=sign_of(line), code=bold(task_code(line.id))),
        urgency_of(line, words),
        safe(standing_of(line, words)),
    ]
    content = safe(formats.cut(line.content, LONGEST_CONTENT))
    content = content or where_to_read(line, words)
    return lines(joined(JOINT, title), content)


def _document(card: TaskCard, words: Words) -> Markup:
    if card.in_group:
        return Markup("")
    return lines(
        _number(card, words),
        _labelled(words("Abstract"), formats.cut(card.abstract, LONGEST_NOTE)),
        _labelled(words("Class"), _class(card, words)),
    )


def _number(card: TaskCard, words: Words) -> Markup:
    if not card.number:
        return Markup("")
    if card.issued_on is None:
        return _labelled(words("Document"), card.number)
    dated = fill(
        words("{number} of {date}"),
        number=card.number,
        date=formats.day(card.issued_on),
    )
    return _labelled(words("Document"), dated)


def _class(card: TaskCard, words: Words) -> str:
    if card.task_class is None:
        return words("not classified")
    scheme = f"{card.scheme}_" if card.scheme else ""
    return f"{scheme}{card.task_class.value} ({words(CLASSES[card.task_class])})"


def _people(card: TaskCard, words: Words) -> Markup:
    nobody = "" if card.in_group else words("nobody yet")
    officer = card.line.officer or nobody
    return lines(
        _labelled(words("Lead unit"), _lead(card, words)),
        _labelled(words("Co-operating units"), ", ".join(card.support_units)),
        _labelled(words("Tracking unit"), card.tracking_unit or ""),
        _labelled(words("Officer"), officer),
        _labelled(words("Reports go through"), card.via),
    )


def _lead(card: TaskCard, words: Words) -> str:
    """Sở Khoa học và Công nghệ (trước đây là Sở Thông tin và Truyền thông)."""
    if not card.formerly:
        return card.line.unit
    said = words("{unit} (formerly {former})")
    return said.format(unit=card.line.unit, former=card.formerly)


def _parts(card: TaskCard, words: Words) -> Markup:
    """Of a consolidating task: who has reported, and who has not."""
    done, total = len(card.reported), len(card.reported) + len(card.missing)
    if not total:
        return Markup("")
    said = words("To be drawn together: {done}/{total} units have reported")
    head = fill(said, done=done, total=total)
    return lines(
        head,
        _labelled(words("Have reported"), formats.cut(", ".join(card.reported), 600)),
        _labelled(words("Not yet"), formats.cut(", ".join(card.missing), 600)),
    )


def _deadline(card: TaskCard, words: Words) -> Markup:
    """The day that counts, and the document's own words where they say it otherwise."""
    label, due_on = words("Deadline"), card.line.due_on
    stated = formats.cut(card.deadline_text, 100)
    if due_on is None:
        return _labelled(label, stated or words("no deadline set"))
    first = card.original_due_on
    was = formats.day(first) if first and first != due_on else ""
    return lines(
        _labelled(label, _dated(due_on, stated, words)),
        _labelled(
            words("Original deadline"), f"{was}{_extended(card, words)}" if was else ""
        ),
    )


def _extended(card: TaskCard, words: Words) -> str:
    """How often, as the report counts it too (domain.md 1.5, rule 6)."""
    if not card.extended:
        return ""
    said = words.plural(
        " (extended {count} time)", " (extended {count} times)", card.extended
    )
    return said.format(count=formats.padded(card.extended, words.language))


def _dated(due_on: date, stated: str, words: Words) -> Markup:
    day = formats.day(due_on)
    if not stated or stated == day:
        return safe(day)
    return fill(words("{date} (in the document: {stated})"), date=day, stated=stated)


def _progress(card: TaskCard, words: Words) -> Markup:
    line = card.line
    state = words(PROGRESS[line.progress])
    if line.percent is not None and line.progress is not Progress.DONE:
        state = f"{state}, {line.percent}%"
    result = "" if card.in_group else formats.cut(card.result, LONGEST_NOTE)
    files = formats.padded(card.files, words.language) if card.files else ""
    return lines(
        _labelled(words("State"), state),
        _labelled(words("Result"), result),
        _labelled(words("Files kept as proof"), files),
    )


def _last_word(card: TaskCard, words: Words, zone: ZoneInfo) -> Markup:
    note = formats.cut(card.last_note, LONGEST_NOTE)
    if card.updated_at is None:
        return _labelled(words("Note"), note)
    at = formats.moment(card.updated_at, zone, words.language)
    return _labelled(words("Last update"), f"{at}: {note}" if note else at)


def _urged(card: TaskCard, words: Words) -> Markup:
    """Đã đôn đốc 03 lần, gần nhất ngày 20/11/2026."""
    if not card.urged or card.urged_on is None:
        return Markup("")
    said = words.plural(
        "Urged {count} time, last on {date}",
        "Urged {count} times, last on {date}",
        card.urged,
    )
    count = formats.padded(card.urged, words.language)
    return fill(said, count=count, date=formats.day(card.urged_on))


def _history(card: TaskCard, words: Words, zone: ZoneInfo) -> Markup:
    if not card.history:
        return Markup("")
    events = [_event(one, card.in_group, words, zone) for one in card.history]
    return lines(bold(words("History")), *events)


def _sources(card: TaskCard, words: Words) -> Markup:
    """Which file, sheet and row said what of it; the rest was said by people."""
    said = []
    for file, sheet, row, fields in card.sources:
        place = place_of(file, sheet, row, words)
        columns = dict.fromkeys(words(NAMES[column_of(name)]) for name in fields)
        line = fill("• {place}: {columns}", place=place, columns=", ".join(columns))
        said.append(line)
    return lines(bold(words("From files")), *said) if said else Markup("")


def _event(one: HistoryLine, in_group: bool, words: Words, zone: ZoneInfo) -> Markup:
    what = words(EVENTS.get(one.kind, OTHER_EVENT))
    if one.percent is not None:
        what = f"{what} {one.percent}%"
    if one.due_on is not None and one.kind != "assigned":
        due = words("new deadline {date}")
        what = f"{what}, {due.format(date=formats.day(one.due_on))}"
    if one.officer and not in_group:
        what = f"{what}: {one.officer}"
    moment = formats.moment(one.at, zone, words.language)
    known = [formats.day(one.on) if one.on else moment, what]
    if in_group:
        return fill("• {event}", event=JOINT.join(known))
    event = JOINT.join([*known, one.who] if one.who else known)
    note = formats.cut(one.note, LONGEST_NOTE)
    return fill("• {event}", event=f"{event}: {note}" if note else event)


def _labelled(label: str, fact: str) -> Markup:
    """As in Đơn vị chủ trì: Sở Nội vụ; nothing when there is nothing to say."""
    return fill("{label}: {fact}", label=label, fact=fact) if fact else Markup("")
