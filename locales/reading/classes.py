"""A register's short columns: class tag, urgency, state (domain.md 1.2, 1.9, 2.5)."""

from __future__ import annotations

from domain.tasks import Progress, TaskClass, Urgency
from locales.reading.words import Word, split_words

_SCHEMES = ("42", "45")  # QĐ 42/2014 of the Prime Minister, QĐ 45/2016 of the province
_JOINTS = ("_", "-", "–", ".", ":", "(", "/")
_STATES = {
    Progress.DONE: """da thuc hien, da hoan thanh, hoan thanh, ht, da ht, da xong, xong,
        da thuc hien xong, da xu ly, da xu ly xong, da giai quyet""",
    Progress.IN_PROGRESS: """dang thuc hien, dang xu ly, dang trien khai, dang lam,
        dang giai quyet, chua hoan thanh, chua ht, dang th""",
    Progress.NOT_STARTED: """chua thuc hien, chua xu ly, chua tiep nhan, chua th,
        chua trien khai, da tiep nhan, moi giao, chua bat dau""",
    Progress.REPORTED: "cho xac nhan, da bao cao cho xac nhan, da trinh cho xac nhan",
    Progress.RETURNED: "tra lai, bi tra lai, thuc hien lai, khong dap ung yeu cau",
    Progress.CANCELLED: "thu hoi, da thu hoi, huy, da huy, huy bo",
}
_PROGRESS = {
    " ".join(said.split()): progress
    for progress, spellings in _STATES.items()
    for said in spellings.split(",")
}
_TERMS = ("trong", "qua", "dung", "tre", "truoc", "con", "da", "nhung", "thoi", "som")


def read_class(text: str) -> tuple[str, TaskClass] | None:
    """The first tag in a text, as scheme and class: QC45_a, QC42c, "QC 45 a"."""
    words = split_words(text)
    found = (_class_at(words, place) for place in range(len(words) - 2))
    return next((tag for tag in found if tag is not None), None)


def read_classes(text: str) -> tuple[tuple[str, TaskClass], ...]:
    """Every tag of a line of recipients: "QC45_a,b" are two (419/VPUBND-HCTC, 4b)."""
    words = split_words(text)
    found: list[tuple[str, TaskClass]] = []
    for place in range(len(words) - 2):
        tag = _class_at(words, place)
        if tag is None:
            continue
        found.append(tag)
        after = _letter_after(words, place)
        while after is not None:
            found.append((tag[0], TaskClass(words[after].bare)))
            after = _next_letter(words, after)
    return tuple(dict.fromkeys(found))


def _letter_after(words: list[Word], place: int) -> int | None:
    """The second letter of a list behind a tag."""
    first = place + 2
    while first < len(words) and words[first].bare not in set(TaskClass):
        first += 1
    return _next_letter(words, first)


def _next_letter(words: list[Word], place: int) -> int | None:
    after = place + 2
    listed = after < len(words) and words[place + 1].text in (",", ";")
    return after if listed and words[after].bare in set(TaskClass) else None


def read_urgency(text: str) -> Urgency:
    """Độ khẩn, in words or as edXML's 0 to 4; what says nothing of it is normal."""
    said = " ".join(word.bare for word in split_words(text) if not word.is_sign)
    if said in ("3", "4") or "hoa toc" in said:
        return Urgency.FLASH
    if said == "2" or "thuong khan" in said:
        return Urgency.VERY_URGENT
    urgent = said == "1" or said.split()[-1:] == ["khan"]
    return Urgency.URGENT if urgent and "khong" not in said else Urgency.NORMAL


def read_status(text: str) -> Progress | None:
    """A register's state; "trong hạn" or "quá hạn" after it is the term, not the state.

    None when it is none of the known ones.
    """
    words = [word.bare for word in split_words(text) if not word.is_sign]
    if words[-1:] == ["han"]:
        words.pop()
        while words and words[-1] in _TERMS:
            words.pop()
    return _PROGRESS.get(" ".join(words))


def _class_at(words: list[Word], place: int) -> tuple[str, TaskClass] | None:
    if words[place].bare != "qc" or words[place + 1].text not in _SCHEMES:
        return None
    after = place + 2
    while after < len(words) and words[after].text in _JOINTS:
        after += 1
    if after >= len(words) or words[after].bare not in set(TaskClass):
        return None
    return f"QC{words[place + 1].text}", TaskClass(words[after].bare)
