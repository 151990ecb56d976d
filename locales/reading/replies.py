"""What a reply means: the first, deterministic reader (domain.md 5.2).

The order of the tests is the design's: secret, command, question, reassign, extension,
obstacle, negation, submitted, percent, done, in progress, acknowledgement, unknown.
"Done" needs more than its word: nothing beside it may say part, plan, doubt, contrast.
A phrase read as done that is not done is the worst error, so in doubt the answer is
unknown or ambiguous, and the person is asked.
"""

from __future__ import annotations

from datetime import date

from domain.replies import Intent, Reading
from domain.secrecy import is_secret
from locales.reading.hearing import Heard, hear
from locales.reading.intents import find_intent
from locales.reading.phrases import find_phrases
from locales.reading.said import Said
from locales.reading.words import is_cut

__all__ = ["read_reply"]

_REPORTS = (Intent.DONE, Intent.SUBMITTED)
_WITHOUT_SHARE = (Intent.UNKNOWN, Intent.AMBIGUOUS, Intent.QUERY, Intent.ACK)


def read_reply(text: str, *, today: date) -> Reading:
    """What the text says; it raises nothing, and of a secret it keeps nothing."""
    if is_secret(text):
        return Reading(Intent.SECRET)
    heard = hear(text, today=today)
    said = Said(heard, find_phrases(heard.words))
    intent = Intent.UNKNOWN if _is_command(text) else find_intent(said)
    if is_cut(text) and intent in _REPORTS:
        intent = Intent.UNKNOWN  # what was not read may take it back
    return Reading(
        intent,
        percent=None if intent in _WITHOUT_SHARE else said.share(),
        on=_day(heard, intent),
        document=heard.document,
        codes=tuple(dict.fromkeys(heard.codes)),
    )


def _is_command(text: str) -> bool:
    return text.lstrip().startswith("/")


def _day(heard: Heard, intent: Intent) -> date | None:
    """The day of a report lies behind, any other one ahead."""
    if intent not in _REPORTS:
        return heard.days[0].ahead if heard.days else None
    if heard.days:
        return heard.days[0].back
    return heard.document.issued_on if heard.document else None
