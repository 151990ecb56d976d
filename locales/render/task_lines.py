"""One task in a list: two short lines."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from domain.notices import TaskLine
from domain.tasks import Progress, Urgency, task_code
from domain.terms import Term
from locales import formats
from locales.catalog import Words
from locales.html import Markup, bold, fill, joined, mention, safe
from locales.render.names import PROGRESS, SIGNS, STANDING, URGENCY
from locales.render.rendered import lines

LONGEST_CONTENT = 120  # characters in a list
JOINT = " · "


def task_item(line: TaskLine, words: Words, *, in_group: bool = False) -> Markup:
    """🔴 NV-12 · content / unit · hạn 15/11/2026 · quá hạn 05 ngày."""
    head = [
        Markup(f"{sign_of(line)} {bold(task_code(line.id))}"),
        urgency_of(line, words),
        safe(formats.cut(line.content, LONGEST_CONTENT)),
    ]
    foot = [
        safe(line.unit),
        deadline_of(line, words),
        safe(standing_of(line, words)),
        # The gatherer leaves the name out where the office does not show it.
        _officer(line) if in_group else safe(percent_of(line, words)),
    ]
    return lines(joined(JOINT, head), joined(JOINT, foot))


def _officer(line: TaskLine) -> Markup:
    if line.officer is None or line.account is None:
        return safe(line.officer or "")
    return mention(line.officer, line.account)


def where_to_read(line: TaskLine, words: Words) -> Markup:
    """Where a group reads no content: what the task is, is asked in private."""
    if line.content:
        return Markup("")
    said = words("What it is about is told in private: /trangthai {code}")
    return fill(said, code=task_code(line.id))


def sign_of(line: TaskLine) -> str:
    """One calm sign: the colour of the term, or that it waits, or that it is done."""
    if line.progress is Progress.REPORTED:
        return "⏳"
    if line.progress is Progress.DONE:
        return "✅"
    return SIGNS.get(line.term, "✅")


def urgency_of(line: TaskLine, words: Words) -> Markup:
    """Hỏa tốc and the like stand out; the normal case is not said."""
    if line.urgency is Urgency.NORMAL:
        return Markup("")
    return bold(words(URGENCY[line.urgency]))


def deadline_of(line: TaskLine, words: Words) -> Markup:
    return Markup("") if line.due_on is None else _due_on(line.due_on, words)


# Thousands of lines of a Friday have a few deadlines between them.
@lru_cache(maxsize=1_000)
def _due_on(day: date, words: Words) -> Markup:
    return fill(words("due on {date}"), date=formats.day(day))


def standing_of(line: TaskLine, words: Words) -> str:
    """Where it stands against its deadline, with the days."""
    return _standing(line.progress, line.term, line.days, words)


@lru_cache(maxsize=1_000)
def _standing(progress: Progress, term: Term, days: int, words: Words) -> str:
    if progress is Progress.REPORTED:
        return words("waiting for confirmation")
    if progress is Progress.DONE and term is Term.NO_DEADLINE:
        return words(PROGRESS[Progress.DONE])
    if term is Term.OVERDUE:
        late = words.plural("{days} day overdue", "{days} days overdue", days)
        return late.format(days=formats.padded(days, words.language))
    if term in STANDING:
        return words(STANDING[term])
    return _days_left(days, words)


def _days_left(days: int, words: Words) -> str:
    if days <= 0:
        return words("no working day left")
    left = words.plural("{days} working day left", "{days} working days left", days)
    return left.format(days=formats.padded(days, words.language))


def percent_of(line: TaskLine, words: Words) -> str:
    """How far, if it was said and is not the end."""
    if line.percent is None or line.progress is not Progress.IN_PROGRESS:
        return ""
    return words("at {percent}%").format(percent=line.percent)


def how_many(count: int, words: Words) -> str:
    said = words.plural("{count} task", "{count} tasks", count)
    return said.format(count=formats.padded(count, words.language))


def and_more(hidden: int, words: Words) -> str:
    """What is said below a list that is not shown whole: còn 05 nhiệm vụ."""
    if hidden <= 0:
        return ""
    said = words.plural("… {count} more task", "… {count} more tasks", hidden)
    return said.format(count=formats.padded(hidden, words.language))
