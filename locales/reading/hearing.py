"""A reply as spoken words: figures, days, documents and task codes set apart first.

What is set apart leaves a stand-in such as <doc> among the words, so that the phrases
of the lexicon are found around it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from domain.replies import DocumentRef
from locales.reading.dates import dates_in, is_before
from locales.reading.documents import documents_in
from locales.reading.figures import Figure, code_at, percent_at, ratio_at
from locales.reading.found import Asked, FoundDate
from locales.reading.lexicon import SHORT
from locales.reading.phrases import Spoken, spell
from locales.reading.words import Word, says, split_words

_BREAKS = frozenset(",;.:!?()…•|")
_SIGNS = {
    **dict.fromkeys("👍👌🙏🫡", "<thumb>"),
    **dict.fromkeys("✅✔☑", "<tick>"),
    **dict.fromkeys("❌✖👎🚫⛔", "<no>"),
}
_BEFORE_A_DAY = ("đến", "tới", "trước", "sang", "vào", "hạn", "hôm", "hết", "từ", "qua")
_PARTS = ("cuối", "hết", "trong", "đầu", "giữa")
_COUNTED_BY = ("năm", "tháng", "quý", "số", "khóa", "kỳ", "điều", "mục", "nghị")
_STATES = ("đã", "chưa", "đang", "không", "sắp", "gần", "mới", "vừa", "ko", "k", "ch")
_ALONE = ("ạ", "a", "rồi", "r", "nhé", "hết", "em", "e", "anh", "chị", "xong", "rùi")


@dataclass(frozen=True, slots=True)
class Day:
    """A day that the reply names: seen from today forwards, and backwards."""

    ahead: date | None
    back: date | None


@dataclass(slots=True)
class Heard:
    """What a reply says, ready for the lexicon."""

    words: list[Spoken] = field(default_factory=list)
    asks: bool = False
    codes: list[int] = field(default_factory=list)
    percents: list[int] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    document: DocumentRef | None = None
    clause: int = 0

    def add(self, stand_in: str, *, is_number: bool = False) -> None:
        self.words.append(Spoken(stand_in, frozenset(), self.clause, is_number))

    def say(self, text: str) -> None:
        for letters, marks in spell(text):
            self.words.append(Spoken(letters, marks, self.clause))


@dataclass(slots=True)
class _Apart:
    """Where in the text something other than words begins."""

    documents: dict[int, tuple[int, DocumentRef]]
    days: dict[int, tuple[FoundDate, FoundDate]]


def hear(text: str, *, today: date) -> Heard:
    """Walk over the text once."""
    words = split_words(text)
    apart = _set_apart(words, today)
    heard = Heard()
    place = 0
    while place < len(words):
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
        if found.begin not in taken and _is_a_day(words, found)
    }
    named = {one.begin: (one.dated, one.document) for one in documents}
    return _Apart(named, days)


def _is_a_day(words: list[Word], found: FoundDate) -> bool:
    """ "báo cáo tháng 10" names a report; "đến tháng 10", "cuối tháng" name a day."""
    if not found.is_period:
        return True
    led = says(words, found.begin - 1, *_BEFORE_A_DAY)
    return led or says(words, found.begin, *_PARTS, "tuần")


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
    figure = code_at(words, place) or percent_at(words, place) or ratio_at(words, place)
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
    before = is_before(words, ahead)
    if _is_ratio(words, ahead):
        heard.add("<ratio>")
        return ahead.end
    heard.add(_stand_in(words, ahead, back, today))
    if not ahead.impossible:
        heard.days.append(Day(ahead.by(exclusive=before), back.last))
    return ahead.end


def _is_ratio(words: list[Word], found: FoundDate) -> bool:
    """1/2 may be half of it or the first of February."""
    if found.end - found.begin != 3 or words[found.begin + 1].text != "/":
        return False
    if says(words, found.begin - 1, *_BEFORE_A_DAY):
        return False
    one, two = words[found.begin].number, words[found.begin + 2].number
    return one is not None and two is not None and one <= two


def _stand_in(words: list[Word], ahead: FoundDate, back: FoundDate, today: date) -> str:
    """<day> lies behind, <soon> ahead, <when> is today or could be either."""
    if ahead.last is None or back.last is None:
        return "<day>" if back.last else "<nonday>"
    if not ahead.relative or ahead.last == back.last:
        if ahead.last == today and ahead.relative:
            return "<when>"
        return "<soon>" if ahead.last > today else "<day>"
    written = words[ahead.end - 1].is_number and not says(
        words, ahead.begin, "thứ", "t"
    )
    if not written or ahead.is_period:
        return "<when>"
    nearer = ahead.last - today < today - back.last
    return "<soon>" if nearer and ahead.last != today else "<day>"


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
    heard.say(_meant(words, place))
    return place + 1


def _hear_number(words: list[Word], place: int, heard: Heard) -> None:
    """A year or month of some title says nothing; another count may be a part."""
    titled = says(words, place - 1, *_COUNTED_BY) or says(words, place + 1, "tháng")
    heard.add("<figure>" if titled else "<number>", is_number=True)


def _breaks_clause(words: list[Word], place: int) -> bool:
    if says(words, place, "còn"):
        return not says(words, place - 1, "không", "ko", "k", "chẳng", "hết", "vẫn")
    return says(words, place, "nhưng", "song", "tuy", "riêng")


def _meant(words: list[Word], place: int) -> str:
    """The word as it would be written out in full."""
    word = words[place]
    low = word.text.lower()
    if word.text == "KH":
        return "kế hoạch"  # in capitals, a plan
    if low == "ht":
        return "hoàn thành" if _is_finished(words, place) else low
    if low == "th":
        return "thực hiện" if says(words, place - 1, *_STATES) else low
    if low == "c" and says(words, place + 1, "xong", "ht", "hoàn", "làm", "có", "kịp"):
        return "chưa"
    return SHORT.get(low, low)


def _is_finished(words: list[Word], place: int) -> bool:
    """ "ht" is also hệ thống, hiện tại: it must follow đã, chưa …, or stand alone."""
    if says(words, place - 1, *_STATES):
        return True
    after = words[place + 1] if place + 1 < len(words) else None
    if after is not None and after.is_number:
        return True
    alone = after is None or after.is_sign or says(words, place + 1, *_ALONE)
    return alone and (place == 0 or words[place - 1].is_sign or words[place].line)
