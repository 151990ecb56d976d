"""A question as it stands: asked, or answered with what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from actions.questions import Asked
from domain.assigning_notices import AmendmentCard, AssignmentCard
from domain.notices import (
    LayoutAsked,
    Notice,
    ReadBack,
    Saying,
    TaskLine,
    Told,
    WhichTask,
)
from domain.processes import ProcessKind
from domain.replies import Intent
from domain.tasks import task_code
from domain.urging_notices import Offer, UrgePreview
from locales.reading.signing import read_signing
from models import notice_codec, readings
from models.queries.task_lines import lines_by_id
from models.tables import Question
from models.work import Reads
from models.working_days import read_calendar

SAYINGS = {
    Asked.DOCUMENT: Saying.SAY_DOCUMENT,
    Asked.REASON: Saying.SAY_REASON,
    Asked.NAME: Saying.SAY_NAME,
    Asked.DISPUTE: Saying.SAY_DISPUTE,
    Asked.AGAIN: Saying.SAY_AGAIN,
    Asked.INTENT: Saying.CHOOSE_INTENT,
    Asked.WANTED: Saying.SAY_WANTED,
    Asked.WHY_LONGER: Saying.SAY_WHY_LONGER,
    Asked.OBSTACLE: Saying.SAY_OBSTACLE,
    Asked.PETITION: Saying.SAY_PETITION,
    Asked.WHY_LATE: Saying.SAY_WHY_LATE,
    Asked.WHY_NOT: Saying.SAY_WHY_NOT,
    Asked.DECISION: Saying.SAY_DECISION,
}
SHOWN = (Offer, UrgePreview, AssignmentCard, AmendmentCard, LayoutAsked)
PETITION = ProcessKind.PETITION.value


async def gather_question(reads: Reads, params: dict[str, Any]) -> Notice | None:
    question = await reads.session.get(Question, params["question"])
    if question is None:
        return None
    if question.answer:
        return notice_codec.load(question.answer, question.facts["outcome"])
    return await _asked(reads, question)


async def _asked(reads: Reads, question: Question) -> Notice | None:
    facts = question.facts
    if "shown" in facts:
        shown = notice_codec.load(facts["shown"]["notice"], facts["shown"]["facts"])
        assert isinstance(shown, SHOWN)
        return replace(shown, question_id=question.id)
    kind = Asked(question.kind)
    if kind is Asked.IMPORT:
        preview = {**facts["preview"], "question_id": question.id}
        return notice_codec.load("ImportPreview", preview)
    if kind is Asked.PETITION:
        return Told(Saying.SAY_PETITION, {}, question.id)
    if facts.get("kind") == PETITION:
        return Told(Saying.SAY_ANSWER, {}, question.id)
    return await _about_tasks(reads, question, kind)


async def _about_tasks(reads: Reads, question: Question, kind: Asked) -> Notice | None:
    facts = question.facts
    ids = list(facts.get("tasks", ())) or [facts["task"]]
    lines = await lines_by_id(reads, await read_calendar(reads), ids)
    if not lines:
        return None
    if kind is Asked.FILE:
        return WhichTask(question.id, tuple(lines), of_file=True)
    if kind is Asked.WHICH:
        intent = readings.load(facts["reading"]).intent
        unclear = intent in (Intent.UNKNOWN, Intent.AMBIGUOUS)
        return WhichTask(question.id, tuple(lines), understood=not unclear)
    if kind is Asked.READING:
        asked_on = question.asked_at.astimezone(reads.zone).date()
        return _read_back(question, lines[0], asked_on)
    told = {"code": task_code(lines[0].id), "content": lines[0].content}
    due_on = lines[0].due_on
    told["deadline"] = facts.get("wanted") or (due_on.isoformat() if due_on else "")
    return Told(SAYINGS[kind], told, question.id)


def _read_back(question: Question, line: TaskLine, asked_on: date) -> ReadBack:
    reading = readings.load(question.facts["reading"])
    document = reading.document
    return ReadBack(
        question_id=question.id,
        line=line,
        intent=reading.intent,
        percent=reading.percent,
        document=document.number if document else None,
        issued_on=document.issued_on if document else None,
        note=question.facts.get("note", ""),
        signing=read_signing(question.facts.get("note", ""), today=asked_on),
        wanted_on=reading.on if reading.intent is Intent.EXTENSION else None,
    )
