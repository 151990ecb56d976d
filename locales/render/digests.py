"""All that is said to one person, or one group, at one moment."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from domain.buttons import Button, Keyboard, Press
from domain.notices import Digest, Section, TaskLine
from domain.reminders import Rule
from domain.tasks import task_code
from locales import formats
from locales.catalog import Words
from locales.html import Markup, bold, fill
from locales.render.cards import card_keyboard
from locales.render.data_quality import check_button, to_mend
from locales.render.lists import open_buttons
from locales.render.names import SECTIONS, VERBS
from locales.render.proposals import proposal_buttons, proposal_section
from locales.render.rendered import Rendered, lines, message
from locales.render.reviews import report_due, review, review_button, review_state
from locales.render.task_lines import (
    and_more,
    how_many,
    task_item,
    where_to_read,
)
from locales.render.unreached import unreached
from locales.render.urging import URGED_WORDS

# The reader answers for these tasks; the others he confirms, or only watches over.
LONGEST_NOTE = 500  # characters of the urger's own words
NOT_HIS = (Rule.TO_CONFIRM, Rule.ESCALATION, Rule.UNDATED_LIST)
SEEN = "ack"
ACKNOWLEDGED = (Rule.OVERDUE, Rule.ESCALATION, Rule.URGENT, Rule.URGED)
MOST_BUTTONS = 8
IN_A_ROW = 4


def digest(notice: Digest, words: Words, zone: ZoneInfo) -> Rendered:
    paragraphs = [_title(notice, words, zone), _urged(notice, words)]
    for section in notice.sections:
        paragraphs += _section(section, notice.in_group, words)
    paragraphs += [review(one, words) for one in notice.reviews]
    if notice.review_state is not None:
        paragraphs += review_state(notice.review_state, words)
    if notice.proposals:
        shown = notice.proposals
        paragraphs += proposal_section(shown, len(shown), words)
    if notice.data is not None:
        paragraphs.append(to_mend(notice.data, words))
    if notice.report is not None:
        paragraphs.append(report_due(notice.report, words))
    if notice.unreached is not None:
        paragraphs.append(unreached(notice.unreached, words))
    paragraphs.append(_how_to_answer(notice, words))
    return message(paragraphs, _keyboard(notice, words))


def _title(notice: Digest, words: Words, zone: ZoneInfo) -> Markup:
    slot = notice.slot.astimezone(zone)
    # Without its zone: in two zones one moment has two hours.
    clock = slot.replace(tzinfo=None)
    title = _of_moment(clock, words, urged=_has(notice, Rule.URGED))
    late = words("(sent late because the system was interrupted)")
    return lines(title, late if notice.late else "")


@lru_cache(maxsize=100)  # all of a Friday's reminders have the same
def _of_moment(clock: datetime, words: Words, *, urged: bool) -> Markup:
    said = words("Reminder of {time}, {weekday}, {date}")
    if urged:
        said = words("Urging of {time}, {weekday}, {date}")
    title = fill(
        said,
        time=f"{clock:%H:%M}",
        weekday=formats.weekday(clock.date(), words.language),
        date=formats.day(clock.date()),
    )
    return fill("📋 {title}", title=bold(title))


def _urged(notice: Digest, words: Words) -> Markup:
    """Who urges, what he asks for, and his own words; a group may read no name."""
    if not _has(notice, Rule.URGED):
        return Markup("")
    by = Markup("")
    if notice.urged_by:
        by = fill(words("Urged by: {name}"), name=bold(notice.urged_by))
    asked = fill(words(URGED_WORDS))
    note = formats.cut(notice.note, LONGEST_NOTE)
    return lines(by, asked, fill("“{note}”", note=note) if note else Markup(""))


def _section(section: Section, in_group: bool, words: Words) -> list[Markup]:
    heading = _heading(section.rule, section.total, words)
    items = [task_item(one, words, in_group=in_group) for one in section.lines]
    rest = Markup(and_more(section.total - len(section.lines), words))
    return [lines(heading, *items[:1]), *items[1:], rest]


@lru_cache(maxsize=1_000)
def _heading(rule: Rule, total: int, words: Words) -> Markup:
    count = how_many(total, words)
    return bold(fill("{heading}: {count}", heading=words(SECTIONS[rule]), count=count))


def _tasks(notice: Digest) -> list[TaskLine]:
    """Each task once, in the order of the sections."""
    found = {one.id: one for section in notice.sections for one in section.lines}
    return list(found.values())


def _owed(notice: Digest) -> list[Section]:
    """The sections that ask for an answer."""
    return [one for one in notice.sections if one.rule not in NOT_HIS]


def _has(notice: Digest, rule: Rule) -> bool:
    return any(one.rule is rule for one in notice.sections)


def _is_cut(notice: Digest) -> bool:
    return any(one.total > len(one.lines) for one in notice.sections)


def _how_to_answer(notice: Digest, words: Words) -> Markup:
    """By example, with the code when the answer alone would not tell the task."""
    owed = _owed(notice)
    if not owed:
        return _how_to_confirm(notice, words) or _how_to_direct(notice, words)
    code = task_code(owed[0].lines[0].id) if owed[0].lines else "NV-12"
    if notice.in_group:
        how = words("Please answer this message, or type /capnhat {code} 60%.")
        where = (where_to_read(one, words) for one in owed[0].lines[:1])
        return lines(fill(how, code=code), *where)
    if len(_tasks(notice)) == 1 and not _is_cut(notice):
        return fill(
            words(
                "Please answer this message, for example: “60%”, “done, report"
                " 123/BC-STC of 12/11/2026”."
            )
        )
    return fill(
        words(
            "Please answer this message with the code of the task, for example:"
            " “{code} 60%”, “{code} done, report 123/BC-STC of 12/11/2026”."
        ),
        code=code,
    )


def _how_to_confirm(notice: Digest, words: Words) -> Markup:
    confirmed = [one for one in notice.sections if one.rule is Rule.TO_CONFIRM]
    tasks = confirmed[0].lines if confirmed else ()
    if not tasks or notice.in_group:
        return Markup("")
    return fill(
        words(
            "Please check the result, then press a button or type /xacnhan {code};"
            " to return it: /tralai {code} with the reason."
        ),
        code=task_code(tasks[0].id),
    )


def _how_to_direct(notice: Digest, words: Words) -> Markup:
    if not _has(notice, Rule.ESCALATION):
        return Markup("")
    return fill(words("Please direct the units concerned. All of them: /quahan"))


def _keyboard(notice: Digest, words: Words) -> Keyboard:
    why = ((Button(words("Why?"), Press("w", "all", "why").pack()),),)
    if notice.in_group:
        return why
    reviews = tuple(
        (review_button(one, words, alone=len(notice.reviews) == 1),)
        for one in notice.reviews
    )
    return (
        *_task_buttons(notice, words),
        *_received(notice, words),
        *_later(notice, words),
        *reviews,
        *proposal_buttons(notice.proposals, words),
        *(((check_button(words),),) if notice.data else ()),
        *why,
    )


def _received(notice: Digest, words: Words) -> Keyboard:
    """What is overdue, urgent or urged can be acknowledged, all of it at once."""
    if not any(_has(notice, rule) for rule in ACKNOWLEDGED):
        return ()
    return ((Button(words(VERBS[SEEN]), Press("a", "all", SEEN).pack()),),)


def _later(notice: Digest, words: Words) -> Keyboard:
    """What is due soon can be put off for some days."""
    buttons = []
    for days in notice.snooze:
        said = words.plural("Again in {days} day", "Again in {days} days", days)
        label = said.format(days=formats.padded(days, words.language))
        buttons.append(Button(label, Press("z", str(days), "later").pack()))
    return (tuple(buttons),) if buttons else ()


def _task_buttons(notice: Digest, words: Words) -> Keyboard:
    tasks, is_cut = _tasks(notice), _is_cut(notice)
    if len(tasks) == 1 and not is_cut:
        verbs = _verbs(notice.sections[0].rule)
        return card_keyboard(tasks[0].id, tasks[0].version, verbs, words)
    keys = open_buttons(tuple(tasks[:MOST_BUTTONS]), IN_A_ROW)
    whole = _whole_list(notice)
    if whole is None or (not is_cut and len(tasks) <= MOST_BUTTONS):
        return keys
    return (*keys, (Button(words("See all"), Press("l", whole, "go").pack()),))


def _verbs(rule: Rule) -> tuple[str, ...]:
    if rule is Rule.TO_CONFIRM:
        return ("confirm", "return")
    return ("open",) if rule in NOT_HIS else ("done", "doing")


def _whole_list(notice: Digest) -> str | None:
    """The list that shows what was cut; there is none of undated tasks."""
    if _owed(notice):
        return "mine.1"
    if _has(notice, Rule.TO_CONFIRM):
        return "to_confirm.1"
    return "overdue.1" if _has(notice, Rule.ESCALATION) else None
