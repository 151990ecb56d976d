"""What a reply means: the first, deterministic reader (domain.md 5.2).

The order of the tests is the design's: secret, command, question, reassign, extension,
obstacle, negation, submitted, percent, done, in progress, acknowledgement, unknown.
"Done" needs more than its word: nothing beside it may say part, plan, doubt, contrast.
A phrase read as done that is not done is the worst error, so in doubt the answer is
unknown or ambiguous, and the person is asked. Several tasks are read apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from domain.replies import Intent, Reading, TaskReading
from domain.secrecy import is_secret
from locales.reading.hearing import Heard, hear
from locales.reading.intents import find_intent
from locales.reading.lexicon import Sense
from locales.reading.names import names_in
from locales.reading.phrases import find_phrases
from locales.reading.said import Said
from locales.reading.several import Names, Part, parts_of
from locales.reading.words import Word, is_cut, split_words, written

__all__ = ["read_reply"]

_REPORTS = (Intent.DONE, Intent.SUBMITTED)
_WITHOUT_SHARE = (Intent.UNKNOWN, Intent.AMBIGUOUS, Intent.QUERY, Intent.ACK)
_NOT_STATED = (Intent.UNKNOWN, Intent.AMBIGUOUS, Intent.QUERY, Intent.ACK)


@dataclass(frozen=True, slots=True)
class _Office:
    """The day on which it is said, and whether "trước ngày 25" excludes the 25th."""

    today: date
    before_is_exclusive: bool


def read_reply(text: str, *, today: date, before_is_exclusive: bool = True) -> Reading:
    """What the text says; it raises nothing, and of a secret it keeps nothing.

    `before_is_exclusive`: "trước ngày 25" excludes the 25th, as the policy has it.
    """
    if is_secret(text):
        return Reading(Intent.SECRET)
    office = _Office(today, before_is_exclusive)
    words = split_words(text)
    said = _say(words, office)
    intent = Intent.UNKNOWN if _is_command(text) else find_intent(said)
    if is_cut(text) and intent in _REPORTS:
        intent = Intent.UNKNOWN  # what was not read may take it back
    whole = _reading(said, intent)
    if _is_command(text) or is_cut(text) or said.heard.asks:
        return whole
    return _read_apart(whole, said, words, office)


def _say(words: list[Word], office: _Office) -> Said:
    exclusive = office.before_is_exclusive
    heard = hear(words, today=office.today, before_is_exclusive=exclusive)
    return Said(heard, find_phrases(heard.words))


def _reading(said: Said, intent: Intent) -> Reading:
    heard = said.heard
    return Reading(
        intent,
        percent=None if intent in _WITHOUT_SHARE else said.share(),
        on=_day(heard, intent),
        document=heard.document,
        codes=tuple(dict.fromkeys(heard.codes)),
        every=said.every(),
    )


def _is_command(text: str) -> bool:
    return text.lstrip().startswith("/")


def _day(heard: Heard, intent: Intent) -> date | None:
    """The day of a report lies behind, any other one ahead."""
    if intent not in _REPORTS:
        return heard.days[0].ahead if heard.days else None
    if heard.days:
        return heard.days[0].back
    return heard.document.issued_on if heard.document else None


def _read_apart(
    whole: Reading, said: Said, words: list[Word], office: _Office
) -> Reading:
    """With what is said of each task, when it is several or named but by a number."""
    names = names_in(said, words)
    if len({name.task for name in names.values()}) < 2 and set(names) <= said.coded():
        return whole
    tasks: list[TaskReading] = []
    for part in parts_of(said, names):
        tasks += _read_part(part, said, names, words, office)
    if tasks and all(one.reading.intent not in _NOT_STATED for one in tasks):
        return _summed_up(whole, tasks)
    if len(whole.codes) < 2 or whole.intent in (Intent.QUERY, Intent.ACK):
        return whole
    unread = (TaskReading(code, "", Reading(Intent.UNKNOWN)) for code in whole.codes)
    return _summed_up(whole, unread)


def _read_part(
    part: Part, said: Said, names: Names, words: list[Word], office: _Office
) -> list[TaskReading]:
    """One part as a reply of its own, its names and "còn", "thì" left out."""
    begin = part.begin
    while said.phrases[begin].sense is Sense.BUT:
        begin += 1
    begins = said.begins_at(begin)
    ends = said.begins_at(part.end) if part.end < len(said.phrases) else len(words)
    named = (at for at in range(begin, part.end) if at in names)
    left_out = {said.begins_at(at) - begins for at in named}
    whole = _say(words[begins:ends], office)
    own = replace(whole, phrases=whole.without(left_out))
    reading = replace(_reading(own, find_intent(own)), codes=())
    text = written(words[begins:ends])
    return [TaskReading(one.task, text, reading, one.is_code) for one in part.names]


def _summed_up(whole: Reading, tasks: Iterable[TaskReading]) -> Reading:
    """Of all tasks together only what is the same for each; else it is ambiguous."""
    apart = tuple(tasks)
    alike = apart[0].reading
    same = all(one.reading == alike and one.is_code for one in apart)
    if not same or alike.intent is Intent.UNKNOWN:
        alike = Reading(Intent.AMBIGUOUS)
    return replace(alike, codes=whole.codes, tasks=apart)
