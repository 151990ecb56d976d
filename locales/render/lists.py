"""A page of tasks, with buttons that open one and that turn the page."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from domain.buttons import MAX_BYTES, Button, Keyboard, Press
from domain.notices import TaskLine, TaskList
from domain.summary_notices import Part
from locales import formats
from locales.catalog import N_, Words
from locales.html import Markup, bold, fill
from locales.render.rendered import Rendered, message, opening, rows
from locales.render.task_lines import task_item

TITLES = {
    "mine": N_("Your tasks"),
    "unit": N_("Tasks of the unit"),
    "overdue": N_("Overdue tasks"),
    "to_confirm": N_("Tasks waiting for confirmation"),
    "found": N_("Found"),
    Part.OVERDUE: N_("Overdue, whenever given"),
    Part.LATE: N_("Due in the period and done late"),
    Part.OPEN: N_("Due in the period and not done"),
    Part.TO_CONFIRM: N_("Waiting for confirmation, whenever given"),
    Part.UNDATED: N_("Not done, without a deadline, whenever given"),
    Part.FELL_DUE: N_("Overdue now, and not so before"),
    Part.REOPENED: N_("Overdue now, and done before"),
    Part.RECEIVED: N_("Overdue now, and with another unit before"),
    Part.DONE: N_("Overdue before, and done since"),
    Part.EXTENDED: N_("Overdue before, with a later deadline now"),
    Part.MOVED: N_("Overdue before, and moved to another unit since"),
    Part.WITHDRAWN: N_("Overdue before, and withdrawn since"),
}
NOTHING = {
    "overdue": N_("There are no overdue tasks."),
    "to_confirm": N_("There are no tasks waiting for confirmation."),
}
OTHER_TITLE = N_("Tasks")
NO_OPEN = N_("You have no open tasks.")
IN_A_ROW = 5


def task_list(notice: TaskList, words: Words, zone: ZoneInfo) -> Rendered:
    if not notice.lines:
        return message([fill(words(NOTHING.get(notice.kind, NO_OPEN)))])
    items = [task_item(line, words, in_group=notice.in_group) for line in notice.lines]
    return message(
        [_title(notice, words), *items, _narrowing(notice, words)],
        _keyboard(notice, words),
    )


def _narrowing(notice: TaskList, words: Words) -> Markup:
    if not notice.more:
        return Markup("")
    said = words("Only the newest {count} are listed. Please add another word.")
    return fill(said, count=formats.padded(notice.total, words.language))


def _title(notice: TaskList, words: Words) -> Markup:
    title = words(TITLES.get(notice.kind, OTHER_TITLE))
    named = f"{title} – {notice.unit}" if notice.unit else title
    named = f"{title} “{notice.typed}”" if notice.typed else named
    count = formats.padded(notice.total, words.language)
    head = bold(fill("{title}: {count}", title=named, count=count))
    if notice.pages <= 1:
        return fill("📋 {head}", head=head)
    page = fill(words("(page {page} of {pages})"), page=notice.page, pages=notice.pages)
    return fill("📋 {head} {page}", head=head, page=page)


def _keyboard(notice: TaskList, words: Words) -> Keyboard:
    """In a group a list opens no single task: its card is for one reader."""
    opened = () if notice.in_group else open_buttons(notice.lines)
    return (*opened, *_page_buttons(notice, words), *_urging(notice, words))


def _urging(notice: TaskList, words: Words) -> Keyboard:
    """All of the list at once, after a preview."""
    if not notice.can_urge:
        return ()
    unit = f".{notice.argument}" if notice.argument else ""
    data = Press("g", f"{notice.kind}{unit}", "ask").pack()
    return ((Button(words("Urge all of them"), data),),)


def open_buttons(lines: tuple[TaskLine, ...], width: int = IN_A_ROW) -> Keyboard:
    return rows(map(opening, lines), width)


def _page_buttons(notice: TaskList, words: Words) -> Keyboard:
    labels = {
        notice.page - 1: words("‹ Previous"),
        notice.page + 1: words("Next ›"),
    }
    keys = [
        Button(label, data)
        for page, label in labels.items()
        if 1 <= page <= notice.pages and (data := _page_data(notice, page))
    ]
    return (tuple(keys),) if keys else ()


def _page_data(notice: TaskList, page: int) -> str | None:
    """The way to a page; None when the argument does not fit into a button."""
    argument = f"{notice.kind}.{page}"
    if notice.argument:
        argument = f"{argument}.{notice.argument}"
    data = Press("l", argument, "go").pack()
    fits = data.isascii() and ":" not in argument and len(data) <= MAX_BYTES
    return data if fits else None
