"""What an urging would send, before it is sent; and questions that offer a choice."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from domain.buttons import Button, Keyboard, Press
from domain.notices import Saying
from domain.urging import Which
from domain.urging_notices import Offer, UrgePreview
from locales import formats
from locales.catalog import N_, Words
from locales.facts import shown
from locales.html import Markup, bold, fill
from locales.render.rendered import Rendered, lines, message, rows
from locales.sayings import saying_words

# What everybody who is urged reads; the preview shows the same.
URGED_WORDS = N_("Please carry out the tasks below and report their progress.")
LONGEST_CONTENT = 300
LONGEST_NAME = 40  # characters of a name on a button

STATES: Mapping[Which, str] = {
    Which.OWED: N_("tasks that are not done yet"),
    Which.OVERDUE: N_("overdue tasks"),
    Which.DUE: N_("tasks that are overdue or due today"),
    Which.DUE_SOON: N_("tasks that are due soon"),
    Which.RETURNED: N_("tasks that were returned as insufficient"),
    Which.NOT_STARTED: N_("tasks that are not started"),
    Which.IN_PROGRESS: N_("tasks that are in progress"),
}
VERBS: Mapping[str, str] = {
    "send": N_("Send"),
    "no": N_("Cancel"),
    "yes": N_("Right"),
    "back": N_("Is back"),
    "other": N_("Other days"),
    "all": N_("All of them"),
    "some": N_("Choose some"),
    "report": N_("Must report"),
    "no_report": N_("Need not report"),
    "undated": N_("No deadline"),
}


def urge_preview(notice: UrgePreview, words: Words, zone: ZoneInfo) -> Rendered:
    keys = tuple(_button(notice.question_id, verb, words) for verb in ("send", "no"))
    return message(
        [
            _title(notice, words),
            _counts(notice, words),
            _text(notice, words),
            _unreached(notice, words),
            _when(notice, words, zone),
        ],
        (keys,),
    )


def _title(notice: UrgePreview, words: Words) -> Markup:
    title = fill("📣 {title}", title=bold(words("Urging, not sent yet")))
    if notice.content:
        content = formats.cut(notice.content, LONGEST_CONTENT)
        task = fill("{code}: {content}", code=notice.codes[0], content=content)
        return lines(title, task)
    which = fill(words("About: {which}"), which=words(STATES[notice.which]))
    unit = fill(words("Unit: {unit}"), unit=notice.unit) if notice.unit else Markup("")
    return lines(title, which, unit)


def _counts(notice: UrgePreview, words: Words) -> Markup:
    tasks = words.plural("{count} task", "{count} tasks", notice.tasks)
    people = words.plural("{count} person", "{count} people", notice.people)
    groups = words.plural("{count} group", "{count} groups", notice.groups)
    to = [_count(people, notice.people, words)] if notice.people else []
    to += [_count(groups, notice.groups, words)] if notice.groups else []
    sent = fill(
        words("{tasks}, to {recipients}; each gets one message."),
        tasks=_count(tasks, notice.tasks, words),
        recipients=", ".join(to),
    )
    return lines(sent, _codes(notice, words), _again(notice, words))


def _count(said: str, count: int, words: Words) -> str:
    return said.format(count=formats.padded(count, words.language))


def _codes(notice: UrgePreview, words: Words) -> Markup:
    if notice.content:
        return Markup("")
    more = " …" if notice.tasks > len(notice.codes) else ""
    return fill("{codes}{more}", codes=", ".join(notice.codes), more=more)


def _again(notice: UrgePreview, words: Words) -> Markup:
    if not notice.again:
        return Markup("")
    said = words.plural(
        "{count} of them was urged today already.",
        "{count} of them were urged today already.",
        notice.again,
    )
    return fill(_count(said, notice.again, words))


def _text(notice: UrgePreview, words: Words) -> Markup:
    """The words to be sent; each reader's own tasks stand below them."""
    note = fill("“{note}”", note=notice.note) if notice.note else Markup("")
    asked = fill(words(URGED_WORDS))
    return lines(fill(words("Words to be sent:")), asked, note)


def _unreached(notice: UrgePreview, words: Words) -> Markup:
    if not notice.unreached_total and not notice.untold:
        return Markup("")
    more = " …" if notice.unreached_total > len(notice.unreached) else ""
    who = fill(
        words("Cannot be reached ({count}): {names}"),
        count=formats.padded(notice.unreached_total, words.language),
        names=", ".join(notice.unreached) + more,
    )
    return lines(who if notice.unreached_total else "", _untold(notice, words))


def _untold(notice: UrgePreview, words: Words) -> Markup:
    if not notice.untold:
        return Markup("")
    said = words.plural(
        "Of {count} task nobody can be told, not even a group.",
        "Of {count} tasks nobody can be told, not even a group.",
        notice.untold,
    )
    return fill(_count(said, notice.untold, words))


def _when(notice: UrgePreview, words: Words, zone: ZoneInfo) -> Markup:
    if notice.leaves_at is None:
        return Markup("")
    at = formats.moment(notice.leaves_at, zone, words.language)
    return fill(words("It is a quiet hour: it would be sent at {moment}."), moment=at)


def offer(notice: Offer, words: Words, zone: ZoneInfo) -> Rendered:
    """The names in rows of two, the words of ours in a row of their own."""
    said = saying_words(Saying(notice.saying), notice.facts, words)
    named = [
        Button(
            formats.cut(name, LONGEST_NAME),
            Press("q", str(notice.question_id), verb).pack(),
        )
        for verb, name in notice.named
    ]
    verbs = notice.verbs or ("no",)
    own = tuple(_button(notice.question_id, verb, words) for verb in verbs)
    keyboard: Keyboard = (*rows(named, 2), own)
    return message([fill(said, **shown(notice.facts, words))], keyboard)


def _button(question_id: int, verb: str, words: Words) -> Button:
    return Button(words(VERBS[verb]), Press("q", str(question_id), verb).pack())
