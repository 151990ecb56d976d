"""What letters a text file is written in: Unicode, or the old Vietnamese code pages.

Old files say nowhere which page they are of. Each page is tried, and the one in which
most of the office's words appear is believed; if none shows any, nothing is guessed.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from domain.register import FileProblem, UnreadableFile

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 64 * 1024  # bytes by which a page is chosen

# Words of registers, each with a letter that ASCII has not.
WORDS = re.compile(
    r"\b(?:đơn vị|nhiệm vụ|số|ngày|thời hạn|hạn|văn bản|ký hiệu|nội dung|trích yếu|chủ"
    r" trì|thực hiện|sở|kế hoạch|báo cáo|tỉnh|và|của|được|chưa|đã|đang)\b"
)

# TCVN 5712:1993 (VN3, the ".Vn" fonts), from 0xA1 on where it is not Latin-1.
TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
# VNI (the "VNI-" fonts): a letter, then a sign that stands for its mark. All of it is
# read as decomposed letters, which NFC then joins.
GRAVE, ACUTE, HOOK, TILDE, DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
CIRCUMFLEX, BREVE = "\u0302", "\u0306"
VNI_MARKS = {
    "ø": GRAVE,
    "ù": ACUTE,
    "û": HOOK,
    "õ": TILDE,
    "ï": DOT,
    "â": CIRCUMFLEX,
    "à": CIRCUMFLEX + GRAVE,
    "á": CIRCUMFLEX + ACUTE,
    "å": CIRCUMFLEX + HOOK,
    "ã": CIRCUMFLEX + TILDE,
    "ä": CIRCUMFLEX + DOT,
    "ê": BREVE,
    "è": BREVE + GRAVE,
    "é": BREVE + ACUTE,
    "ú": BREVE + HOOK,
    "ü": BREVE + TILDE,
    "ë": BREVE + DOT,
}
VNI_LETTERS = {
    "ñ": "đ",
    "Ñ": "Đ",
    "ô": "ơ",
    "Ô": "Ơ",
    "ö": "ư",
    "Ö": "Ư",
    "æ": "ỉ",
    "Æ": "Ỉ",
    "ó": "ĩ",
    "Ó": "Ĩ",
    "ò": "ị",
    "Ò": "Ị",
    "î": "ỵ",
    "Î": "Ỵ",
}
VNI = re.compile("([aeouyôöAEOUYÔÖ])([" + "".join(VNI_MARKS) + "ØÙÛÕÏÂÀÁÅÃÄÊÈÉÚÜË])")


def decode(content: bytes) -> str:
    """The text in composed letters. Raises UnreadableFile if it is nobody's."""
    text = _as_unicode(content)
    if text is None:
        text = _by_page(content)
    if "\0" in text:
        raise UnreadableFile(FileProblem.NOT_A_WORKBOOK)
    return unicodedata.normalize("NFC", text)


def looks_legacy(text: str) -> bool:
    """Whether text that came as Unicode is TCVN3 or VNI by its letters."""
    if WORDS.search(text.lower()):
        return False
    return any(WORDS.search(read(text).lower()) for read in (read_tcvn3, read_vni))


def _as_unicode(content: bytes) -> str | None:
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    encoding = _unmarked_utf16(content[:SAMPLE]) or "utf-8"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _unmarked_utf16(sample: bytes) -> str | None:
    """Without its mark: most Latin letters have a zero beside them, always one side."""
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if max(first, second) * 4 < len(sample) or min(first, second) * 20 > len(sample):
        return None
    return "utf-16-le" if second > first else "utf-16-be"


def _by_page(content: bytes) -> str:
    pages = (read_cp1258, read_tcvn3, read_vni)
    latin = content[:SAMPLE].decode("latin-1")
    best = max(pages, key=lambda page: _count(page(latin)))
    if not _count(best(latin)):
        raise UnreadableFile(FileProblem.UNKNOWN_LETTERS)
    return best(content.decode("latin-1"))


def _count(text: str) -> int:
    return len(WORDS.findall(text.lower()))


def read_cp1258(latin: str) -> str:
    """Windows' own page for Vietnamese: letters and marks apart."""
    content = latin.encode("latin-1").decode("cp1258", errors="replace")
    return unicodedata.normalize("NFC", content)


def read_tcvn3(latin: str) -> str:
    return "".join(TCVN3.get(sign, sign) for sign in latin)


def read_vni(latin: str) -> str:
    """Marks first, for `ô` and `ö` are letters of their own there; then the letters."""
    marked = VNI.sub(lambda found: found[1] + "\uffff" + found[2], latin)
    signs: list[str] = []
    is_mark = False
    for sign in marked:
        if sign == "\uffff":
            is_mark = True
            continue
        mark = VNI_MARKS.get(sign.lower(), sign)
        signs.append(mark if is_mark else VNI_LETTERS.get(sign, sign))
        is_mark = False
    return unicodedata.normalize("NFC", "".join(signs))
