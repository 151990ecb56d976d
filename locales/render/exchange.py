"""A message of the exchange, put to the clerk with *Nhận* and *Bỏ qua*."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from domain.buttons import Button, Press
from domain.exchange import ExchangeDoubt, ExchangeKind
from domain.import_notices import ExchangeCard
from locales import formats
from locales.catalog import N_, Words
from locales.html import Markup, bold, fill
from locales.render.names import URGENCY
from locales.render.rendered import Rendered, lines, message

KINDS: Mapping[str, str] = {
    ExchangeKind.NEW: N_("A new document of the exchange"),
    ExchangeKind.RECALL: N_(
        "A document is recalled: its open tasks would be cancelled"
    ),
    ExchangeKind.UPDATE: N_("A document is updated"),
    ExchangeKind.REPLACE: N_("A document is replaced"),
    ExchangeKind.ANSWER: N_("An answer: its task would wait for confirmation"),
    ExchangeKind.STATUS: N_("A status of a document that was sent"),
}
DOUBTS: Mapping[str, str] = {
    ExchangeDoubt.DUE_BEFORE_ISSUE: N_("The deadline is before the date of issue."),
    ExchangeDoubt.NO_NUMBER: N_("The number is missing."),
    ExchangeDoubt.NO_DATE: N_("The date of issue is missing."),
    ExchangeDoubt.NO_TASK: N_(
        "Nothing says that it gives a task: no class, no deadline, no mark."
    ),
    ExchangeDoubt.SEVERAL_CLASSES: N_(
        "Several classes: each unit gets a task of each, with the same content."
    ),
    ExchangeDoubt.NOTHING_REPLACED: N_(
        "It does not say which document it replaces: no task is cancelled by it."
    ),
    ExchangeDoubt.UNCLEAR_RECEIVER: N_(
        "Of a receiver it is not clear whether it was added or removed."
    ),
}
STATUSES: Mapping[str, str] = {
    "01": N_("arrived"),
    "02": N_("refused"),
    "03": N_("received"),
    "04": N_("assigned"),
    "05": N_("in progress"),
    "06": N_("done"),
    "13": N_("taken back"),
    "15": N_("agreed"),
    "16": N_("not agreed"),
}
STEERING: Mapping[str, str] = {
    "1": N_("not a steering document"),
    "2": N_("a steering document"),
    "3": N_("a report on steering"),
}
# Of what the tasks named on the card are, while the message is open and once taken.
TOUCHED: Mapping[str, str] = {
    ExchangeKind.RECALL: N_("Would be cancelled: {codes}"),
    ExchangeKind.REPLACE: N_("Would be cancelled: {codes}"),
    ExchangeKind.UPDATE: N_("Would be cancelled: {codes}"),
    ExchangeKind.ANSWER: N_("Would wait for confirmation: {codes}"),
    ExchangeKind.STATUS: N_("Its tasks: {codes}"),
}
SAME_NUMBER = N_(
    "The same number, perhaps a document of another body: {codes}. Please compare."
)
LONGEST = 300
SHOWN = 15  # codes of tasks


def exchange_card(notice: ExchangeCard, words: Words, zone: ZoneInfo) -> Rendered:
    return message(
        [
            bold(words(KINDS[notice.kind])),
            _document(notice, words),
            _for_whom(notice, words),
            lines(*(fill("⚠ {doubt}", doubt=words(DOUBTS[d])) for d in notice.doubts)),
            _aimed(notice, words) if notice.state == "open" else Markup(""),
            _outcome(notice, words),
        ],
        _keys(notice, words),
    )


def _document(notice: ExchangeCard, words: Words) -> Markup:
    issued_on = notice.issued_on and formats.day(notice.issued_on)
    said = (
        (N_("Number: {value}"), notice.number),
        (N_("Date: {value}"), issued_on),
        (N_("From: {value}"), notice.issuer),
        (N_("Abstract: {value}"), formats.cut(notice.subject, LONGEST)),
        (N_("Content: {value}"), formats.cut(notice.content, LONGEST)),
        (N_("In answer to: {value}"), formats.cut("; ".join(notice.answers), LONGEST)),
        (N_("Replaces: {value}"), formats.cut("; ".join(notice.replaces), LONGEST)),
        (N_("Status: {value}"), _status(notice, words)),
        (N_("Reason: {value}"), formats.cut(notice.note, LONGEST)),
    )
    return lines(*(fill(words(text), value=value) for text, value in said if value))


def _status(notice: ExchangeCard, words: Words) -> str:
    known = STATUSES.get(notice.status)
    if known or not notice.status:
        return words(known) if known else ""
    return words("code {code}, which is not known").format(code=notice.status)


def _for_whom(notice: ExchangeCard, words: Words) -> Markup:
    said = (
        (N_("To: {value}"), formats.cut("; ".join(notice.to), LONGEST)),
        (N_("Added receivers: {value}"), formats.cut("; ".join(notice.added), LONGEST)),
        (
            N_("Removed receivers: {value}"),
            formats.cut("; ".join(notice.removed), LONGEST),
        ),
        (N_("Deadline: {value}"), notice.due_on and formats.day(notice.due_on)),
        (N_("Class: {value}"), ", ".join(notice.tags)),
        (N_("Marked as: {value}"), _steering(notice, words)),
        (N_("Urgency: {value}"), _urgency(notice, words)),
    )
    return lines(*(fill(words(text), value=value) for text, value in said if value))


def _urgency(notice: ExchangeCard, words: Words) -> str:
    said = URGENCY.get(notice.urgency)
    return words(said) if said else ""


def _steering(notice: ExchangeCard, words: Words) -> str:
    """A hint of the sender's program, which is often wrong."""
    said = STEERING.get(notice.steering)
    return words(said) if said else ""


def _aimed(notice: ExchangeCard, words: Words) -> Markup:
    """What pressing would touch, before anybody presses."""
    touched = TOUCHED.get(notice.kind)
    codes = _codes(notice.touched)
    return lines(
        fill(words(touched), codes=codes) if touched and codes else "",
        _stranger(notice, words),
        fill("⚠ {said}", said=words(SAME_NUMBER).format(codes=_codes(notice.doubtful)))
        if notice.doubtful
        else "",
    )


def _stranger(notice: ExchangeCard, words: Words) -> Markup:
    if not notice.stranger:
        return Markup("")
    told = words("⚠ {name} is no known unit: no task is touched.")
    return fill(told, name=notice.issuer or words("The sender"))


def _codes(codes: tuple[str, ...]) -> str:
    more = f", … (+{len(codes) - SHOWN})" if len(codes) > SHOWN else ""
    return ", ".join(codes[:SHOWN]) + more


def _outcome(notice: ExchangeCard, words: Words) -> Markup:
    if notice.state == "left":
        return fill(words("Left; nothing was changed."))
    if notice.outcome is None:
        return Markup("")
    added, changed = (formats.padded(n, words.language) for n in notice.outcome)
    told = words("Taken: {added} new tasks, {changed} changed.")
    unknown = words("Unknown units, not entered: {names}")
    cancelled = words("Cancelled: {codes}")
    untouched = words("Not touched: {codes}")
    return lines(
        fill(told, added=added, changed=changed),
        fill(cancelled, codes=_codes(notice.touched)) if notice.touched else "",
        fill(untouched, codes=_codes(notice.doubtful)) if notice.doubtful else "",
        fill(unknown, names="; ".join(notice.unknown)) if notice.unknown else "",
        _stranger(notice, words),
    )


def _keys(notice: ExchangeCard, words: Words) -> tuple[tuple[Button, ...], ...]:
    """Where another body's tasks may be meant, the clerk says so, or that they are not.

    A new document is told apart from theirs; any other takes them in or not.
    """
    if notice.state != "open":
        return ()
    verbs = [(words("Take"), "taken"), (words("Leave"), "left")]
    if notice.doubtful and notice.kind in (ExchangeKind.NEW, ExchangeKind.UPDATE):
        verbs = [
            (words("Take as another document"), "taken"),
            (words("Take as the same document"), "whole"),
            *verbs[1:],
        ]
    elif notice.doubtful:
        verbs.insert(1, (words("Take, those in doubt too"), "whole"))
    buttons = [
        Button(label, Press("x", str(notice.id), verb).pack()) for label, verb in verbs
    ]
    long = len(buttons) > 2  # they would not stand side by side
    return tuple((one,) for one in buttons) if long else (tuple(buttons),)
