"""The message that bears a calendar file, and how deadlines are named in it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from domain.buttons import Button, Keyboard, Press
from domain.explanations import CalendarFile
from locales import formats
from locales.calendar_files import write_calendar
from locales.catalog import Words
from locales.html import fill
from locales.render.rendered import Rendered, captioned

FILE = "han-nhiem-vu.ics"
KIND, FEED = "f", "feed"
NEW, OFF = "new", "off"


def calendar_file(notice: CalendarFile, words: Words, zone: ZoneInfo) -> Rendered:
    said = words.plural(
        "{count} deadline. Open the file to take it into your calendar.",
        "{count} deadlines. Open the file to take them into your calendar.",
        len(notice.deadlines),
    )
    count = formats.padded(len(notice.deadlines), words.language)
    content = write_calendar(
        notice.deadlines, words, now=notice.made_at, office=notice.office
    )
    return captioned(
        fill("📅 {said}", said=fill(said, count=count)),
        _keyboard(words) if notice.feeds else (),
        document=(FILE, content.encode()),
    )


def _keyboard(words: Words) -> Keyboard:
    """A subscription follows what changes; the file does not."""
    labels = {NEW: words("Private address"), OFF: words("Revoke the address")}
    return tuple(
        (Button(label, Press(KIND, FEED, verb).pack()),)
        for verb, label in labels.items()
    )
