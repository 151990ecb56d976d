"""A justification in plain words: "thuyết minh NV-1: chờ số liệu".

Only where it is named at the beginning: why something is late is said in any report of
progress, and that is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CODE = r"(?:nv\s?-?\s?|#)(\d{1,9})(?![\w/])"
_NAMED = r"(?:tôi |xin |em )*(?:thuyết minh|thuyet minh|giải trình|giai trinh)"
_JOINT = r"[\s:,.–-]*"
_EXPLAINS = re.compile(
    rf"\s*(?:{_CODE}{_JOINT})?{_NAMED}\b(?: lý do| ly do)?{_JOINT}"
    rf"(?:(?:nhiệm vụ|nhiem vu)?\s*{_CODE}{_JOINT})?(.*)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Explanation:
    """`task` None: he did not say of which. `words` may be empty."""

    task: int | None
    words: str


def read_explanation(text: str) -> Explanation | None:
    """None for what is no justification, as far as it says itself."""
    found = _EXPLAINS.fullmatch(text)
    if found is None:
        return None
    before, behind, words = found.groups()
    code = before or behind
    return Explanation(int(code) if code else None, words.strip())
