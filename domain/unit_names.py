"""How the names of units are written: where one ends, and which is meant."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches

from domain.folding import fold

# Beginnings of the names of units, with their letters: "Sở" is none of "Số", "Báo cáo".
_BEGINNINGS = """sở, ban, ubnd, văn phòng, chi cục, cục, công an, bộ chỉ huy, bộ chqs,
trung tâm, thanh tra, phòng, thành phố, huyện, thị xã, thị trấn, xã, phường, đặc khu,
trường, công ty, tổng công ty, hội, đài, bảo hiểm, kho bạc, ngân hàng, tòa án, toà án,
viện, điện lực, liên đoàn, mặt trận, tỉnh đoàn, bệnh viện, ủy ban, uỷ ban, liên minh,
hạt kiểm lâm, tập đoàn, bch, bqlda, bưu điện, tổ công tác"""
UNIT_WORDS = tuple(" ".join(one.split()) + " " for one in _BEGINNINGS.split(","))
PLAIN_WORDS = tuple(fold(word) + " " for word in UNIT_WORDS if word != "sở ")
NO_UNIT = ("ban hành", "hội nghị", "phòng chống", "phòng, chống")

_APART = re.compile(
    rf"\s*(?:,|\bvà)\s+(?=(?:{'|'.join(re.escape(word) for word in UNIT_WORDS)}))",
    re.IGNORECASE,
)
NEAR = 0.84  # of 1: one wrong letter or a word written short, never another unit
# Ways of writing one sound that stay different without their marks.
_ALIKE = (("dac lac", "dak lak"), ("daklak", "dak lak"), ("uy ban nhan dan", "ubnd"))


def is_unit_like(name: str) -> bool:
    """Whether a name begins as the names of units do, and does not end there."""
    low = name.lower()
    if low.startswith(NO_UNIT):
        return False
    return low.startswith(PLAIN_WORDS if low.isascii() else UNIT_WORDS)


def names_apart(text: str) -> tuple[str, ...]:
    """ "Sở A, Sở B và Sở C" are three; the comma in one unit's own name stays."""
    return tuple(dict.fromkeys(filter(None, map(str.strip, _APART.split(text)))))


def nearest(name: str, known: Collection[str]) -> str | None:
    """The one known name (folded) that is almost this one; None if none or several.

    It is only ever asked about: a near name may be another unit's.
    """
    folded = _plain(fold(name))
    plain = {_plain(one): one for one in known}
    found = get_close_matches(folded, plain, n=2, cutoff=NEAR)
    return plain[found[0]] if found else None


def _plain(folded: str) -> str:
    for written, meant in _ALIKE:
        folded = folded.replace(written, meant)
    return folded
