"""A file of a report: its caption says of what it is, as of when."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from domain.buttons import Button, Press
from domain.process_notices import KeptFile
from domain.report_facts import SHOWN
from domain.summary_notices import FileKind, ReportFile
from domain.tasks import task_code
from locales import formats
from locales.catalog import N_, Words
from locales.changes import period_name
from locales.html import bold, fill, safe
from locales.render.rendered import Rendered, captioned, lines

LONGEST_CAPTION = 500  # characters; Telegram takes 1,024 in all
TITLES = {
    FileKind.CHART: N_("Chart, {period}"),
    FileKind.BOOK: N_("Figures, {period}"),
    FileKind.CSV: N_("For the portal (.csv), {period}"),
    FileKind.JSON: N_("For the portal (.json), {period}"),
    FileKind.PACKAGE: N_("Package of a division, {period}"),
    FileKind.PAPER: N_("Draft paper, {period}: number and day are left blank"),
}


def report_file(notice: ReportFile, words: Words, zone: ZoneInfo) -> Rendered:
    title = words(TITLES[notice.kind])
    caption = lines(
        bold(fill(title, period=period_name(notice.period, words))),
        fill(words("Unit: {unit}"), unit=notice.unit) if notice.unit else "",
        fill(words("Figures as of {date}"), date=formats.day(notice.as_of)),
        fill(
            words("Fingerprint of the figures: {code}"),
            code=notice.fingerprint[:SHOWN],
        ),
    )
    attached = (notice.name, notice.content)
    if notice.kind is FileKind.CHART:
        return captioned(caption, picture=attached)
    if notice.unit_id is not None:
        about = f"{notice.unit_id}.{notice.period.code}"
        received = Button(words("Received"), Press("m", about, "received").pack())
        return captioned(caption, ((received,),), document=attached)
    return captioned(caption, document=attached)


def kept_file(notice: KeptFile, words: Words, zone: ZoneInfo) -> Rendered:
    """A proof as it was sent, with what was said of it."""
    caption = lines(
        fill(words("Proof for {code}"), code=bold(task_code(notice.task_id))),
        safe(notice.name),
        safe(formats.cut(notice.caption, LONGEST_CAPTION)),
    )
    return captioned(caption, kept=(notice.file_id, notice.is_photo))
