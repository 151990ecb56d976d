"""Deadlines as an iCalendar file, line by line."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from domain.deadlines import Deadline
from locales.calendar_files import LONGEST, write_calendar
from locales.catalog import Words

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
LONG = "Tham mưu Ủy ban nhân dân tỉnh ban hành kế hoạch, " * 6


def written(words: Words, *deadlines: Deadline) -> str:
    return write_calendar(deadlines, words, now=NOW, office="dondoc_bot")


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def deadline(content: str = "", due_on: date = date(2026, 12, 31)) -> Deadline:
    return Deadline(12, due_on, 2, "Sở Nội vụ", "419/UBND-TH", content)


def test_a_deadline_is_a_whole_day_with_a_name_that_stays(vi: Words) -> None:
    lines = unfolded(written(vi, deadline()))
    for line in (
        *("UID:nv-12@dondoc_bot", "SEQUENCE:2", "SUMMARY:Hạn: NV-12\\, Sở Nội vụ"),
        *("DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101"),
        *("DTSTAMP:20261120T080000Z", "DESCRIPTION:419/UBND-TH"),
    ):
        assert line in lines
    assert not any("VALARM" in line for line in lines)


def test_long_lines_are_folded_between_letters(vi: Words) -> None:
    text = written(vi, deadline(LONG))
    assert all(len(line.encode()) <= LONGEST for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    whole = "".join(unfolded(text))
    assert LONG.replace(",", "\\,").strip() in whole.replace("\\n", " ")


@pytest.mark.parametrize("content", ["a\r\nBEGIN:VALARM", "a\x00b", "END:VEVENT\n;"])
def test_what_a_register_says_ends_no_line(content: str, vi: Words) -> None:
    lines = unfolded(written(vi, deadline(content)))
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
    assert "BEGIN:VALARM" not in lines


def test_an_office_without_deadlines_has_an_empty_calendar(en: Words) -> None:
    lines = unfolded(written(en))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
