"""What is typed of a task that is given: parts between ";", known by their first words.

`Sở Nội vụ, Sở Y tế: rà soát …; số 12/UBND-TH ngày 20/11; hạn 30/11; phải báo cáo`
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from domain.folding import fold
from domain.replies import DocumentRef
from domain.tasks import TaskClass, Urgency
from locales.reading.classes import read_class, read_urgency
from locales.reading.deadlines import read_deadline
from locales.reading.documents import find_document

PARTS = re.compile(r"[;\n]+")
NAMES = re.compile(r"\s*(?:,|\bvà\b|\bva\b)\s*", re.IGNORECASE)
REPORTS = ("bao cao", "phai bao cao", "co bao cao", "trinh", "phai trinh", "co")
NO_REPORT = (
    *("khong bao cao", "khong phai bao cao", "khong can bao cao", "khong"),
    "khong trinh",
)
UNDATED = (
    *("khong thoi han", "khong han", "khong quy dinh thoi han", "khong co thoi han"),
    "khong quy dinh",
)
URGENCIES = ("hoa toc", "thuong khan", "khan")
LONGEST_TAG = 12  # characters; a tag stands alone
A_CITIZEN = "Người dân"  # as the register says it: feedback bears no name
CITIZEN = ("nguoi dan", "cong dan", "phan anh", "kien nghi cua nguoi dan", "cu tri")


@dataclass(frozen=True)
class Said:
    """The parts of a typed line; None or empty was not said. Names as written."""

    whom: tuple[str, ...] = ()
    content: str = ""
    document: DocumentRef | None = None
    signer: str = ""
    must_report: bool | None = None
    undated: bool = False
    deadline_text: str = ""
    due_on: date | None = None
    tag: tuple[str, TaskClass | None] | None = None
    urgency: Urgency | None = None
    support: tuple[str, ...] = ()
    via: str = ""
    consolidator: str = ""
    division: str = ""
    received_on: date | None = None
    from_citizen: bool = False


def read_assignment(text: str, *, today: date) -> Said:
    """What a line says. Raises UnreadableDate for a deadline that is not understood."""
    parts = _parts(text)
    opens = bool(parts) and _opens(parts[0])
    said, others = _read(parts[1:] if opens else parts, today)
    if opens:
        said = _opening(said, parts[0])
    return replace(said, content="; ".join(p for p in (said.content, *others) if p))


def read_parts(text: str, *, today: date) -> tuple[Said, tuple[str, ...]]:
    """The parts that bear a label, and the others. Raises UnreadableDate."""
    return _read(_parts(text), today)


def _read(parts: list[str], today: date) -> tuple[Said, tuple[str, ...]]:
    said, others = Said(), []
    for part in parts:
        labelled = _labelled(said, part, today)
        if labelled is None:
            others.append(part)
        else:
            said = labelled
    return said, tuple(others)


def _parts(text: str) -> list[str]:
    return [part for part in map(str.strip, PARTS.split(text)) if part]


def names_in(text: str) -> tuple[str, ...]:
    """ "Sở Nội vụ, Sở Y tế và Sở Tài chính" are three."""
    return tuple(name for name in NAMES.split(text.strip()) if name)


def read_due(text: str, today: date) -> date | None:
    """Raises UnreadableDate."""
    return read_deadline(text, issued_on=today)


def _opens(part: str) -> bool:
    """ "Units: content", and no label with its colon."""
    head, colon, _ = part.partition(":")
    return bool(colon) and fold(head) not in LABELS


def _opening(said: Said, part: str) -> Said:
    whom, _, content = part.partition(":")
    if fold(whom).startswith("giao "):
        whom = _after(whom, "giao")
    return replace(said, whom=names_in(whom), content=content.strip())


def _labelled(said: Said, part: str, today: date) -> Said | None:
    """The part under its label; None for one that bears none."""
    whole = _whole(said, part)
    if whole is not None:
        return whole
    folded = fold(part)
    for label, take in LABELS.items():
        if folded.startswith((f"{label} ", f"{label}:")):
            return take(said, part, _after(part, label), today)
    return None


def _whole(said: Said, part: str) -> Said | None:
    """A part that is nothing but a word of its own: hỏa tốc, QC45_a, phải báo cáo."""
    folded = fold(part)
    if folded in UNDATED:
        return replace(said, undated=True)
    if folded in (*REPORTS, *NO_REPORT):
        return replace(said, must_report=folded in REPORTS)
    if folded in URGENCIES:
        return replace(said, urgency=read_urgency(part))
    if folded in CITIZEN:
        return replace(said, from_citizen=True)
    return _tagged(said, part)


def _tagged(said: Said, part: str) -> Said | None:
    if fold(part) in ("qc45", "qc42"):
        return replace(said, tag=(part.strip().upper(), None))
    tag = read_class(part) if len(part) <= LONGEST_TAG else None
    return None if tag is None else replace(said, tag=tag)


def _after(part: str, label: str) -> str:
    """What follows the label: as many words as it has."""
    words = part.split()[len(label.split()) :]
    return " ".join(words).lstrip(":").strip()


def _due(said: Said, part: str, _rest: str, today: date) -> Said:
    issued_on = said.document.issued_on if said.document else None
    due_on = read_deadline(part, issued_on=issued_on or today)
    return replace(said, deadline_text=part, due_on=due_on)


def _document(said: Said, part: str, _rest: str, today: date) -> Said | None:
    found = find_document(part, today=today)
    return None if found is None else replace(said, document=found)


def _signer(said: Said, _part: str, rest: str, _today: date) -> Said:
    return replace(said, signer=rest)


def _support(said: Said, _part: str, rest: str, _today: date) -> Said:
    return replace(said, support=names_in(rest.removeprefix("với").strip()))


def _via(said: Said, _part: str, rest: str, _today: date) -> Said:
    return replace(said, via=rest)


def _consolidator(said: Said, _part: str, rest: str, _today: date) -> Said:
    return replace(said, consolidator=rest)


def _division(said: Said, _part: str, rest: str, _today: date) -> Said:
    return replace(said, division=rest)


def _received(said: Said, _part: str, rest: str, today: date) -> Said:
    return replace(said, received_on=read_deadline(rest, issued_on=None) or today)


def _whom(said: Said, _part: str, rest: str, _today: date) -> Said:
    return replace(said, whom=names_in(rest))


Take = Callable[[Said, str, str, date], Said | None]
LABELS: Mapping[str, Take] = {
    "giao": _whom,
    "don vi": _whom,
    "noi dung": lambda said, _part, rest, _today: replace(said, content=rest),
    "thoi han": _due,
    "han": _due,
    "deadline": lambda said, _part, rest, today: _due(said, rest, rest, today),
    "truoc": _due,
    "cham nhat": _due,
    "nguoi ky": _signer,
    "phoi hop": _support,
    "bao cao qua": _via,
    "qua": _via,
    "tong hop": _consolidator,
    "theo doi": _division,
    "phong": lambda said, part, _rest, _today: replace(said, division=part),
    "nhan ngay": _received,
    "tiep nhan ngay": _received,
    "theo": _document,
    "van ban": _document,
    "cong van": _document,
    "so": _document,
    "by": _document,
}
