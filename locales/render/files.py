"""A file of a report: its caption says of what it is, as of when."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from domain.buttons import Button, Keyboard, Press
from domain.process_notices import KeptFile
from domain.report_facts import SHOWN
from domain.summary_notices import FileKind, ReportFile
from domain.tasks import task_code
from locales import formats
from locales.catalog import N_, Words
from locales.changes import period_name
from locales.html import bold, fill, safe
from locales.render.rendered import Rendered, captioned, lines, rows
from locales.render.summary_buttons import about_period, file_button

LONGEST_CAPTION = 500  # characters; Telegram takes 1,024 in all
RECEIVED = (N_("Received"), "received")
SEND = (N_("Send to the synthesis division"), "sent")
TITLES = {
    FileKind.CHART: N_("Chart, {period}"),
    FileKind.BOOK: N_("Figures, {period}"),
    FileKind.CSV: N_("For the portal (.csv), {period}"),
    FileKind.JSON: N_("For the portal (.json), {period}"),
    FileKind.PACKAGE: N_("Package of a division, {period}"),
    FileKind.PAPER: N_("Draft paper, {period}: number and day are left blank"),
    FileKind.LETTERS: N_(
        "Drafts of the reminder letters, {period}: one for each unit that is late"
    ),
    FileKind.UNDATED: N_("Draft report on tasks without a deadline, {period}"),
}

PACKAGE_OF = N_("Package of {unit}, {period}")
RELEASED = N_("Paper, {period}: figures released; number and day are left blank")


def report_file(notice: ReportFile, words: Words, zone: ZoneInfo) -> Rendered:
    name, unit = period_name(notice.period, words), notice.unit
    title = words(_title(notice))
    is_named = not unit or "{unit}" in title
    caption = lines(
        bold(fill(title, period=name, unit=unit)),
        "" if is_named else fill(words("Unit: {unit}"), unit=unit),
        fill(words("Figures as of {date}"), date=formats.day(notice.as_of)),
        fill(
            words("Fingerprint of the figures: {code}"),
            code=notice.fingerprint[:SHOWN],
        ),
    )
    attached = (notice.name, notice.content)
    if notice.kind is FileKind.CHART:
        return captioned(caption, picture=attached)
    return captioned(caption, _buttons(notice, words), document=attached)


def _title(notice: ReportFile) -> str:
    if notice.kind is FileKind.PAPER and notice.drawn is None:
        return RELEASED
    if notice.kind is FileKind.PACKAGE and notice.unit:
        return PACKAGE_OF
    return TITLES[notice.kind]


def _buttons(notice: ReportFile, words: Words) -> Keyboard:
    """Under a package what becomes of it; under a draft the other drafts."""
    if notice.unit_id is not None:
        about = f"{notice.unit_id}.{notice.period.code}"
        label, verb = SEND if notice.is_own else RECEIVED
        return ((Button(words(label), Press("m", about, verb).pack()),),)
    if notice.kind is not FileKind.PAPER or notice.drawn is None:
        return ()
    about = about_period(notice.period, str(notice.drawn.report.asked.unit_id or ""))
    return rows([file_button(one, about, words) for one in notice.drawn.besides], 1)


def kept_file(notice: KeptFile, words: Words, zone: ZoneInfo) -> Rendered:
    """A proof as it was sent, with what was said of it."""
    caption = lines(
        fill(words("Proof for {code}"), code=bold(task_code(notice.task_id))),
        safe(notice.name),
        safe(formats.cut(notice.caption, LONGEST_CAPTION)),
    )
    return captioned(caption, kept=(notice.file_id, notice.is_photo))
