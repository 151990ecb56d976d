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
LONGEST = 300


def exchange_card(notice: ExchangeCard, words: Words, zone: ZoneInfo) -> Rendered:
    return message(
        [
            bold(words(KINDS[notice.kind])),
            _document(notice, words),
            _for_whom(notice, words),
            lines(*(fill("⚠ {doubt}", doubt=words(DOUBTS[d])) for d in notice.doubts)),
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
        (N_("In answer to: {value}"), "; ".join(notice.answers)),
        (N_("Status: {value}"), _status(notice, words)),
        (N_("Reason: {value}"), formats.cut(notice.note, LONGEST)),
    )
    return lines(*(fill(words(text), value=value) for text, value in said if value))


def _status(notice: ExchangeCard, words: Words) -> str:
    return words(STATUSES[notice.status]) if notice.status else ""


def _for_whom(notice: ExchangeCard, words: Words) -> Markup:
    said = (
        (N_("To: {value}"), formats.cut("; ".join(notice.to), LONGEST)),
        (N_("Deadline: {value}"), notice.due_on and formats.day(notice.due_on)),
        (N_("Class: {value}"), ", ".join(notice.tags)),
        (N_("Urgency: {value}"), _urgency(notice, words)),
    )
    return lines(*(fill(words(text), value=value) for text, value in said if value))


def _urgency(notice: ExchangeCard, words: Words) -> str:
    said = URGENCY.get(notice.urgency)
    return words(said) if said else ""


def _outcome(notice: ExchangeCard, words: Words) -> Markup:
    if notice.state == "left":
        return fill(words("Left; nothing was changed."))
    if notice.outcome is None:
        return Markup("")
    added, changed = (formats.padded(n, words.language) for n in notice.outcome)
    told = words("Taken: {added} new tasks, {changed} changed.")
    unknown = words("Unknown units, not entered: {names}")
    return lines(
        fill(told, added=added, changed=changed),
        fill(unknown, names="; ".join(notice.unknown)) if notice.unknown else "",
    )


def _keys(notice: ExchangeCard, words: Words) -> tuple[tuple[Button, ...], ...]:
    if notice.state != "open":
        return ()
    verbs = ((words("Take"), "taken"), (words("Leave"), "left"))
    number = str(notice.id)
    return (tuple(Button(label, Press("x", number, v).pack()) for label, v in verbs),)
