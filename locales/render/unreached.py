"""Who cannot be told of his tasks, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from domain.admin_notices import UnreachedLine, UnreachedList
from domain.reach import Cause
from locales import formats
from locales.catalog import N_, Words
from locales.html import Markup, bold, fill
from locales.render.rendered import lines

CAUSES: Mapping[Cause, str] = {
    Cause.NEVER_LINKED: N_("has not linked an account yet"),
    Cause.BLOCKED: N_("has blocked the bot or deleted the chat"),
    Cause.LEFT: N_("has left; the tasks have not been handed over"),
}


def unreached(notice: UnreachedList, words: Words) -> Markup:
    """One line for each person; no figure here says that somebody did nothing."""
    title = words("Cannot be told of tasks: {count}")
    count = formats.padded(notice.total, words.language)
    return lines(
        bold(fill(title, count=count)),
        *(_line(one, words) for one in notice.lines),
        _rest(notice, words),
        fill(
            words(
                "Reminders do not reach them. Please have them open their invitation"
                " link, name a stand-in by /vangmat, or hand the tasks over by"
                " /bangiao."
            )
        ),
    )


def _line(one: UnreachedLine, words: Words) -> Markup:
    tasks = words.plural("{count} task", "{count} tasks", one.tasks)
    line = "• {name} – {unit}: {cause} ({tasks})"
    if one.above:
        line = words("• {name} – {unit}: {cause} (as a superior, of {tasks})")
    return fill(
        line,
        name=one.name,
        unit=one.unit,
        cause=words(CAUSES[one.cause]),
        tasks=tasks.format(count=formats.padded(one.tasks, words.language)),
    )


def _rest(notice: UnreachedList, words: Words) -> Markup:
    hidden = notice.total - len(notice.lines)
    if hidden <= 0:
        return Markup("")
    said = words.plural("… {count} more person", "… {count} more people", hidden)
    return fill(said, count=formats.padded(hidden, words.language))
