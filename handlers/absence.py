"""`/vangmat`: from when to when, and who stands in; asked step by step.

What has been said so far stands in the row of the question: a restart forgets nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from telegram import Update

from actions.arrange_absence import (
    arrange_absence,
    check_absence,
    check_arranging,
    end_absence,
)
from actions.questions import Asked, close, take
from domain.absence import Absence, is_stretch
from domain.buttons import number_in
from domain.folding import fold, nfc
from domain.notices import Saying, Told
from domain.permissions import Action
from domain.refusals import Reason, Refusal
from domain.urging_notices import Offer
from handlers.context import Context, Turn
from handlers.offering import (
    offer,
    people_offered,
    the_one_arranged,
    the_one_named,
)
from locales.reading.dates import UnreadableDate
from locales.reading.stretches import Stretch, read_stretch
from models.queries.absences import absences_of
from models.queries.colleagues import colleagues
from models.tables import Officer, Question

BACK = {"het", "ket thuc", "da ve", "di lam", "huy", "thoi"}


async def be_away(_update: Update, context: Context) -> None:
    """`/vangmat [Họ tên] 23/11 đến 27/11 [người thay]`; `/vangmat hết` when back."""
    turn = context.turn
    text = nfc(" ".join(context.args or ())).strip()
    stretch = _stretch(turn, text)
    name = text if stretch is None else stretch.before
    back = fold(text) in BACK
    officer = await _officer(turn, "" if back else name)
    await check_arranging(turn.reads, turn.actor, officer)
    if back:
        await end_absence(turn.work, turn.actor, officer)
        turn.say(Told(Saying.ABSENCE_ENDED, await _facts(turn, {"officer": officer})))
    elif stretch is None:
        await _begin(turn, officer)
    else:
        await _days_said(turn, {"officer": officer}, stretch)


async def _officer(turn: Turn, name: str) -> int:
    """Oneself if nobody is named; else one for whom he may arrange it."""
    if not name:
        return turn.actor.officer_id
    one = await the_one_arranged(turn, name, Action.ARRANGE_ABSENCE)
    return one.id


def _stretch(turn: Turn, text: str) -> Stretch | None:
    try:
        return read_stretch(text, today=turn.reads.today)
    except UnreadableDate as error:
        raise Refusal(Reason.BAD_DATE) from error


async def _begin(turn: Turn, officer: int) -> None:
    """Who is noted as away already is asked whether he is back."""
    noted = await absences_of(turn.reads, officer)
    if noted:
        kept = {
            "officer": officer,
            "stand_in": noted[0].stand_in_id,
            "first_on": noted[0].first_on.isoformat(),
            "last_on": noted[0].last_on.isoformat(),
        }
        facts = await _facts(turn, kept)
        shown = Offer(Saying.ABSENCE_STANDS.value, facts, verbs=("back", "other", "no"))
        await offer(turn, Asked.AWAY, {"absence": kept}, shown)
        return
    await _ask_days(turn, officer)


async def _ask_days(turn: Turn, officer: int) -> None:
    kept = {"officer": officer}
    shown = Offer(Saying.SAY_DAYS_AWAY.value, await _facts(turn, kept), verbs=("no",))
    await offer(turn, Asked.DAYS_AWAY, {"absence": kept}, shown)


async def _days_said(turn: Turn, kept: dict[str, Any], said: Stretch) -> None:
    if not is_stretch(said.first_on, said.last_on, turn.reads.today):
        raise Refusal(Reason.NOT_AWAY_SO)
    kept = {
        **kept,
        "first_on": said.first_on.isoformat(),
        "last_on": said.last_on.isoformat(),
    }
    units = await check_arranging(turn.reads, turn.actor, kept["officer"])
    if said.after:
        person = await the_one_named(turn, said.after, units)
        await _read_back(turn, {**kept, "stand_in": person.id})
        return
    people = await colleagues(turn.reads, units, but=kept["officer"])
    facts = await _facts(turn, kept)
    shown = people_offered(Saying.SAY_STAND_IN, facts, people)
    await offer(turn, Asked.STAND_IN, {"absence": kept}, shown)


async def _read_back(turn: Turn, kept: dict[str, Any]) -> None:
    await check_absence(turn.reads, turn.actor, _absence(kept))
    facts = await _facts(turn, kept)
    shown = Offer(Saying.ABSENCE_READ_BACK.value, facts, verbs=("yes", "no"))
    await offer(turn, Asked.ABSENCE, {"absence": kept}, shown)


async def press_absence(turn: Turn, question: Question, verb: str) -> None:
    """A button of one of these questions; *Hủy* is answered where all are."""
    kept = question.facts["absence"]
    seen = Told(Saying.SEEN, {})
    match Asked(question.kind), verb:
        case Asked.ABSENCE, "yes":
            await arrange_absence(turn.work, turn.actor, _absence(kept))
            told = Told(Saying.ABSENCE_KEPT, await _facts(turn, kept))
            turn.toast = told
            await close(turn.work, question, told)
        case Asked.AWAY, "back":
            await end_absence(turn.work, turn.actor, kept["officer"])
            told = Told(Saying.ABSENCE_ENDED, await _facts(turn, kept))
            turn.toast = told
            await close(turn.work, question, told)
        case Asked.AWAY, "other":
            await close(turn.work, question, seen)
            await _ask_days(turn, kept["officer"])
        case Asked.STAND_IN, chosen if person := number_in(chosen.removeprefix("o")):
            await close(turn.work, question, seen)
            await _read_back(turn, {**kept, "stand_in": person})
        case _:
            raise Refusal(Reason.QUESTION_OVER)


async def hear_absence(turn: Turn, question: Question, text: str) -> None:
    """Days, or a name, typed. What cannot be read leaves the question as it is."""
    kept = question.facts["absence"]
    if question.kind == Asked.DAYS_AWAY:
        stretch = _stretch(turn, text)
        if stretch is None:
            raise Refusal(Reason.BAD_DATE)
        await _days_said(turn, kept, stretch)
    else:
        units = await check_arranging(turn.reads, turn.actor, kept["officer"])
        person = await the_one_named(turn, text, units)
        await _read_back(turn, {**kept, "stand_in": person.id})
    taken = await take(turn.work, question.id, officer_id=turn.actor.officer_id)
    await close(turn.work, taken, Told(Saying.SEEN, {}))


def _absence(kept: Mapping[str, Any]) -> Absence:
    first, last = (date.fromisoformat(kept[day]) for day in ("first_on", "last_on"))
    return Absence(kept["officer"], kept["stand_in"], first, last)


async def _facts(turn: Turn, kept: Mapping[str, Any]) -> dict[str, str]:
    """As the sentences name them: name, stand_in, date, deadline."""
    facts = {}
    for fact, key in (("name", "officer"), ("stand_in", "stand_in")):
        if key in kept:
            facts[fact] = (await turn.reads.session.get_one(Officer, kept[key])).name
    for fact, key in (("date", "first_on"), ("deadline", "last_on")):
        if key in kept:
            facts[fact] = kept[key]
    return facts
