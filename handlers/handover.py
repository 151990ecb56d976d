"""`/bangiao`: whose tasks go to whom, all of them or some; asked step by step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from telegram import Update

from actions.hand_over import (
    Handover,
    check_successor,
    hand_over,
    tasks_to_hand_over,
)
from actions.questions import Asked, close, take
from domain.buttons import number_in
from domain.folding import nfc
from domain.notices import Saying, Told
from domain.permissions import Action
from domain.refusals import Reason, Refusal
from domain.tasks import Role, task_code
from domain.urging_notices import Offer
from handlers.context import Context, Turn
from handlers.offering import (
    offer,
    people_offered,
    the_one_arranged,
    the_one_named,
)
from models.queries.colleagues import colleagues
from models.tables import Officer, Question

CODES = re.compile(r"(?:nv\s?-?\s?|#)(\d{1,9})(?![\w/])", re.IGNORECASE)
TO = re.compile(r"(?:^|\s)(?:cho|->|>|→)\s", re.IGNORECASE)
CODES_SHOWN = 15


async def hand_tasks_over(_update: Update, context: Context) -> None:
    """`/bangiao [Họ tên cũ] [cho Họ tên mới] [NV-12 NV-15]`"""
    turn = context.turn
    text = nfc(" ".join(context.args or ()))
    codes = tuple(int(number) for number in CODES.findall(text))
    named = CODES.sub(" ", text).replace(",", " ")
    former, *successor = TO.split(f"{named} ", maxsplit=1)
    kept: dict[str, Any] = {"tasks": list(codes) or None, "all": None}
    if not former.strip() and not _is_officer(turn):
        await _ask_former(turn, kept)
        return
    kept["officer"] = await _former(turn, former.strip())
    if successor and successor[0].strip():
        await _to(turn, kept, successor[0].strip())
    else:
        await _ask_successor(turn, kept)


def _is_officer(turn: Turn) -> bool:
    """Who directs nobody hands over his own tasks."""
    return not turn.actor.roles & {Role.UNIT_HEAD, Role.ADMIN}


async def _former(turn: Turn, name: str) -> int:
    if not name:
        return turn.actor.officer_id
    return (await the_one_arranged(turn, name, Action.HAND_OVER)).id


async def _ask_former(turn: Turn, kept: dict[str, Any]) -> None:
    units = turn.actor.units_as(Role.UNIT_HEAD)
    people = await colleagues(turn.reads, units)
    shown = people_offered(Saying.SAY_HANDED_FROM, {}, people)
    await offer(turn, Asked.HANDED_FROM, {"handover": kept}, shown)


async def _ask_successor(turn: Turn, kept: dict[str, Any]) -> None:
    tasks, units = await tasks_to_hand_over(turn.reads, turn.actor, kept["officer"])
    people = await colleagues(turn.reads, units, but=kept["officer"])
    facts = await _facts(turn, {**kept, "count": len(tasks)})
    shown = people_offered(Saying.SAY_SUCCESSOR, facts, people)
    await offer(turn, Asked.SUCCESSOR, {"handover": kept}, shown)


async def _to(turn: Turn, kept: dict[str, Any], name: str) -> None:
    _, units = await tasks_to_hand_over(turn.reads, turn.actor, kept["officer"])
    person = await the_one_named(turn, name, units)
    await _successor_known(turn, {**kept, "successor": person.id})


async def _successor_known(turn: Turn, kept: dict[str, Any]) -> None:
    """Which of them, if it was not said; else it is read back."""
    tasks, units = await tasks_to_hand_over(turn.reads, turn.actor, kept["officer"])
    await check_successor(turn.reads, units, _handover(kept))
    if kept["tasks"] is not None or kept["all"]:
        await _read_back(turn, kept)
        return
    facts = await _facts(turn, {**kept, "count": len(tasks)})
    facts["codes"] = _codes(tasks)
    shown = Offer(Saying.CHOOSE_HANDED.value, facts, verbs=("all", "some", "no"))
    await offer(turn, Asked.HANDED, {"handover": kept}, shown)


async def _read_back(turn: Turn, kept: dict[str, Any]) -> None:
    """Only what is his, and the asker's to give, is shown and will go over."""
    may_go, _ = await tasks_to_hand_over(turn.reads, turn.actor, kept["officer"])
    tasks = may_go if kept["tasks"] is None else kept["tasks"]
    strange = [task for task in tasks if task not in set(may_go)]
    if strange:
        raise Refusal(Reason.NOT_FOUND, code=task_code(strange[0]))
    facts = await _facts(turn, {**kept, "count": len(tasks)})
    facts["codes"] = _codes(tasks)
    shown = Offer(Saying.HANDOVER_READ_BACK.value, facts, verbs=("yes", "no"))
    await offer(turn, Asked.HANDOVER, {"handover": kept}, shown)


async def press_handover(turn: Turn, question: Question, verb: str) -> None:
    """A button of one of these questions; *Hủy* is answered where all are."""
    kept = question.facts["handover"]
    person = number_in(verb.removeprefix("o"))
    match Asked(question.kind), verb:
        case Asked.HANDOVER, "yes":
            tasks = await hand_over(turn.work, turn.actor, _handover(kept))
            facts = await _facts(turn, {**kept, "count": len(tasks)})
            turn.toast = Told(Saying.HANDED_OVER, facts)
            await close(turn.work, question, turn.toast)
            return
        case Asked.HANDED, "all":
            await _read_back(turn, {**kept, "all": True})
        case Asked.HANDED, "some":
            shown = Offer(
                Saying.SAY_HANDED.value, await _facts(turn, kept), (), ("no",)
            )
            await offer(turn, Asked.HANDED_CODES, {"handover": kept}, shown)
        case Asked.HANDED_FROM, _ if person:
            await _ask_successor(turn, {**kept, "officer": person})
        case Asked.SUCCESSOR, _ if person:
            await _successor_known(turn, {**kept, "successor": person})
        case _:
            raise Refusal(Reason.QUESTION_OVER)
    await close(turn.work, question, Told(Saying.SEEN, {}))


async def hear_handover(turn: Turn, question: Question, text: str) -> None:
    """A name or codes, typed. What cannot be read leaves the question as it is."""
    kept = question.facts["handover"]
    match Asked(question.kind):
        case Asked.HANDED_FROM:
            await _ask_successor(turn, {**kept, "officer": await _former(turn, text)})
        case Asked.SUCCESSOR:
            await _to(turn, kept, text)
        case _:
            tasks = [int(number) for number in CODES.findall(text)]
            if not tasks:
                raise Refusal(Reason.NO_TASK_NAMED)
            await _read_back(turn, {**kept, "tasks": tasks})
    taken = await take(turn.work, question.id, officer_id=turn.actor.officer_id)
    await close(turn.work, taken, Told(Saying.SEEN, {}))


def _handover(kept: Mapping[str, Any]) -> Handover:
    tasks = None if kept["tasks"] is None else tuple(kept["tasks"])
    return Handover(kept["officer"], kept["successor"], tasks)


def _codes(tasks: Any) -> str:
    shown = ", ".join(task_code(task) for task in tasks[:CODES_SHOWN])
    return shown if len(tasks) <= CODES_SHOWN else f"{shown} …"


async def _facts(turn: Turn, kept: Mapping[str, Any]) -> dict[str, str]:
    """As the sentences name them: name, successor, count."""
    facts = {}
    for fact, key in (("name", "officer"), ("successor", "successor")):
        if kept.get(key):
            facts[fact] = (await turn.reads.session.get_one(Officer, kept[key])).name
    if "count" in kept:
        facts["count"] = str(kept["count"])
    return facts
