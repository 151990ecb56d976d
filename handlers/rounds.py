"""Rounds among the units: `/rasoat`, and the buttons under what a unit is asked."""

from __future__ import annotations

from telegram import Update

from actions.open_review import open_review
from actions.questions import Asked
from actions.rounds import answer_round, units_of
from domain.buttons import Press, number_in
from domain.notices import SHOWN, Saying, Told
from domain.periods import Period
from domain.permissions import Action, may_in_unit
from domain.refusals import Reason, Refusal
from domain.rounds import Answer, RoundKind, RoundState, RowState
from domain.tasks import task_code
from handlers.answering import put_question
from handlers.context import Context, Turn
from handlers.data_quality import hear_check, show_counts
from locales.reading.data_checks import after_opening
from locales.reading.periods import read_period
from models.queries.rounds import (
    disputes,
    find_round,
    is_asked,
    tallies,
)
from models.tables import Round


async def review_round(_update: Update, context: Context) -> None:
    """`/rasoat quy 4`: opens the review of a period once, then shows who answered.

    `/rasoat dữ liệu` is about the register itself.
    """
    turn = context.turn
    said = " ".join(context.args or ())
    about_data = after_opening(said)
    reviews = may_in_unit(turn.actor, Action.OPEN_ROUND, None)
    if about_data is not None:
        await hear_check(turn, about_data)
        return
    if not reviews:
        if said:
            raise Refusal(Reason.NOT_ALLOWED, code="/rasoat")
        await show_counts(turn)
        return
    await turn.open()
    await _review(turn, _period(turn, said))


async def _review(turn: Turn, period: Period) -> None:
    one = await open_review(turn.work, turn.actor, period, policy=turn.policy)
    if one is None:
        turn.say(Told(Saying.NOTHING_TO_REVIEW, {}))
        return
    await _show(turn, one, period)
    confirmed = await find_round(turn.work, RoundKind.CONFIRMATION, period.code)
    if confirmed is not None:
        await _show(turn, confirmed, period)


def _period(turn: Turn, said: str) -> Period:
    period = read_period(said or "quy", today=turn.reads.today)
    if period is None:
        raise Refusal(Reason.NOT_UNDERSTOOD)
    return period


async def _show(turn: Turn, one: Round, period: Period) -> None:
    turn.say(
        RoundState(
            kind=RoundKind(one.kind),
            period=period,
            closes_on=one.closes_on,
            units=tuple(await tallies(turn.work, one.id)),
            disputes=tuple(await disputes(turn.work, one.id, SHOWN)),
        )
    )


async def press_round(turn: Turn, pressed: Press) -> None:
    """`u:<round>:all`, or `u:<round>.<task>:dispute`"""
    number, _, task = pressed.argument.partition(".")
    round_id, task_id = number_in(number), number_in(task)
    if round_id is None:
        raise Refusal(Reason.STALE_BUTTON, code="")
    if pressed.verb == "all":
        await answer_round(turn.work, turn.actor, Answer(round_id, RowState.CONFIRMED))
        turn.toast = Told(Saying.ROUND_CONFIRMED, {})
    elif pressed.verb == "dispute" and task_id is not None:
        if not await is_asked(turn.work, round_id, task_id, units_of(turn.actor)):
            raise Refusal(Reason.NOT_FOUND, code=task_code(task_id))
        facts = {"task": task_id, "round": round_id}
        await put_question(turn, Asked.DISPUTE, facts)
    else:
        raise Refusal(Reason.STALE_BUTTON, code="")
