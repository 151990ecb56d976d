"""A request before who decides it, and its line on the card of the task."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from domain.buttons import Button, Keyboard, Press, TaskPress
from domain.process_notices import ProcessCard, ProcessLine
from domain.processes import Answer, Level, ProcessKind, State
from domain.tasks import task_code
from locales import formats
from locales.catalog import N_, Words
from locales.html import Markup, bold, fill, joined, safe
from locales.render.rendered import Rendered, lines, message, rows
from locales.render.task_lines import JOINT

LONGEST_CONTENT = 600  # characters
LONGEST_WORDS = 1_000
LONGEST_LINE = 160

TITLES: Mapping[ProcessKind, str] = {
    ProcessKind.EXTENSION: N_("More time is asked for"),
    ProcessKind.OBSTACLE: N_("Obstacle, for direction"),
    ProcessKind.PETITION: N_("Petition"),
    ProcessKind.JUSTIFICATION: N_("Explanation of a late task"),
}
LABELS: Mapping[ProcessKind, str] = {
    ProcessKind.EXTENSION: N_("Extension"),
    ProcessKind.OBSTACLE: N_("Obstacle"),
    ProcessKind.PETITION: N_("Petition"),
    ProcessKind.JUSTIFICATION: N_("Explanation of lateness"),
}
WORDS: Mapping[ProcessKind, str] = {
    ProcessKind.EXTENSION: N_("Reason"),
    ProcessKind.OBSTACLE: N_("Obstacle"),
    ProcessKind.PETITION: N_("Petition"),
    ProcessKind.JUSTIFICATION: N_("Reason"),
}
LEVELS: Mapping[Level, str] = {
    Level.DIVISION: N_("waits for the division"),
    Level.OFFICE: N_("waits for the leaders of the Office"),
    Level.COMMITTEE: N_("waits for the leaders of the People's Committee"),
}
STATES: Mapping[tuple[ProcessKind, State], str] = {
    (ProcessKind.EXTENSION, State.OPEN): N_("waits for a decision"),
    (ProcessKind.EXTENSION, State.GRANTED): N_("granted"),
    (ProcessKind.EXTENSION, State.REFUSED): N_("not granted"),
    (ProcessKind.OBSTACLE, State.GRANTED): N_("direction given"),
    (ProcessKind.PETITION, State.OPEN): N_("sent"),
    (ProcessKind.PETITION, State.TAKEN): N_("taken in"),
    (ProcessKind.PETITION, State.GRANTED): N_("answered"),
    (ProcessKind.JUSTIFICATION, State.OPEN): N_("waits for review"),
    (ProcessKind.JUSTIFICATION, State.GRANTED): N_("accepted, not counted as late"),
    (ProcessKind.JUSTIFICATION, State.REFUSED): N_("not accepted, counted as late"),
}
REPLACED = N_("replaced by a newer request")
ANSWERS: Mapping[ProcessKind, Mapping[Answer, str]] = {
    ProcessKind.EXTENSION: {Answer.YES: N_("Agree"), Answer.NO: N_("Do not agree")},
    ProcessKind.JUSTIFICATION: {
        Answer.YES: N_("Accept"),
        Answer.NO: N_("Do not accept"),
    },
    ProcessKind.OBSTACLE: {
        Answer.DECIDE: N_("Give direction"),
        Answer.UP: N_("Send up"),
    },
    ProcessKind.PETITION: {Answer.TAKE: N_("Received"), Answer.DECIDE: N_("Answer")},
}


def process_card(card: ProcessCard, words: Words, zone: ZoneInfo) -> Rendered:
    return message(
        [
            _head(card, words),
            lines(
                _labelled(words("Unit"), card.unit),
                _labelled(words("Officer"), card.who),
                _labelled(words("Sent at"), _at(card, words, zone)),
            ),
            lines(_deadlines(card, words), _said(card, words)),
            _outcome(card, words, zone),
            _hint(card, words),
        ],
        _keyboard(card, words),
    )


def request_line(line: ProcessLine, words: Words, *, in_group: bool) -> Markup:
    """Gia hạn: đến 30/11/2026 · chờ quyết định; a group reads no person's words."""
    parts = [_wanted(line, words), _state(line, words)]
    if not in_group:
        said = line.decision or line.words
        parts.append(formats.cut(said, LONGEST_LINE))
    fact = JOINT.join(part for part in parts if part)
    return _labelled(words(LABELS[line.kind]), fact)


def _head(card: ProcessCard, words: Words) -> Markup:
    title = [bold(words(TITLES[card.line.kind]))]
    if card.task_id is not None:
        title.append(bold(task_code(card.task_id)))
    return lines(
        joined(JOINT, title),
        safe(formats.cut(card.content, LONGEST_CONTENT)),
    )


def _at(card: ProcessCard, words: Words, zone: ZoneInfo) -> str:
    return formats.moment(card.raised_at, zone, words.language)


def _deadlines(card: ProcessCard, words: Words) -> Markup:
    """The first deadline, the one in force when it was asked, and the wished one."""
    if card.line.wanted_on is None or card.due_on is None:
        return Markup("")
    first = card.original_due_on
    earlier = formats.day(first) if first and first != card.due_on else ""
    late = words("asked for after the deadline") if card.line.after_deadline else ""
    return lines(
        _labelled(words("Original deadline"), earlier),
        _labelled(words("Deadline when asked"), formats.day(card.due_on)),
        _labelled(words("Deadline asked for"), formats.day(card.line.wanted_on)),
        fill("⚠ {late}", late=late) if late else "",
    )


def _said(card: ProcessCard, words: Words) -> Markup:
    said = formats.cut(card.line.words, LONGEST_WORDS)
    return _labelled(words(WORDS[card.line.kind]), said)


def _outcome(card: ProcessCard, words: Words, zone: ZoneInfo) -> Markup:
    """How it stands; decided: by whom and when, and in which words."""
    state = _state(card.line, words)
    if card.decided_at is not None and card.decided_by:
        at = formats.moment(card.decided_at, zone, words.language)
        state = f"{state} ({card.decided_by}, {at})"
    decision = formats.cut(card.line.decision, LONGEST_WORDS)
    return lines(
        _labelled(words("State"), state),
        _labelled(words("Decision"), decision),
    )


def _hint(card: ProcessCard, words: Words) -> Markup:
    """Buttons die after a while: the same can be typed."""
    if not card.answers:
        return Markup("")
    if Answer.YES in card.answers:
        return fill(
            words("Or answer this message: “đồng ý”, or “không đồng ý, lý do …”.")
        )
    return fill(words("Or answer this message with what is decided."))


def _state(line: ProcessLine, words: Words) -> str:
    if line.state is State.REPLACED:
        return words(REPLACED)
    if line.kind is ProcessKind.OBSTACLE and line.state is State.OPEN:
        return words(LEVELS[line.level or Level.DIVISION])
    return words(STATES[line.kind, line.state])


def _wanted(line: ProcessLine, words: Words) -> str:
    if line.wanted_on is None:
        return ""
    until = words("until {date}").format(date=formats.day(line.wanted_on))
    if not line.after_deadline:
        return until
    return f"{until} ({words('asked for after the deadline')})"


def _keyboard(card: ProcessCard, words: Words) -> Keyboard:
    labels = ANSWERS[card.line.kind]
    kind, number = card.line.kind.value, str(card.number)
    keys = [
        Button(words(labels[answer]), Press(kind, number, answer.value).pack())
        for answer in card.answers
    ]
    if card.task_id is not None:
        opens = TaskPress(card.task_id, card.task_version, "open").pack()
        keys.append(Button(words("Show the task"), opens))
    if card.reminds:
        keys.append(Button(words("Why?"), Press("w", "all", "why").pack()))
    return rows(keys, 2)


def _labelled(label: str, fact: str) -> Markup:
    return fill("{label}: {fact}", label=label, fact=fact) if fact else Markup("")
