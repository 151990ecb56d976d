"""Awkward sheets as offices send them, each with what must come out of it.

A task is said as "row|number|lead unit|last day"; what stays out as "row|problem".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from domain.register import Column
from tests.files.importers.small_files import merging, sheets

HEAD = ["STT", "Số ký hiệu", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Hạn xử lý"]
SNV, STC = "Sở Nội vụ", "Sở Tài chính"
WHAT = "Tham mưu kế hoạch"
NOV30 = "30/11/2026"


def task(number: int, unit: Any = SNV, due: Any = NOV30) -> list[Any]:
    return [number, f"{number}/UBND-TH", WHAT, unit, due]


def said(row: int, number: int, unit: str = SNV, due: str = "2026-11-30") -> str:
    return f"{row}|{number}/UBND-TH|{unit}|{due}"


@dataclass(frozen=True)
class Awkward:
    """`suffix` and `content` are the file; `mapped` what was said by --map.

    `first` is all that the first row says beyond `came`, and beyond WHAT is to be done.
    """

    name: str
    content: bytes
    came: Sequence[str]
    left_out: Sequence[str] = ()
    suffix: str = ".xlsx"
    mapped: Mapping[str, Column] = field(default_factory=dict)
    first: Mapping[str, Any] = field(default_factory=dict)


def dated(due: Any, expected: str) -> Awkward:
    name = f"a deadline as {due!r}"
    return Awkward(name, sheets([HEAD, task(1, due=due)]), [said(2, 1, due=expected)])


NONE = "None"
TWO = [HEAD, task(1), task(2, STC)]
BOTH = [said(2, 1), said(3, 2, STC)]
UPPER = ["STT", "Văn bản giao", None, "Nội dung nhiệm vụ", "Đơn vị", None, "Thời hạn"]
LOWER = [None, "Số", "Ngày", None, "Chủ trì", "Phối hợp", "hoàn thành"]
DEEP = [1, "1/UBND-TH", "01/10/2026", WHAT, SNV, STC, NOV30]
OF_DEEP = {"issued_on": date(2026, 10, 1), "support_units": (STC,)}
UNDER_UNITS = ["STT", "Số ký hiệu", "Nội dung nhiệm vụ", "Hạn xử lý"]
UNDER_PAPERS = ["STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Hạn xử lý"]

SHAPES = [
    Awkward("a plain sheet", sheets(TWO), BOTH),
    Awkward(
        "emblem, titles and a period above",
        sheets([["UBND TỈNH"], ["SỔ THEO DÕI"], ["Từ 01/10/2026"], [], *TWO]),
        [said(6, 1), said(7, 2, STC)],
    ),
    Awkward("empty rows between", sheets([HEAD, [], task(1), [], []]), [said(3, 1)]),
    Awkward(
        "numbers of the columns under the header",
        sheets([HEAD, ["(1)", "(2)", "(3)", "(4)", "(5)"], task(1)]),
        [said(3, 1)],
    ),
    Awkward(
        "numbers without brackets",
        sheets([HEAD, [1, 2, 3, 4, 5], task(1)]),
        [said(3, 1)],
    ),
    Awkward(
        "the header again on each page",
        sheets([HEAD, task(1), HEAD, task(2, STC)]),
        [said(2, 1), said(4, 2, STC)],
    ),
    Awkward(
        "totals and places for signatures",
        sheets([*TWO, ["Tổng cộng", None, 2], [None, None, None, "Người lập"]]),
        BOTH,
        ["5|no_number"],
    ),
    Awkward(
        "a total in the column of numbers",
        sheets([*TWO, [None, "Tổng số nhiệm vụ: 02", None, None, "02"]]),
        BOTH,
    ),
    Awkward(
        "columns that mean nothing",
        sheets([[*HEAD, "Màu"], [*task(1), "xanh"]]),
        [said(2, 1)],
    ),
    Awkward("other order", sheets([HEAD[::-1], task(1)[::-1]]), [said(2, 1)]),
    Awkward("begins in column C", sheets([[None, None, *HEAD], [None, None, *task(1)]]),
            [said(2, 1)]),
    Awkward(
        "headers broken over lines, in capitals",
        sheets([[h.upper().replace(" ", "\n") for h in HEAD], task(1)]),
        [said(2, 1)],
    ),
    Awkward(
        "decomposed letters",
        sheets([[unicodedata.normalize("NFD", h) for h in HEAD], task(1)]),
        [said(2, 1)],
    ),
    Awkward("a header without marks", sheets([
        ["STT", "So ky hieu", "Noi dung", "Don vi chu tri", "Han xu ly"], task(1)]),
        [said(2, 1)]),
    Awkward("two-line header", sheets([UPPER, LOWER, DEEP]), [said(3, 1)],
            first=OF_DEEP),
    Awkward(
        "two-line header with merged cells",
        sheets(
            [[], [None, "Số", "Ngày", None, "Chủ trì", "Phối hợp"], DEEP],
            draw=merging(
                ("A1:A2", "STT"),
                ("B1:C1", "Văn bản giao"),
                ("D1:D2", "Nội dung nhiệm vụ"),
                ("E1:F1", "Đơn vị"),
                ("G1:G2", "Thời hạn hoàn thành"),
            ),
        ),
        [said(3, 1)],
        first=OF_DEEP,
    ),
    Awkward("two-line header under a title, column numbers under it",
            sheets([["SỔ"], UPPER, LOWER, [1, 2, 3, 4, 5, 6, 7], DEEP]), [said(5, 1)],
            first=OF_DEEP),
    Awkward(
        "number merged over its tasks",
        sheets(
            [HEAD, *([n, None, WHAT, SNV, NOV30] for n in (1, 2, 3))],
            draw=merging(("B2:B4", "7/UBND-TH")),
        ),
        [said(row, 7) for row in (2, 3, 4)],
    ),
    Awkward(
        "unit merged over its tasks",
        sheets(
            [HEAD, [1, "1/UBND-TH", WHAT, None, NOV30],
             [2, "2/UBND-TH", WHAT, None, NOV30]],
            draw=merging(("D2:D3", SNV)),
        ),
        [said(2, 1), said(3, 2)],
    ),
]  # fmt: skip

GROUPS = [
    Awkward(
        "units over their rows",
        sheets([UNDER_UNITS, ["I. Sở Nội vụ"], [1, "1/UBND-TH", WHAT, NOV30],
                ["II. Sở Tài chính"], [1, "2/UBND-TH", WHAT, NOV30]]),
        [said(3, 1), said(5, 2, STC)],
    ),
    Awkward(
        "units beside their place in the list",
        sheets([UNDER_UNITS, ["1.", SNV], [None, "1/UBND-TH", WHAT, NOV30],
                ["2.", "Sở Tài chính (01 nhiệm vụ)"],
                [None, "2/UBND-TH", WHAT, NOV30]]),
        [said(3, 1), said(5, 2, STC)],
    ),
    Awkward(
        "units merged over the whole width",
        sheets([UNDER_UNITS, [], [1, "1/UBND-TH", WHAT, NOV30]],
               draw=merging(("A2:D2", "A. SỞ NỘI VỤ"))),
        ["3|1/UBND-TH|SỞ NỘI VỤ|2026-11-30"],
    ),
    Awkward(
        "a row's own unit goes before the one above",
        sheets([HEAD, ["I. Sở Nội vụ"], task(1, None), task(2, STC)]),
        [said(3, 1), said(4, 2, STC)],
    ),
    Awkward(
        "chapters that are no units",
        sheets([HEAD, ["A. QUÝ IV"], task(1), ["B. Báo cáo định kỳ"], task(2, STC)]),
        [said(3, 1), said(5, 2, STC)],
    ),
    Awkward(
        "documents over their tasks",
        sheets([UNDER_PAPERS, ["Công văn số 9/UBND-TH ngày 05/10/2026"],
                [1, WHAT, SNV, NOV30], [2, "Việc hai", STC, NOV30]]),
        [said(3, 9), said(4, 9, STC)],
        first={"issued_on": date(2026, 10, 5)},
    ),
    Awkward(
        "a task before any unit",
        sheets([UNDER_UNITS, [1, "1/UBND-TH", WHAT, NOV30], ["I. Sở Nội vụ"],
                [2, "2/UBND-TH", WHAT, NOV30]]),
        [said(4, 2)],
        ["2|no_unit"],
    ),
    Awkward(
        "several sheets, one of them a cover",
        sheets([["BÌA"], ["Năm 2026"]], TWO, [HEAD, task(3)]),
        [*BOTH, said(2, 3)],
    ),
    Awkward(
        "sheets with other headers",
        sheets(TWO, [["Số VB", "Trích yếu", "Cơ quan chủ trì"],
                     ["3/UBND-TH", "V/v rà soát", SNV]]),
        [*BOTH, said(2, 3, due=NONE)],
    ),
    Awkward(
        "several lead units in lines",
        sheets([HEAD, task(1, f"- {SNV}\n- {STC}")]),
        [said(2, 1), said(2, 1, STC)],
    ),
    Awkward(
        "several lead units with semicolons",
        sheets([HEAD, task(1, f"{SNV}; {STC}")]),
        [said(2, 1), said(2, 1, STC)],
    ),
    Awkward(
        "one unit broken over lines",
        sheets([HEAD, task(1, "Sở Giáo dục\nvà Đào tạo")]),
        [said(2, 1, "Sở Giáo dục và Đào tạo")],
    ),
    Awkward(
        "number, date and leader in one cell",
        sheets([["Số TBKL", "Nội dung nhiệm vụ giao", "Đơn vị chủ trì"],
                ["Số: 67/TB-VPUB\nNgày: 12/11/2026\nLãnh đạo: Phó Chủ tịch", WHAT,
                 SNV]]),
        ["2|67/TB-VPUB|Sở Nội vụ|None"],
        first={"issued_on": date(2026, 11, 12), "assigned_by": "Phó Chủ tịch"},
    ),
    Awkward(
        "what --map says of a header",
        sheets([["Mã", "Việc giao", "Nơi nhận việc", "Xong trước"],
                ["1/UBND-TH", WHAT, SNV, NOV30]]),
        [said(2, 1)],
        mapped={"ma": Column.NUMBER, "viec giao": Column.CONTENT,
                "noi nhan viec": Column.LEAD_UNIT, "xong truoc": Column.DEADLINE},
    ),
]  # fmt: skip

DATES = [
    dated(date(2026, 11, 15), "2026-11-15"),
    dated(datetime.fromisoformat("2026-11-15T17:00"), "2026-11-15"),
    dated(46341, "2026-11-15"),
    dated("5/3/2027", "2027-03-05"),
    dated("05-03-2027", "2027-03-05"),
    dated("05.03.2027", "2027-03-05"),
    dated("20/11/26", "2026-11-20"),
    dated("ngày 5 tháng 3 năm 2027", "2027-03-05"),
    dated("tháng 3 năm 2027", "2027-03-31"),
    dated("quý II/2027", "2027-06-30"),
    dated("đến hết ngày 31/5/2027", "2027-05-31"),
    dated("trước ngày 20/01/2027", "2027-01-19"),
    dated("15h30 ngày 20/11/2026", "2026-11-20"),
    dated("01/01/1970", NONE),
    dated("01/01/1970 07:00:00", NONE),
    dated(date(1970, 1, 1), NONE),
    dated("Không quy định thời hạn", NONE),
    Awkward("a day that is none", sheets([HEAD, task(1, due="31/02/2027"), task(2)]),
            [said(3, 2)], ["2|impossible_date"]),
    Awkward("a deadline in doubt", sheets([HEAD, task(1, due="sớm"), task(2)]),
            [said(3, 2)], ["2|unreadable_deadline"]),
]  # fmt: skip

AWKWARD = [*SHAPES, *GROUPS, *DATES]
