"""Facts as they are shown in a sentence, and a sentence chosen by the facts at hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from string import Formatter

from locales import formats
from locales.catalog import Words
from locales.html import fill, visible

LONGEST_TOAST = 200  # characters; Telegram cuts a longer one
_LONGEST = {"content": 300, "reason": 500, "name": 100, "detail": 60, "document": 100}
_DATES = ("date", "deadline")
_INSTANTS = ("machine_at", "true_at", "since_at")
_COUNTS = ("count", "minutes", "hours", "limit", "free", "messages")
OF_CONTENT = re.compile(r"[^:{}]+: \{content\}")  # a line that says nothing else
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{2})")


def shown(facts: Mapping[str, str], words: Words) -> dict[str, str]:
    """Facts as the office writes them: 20/11/2026, 11/2026, 05; long ones cut."""
    return {name: _shown(name, fact, words) for name, fact in facts.items()}


def _shown(name: str, fact: str, words: Words) -> str:
    if name in _DATES and _ISO_DATE.fullmatch(fact):
        return formats.day(date.fromisoformat(fact))
    if name == "month" and (found := _ISO_MONTH.fullmatch(fact)):
        return f"{found[2]}/{found[1]}"
    if name in _INSTANTS:
        at = datetime.fromisoformat(fact)
        return formats.moment(at, at.tzinfo or UTC, words.language)
    if name in _COUNTS and fact.isdecimal():
        return formats.padded(int(fact), words.language)
    return formats.cut(fact, _LONGEST[name]) if name in _LONGEST else fact


def sentence(
    whole: str, shorter: str | None, facts: Mapping[str, str], words: Words
) -> str:
    """What is said, its holes still open: the shorter one when a fact is lacking.

    The line of the content is left out where no content is told: to a group.
    """
    needed = holes(_without_content(whole, facts))
    lacks = shorter is not None and not all(facts.get(hole) for hole in needed)
    said = words(shorter if shorter is not None and lacks else whole)
    return _without_content(said, facts)


def _without_content(said: str, facts: Mapping[str, str]) -> str:
    if facts.get("content"):
        return said
    lines = (line for line in said.split("\n") if not OF_CONTENT.fullmatch(line))
    return "\n".join(lines)


def holes(message: str) -> set[str]:
    """The names of the facts that a message needs."""
    return {name for _, name, _, _ in Formatter().parse(message) if name}


def plain(sentence: str, facts: Mapping[str, str]) -> str:
    """A sentence for a toast: no markup, at most 200 characters."""
    return formats.cut(visible(fill(sentence, **facts)), LONGEST_TOAST)
