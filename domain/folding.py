"""Vietnamese text made comparable (domain.md 5.1)."""

from __future__ import annotations

import unicodedata

_D_LIKE = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d"})


def nfc(text: str) -> str:
    """The form in which text is kept: composed letters."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case, no diacritics, single spaces: for comparison, never for showing."""
    lowered = unicodedata.normalize("NFC", text).translate(_D_LIKE).lower()
    decomposed = unicodedata.normalize("NFD", lowered)
    bare = "".join(sign for sign in decomposed if unicodedata.category(sign) != "Mn")
    return " ".join(bare.split())
