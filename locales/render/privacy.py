"""What is kept of a person: the notice, his own figures, the copy, the erasing."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from domain.buttons import Button, Keyboard, Press
from domain.privacy import EraseAsked, OwnData, OwnDataFile
from locales import formats
from locales.catalog import Words
from locales.html import Markup, bold, fill
from locales.render.rendered import Rendered, captioned, lines, message

KIND = "n"
FILE = "du-lieu-cua-toi.json"


def privacy_notice(days: int, words: Words) -> Markup:
    """What is kept, what for, who sees it, how long, and what he can ask."""
    return lines(
        bold(words("Your personal data")),
        fill(
            words(
                "The office keeps your name, position, unit, parts and the number of"
                " this account, to remind you of tasks and to keep their history. Your"
                " unit, the trackers and the leaders see what you report. The words of"
                " messages are kept for {days} days, the history of tasks as long as"
                " the register. Messages pass through Telegram's servers abroad."
            ),
            days=formats.padded(days, words.language),
        ),
        fill(words("/dulieu shows what is kept, gives a copy, and erases it.")),
    )


def consent_buttons(words: Words) -> Keyboard:
    return (
        (Button(words("I have read this and agree"), _press("agree", "yes")),),
        (Button(words("I do not agree"), _press("agree", "no")),),
    )


def own_data(notice: OwnData, words: Words, zone: ZoneInfo) -> Rendered:
    facts = [
        fill(words("Name: {name}"), name=notice.name),
        fill(words("Position: {position}"), position=notice.position)
        if notice.position
        else None,
        fill(words("Units: {units}"), units=", ".join(notice.units)),
        _since(words("Linked since {date}"), notice.bound_at, zone),
        _since(words("Agreed on {date}"), notice.agreed_at, zone),
        _count(words("Open tasks: {count}"), notice.open_tasks, words),
        _count(words("Entries of yours in the history: {count}"), notice.events, words),
        _count(words("Days for which words are kept: {count}"), notice.days, words),
    ]
    return message(
        [
            bold(words("Your personal data")),
            lines(*(fill("• {fact}", fact=one) for one in facts if one is not None)),
        ],
        (
            (Button(words("A copy of my data"), _press("data", "file")),),
            (Button(words("Erase my data"), _press("data", "erase")),),
        ),
    )


def own_data_file(notice: OwnDataFile, words: Words, zone: ZoneInfo) -> Rendered:
    said = words(
        "What is kept of you. Of the office's papers that you entered or decided it"
        " says only which, and when. Times are UTC. Keep this file to yourself."
    )
    return captioned(fill(said), document=(FILE, notice.content))


def erase_asked(notice: EraseAsked, words: Words, zone: ZoneInfo) -> Rendered:
    said = words(
        "Your name, position, account and the words of your messages will be erased."
        " The history of tasks stays and names “an erased officer” in your place. This"
        " cannot be taken back."
    )
    tasks = _count(words("Open tasks: {count}"), notice.open_tasks, words)
    return message(
        [fill(said), tasks],
        (
            (Button(words("Erase for good"), _press("erase", "yes")),),
            (Button(words("Keep"), _press("erase", "no")),),
        ),
    )


def _since(said: str, at: datetime | None, zone: ZoneInfo) -> Markup | None:
    if at is None:
        return None
    return fill(said, date=formats.day(at.astimezone(zone).date()))


def _count(said: str, number: int, words: Words) -> Markup:
    return fill(said, count=formats.padded(number, words.language))


def _press(argument: str, verb: str) -> str:
    return Press(KIND, argument, verb).pack()
