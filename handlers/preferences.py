"""`/caidat`: what a person chooses for himself."""

from __future__ import annotations

import re
from datetime import time

from telegram import Update

from actions.choose_preferences import (
    choose_language,
    choose_quiet,
    mute,
    subject_of,
)
from domain.buttons import Press
from domain.preferences import Hours
from domain.refusals import Reason, Refusal
from handlers.context import Context, Turn
from models.outbox import Live

# 21:00-06:30, 21h-6h30, 21-6
SPAN = re.compile(
    r"(\d{1,2})(?:[:hg]([0-5]\d)?)?\s*[-–]\s*(\d{1,2})(?:[:hg]([0-5]\d)?)?"
)
OFFICE = "office"  # the office's quiet hours again


async def settings(_update: Update, context: Context) -> None:
    """`/caidat` shows them; `/caidat 21:00-06:30` sets his quiet hours."""
    turn = context.turn
    typed = "".join(context.args or ())
    if typed:
        policy = turn.policy
        await choose_quiet(turn.work, turn.actor, _hours(typed), policy=policy)
    officer = turn.actor.officer_id
    turn.show(Live.SETTINGS, {"officer": officer}, subject=subject_of(officer))


async def press_setting(turn: Turn, pressed: Press) -> None:
    """The card under which it is pressed is shown anew."""
    match pressed.verb:
        case "speak":
            await choose_language(turn.work, turn.actor, pressed.argument)
            turn.new_parts = True  # so that his menu speaks it too
        case "quiet":
            await _quiet(turn, pressed.argument)
        case "mute" | "hear":
            on = pressed.verb == "mute"
            rule = pressed.argument
            await mute(turn.work, turn.actor, rule, on=on, policy=turn.policy)
        case _:
            raise Refusal(Reason.STALE_BUTTON, code="")


async def _quiet(turn: Turn, argument: str) -> None:
    quiet = None if argument == OFFICE else _read(argument.replace(".", ":"))
    if quiet is None and argument != OFFICE:
        raise Refusal(Reason.STALE_BUTTON, code="")
    await choose_quiet(turn.work, turn.actor, quiet, policy=turn.policy)


def _hours(text: str) -> Hours:
    """Raises Refusal for what is no span of two times."""
    hours = _read(text)
    if hours is None:
        raise Refusal(Reason.NO_HOURS)
    return hours


def _read(text: str) -> Hours | None:
    found = SPAN.fullmatch(text.lower())
    if found is None or int(found[1]) > 23 or int(found[3]) > 23:
        return None
    start = time(int(found[1]), int(found[2] or 0))
    return Hours(start, time(int(found[3]), int(found[4] or 0)))
