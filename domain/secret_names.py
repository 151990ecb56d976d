"""Level marks in what is no sentence: names of files, and addresses behind a word."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import unquote

from domain.secrecy import is_secret


def digest_of(*texts: str) -> str:
    """By which who has the same text knows it again: all that is kept of a secret."""
    whole = "\n".join(texts).encode(errors="surrogatepass")
    return hashlib.sha256(whole).hexdigest()


def is_secret_name(name: str) -> bool:
    """A file's name: also without its kind, and with blanks for other joints."""
    blanks = str.maketrans("_-.", "   ")
    bare = name.rpartition(".")[0] or name
    forms = (name, bare.replace("_", " "), bare.translate(blanks))
    return any(map(is_secret, forms))


def is_secret_address(address: str) -> bool:
    """An address on the Internet: each part of its path is a name of its own."""
    return any(map(is_secret_name, re.split(r"[/?#&=+]", unquote(address))))
