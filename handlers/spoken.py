"""What may be taken of the words that a person sent."""

from __future__ import annotations

from domain.refusals import Reason, Refusal
from domain.secrecy import is_secret
from domain.secret_names import digest_of

LONGEST = 2_000  # characters; a progress note is no place for more
MOST_CHOICES = 8  # more are not asked; the list is shown instead


def check_text(text: str) -> None:
    """Refuse what must not be kept, and what is too long to be read."""
    if is_secret(text):
        raise Refusal(Reason.SECRET, digest=digest_of(text))
    if len(text) > LONGEST:
        raise Refusal(Reason.TOO_LONG, limit=str(LONGEST))
