"""A file of a report: its caption says of what it is, as of when."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from domain.buttons import Button, Press
from domain.report_facts import SHOWN
from domain.summary_notices import FileKind, ReportFile
from locales import formats
from locales.catalog import N_, Words
from locales.changes import period_name
from locales.html import bold, fill
from locales.render.rendered import Rendered, lines

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
        return Rendered((caption,), picture=attached)
    if notice.unit_id is not None:
        about = f"{notice.unit_id}.{notice.period.code}"
        received = Button(words("Received"), Press("m", about, "received").pack())
        return Rendered((caption,), ((received,),), document=attached)
    return Rendered((caption,), document=attached)
