"""Rounds among the units: `/rasoat`, and the buttons under what a unit is asked."""

from __future__ import annotations

from telegram import Update

from actions.justify_lateness import late_task
from actions.open_review import open_review
from actions.questions import Asked
from actions.rounds import answer_round, cut_of, units_of
from domain.buttons import Press, number_in
from domain.notices import SHOWN, Saying, Told
from domain.periods import Period
from domain.permissions import Action, may_in_unit
from domain.refusals import Reason, Refusal
from domain.rounds import Answer, RoundKind, RoundState, RowState, tallies_of
from domain.tasks import task_code
from handlers.answering import put_question
from handlers.context import Context, Turn
from handlers.data_quality import hear_check, show_counts
from locales.reading.data_checks import SENT, after_opening
from locales.reading.periods import read_period
from models.outbox import Live
from models.queries.reviews import subject_of_state
from models.queries.rounds import (
    find_round,
    is_asked,
    words_of,
)
from models.tables import Round


async def review_round(_update: Update, context: Context) -> None:
    """`/rasoat quy 4`: opens the review of a period once, then shows who answered.

    `/rasoat dữ liệu` is about the register itself, `/rasoat đã gửi` about who has sent
    the review of the month.
    """
    turn = context.turn
    said = " ".join(context.args or ())
    about_data, of_month = after_opening(said), after_opening(said, SENT)
    reviews = may_in_unit(turn.actor, Action.OPEN_ROUND, None)
    if about_data is not None:
        await hear_check(turn, about_data)
        return
    if reviews and of_month is not None:
        _show_sent(turn, of_month)
        return
    if not reviews:
        if said:
            raise Refusal(Reason.NOT_ALLOWED, code="/rasoat")
        await show_counts(turn)
        return
    await turn.open()
    await _review(turn, _period(turn, said))


def _show_sent(turn: Turn, said: str) -> None:
    period = read_period(said, today=turn.reads.today)
    if period is None or period.kind != "month":
        raise Refusal(Reason.NOT_UNDERSTOOD)
    month = f"{period.first:%Y-%m}"
    params = {"month": month, "officer": turn.actor.officer_id}
    turn.show(Live.REVIEW_STATE, params, subject=subject_of_state(month))


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
    """Of nothing said the quarter that is over: what runs is not reviewed unasked."""
    today = turn.reads.today
    if not said:
        return Period.quarter(today.year, (today.month + 2) // 3).previous()
    period = read_period(said, today=today)
    if period is None:
        raise Refusal(Reason.NOT_UNDERSTOOD)
    return period


async def _show(turn: Turn, one: Round, period: Period) -> None:
    words = await words_of(turn.work, one.id, cut_of(one, turn.reads.today))
    disputed = [word for word in words if word.said is RowState.DISPUTED]
    turn.say(
        RoundState(
            kind=RoundKind(one.kind),
            period=period,
            closes_on=one.closes_on,
            units=tallies_of(words),
            disputes=tuple(
                (f"{one.line.unit}, {task_code(one.line.task_id)}", one.note)
                for one in disputed[:SHOWN]
            ),
        )
    )


async def press_round(turn: Turn, pressed: Press) -> None:
    """`u:<round>:all`, `u:<round>.<task>:dispute`, or `…:why`"""
    number, _, task = pressed.argument.partition(".")
    round_id, task_id = number_in(number), number_in(task)
    if round_id is None:
        raise Refusal(Reason.STALE_BUTTON, code="")
    if pressed.verb == "all":
        turn.toast = await confirm_all(turn, round_id)
    elif pressed.verb == "why" and task_id is not None:
        await late_task(turn.work, turn.actor, task_id, policy=turn.policy)
        await put_question(turn, Asked.WHY_LATE, {"task": task_id})
    elif pressed.verb == "dispute" and task_id is not None:
        if not await is_asked(turn.work, round_id, task_id, units_of(turn.actor)):
            raise Refusal(Reason.NOT_FOUND, code=task_code(task_id))
        facts = {"task": task_id, "round": round_id}
        await put_question(turn, Asked.DISPUTE, facts)
    else:
        raise Refusal(Reason.STALE_BUTTON, code="")


async def confirm_all(turn: Turn, round_id: int) -> Told:
    """What stands as the unit was shown; the rest is to be looked at again."""
    answer = Answer(round_id, RowState.CONFIRMED)
    changed = await answer_round(turn.work, turn.actor, answer)
    if not changed:
        return Told(Saying.ROUND_CONFIRMED, {})
    codes = ", ".join(task_code(task) for task in changed[:SHOWN])
    return Told(Saying.ROUND_MOVED, {"codes": codes})
