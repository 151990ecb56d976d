"""What a unit took over from one that ended: how many tasks, and which."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from domain.buttons import Button, TaskPress
from domain.ending_notices import Inherited, InheritedTask
from domain.tasks import task_code
from locales import formats
from locales.catalog import N_, Words
from locales.html import Markup, bold, fill, joined, safe
from locales.render.rendered import (
    Rendered,
    captioned,
    lines,
    message,
    paragraphs,
    rows,
)
from locales.render.task_lines import JOINT, LONGEST_CONTENT

COUNTS = {
    "led": N_("Tasks to lead: {count}"),
    "tracked": N_("Tasks to track: {count}"),
    "supported": N_("Tasks to co-operate in: {count}"),
}


def inherited(notice: Inherited, words: Words, zone: ZoneInfo) -> Rendered:
    """A caption is short: with a file beside it no task is named."""
    said = words("Since {date} the open tasks of {former} are those of {unit}.")
    head = fill(
        said,
        date=formats.day(notice.since),
        former=", ".join(notice.former),
        unit=notice.unit,
    )
    basis = fill(words("By {document}"), document=notice.basis)
    counts = [
        fill(words(label), count=formats.padded(found, words.language))
        for name, label in COUNTS.items()
        if (found := getattr(notice, name))
    ]
    to_do = safe(words("Please say who does them: /phancong. Their history stays."))
    parts = [
        lines(bold(words("Tasks taken over")), head, basis if notice.basis else ""),
        lines(*counts),
        *(_line(task, words) for task in notice.tasks if notice.file is None),
        to_do if notice.led else Markup(""),
    ]
    if notice.file is not None:
        return captioned(paragraphs(parts), document=notice.file)
    return message(parts, rows(map(_opening, notice.tasks), 3))


def _line(task: InheritedTask, words: Words) -> Markup:
    due = (
        words("due on {date}").format(date=formats.day(task.due_on))
        if (task.due_on)
        else words("no deadline set")
    )
    head = [bold(task_code(task.id)), safe(formats.cut(task.content, LONGEST_CONTENT))]
    foot = [safe(task.number), safe(due), safe(task.officer)]
    return lines(joined(JOINT, head), joined(JOINT, foot))


def _opening(task: InheritedTask) -> Button:
    press = TaskPress(task.id, task.version, "open")
    return Button(task_code(task.id), press.pack())
