"""`dondoc read`: what the reply reader understands, for trying it out."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import typer

from bot.terminal.app import Terminal
from bot.terminal.desk import WRONG_USE, Failed, open_desk, say
from domain.replies import Reading
from locales.catalog import Words
from locales.reading.replies import read_reply


def add_to(terminal: Terminal) -> None:
    words = terminal.words
    text = typer.Argument(metavar="TEXT", help=words("The reply, in quotes."))
    at = typer.Option(
        None, metavar="DATE", help=words("The day on which it is said; today if not.")
    )

    @terminal.command(
        "read",
        words("Show as JSON what a reply is understood to say."),
        "read 'được 60%, thứ Sáu xong' --at 2026-11-20",
    )
    def read(text: str = text, at: str | None = at) -> None:
        desk = open_desk()
        today = desk.today if at is None else day_of(at, desk.words)
        facts = as_facts(read_reply(text, today=today))
        say(json.dumps(facts, ensure_ascii=False))


def as_facts(reading: Reading) -> dict[str, Any]:
    """With "tasks" only where the reply speaks of several."""
    facts = _facts(reading)
    if reading.tasks:
        facts["tasks"] = [
            {"task": one.task, "is_code": one.is_code, **_facts(one.reading)}
            for one in reading.tasks
        ]
    return facts


def _facts(reading: Reading) -> dict[str, Any]:
    document = reading.document
    return {
        "intent": reading.intent.value,
        "percent": reading.percent,
        "date": _iso(reading.on),
        "document": document
        and {"number": document.number, "date": _iso(document.issued_on)},
    }


def day_of(text: str, words: Words) -> date:
    """Raises Failed."""
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        said = words("“{text}” is no date. Write for example 2026-11-20")
        raise Failed(said.format(text=text), WRONG_USE) from None


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
