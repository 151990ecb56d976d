"""What is typed after `/rasoat`: dữ liệu, with a finding, its page, a file, a class; or
đã gửi, with a month."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.data_quality import Finding
from domain.folding import fold
from domain.tasks import TaskClass

SENT = ("da gui", "dagui", "ai da gui", "ai da gui roi", "sent")
OPENS = ("du lieu", "dulieu", "ra soat du lieu", "data")
FILE = ("tep", "file", "excel", "xlsx", "tai tep")
PAGE = re.compile(r"\s+(?:trang|page)\s+(\d{1,4})$")
CLASSED = re.compile(
    r"^(?:nv\s?-?\s?|#)(\d{1,9})\s*(?:la|loai|:)?\s*(?:qc\d\d[_-])?([abcd])$"
)
NAMES = {
    Finding.NO_CLASS: ("chua phan loai", "thieu phan loai", "phan loai", "no class"),
    Finding.NO_DRAFTER: ("thieu nguoi soan thao", "nguoi soan thao", "no drafter"),
    Finding.ODD_NUMBER: (
        *("so bat thuong", "so ky hieu bat thuong", "so ky hieu", "odd number"),
    ),
    Finding.DUE_BEFORE_ISSUE: (
        *("han truoc ngay ban hanh", "han truoc ban hanh", "sai han"),
    ),
    Finding.DUPLICATE_NUMBER: ("trung so", "trung so ky hieu", "duplicate number"),
    Finding.UNIT_DISSOLVED: (
        *("don vi giai the", "don vi da giai the", "giai the", "sap nhap"),
    ),
    Finding.NO_DEADLINE: (
        *("khong thoi han", "san pham khong thoi han", "khong gan thoi han"),
        *("chua co thoi han", "no deadline"),
    ),
    Finding.ENTERED_LATE: ("nhap tre", "nhap muon", "nhap cham", "entered late"),
    Finding.URGENT_LATE: ("hoa toc", "hoa toc nhap tre", "urgent"),
}
_BY_NAME = {name: one for one, names in NAMES.items() for name in names}
_BY_NUMBER = {str(at): one for at, one in enumerate(Finding, start=1)}


@dataclass(frozen=True)
class CheckAsked:
    """`finding` None: the counts of all; `task` with `to`: it is of that class."""

    finding: Finding | None = None
    page: int = 1
    file: bool = False
    task: int | None = None
    to: TaskClass | None = None


def after_opening(text: str, openings: Sequence[str] = OPENS) -> str | None:
    """What follows "dữ liệu", or another opening; None where it does not begin so."""
    folded = " ".join(fold(text).split())
    for opens in sorted(openings, key=len, reverse=True):
        if folded == opens or folded.startswith(f"{opens} "):
            return folded.removeprefix(opens).strip()
    return None


def read_check(words: str) -> CheckAsked | None:
    """Of folded words; None for what names nothing that there is."""
    if not words:
        return CheckAsked()
    if words in FILE:
        return CheckAsked(file=True)
    classed = CLASSED.match(words)
    if classed is not None:
        return CheckAsked(task=int(classed[1]), to=TaskClass(classed[2]))
    paged = PAGE.search(words)
    name = PAGE.sub("", words)
    finding = _BY_NAME.get(name) or _BY_NUMBER.get(name)
    if finding is None:
        return None
    return CheckAsked(finding, max(1, int(paged[1])) if paged else 1)
