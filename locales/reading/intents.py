"""The tests that find what a reply wants, in the order in which they are made."""

from __future__ import annotations

from collections.abc import Callable

from domain.replies import Intent
from locales.reading.lexicon import Sense
from locales.reading.phrases import Phrase
from locales.reading.said import (
    DEEDS,
    FINISHED,
    SPOILERS,
    Said,
    claims_done,
    senses,
)

_ENDINGS = (
    "vay",
    "v",
    "the",
    "a",
    "ah",
    "nhe",
    "nha",
    "em",
    "e",
    "anh",
    "chi",
    "oi",
    "sep",
    "bac",
    "do",
)
_OURS = frozenset(("em", "e", "minh", "toi", "chung"))
_PASSED_ON = frozenset(("ki", "duyet", "xem", "gop", "kien", "tham", "dinh", "tra"))
_UNTIL = ("den", "toi", "sang", "qua")
_ASKING = ("em", "e", "minh", "toi", "phep", "ben", "don", "vi", "phong", "so", "duoc")
_POLITE = (Sense.ACK, Sense.PLAIN, Sense.DOING, Sense.LATER, Sense.PROMISE, *FINISHED)
_UNSURE = (Sense.LATER, Sense.DOUBT, Sense.SPOILT, Sense.QUESTION)
_NEAR = 3  # phrases between "không" and what it denies
_FULL = 100


def find_intent(said: Said) -> Intent:
    """The first test that knows; each returns None when it does not."""
    if not said.phrases:
        return Intent.UNKNOWN
    found = (test(said) for test in _TESTS)
    return next((intent for intent in found if intent is not None), Intent.UNKNOWN)


def _question(said: Said) -> Intent | None:
    if said.heard.asks:
        return Intent.QUERY
    if said.has(Sense.QUESTION):  # "khi nào xong em báo" asks nothing
        return None if said.has(Sense.PROMISE) else Intent.QUERY
    return _final_word(said)


def _final_word(said: Said) -> Intent | None:
    """ "Xong chưa", "cần bản giấy không ạ" ask; "việc A xong việc B chưa" tells two."""
    end = len(said.phrases)
    while end and said.text(said.phrases[end - 1]) in _ENDINGS:
        end -= 1
    last = said.phrases[end - 1] if end else None
    if _asks_back(said):
        return Intent.QUERY
    if last is None or said.text(last) not in ("chua", "khong"):
        return None
    before = [one for one in said.phrases[: end - 1] if one.clause == last.clause]
    if said.text(last) == "khong":
        return Intent.QUERY if before else None
    deeds = [at for at, one in enumerate(before) if one.sense in DEEDS]
    if not deeds:
        return None
    between = senses(before[deeds[-1] + 1 :])
    return Intent.QUERY if between <= {Sense.PLAIN} else Intent.AMBIGUOUS


def _asks_back(said: Said) -> bool:
    """ "Xong rồi à": with its diacritic at the end, and after something."""
    final = said.heard.words[-1]
    return len(said.phrases) > 1 and final.bare == "a" and "\u0300" in final.marks


def _not_ours(said: Said) -> Intent | None:
    """ "Chuyển anh Bình xử lý"; but not "chuyển anh Bình ký", "việc của phòng em"."""
    for clause in said.clauses():
        for at, phrase in enumerate(clause):
            if phrase.sense is not Sense.REASSIGN:
                continue
            after = {
                word for one in clause[at + 1 :] for word in said.text(one).split()
            }
            kept = said.text(phrase).split()
            own = "cua" in kept and "khong" not in kept and after & _OURS
            passed_on = kept[0] == "chuyen" and after & _PASSED_ON
            if not (own or passed_on):
                return Intent.REASSIGN
    return None


def _more_time(said: Said) -> Intent | None:
    if said.has(Sense.EXTENSION) or any(map(_asks_until, said.spoken_clauses())):
        return Intent.EXTENSION
    return None


def _asks_until(words: list[str]) -> bool:
    """ "Cho em đến thứ 2", "xin tới mai": nothing but who asks is said between."""
    asked = False
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if asked and word in _UNTIL and following in ("<soon>", "<when>"):
            return True
        asked = word in ("xin", "cho") or (asked and word in _ASKING)
    return False


def _stuck(said: Said) -> Intent | None:
    for at, phrase in enumerate(said.phrases):
        if phrase.sense is Sense.OBSTACLE and not _is_denied(said, at):
            return Intent.OBSTACLE
    return None


def _is_denied(said: Said, at: int) -> bool:
    """ "Không gặp khó khăn", "hết vướng"; but not "không làm được do vướng mắc"."""
    before = [
        one
        for one in said.phrases[max(0, at - _NEAR) : at]
        if one.clause == said.phrases[at].clause
    ]
    if senses(before) & set(DEEDS):
        return False
    ended = bool(before) and said.text(before[-1]) in ("het", "da het")
    return ended or Sense.NOT in senses(before)


def _undone(said: Said) -> Intent | None:
    undone = [clause for clause in said.clauses() if _is_undone(clause)]
    if not undone:
        return None
    denied_twice = any(_is_denied_twice(clause) for clause in undone)
    claimed = any(claims_done(clause) for clause in said.clauses())
    return Intent.AMBIGUOUS if denied_twice or claimed else Intent.NOT_DONE


def _is_undone(clause: list[Phrase]) -> bool:
    """ "Chưa" anywhere in it, or "không" before a deed."""
    found = [phrase.sense for phrase in clause]
    if Sense.NOT_YET in found:
        return True
    return Sense.NOT in found and any(
        sense in DEEDS for sense in found[found.index(Sense.NOT) :]
    )


def _is_denied_twice(clause: list[Phrase]) -> bool:
    """ "Không phải là chưa xong"; but not "xã chưa gửi nên em chưa làm"."""
    denials = [one.sense for one in clause if one.sense in (Sense.NOT, Sense.NOT_YET)]
    return len(denials) > 1 and denials[0] is Sense.NOT


def _handed_up(said: Said) -> Intent | None:
    if not said.has(Sense.SUBMITTED):
        return None
    if said.has(Sense.SPOILT) or any(map(_is_planned, said.clauses())):
        return Intent.UNKNOWN
    partly = any(share < _FULL for share in said.shares())
    nearly = any(map(_is_near, said.clauses()))
    return Intent.IN_PROGRESS if partly or nearly else Intent.SUBMITTED


def _is_planned(clause: list[Phrase]) -> bool:
    """A plan or a doubt before the word; "đã trình để phê duyệt" has it after."""
    found = [phrase.sense for phrase in clause]
    if Sense.SUBMITTED not in found:
        return False
    before = found[: found.index(Sense.SUBMITTED)]
    return any(sense in (Sense.LATER, Sense.DOUBT, Sense.NOT) for sense in before)


def _is_near(clause: list[Phrase]) -> bool:
    """ "Sắp trình rồi", "đã trình dự thảo xin ý kiến"."""
    found = [phrase.sense for phrase in clause]
    if Sense.SUBMITTED not in found:
        return False
    at = found.index(Sense.SUBMITTED)
    after = found[at + 1 :]
    return Sense.UNDER_WAY in found[:at] or (
        Sense.PARTLY in after and Sense.STEP in after
    )


def _share(said: Said) -> Intent | None:
    if said.stands("<ratio>"):
        return Intent.AMBIGUOUS  # 1/2: a half, or the first of February
    shares = set(said.shares())
    if len(shares) > 1:
        return Intent.AMBIGUOUS
    if said.has(Sense.SPOILT) or not shares or shares == {_FULL}:
        return None
    if any(map(_is_another_done, said.clauses())):
        return Intent.AMBIGUOUS
    return Intent.IN_PROGRESS if shares != {0} else Intent.NOT_DONE


def _is_another_done(clause: list[Phrase]) -> bool:
    """ "2 việc đầu xong, việc thứ 3 đang làm 50%"."""
    counted = [one for one in clause if one.sense is Sense.STEP]
    return claims_done(clause) and all(one.end - one.begin == 1 for one in counted)


def _finished(said: Said) -> Intent | None:
    if not said.has(*FINISHED):
        return None
    if said.has(*SPOILERS):
        return _spoilt(said)
    if said.has(Sense.SURELY_DONE) or _is_past(said):
        return Intent.DONE
    bare = said.only(*FINISHED, Sense.PLAIN, Sense.ACK)
    return Intent.DONE if bare else Intent.UNKNOWN


def _is_past(said: Said) -> bool:
    """ "Đã" some words before "xong": đã rà soát, gửi các xã xong."""
    for clause in said.clauses():
        begins = [one.begin for one in clause if one.sense in FINISHED]
        words = said.heard.words[clause[0].begin : begins[0]] if begins else []
        # Without its đ it may as well be "dạ": yes, it is hard to finish.
        if any(word.bare == "da" and "đ" in word.marks for word in words):
            return True
    return False


def _spoilt(said: Said) -> Intent | None:
    """The word "done" stands there, but something takes it back."""
    claimed = any(claims_done(clause) for clause in said.clauses())
    if claimed and said.has(Sense.BUT, Sense.UNDER_WAY):
        return Intent.AMBIGUOUS
    if said.has(Sense.EXCEPT) and not said.has(*_UNSURE):
        return Intent.AMBIGUOUS if said.stands("<code>") else Intent.IN_PROGRESS
    if said.has(Sense.UNDER_WAY):
        return Intent.IN_PROGRESS
    if said.has(Sense.ACK) and said.only(*_POLITE):
        return Intent.ACK  # "Vâng, sẽ hoàn thành đúng hạn"
    unsure = said.has(*_UNSURE, Sense.STEP)
    partly = said.has(Sense.PARTLY) and not unsure
    return Intent.IN_PROGRESS if partly else Intent.UNKNOWN


def _under_way(said: Said) -> Intent | None:
    """Also "làm được 2/3 rồi"."""
    part = said.stands("<part>") and not said.has(*_UNSURE)
    return Intent.IN_PROGRESS if part or said.has(Sense.UNDER_WAY) else None


def _received(said: Said) -> Intent | None:
    return Intent.ACK if said.has(Sense.ACK) and said.only(*_POLITE) else None


_TESTS: tuple[Callable[[Said], Intent | None], ...] = (
    *(_question, _not_ours, _more_time, _stuck, _undone),
    *(_handed_up, _share, _finished, _under_way, _received),
)
