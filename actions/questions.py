"""What the bot asks back, kept as rows so that a restart forgets nothing.

A question's message is a card: once answered it is edited to say what came of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Any

from domain.notices import Notice
from domain.refusals import Reason, Refusal
from models import notice_codec
from models.history import mark_stale
from models.queries.questions import take_question
from models.tables import Question
from models.work import Work

LIFE = timedelta(hours=24)


class Asked(StrEnum):
    """The kinds of questions."""

    READING = "reading"  # is this what you said? {"task", "reading", "note"}
    WHICH = "which"  # which task do you mean? {"tasks", "reading", "note"}
    INTENT = "intent"  # done, doing, not yet? {"task", "note"}
    DOCUMENT = "document"  # number and date? {"task", "note"}
    REASON = "reason"  # why is it returned? {"task"}
    NAME = "name"  # who will do it? {"task"}
    DISPUTE = "dispute"  # what is not right of it? {"task", "round"}
    AGAIN = "again"  # say it again, {"task"}
    URGE = "urge"  # send this? {"urging", "mark", "shown"}
    # Who is away, when, and who stands in: {"absence", "shown"}
    DAYS_AWAY = "days_away"
    STAND_IN = "stand_in"
    ABSENCE = "absence"  # is this so?
    AWAY = "away"  # is he back?
    # Whose tasks go to whom, and which: {"handover", "shown"}
    HANDED_FROM = "handed_from"
    SUCCESSOR = "successor"
    HANDED = "handed"
    HANDED_CODES = "handed_codes"
    HANDOVER = "handover"  # is this so?
    IMPORT = "import"  # store this register? {"draft", "preview"}
    # Which column is which, and what is the system called? {"sent", "shown"}. A button
    # or words; taken before the transaction, as the file is read again
    LAYOUT = "layout"
    # A task is given: {"assignment", "missing", "shown"}
    ASSIGN = "assign"  # this part of it is missing
    ASSIGNMENT = "assignment"  # is this so? Parts of it may be typed anew
    AMENDMENT = "amendment"  # is this so? {"amendment", "shown"}
    INSPECTION = "inspection"  # plan this? {"units", "day", "shown"}
    FINDINGS = "findings"  # what was found? {"inspection", "shown"}
    VIOLATION = "violation"  # enter this? {"unit", "day", "what", …, "shown"}
    WHY_WITHDRAWN = "why_withdrawn"  # {"violation", "shown"}
    WANTED = "wanted"  # more time until when? {"task", "reason", "then"}
    WHY_LONGER = "why_longer"  # and why? {"task", "wanted", "then"}
    OBSTACLE = "obstacle"  # which? {"task"}
    PETITION = "petition"  # what? {"task"}
    WHY_LATE = "why_late"  # {"task"}
    WHY_NOT = "why_not"  # agreed to: {"kind", "number", "task"}
    DECISION = "decision"  # what is decided: {"kind", "number", "task"}
    FILE = "file"  # of which task? {"tasks", "file", "caption"}
    # A unit's own figures: {"own", "shown"}
    FIGURES = "figures"  # this part was not understood
    OWN_UNIT = "own_unit"  # of which unit?


# These wait for words rather than for a button.
FOR_WORDS = (
    *(Asked.DOCUMENT, Asked.REASON, Asked.NAME, Asked.DISPUTE),
    *(Asked.DAYS_AWAY, Asked.STAND_IN),
    *(Asked.HANDED_FROM, Asked.SUCCESSOR, Asked.HANDED_CODES),
    *(Asked.ASSIGN, Asked.ASSIGNMENT, Asked.FINDINGS, Asked.WHY_WITHDRAWN),
    *(Asked.WANTED, Asked.WHY_LONGER, Asked.OBSTACLE, Asked.PETITION),
    *(Asked.WHY_LATE, Asked.WHY_NOT, Asked.DECISION, Asked.FIGURES),
)


async def ask(
    work: Work, kind: Asked, facts: Mapping[str, Any], *, chat_id: int, officer_id: int
) -> int:
    """Keep a question; its number."""
    question = Question(
        chat_id=chat_id,
        officer_id=officer_id,
        kind=kind.value,
        facts=dict(facts),
        asked_at=work.now,
        expires_at=work.now + LIFE,
    )
    work.session.add(question)
    await work.session.flush()
    return question.id


async def take(work: Work, question_id: int, *, officer_id: int) -> Question:
    """The question, answered from now on. Raises Refusal if it is over, or not his."""
    question = await take_question(work, question_id, officer_id)
    if question is None:
        raise Refusal(Reason.QUESTION_OVER)
    return question


async def close(work: Work, question: Question, outcome: Notice) -> None:
    """Let the question's own message say what came of it."""
    question.answer = notice_codec.name_of(outcome)
    question.facts = {**question.facts, "outcome": notice_codec.dump(outcome)}
    await work.session.flush()
    await mark_stale(work, f"question:{question.id}")
