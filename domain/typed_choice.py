"""A button's word, or its number, typed instead of pressed.

Telegram drops a press that the bot was too long away for, and other channels have no
buttons at all: whatever a button does can be said as well.
"""

from __future__ import annotations

import unicodedata

from domain.buttons import Button, Keyboard
from domain.folding import fold, nfc

LONGEST_CHOICE = 60  # characters; more is no name of a button
JOINT = " · "  # NV-12 · content · deadline: the first of them names it


def chosen(keyboard: Keyboard, typed: str) -> Button | None:
    """The button meant; None when it is none of them, or not one alone."""
    wish = _plain(typed)
    keys = [button for row in keyboard for button in row]
    if not wish or len(typed) > LONGEST_CHOICE:
        return None
    if wish.isascii() and wish.isdigit() and len(wish) < 3:
        number = int(wish)
        return keys[number - 1] if 1 <= number <= len(keys) else None
    named = {one.data: one for one in keys if _is_named(one.label, wish)}
    return next(iter(named.values())) if len(named) == 1 else None


def _is_named(label: str, wish: str) -> bool:
    names = (_plain(label), _plain(label.partition(JOINT)[0]))
    return any(_says(name.split(), wish.split()) for name in names)


def _says(name: list[str], typed: list[str]) -> bool:
    """Diacritics may be missing from a word, but not be others: "đừng" is no "Đúng"."""
    if len(name) != len(typed):
        return False
    pairs = zip(name, typed, strict=True)
    return all(
        fold(meant) == fold(said) and _marks(said) in ([], _marks(meant))
        for meant, said in pairs
    )


def _marks(word: str) -> list[str]:
    """Its diacritics, whichever letter carries them: huỷ equals hủy."""
    signs = unicodedata.normalize("NFD", word)
    return sorted(s for s in signs if s == "đ" or unicodedata.category(s) == "Mn")


def _plain(text: str) -> str:
    """Letters and figures, small; arrows, ticks and bells only adorn a label."""
    small = nfc(text).lower()
    kept = (sign if sign.isalnum() or sign in "-/%" else " " for sign in small)
    return " ".join("".join(kept).split())
