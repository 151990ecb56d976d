"""What stands on an office's own papers (NĐ 30/2020, Phụ lục I; domain.md 1.7)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The names, grounds and recipients of a report; empty where nobody said them.

    Texts stand as they are to be printed, in the capitals of the office itself.
    """

    governing_body: str = ""  # cơ quan chủ quản: ỦY BAN NHÂN DÂN TỈNH …
    issuing_body: str = "VĂN PHÒNG"  # cơ quan ban hành
    office_name: str = "Văn phòng UBND tỉnh"  # within a sentence
    place: str = ""  # địa danh, before the date
    symbol: str = "VP"  # of the number: 05/BC-VP
    bases: tuple[str, ...] = ()  # căn cứ, one a paragraph
    procedure_basis: str = ""  # the clause that a unit's procedure is judged by
    signer_titles: tuple[str, ...] = ("CHÁNH VĂN PHÒNG",)  # one a line
    signer_name: str = ""
    recipients: tuple[str, ...] = ("Như trên", "Lưu: VT")  # nơi nhận of a letter
    # Empty ones stand on the papers as `domain/papers.py: Papers` has them.
    report_recipients: tuple[str, ...] = ()  # nơi nhận of a report
    addressees: tuple[str, ...] = ()  # kính gửi, of a letter to all
    system: str = ""  # where tasks are given and followed, within a sentence
    on_time_rule: str = ""  # by which an answer is on time, in a quarter's letter
    synthesis_email: str = ""  # of Phòng Tổng hợp, for the monthly review
