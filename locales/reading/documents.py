"""Numbers of documents: 419/VPUBND-HCTC, 45/2016/QĐ-UBND, 80-NQ/TW (domain.md 5.3).

A number has the shape <number>/<year>?/<symbol>. Dates, rates and quarters look alike
and must not be taken for one; a blank number (/BC-VP) is a draft's and is not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.folding import fold
from domain.replies import DocumentRef
from locales.reading.dates import dates_in
from locales.reading.found import Asked
from locales.reading.words import Word, says, split_words, tidy

_JOINTS = ("-", "–", "&")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzđ")
_CUES = ("số", "bản", "cv", "vb", "trình", "cáo", "văn", "ttr", "bc", "định")
_NEVER = frozenset({"xong", "ht", "ok", "roi", "chua", "xa", "ngay", "thang", "nam"})
_REACH = 12  # words between a number and its "ngày …": "của Sở Tài chính"


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """Words `begin` to `end` name a document; `dated` ends its date, if it has one."""

    begin: int
    end: int
    dated: int
    document: DocumentRef


def find_document(text: str, *, today: date) -> DocumentRef | None:
    """The first document that a text names, with its date if it gives one.

    A date without a year is the last such day up to `today`; one that does not exist is
    left out, as if none were given, so that it is asked for.
    """
    found = documents_in(split_words(text), today=today)
    return found[0].document if found else None


def document_key(number: str) -> str:
    """The same for all ways of writing one number; the issue year is not in it."""
    key = "".join(fold(tidy(number)).upper().replace("–", "-").split())
    return key.lstrip("0") or key


def documents_in(words: list[Word], *, today: date) -> list[FoundDocument]:
    """All documents, in order."""
    found: list[FoundDocument] = []
    place = 0
    while place < len(words):
        end = _end_of_number(words, place)
        if end is None:
            place += 1
            continue
        issued_on, dated = _issue_date(words, end, today)
        number = _number(words, place, end)
        found.append(FoundDocument(place, end, dated, DocumentRef(number, issued_on)))
        place = end
    return found


def _end_of_number(words: list[Word], place: int) -> int | None:
    """Where the number ends that begins here; None when none does."""
    word = words[place]
    if not word.is_number or len(word.text) > 5:
        return None
    if word.glued and (words[place - 1].is_word or words[place - 1].text in ("/", ".")):
        return None
    return _end_of_usual(words, place) or _end_of_party(words, place)


def _end_of_usual(words: list[Word], place: int) -> int | None:
    """312 /BC-SNV, 31/2020/QĐ-UBND, 91/2025/QH15."""
    if not _is_sign(words, place + 1, "/"):
        return None
    symbol = place + 2
    year = symbol < len(words) and words[symbol].is_number
    if year:
        if len(words[symbol].text) != 4 or not _is_sign(words, symbol + 1, "/"):
            return None
        symbol += 2
    end = _end_of_symbol(words, symbol)
    if end is None or _is_sign(words, end, "/"):
        return None
    return end if year or _is_plain(words, place, symbol, end) else None


def _end_of_party(words: list[Word], place: int) -> int | None:
    """80-NQ/TW, 04-NQ/TU: number, hyphen, type, slash, body."""
    shape = words[place + 1 : place + 5]
    if len(shape) < 4 or shape[0].text not in ("-", "–") or shape[2].text != "/":
        return None
    kind, body = shape[1], shape[3]
    if not (_is_group(kind) and _is_group(body) and 2 <= len(kind.text) <= 4):
        return None
    cued = _is_cued(words, place)
    if not body.text.isupper() and not cued:
        return None
    return place + 5 if 2 <= len(body.text) <= 8 else None


def _end_of_symbol(words: list[Word], place: int) -> int | None:
    """Groups of letters, each with up to three digits, joined by hyphens."""
    end = _end_of_group(words, place)
    for _ in range(4):
        if end is None or end >= len(words) or words[end].text not in _JOINTS:
            break
        after = _end_of_group(words, end + 1)
        loose = not (words[end].glued and after and words[end + 1].glued)
        if after is None or (loose and not words[end + 1].text[:2].isupper()):
            break
        end = after
    return end


def _end_of_group(words: list[Word], place: int) -> int | None:
    if place >= len(words) or not _is_group(words[place]):
        return None
    digits = words[place + 1 : place + 2]
    if digits and digits[0].glued and digits[0].is_number:
        return place + 2 if len(digits[0].text) <= 3 else None
    return place + 1


def _is_group(word: Word) -> bool:
    """One to twelve letters of A-Z and Đ, as symbols have them."""
    return len(word.text) <= 12 and all(c in _LETTERS for c in word.text.lower())


def _is_plain(words: list[Word], place: int, symbol: int, end: int) -> bool:
    """Against "1/xong": a hyphen, capitals, or a word like "số" before the number."""
    first = words[symbol]
    if first.bare in _NEVER:
        return False
    hyphened = any(word.text in _JOINTS for word in words[symbol:end])
    tight = all(word.glued for word in words[symbol + 1 : end])
    loud = first.text.isupper() and len(first.text) > 1
    mixed = first.text[:1].isupper() and hyphened  # TTr, QyĐ
    return loud or mixed or (hyphened and tight) or _is_cued(words, place)


def _is_cued(words: list[Word], place: int) -> bool:
    """ "số", "văn bản", "cv", "tờ trình", "báo cáo" right before, or "số:"."""
    before = place - 1
    if _is_sign(words, before, ":"):
        before -= 1
    return says(words, before, *_CUES)


def _is_sign(words: list[Word], place: int, sign: str) -> bool:
    return 0 <= place < len(words) and words[place].text == sign


def _number(words: list[Word], begin: int, end: int) -> str:
    """As written, without blanks and with plain hyphens."""
    return "".join(word.text for word in words[begin:end]).replace("–", "-")


def _issue_date(words: list[Word], end: int, today: date) -> tuple[date | None, int]:
    """The date after "ngày" behind the number, before the sentence or clause ends."""
    for place in range(end, min(end + _REACH, len(words))):
        if words[place].text in (".", ";", "!", "?") or _end_of_number(words, place):
            break
        if says(words, place, "trước", "đến", "tới", "hạn", "chậm"):
            break  # that is a deadline
        named = says(words, place, "ngày")
        if not named and place > end + 1:
            continue
        if not named and not words[place].is_number:
            continue
        found = dates_in(words[place : place + 8], Asked(today, "past"))
        if found and found[0].begin == 0 and not found[0].is_period:
            return found[0].last, place + found[0].end
    return None, end
