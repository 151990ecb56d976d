"""The office decides that a day is off or worked; the swaps of a year are confirmed.

The state's days come from a package that learns of swapped days late (domain.md 4.2):
the office's word wins, with the document that says so.
"""

from __future__ import annotations

from datetime import date

from domain.refusals import Reason, Refusal
from domain.secrecy import is_secret
from domain.secret_names import digest_of
from models.queries.audits import Deed, note_deed
from models.queries.calendar import CONFIRMED, Decision, drop_decision, keep_decision
from models.queries.settings import keep_setting
from models.work import Work

YEARS = range(2000, 2100)  # others are slips of the hand
LONGEST = 250  # characters of a reason or of a document's name


async def decide_day(
    work: Work,
    day: date,
    decision: Decision | None,
    *,
    door: str,
    officer_id: int | None = None,
) -> None:
    """Keep it; None: the state's calendar holds again for that day.

    Raises Refusal for a year that cannot be meant, and for words that must not be kept.
    What was planned for that day already stays as it is: a moment is planned once.
    """
    if day.year not in YEARS:
        raise Refusal(Reason.BAD_DATE)
    if decision is None:
        await drop_decision(work, day)
        detail: dict[str, object] = {}
    else:
        _check_words(decision.reason, decision.source)
        await keep_decision(work, day, decision, officer_id)
        detail = {"working": decision.working, "reason": decision.reason}
    deed = Deed("calendar_day", f"day:{day.isoformat()}", officer_id, door, detail)
    await note_deed(work, deed)


async def confirm_year(
    work: Work, year: int, source: str, *, door: str, officer_id: int | None = None
) -> None:
    """The days off and the swaps of this year are as that document says."""
    if year not in YEARS:
        raise Refusal(Reason.BAD_DATE)
    _check_words(source)
    await keep_setting(work, f"{CONFIRMED}{year}", source)
    deed = Deed("calendar_year", f"year:{year}", officer_id, door, {"source": source})
    await note_deed(work, deed)


def _check_words(*texts: str) -> None:
    if any(is_secret(text) for text in texts):
        raise Refusal(Reason.SECRET, digest=digest_of(*texts))
    if any(len(text) > LONGEST for text in texts):
        raise Refusal(Reason.TOO_LONG, limit=str(LONGEST))
