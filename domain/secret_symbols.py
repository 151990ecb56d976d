"""Symbols by which a province marks its secret papers (domain.md 1.8).

Each province has its own: the policy lists them (`secrecy.symbols`), as a document's
number is written, with `*` for whatever varies: "*/BC-*-M". None are known without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import translate
from functools import lru_cache

from domain.folding import nfc

NUMBER = re.compile(r"\d[^\s,;:()\[\]“”\"]*[/-][^\s,;:()\[\]“”\"]+")

Symbols = tuple[str, ...]


def bears_symbol(text: str, symbols: Symbols) -> bool:
    """Whether a document's number in the text is one of theirs, in any letters."""
    if not symbols:
        return False
    known = _known(symbols)
    return any(known.fullmatch(one.rstrip(".")) for one in NUMBER.findall(nfc(text)))


def any_bears_symbol(texts: Iterable[str], symbols: Symbols) -> bool:
    return bool(symbols) and any(bears_symbol(text, symbols) for text in texts)


@lru_cache(maxsize=8)
def _known(symbols: Symbols) -> re.Pattern[str]:
    ways = (f"(?:{translate(nfc(one))})" for one in symbols)
    return re.compile("|".join(ways), re.IGNORECASE)
