"""Which tasks a reply names: by a code (NV-12), or by a bare number (109 xong)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from locales.reading.lexicon import Sense
from locales.reading.phrases import Phrase, spell
from locales.reading.said import FINISHED, Said
from locales.reading.words import Word

_STATES = frozenset(
    {*FINISHED, Sense.NOT_YET, Sense.UNDER_WAY, Sense.SUBMITTED}
    | {Sense.OBSTACLE, Sense.EXTENSION, Sense.REASSIGN}
)
_ENDED = frozenset({*FINISHED, Sense.NOT_YET, Sense.SUBMITTED})
_SHARES = ("<percent>", "<100%>")
# Between a number and its state: "109 em đã xong", "109 và 37 thì chưa".
_BETWEEN = frozenset(
    word for word, _ in spell("đã rồi r thì em e anh mình tôi và với cũng xin ạ")
)
_BEFORE = frozenset(
    word for word, _ in spell("việc nhiệm vụ số mã còn riêng nhưng và dạ vâng")
)
_TOO_LARGE = 1_000_000  # for the number of a task
_MOST_DAYS = 31


@dataclass(frozen=True, slots=True)
class Name:
    """The task that a phrase names."""

    task: int
    is_code: bool


def names_in(said: Said, words: list[Word]) -> dict[int, Name]:
    """The names by the places of their phrases.

    A bare number is a name where a clause begins and a state follows. One that is alone
    in the reply may be a day of the month.
    """
    codes = iter(said.heard.codes)
    numbers = _numbers(said, words)
    names: dict[int, Name] = {}
    for at, phrase in enumerate(said.phrases):
        if _stands_for(said, phrase) == "<code>":
            names[at] = Name(next(codes), is_code=True)
        elif at in numbers:
            names[at] = Name(numbers[at], is_code=False)
    alone = len(names) == 1 and len(numbers) == 1
    if alone and next(iter(numbers.values())) <= _MOST_DAYS:
        return {}
    return names


def _numbers(said: Said, words: list[Word]) -> dict[int, int]:
    opened = _after_an_opening(said)
    values = {
        at: said.heard.words[said.phrases[at].begin].value or 0
        for at in _before_a_state(said, words)
        if at in opened
    }
    return {at: value for at, value in values.items() if 0 < value < _TOO_LARGE}


def _before_a_state(said: Said, words: list[Word]) -> set[int]:
    """Numbers that a state follows, with but small words or other names between."""
    found: set[int] = set()
    follows, named = False, False  # a state; a name that begins the next clause
    for at in range(len(said.phrases) - 1, -1, -1):
        phrase = said.phrases[at]
        if _ends_clause(said.phrases, at):
            follows = follows and (named or _colon_after(said, phrase, words))
        kind = _stands_for(said, phrase)
        if kind == "<number>" and follows:
            found.add(at)
        named = kind == "<code>" or at in found
        if not (named or _is_small(said, phrase, _BETWEEN)):
            follows = phrase.sense in _STATES or kind in _SHARES
    return found


def _after_an_opening(said: Said) -> set[int]:
    """Phrases that begin a clause, or that follow a thought which is whole."""
    found: set[int] = set()
    opens = True
    for at, phrase in enumerate(said.phrases):
        begins = at == 0 or _ends_clause(said.phrases, at - 1)
        opens = opens or begins
        if opens:
            found.add(at)
        kind = _stands_for(said, phrase)
        if phrase.sense in _ENDED or kind in _SHARES:
            opens = True
        elif kind not in ("<code>", "<number>"):
            opens = opens and _is_small(said, phrase, _BEFORE | _BETWEEN)
    return found


def _ends_clause(phrases: Sequence[Phrase], at: int) -> bool:
    return at + 1 < len(phrases) and phrases[at].clause != phrases[at + 1].clause


def _colon_after(said: Said, phrase: Phrase, words: list[Word]) -> bool:
    after = said.heard.words[phrase.end - 1].at + 1
    return after < len(words) and words[after].text == ":"


def _stands_for(said: Said, phrase: Phrase) -> str:
    return said.heard.words[phrase.begin].bare


def _is_small(said: Said, phrase: Phrase, small: frozenset[str]) -> bool:
    words = said.heard.words[phrase.begin : phrase.end]
    return all(word.bare in small for word in words)
