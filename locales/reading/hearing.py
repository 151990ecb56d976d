"""A reply as spoken words: figures, days, documents and task codes set apart first.

What is set apart leaves a stand-in such as <doc> among the words, so that the phrases
of the lexicon are found around it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from domain.replies import DocumentRef
from locales.reading.dates import dates_in, last_day
from locales.reading.documents import documents_in
from locales.reading.figures import Figure, code_at, figure_at
from locales.reading.found import Asked, FoundDate
from locales.reading.meant import meant
from locales.reading.named_days import Day, is_a_day, share_in, stand_in
from locales.reading.phrases import Spoken, spell
from locales.reading.words import Word, says

_BREAKS = frozenset(",;.:!?()…•|")
_SIGNS = {
    **dict.fromkeys("👍👌🙏🫡", "<thumb>"),
    **dict.fromkeys("✅✔☑", "<tick>"),
    **dict.fromkeys("❌✖👎🚫⛔", "<no>"),
}
_COUNTED_BY = (
    *("năm", "tháng", "quý", "số", "khóa", "kỳ", "điều", "mục", "nghị"),
    *("bước", "phần", "đoạn", "khâu"),
)


@dataclass(slots=True)
class Heard:
    """What a reply says, ready for the lexicon."""

    words: list[Spoken] = field(default_factory=list)
    asks: bool = False
    codes: list[int] = field(default_factory=list)
    percents: list[int] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    document: DocumentRef | None = None
    before_is_exclusive: bool = True
    clause: int = 0
    at: int = 0  # the place that is being heard

    def add(self, stand_in: str, value: int | None = None) -> None:
        said = Spoken(stand_in, frozenset(), self.clause, self.at, value)
        self.words.append(said)

    def say(self, text: str) -> None:
        for letters, marks in spell(text):
            self.words.append(Spoken(letters, marks, self.clause, self.at))


@dataclass(slots=True)
class _Apart:
    """Where in the text something other than words begins."""

    documents: dict[int, tuple[int, DocumentRef]]
    days: dict[int, tuple[FoundDate, FoundDate]]


def hear(words: list[Word], *, today: date, before_is_exclusive: bool) -> Heard:
    """Walk over the words once."""
    apart = _set_apart(words, today)
    heard = Heard(before_is_exclusive=before_is_exclusive)
    place = 0
    while place < len(words):
        heard.at = place
        if words[place].line:
            heard.clause += 1
        place = _hear_at(words, place, apart, heard, today)
    return heard


def _set_apart(words: list[Word], today: date) -> _Apart:
    documents = documents_in(words, today=today)
    taken = {i for one in documents for i in range(one.begin, one.dated)}
    ahead = dates_in(words, Asked(today, "future"))
    back = {found.begin: found for found in dates_in(words, Asked(today, "past"))}
    days = {
        found.begin: (found, back.get(found.begin, found))
        for found in ahead
        if found.begin not in taken and is_a_day(words, found)
    }
    named = {one.begin: (one.dated, one.document) for one in documents}
    return _Apart(named, days)


def _hear_at(
    words: list[Word], place: int, apart: _Apart, heard: Heard, today: date
) -> int:
    """Take what begins here; say where to go on."""
    if place in apart.documents:
        end, document = apart.documents[place]
        heard.document = heard.document or document
        heard.add("<doc>")
        return end
    if place in apart.days:
        return _hear_day(words, apart.days[place], heard, today)
    figure = figure_at(words, place)
    if figure is not None:
        return _hear_figure(figure, heard)
    if words[place].is_sign:
        _hear_sign(words, place, heard)
        return place + 1
    return _hear_word(words, place, heard)


def _hear_figure(figure: Figure, heard: Heard) -> int:
    if figure.stand_in == "<code>":
        heard.codes.append(figure.value)
    if figure.stand_in in ("<percent>", "<100%>"):
        heard.percents.append(figure.value)
    heard.add(figure.stand_in)
    return figure.end


def _hear_sign(words: list[Word], place: int, heard: Heard) -> None:
    sign = words[place]
    heard.asks = heard.asks or sign.text == "?"
    loose_dash = sign.text in "-–—" and not sign.glued
    if sign.text in _BREAKS or loose_dash:
        heard.clause += 1
    if sign.text in _SIGNS:
        heard.add(_SIGNS[sign.text])


def _hear_day(
    words: list[Word], found: tuple[FoundDate, FoundDate], heard: Heard, today: date
) -> int:
    ahead, back = found
    share = share_in(words, ahead)
    if share is not None:
        heard.add(share)
        return ahead.end
    heard.add(stand_in(words, ahead, back, today))
    if not ahead.impossible:
        exclusive = heard.before_is_exclusive
        until = last_day(words, ahead, before_is_exclusive=exclusive)
        heard.days.append(Day(until, back.last))
    return ahead.end


def _hear_word(words: list[Word], place: int, heard: Heard) -> int:
    word = words[place]
    if word.is_number:
        _hear_number(words, place, heard)
        return place + 1
    if says(words, place, "đ") and [w.bare for w in words[place + 1 : place + 3]] == [
        *("/", "c")
    ]:
        heard.say("đồng chí")
        return place + 3
    if _breaks_clause(words, place):
        heard.clause += 1
    heard.say(meant(words, place))
    return place + 1


def _hear_number(words: list[Word], place: int, heard: Heard) -> None:
    """A year or month of some title says nothing; another count may be a part."""
    titled = says(words, place - 1, *_COUNTED_BY) or says(words, place + 1, "tháng")
    titled = titled or _numbers_a_line(words, place)
    number = words[place].number
    heard.add("<figure>" if titled else "<number>", 0 if number is None else number)


def _numbers_a_line(words: list[Word], place: int) -> bool:
    """ "1. NV-109 xong": the number of a line, before the code of its task."""
    if not words[place].line or place + 2 >= len(words):
        return False
    return words[place + 1].text in (".", ")") and bool(code_at(words, place + 2))


def _breaks_clause(words: list[Word], place: int) -> bool:
    if says(words, place, "còn"):
        return not says(words, place - 1, "không", "ko", "k", "chẳng", "hết", "vẫn")
    return says(words, place, "nhưng", "song", "tuy", "riêng")
