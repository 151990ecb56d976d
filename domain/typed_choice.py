"""A button's word, or its number, typed instead of pressed.

Telegram drops a press that the bot was too long away for, and other channels have no
buttons at all: whatever a button does can be said as well.
"""

from __future__ import annotations

from domain.buttons import Button, Keyboard
from domain.folding import fold

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
    named = {button.data: button for button in keys if wish in _names(button.label)}
    return next(iter(named.values())) if len(named) == 1 else None


def _names(label: str) -> set[str]:
    return {_plain(label), _plain(label.partition(JOINT)[0])}


def _plain(text: str) -> str:
    """Letters and figures, folded; arrows, ticks and bells only adorn a label."""
    kept = (sign if sign.isalnum() or sign in "-/%" else " " for sign in fold(text))
    return " ".join("".join(kept).split())
