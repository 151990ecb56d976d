"""State secrets are refused at the door (Law 117/2025/QH15; domain.md 1.8).

A level mark (Mật, Tối mật, Tuyệt mật) is looked for where it stands alone: a whole
line or cell, in brackets, after "độ mật:", or as a stamp between punctuation. Words
that only contain it (mật độ, bảo mật, bí mật nhà nước in a law's title) are no marks.
Nothing here keeps, logs or returns the text; the work is linear in its length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from domain.folding import fold
from domain.secret_marks import Mark, Word, lines_of, marks_of, words_of

# Folded answers in a "Độ mật" column that mean "no level"; any other is a secret.
_NO_LEVEL = """thuong, khong, 0, 00, 0 0, binh thuong, thong thuong, khong mat,
khong co, khong do mat, do thuong, do mat thuong, cong khai, none, null, na, n a, nan,
no, normal, false"""
# What a marked paper calls itself, folded: "Công văn mật", "(đóng dấu mật)".
_PAPERS = """van ban, tai lieu, cong van, cong dien, bao cao, ke hoach, to trinh, ho so,
quyet dinh, thong bao, phuong an, cv, vb, bc, kh, qd, tb, ttr, pa, do, muc, dau,
dong dau, loai, cap do, cap,
van ban dong dau, tai lieu dong dau, tai lieu loai, van ban loai"""
_LABELS = ("do", "muc", "cap", "dau", "loai")
_OF_ONE = ["của", "ngày", "về", "do", "gửi", "từ", "tại", "v"]
# What has one of these near it speaks of secret papers at large.
_OF_ALL = """quản lý, bí mật nhà nước, quy chế, quy định, soạn thảo, lưu trữ, giải mật,
tiêu hủy, tiêu huỷ, danh mục, mẫu, dấu, thẩm quyền, hướng dẫn, tập huấn, xác định"""
_URGENCY = "khẩn thượng hỏa hoả tốc khan thuong hoa toc"
# Words that make "mật" harmless: before it (bảo mật, túi mật), after it (mật độ).
_BEFORE = "bảo bí cơ thân túi sỏi ong đường dịch ngọt rỉ trật ẩn nội"
_AFTER = """độ ong khẩu mã thư vụ danh lệnh thiết nghị ngữ thám mía hoa đạo tông phục
cầu gấu nho nhân báo đàm ước sát điện viên ngọt"""
_ORGANS = ("gan", "tụy", "tuỵ")  # Gan - Mật - Tụy is a ward of a hospital
_NEAR = 15  # words before and after a mark that say what is spoken of
_GRADED = 4  # words; "Mức độ Mật" alone is the name of a column
_SHORT = 6  # words a mark may share a line with and still be all that it says

# Every level is written with "mật". Signs between its letters: "M Ậ T", or unseen ones.
_SPELT = re.compile(r"m[\W_]*[aâạậ][\W_]*t", re.IGNORECASE)

_NOTHING = frozenset({"", *(" ".join(one.split()) for one in _NO_LEVEL.split(","))})
_OF_ALL_PHRASES = tuple(" ".join(one.split()) for one in _OF_ALL.split(","))
_PAPER_NAMES = frozenset(" ".join(one.split()) for one in _PAPERS.split(","))
_URGENT = frozenset(_URGENCY.split())
_HARMLESS_BEFORE = frozenset(_BEFORE.split())
_HARMLESS_AFTER = frozenset(_AFTER.split())


def is_secret(text: str) -> bool:
    """True when the text carries a level mark: then keep, log and echo nothing."""
    return any(_is_secret_line(line) for line in lines_of(text))


def is_any_secret(texts: Iterable[str]) -> bool:
    """Whether one of many texts does; most are passed over by `is_suspect` alone."""
    return any(is_suspect(text) and is_secret(text) for text in texts)


def is_suspect(text: str) -> bool:
    """False for most texts, and never for a secret: a test holds it against the guard.

    What has letters of another width or style is looked at for itself.
    """
    if _SPELT.search(text) is not None:
        return True
    return not (text.isascii() or unicodedata.is_normalized("NFKC", text))


def is_secret_level(cell: str) -> bool:
    """Read a cell of the column "Độ mật": all but empty, Thường, Không, 0 is secret."""
    words = [word.text for line in lines_of(cell) for word in words_of(line)]
    return fold(" ".join(words)) not in _NOTHING


def _is_secret_line(line: str) -> bool:
    words = words_of(line)
    if any(_stands_alone(words, mark) for mark in marks_of(words)):
        return True
    return any(_is_lettered(words, at) for at in range(2, len(words)))


def _is_lettered(words: list[Word], at: int) -> bool:
    """ "Độ mật: A": the levels by their letters (domain.md 1.8)."""
    if words[at].text not in "AaBbCc" or words[at].before.strip() not in (":", "="):
        return False
    label, mat = (fold(word.text) for word in words[at - 2 : at])
    return mat == "mat" and label in _LABELS


def _stands_alone(words: list[Word], mark: Mark) -> bool:
    if _is_compound(words, mark):
        return False
    return (
        _is_whole_line(words, mark)
        or _is_bracketed(words, mark)
        or _is_labelled(words, mark)
        or _is_stamped(words, mark)
        or _is_graded(words, mark)
        or _is_one_paper(words, mark)
    )


def _is_compound(words: list[Word], mark: Mark) -> bool:
    """Bảo mật, mật ong, Gan - Mật - Tụy: another word, not a level."""
    left = words[mark.first - 1] if mark.first else None
    right = words[mark.last + 1] if mark.last + 1 < len(words) else None
    if any(near and near.low in _ORGANS for near in (left, right)):
        return True
    if left and left.low in _HARMLESS_BEFORE and not mark.double:
        return not words[mark.first].before.strip()
    if right is None or right.low not in _HARMLESS_AFTER or right.before.strip():
        return False
    # "MẬT Thư mời": a stamp before a new phrase; "MẬT THƯ", "Mật thư": one word.
    return not (words[mark.last].caps and right.text.istitle())


def _is_whole_line(words: list[Word], mark: Mark) -> bool:
    """Nothing else in the line but urgency, or the name of a kind of paper."""
    if len(words) > _SHORT or not _may_be_bare(words, mark):
        return False
    rest = [word for word in words[: mark.first] if word.low not in _URGENT]
    tail = [word for word in words[mark.last + 1 :] if word.low not in _URGENT]
    if tail or not rest:
        return not tail
    marked = mark.accented or mark.double
    return marked and _is_paper(rest) and not _is_label_only(words, mark)


def _may_be_bare(words: list[Word], mark: Mark) -> bool:
    """A lone unaccented "mat" may be mất, mắt or mặt; in capitals it is a stamp."""
    return mark.accented or mark.double or words[mark.last].caps


def _is_paper(words: list[Word]) -> bool:
    return fold(" ".join(word.text for word in words)) in _PAPER_NAMES


def _is_label_only(words: list[Word], mark: Mark) -> bool:
    """ "Độ mật" names the column; only "độ Mật" gives the level."""
    before = words[mark.first - 1]
    if mark.double or before.low not in ("độ", "mức", "cấp", "dấu", "loại"):
        return False
    return words[mark.last].text != "Mật" or not before.text.islower()


def _is_bracketed(words: list[Word], mark: Mark) -> bool:
    """ "(Mật)", "[tối mật]", "(văn bản mật)"."""
    if not _may_be_bare(words, mark):
        return False
    if not any(sign in words[mark.last].after for sign in ")]}>"):
        return False
    first = mark.first
    while first > max(0, mark.first - 4) and not _opens(words[first]):
        first -= 1
    inside = words[first : mark.first]
    if not _opens(words[first]):
        return False
    return not inside or (_is_paper(inside) and not _is_label_only(words, mark))


def _opens(word: Word) -> bool:
    return any(sign in word.before for sign in "([{<")


def _is_labelled(words: list[Word], mark: Mark) -> bool:
    """ "Độ mật: Mật", "do mat: tuyet mat", "độ: Mật", "Độ mật Tối mật"."""
    before = [fold(word.text) for word in words[max(0, mark.first - 2) : mark.first]]
    if before[-1:] == ["mat"] and before[0] in ("do", "muc", "cap", "dau"):
        return not words[mark.first].before.strip(" :=-–_")
    named = before[-1:] in (["do"], ["muc"], ["cap"], ["dau"])
    return named and words[mark.first].before.strip() in (":", "=")


def _is_stamped(words: list[Word], mark: Mark) -> bool:
    """A stamp: set apart by punctuation, or in capitals among ordinary letters."""
    if not mark.accented and not mark.double:
        return False
    caps = all(word.caps for word in words[mark.first : mark.last + 1])
    if not caps and not (mark.accented and _is_titled(words, mark)):
        return False
    # A comma sets capitals apart, but joins "Gan, Mật" and "Mật, Tối mật"; quotation
    # marks are for talking about a level: văn bản thuộc độ “Tuyệt mật”.
    if _is_apart(words, mark, weak=" _" if caps else " _,“”«»\"'"):
        return True
    return caps and not _has_loud_neighbour(words, mark)


def _is_titled(words: list[Word], mark: Mark) -> bool:
    return mark.double or words[mark.first].text[:1].isupper()


def _is_apart(words: list[Word], mark: Mark, *, weak: str) -> bool:
    """Signs stronger than `weak`, or an end of the line, stand on both sides."""
    first = _paper_before(words, mark.first)
    left = first == 0 or words[first].before.strip(weak)
    right = mark.last == len(words) - 1 or words[mark.last].after.strip(weak)
    return bool(left and right)


def _paper_before(words: list[Word], first: int) -> int:
    """Where the stamp begins when it names its paper: "Công văn Mật - …"."""
    for count in (2, 1):
        begin = first - count
        joined = all(not word.before.strip() for word in words[begin + 1 : first + 1])
        if begin >= 0 and joined and _is_paper(words[begin:first]):
            label = words[first - 1].low in ("độ", "mức", "cấp", "dấu", "loại")
            return first if label else begin
    return first


def _has_loud_neighbour(words: list[Word], mark: Mark) -> bool:
    """In a line of capitals only punctuation can set a stamp apart."""
    around = words[max(0, mark.first - 1) : mark.first] + words[mark.last + 1 :][:1]
    return any(word.caps and word.text.isalpha() for word in around)


def _is_graded(words: list[Word], mark: Mark) -> bool:
    """ "mức độ Tối mật": a level is given, not a list of levels in a law's title."""
    if not mark.accented or not _is_titled(words, mark):
        return False
    if not mark.first or words[mark.first].before.strip():
        return False
    if not mark.double and (len(words) < _GRADED or _is_label_only(words, mark)):
        return False
    label = fold(words[mark.first - 1].text)
    return label in _LABELS and not _is_of_all(words, mark)


def _is_one_paper(words: list[Word], mark: Mark) -> bool:
    """ "công văn mật số 12/CV-CA", "công văn tối mật của tỉnh": one paper is meant."""
    after = words[mark.last + 1].low if mark.last + 1 < len(words) else ""
    if not mark.accented or words[mark.last].after.strip():
        return False
    one, two = words[max(0, mark.first - 1) : mark.first], words[: mark.first][-2:]
    if not (_is_paper(one) or _is_paper(two)) or fold(one[0].text) in _LABELS:
        return False
    if after in ("số", "so") or after.isdigit():
        return True
    return (mark.double or after in _OF_ONE) and not _is_of_all(words, mark)


def _is_of_all(words: list[Word], mark: Mark) -> bool:
    """It is about secret papers at large: how they are kept, what a law says."""
    around = words[max(0, mark.first - _NEAR) : mark.last + _NEAR]
    said = f" {' '.join(word.low for word in around)} "
    return any(f" {phrase} " in said for phrase in _OF_ALL_PHRASES)
