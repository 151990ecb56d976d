"""Binding a group to a unit."""

from __future__ import annotations

from telegram import Update

from actions.bind import Group, bind_group
from actions.find_unit import find_unit
from actions.invites import GROUP_CODE_LIFE, invite_group, units_to_bind
from domain.notices import Saying, Told
from domain.permissions import Action, may_in_unit
from domain.refusals import Reason, Refusal
from handlers.context import Context, Turn
from models.queries.people import unit_names


async def group(_update: Update, context: Context) -> None:
    """`/nhom` in private gives a one-time code; `/nhom code` in the group binds it."""
    turn = context.turn
    words = list(context.args or ())
    if turn.place.in_group:
        await _bind(turn, words)
    else:
        await _give_code(turn, " ".join(words))


async def _give_code(turn: Turn, words: str) -> None:
    unit_id = await _unit_meant(turn, words)
    code = await invite_group(turn.work, turn.actor, unit_id)
    names = await unit_names(turn.work, [unit_id])
    minutes = int(GROUP_CODE_LIFE.total_seconds() // 60)
    facts = {
        "unit": names[unit_id],
        "command": f"/nhom {code}",
        "minutes": str(minutes),
    }
    turn.say(Told(Saying.GROUP_CODE, facts))


async def _unit_meant(turn: Turn, words: str) -> int:
    """His own unit; who has several, or an administrator, names one."""
    own = units_to_bind(turn.actor)
    if words:
        unit = await find_unit(turn.reads, words)
        if unit is None or not may_in_unit(turn.actor, Action.BIND_GROUP, unit.id):
            raise Refusal(Reason.NOT_FOUND, code=words[:60])
        return unit.id
    if len(own) != 1:
        raise Refusal(Reason.NO_UNIT)
    return own[0]


async def _bind(turn: Turn, words: list[str]) -> None:
    if not words:
        raise Refusal(Reason.NO_CODE)
    place = turn.place
    there = Group(place.address, place.title, place.thread)
    name = await bind_group(turn.work, words[0], there, by=place.sender)
    turn.say(Told(Saying.GROUP_BOUND, {"unit": name}))
