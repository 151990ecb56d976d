"""When a document was digitally signed and sent, as an answer says (CT 20, point i)."""

from __future__ import annotations

import re
from datetime import date, time

from domain.replies import Signing, Stamp
from locales.reading.dates import read_date
from locales.reading.found import UnreadableDate
from locales.reading.words import tidy

_WHEN = (
    r"(?:(?:\s+(?:qua|trên|tren)\s+[^,;.\d]{1,40}?)?"
    r"(?:\s*(?:vào lúc|vao luc|lúc|luc|hồi|hoi)\s+"
    r"(?P<hour>\d{1,2})\s*(?:h|giờ|gio|g|:)\s*(?P<minute>\d{2})?)?"
    r"\s*,?\s*(?:ngày|ngay)?\s*"
    r"(?P<day>hôm nay|hom nay|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?))?"
)
_SIGNED = re.compile(
    r"(?:(?P<no>không|khong|chưa|chua)\s+)?\b(?:ký|ky)\s+(?:số|so)\b(?!\s*:?\s*\d+\s*/\s*"
    r"[A-ZĐ])" + _WHEN,
    re.IGNORECASE,
)
_SENT = re.compile(r"\b(?:gửi|gui)\b" + _WHEN, re.IGNORECASE)


def read_signing(text: str, *, today: date) -> Signing:
    """What was not said is None. A date belongs to the word right before it: that of
    the document itself is none of these."""
    clean = tidy(text)
    signed, sent = _SIGNED.search(clean), _SENT.search(clean)
    if signed is not None and signed["no"]:
        return Signing(digitally=False, sent=_stamp(sent, today))
    return Signing(
        digitally=True if signed is not None else None,
        signed=_stamp(signed, today),
        sent=_stamp(sent, today),
    )


def _stamp(found: re.Match[str] | None, today: date) -> Stamp | None:
    if found is None or not found["day"]:
        return None
    try:
        on = read_date(found["day"], today=today, prefer="past")
    except UnreadableDate:
        return None
    return None if on is None else Stamp(on, _time(found))


def _time(found: re.Match[str]) -> time | None:
    """None if none was said, or if there is no such time."""
    hour, minute = int(found["hour"] or 99), int(found["minute"] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
