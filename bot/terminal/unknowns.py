"""`dondoc unknowns`: messages that may not have arrived, and what to do about them."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any

import typer

from actions.acknowledge_delivery import acknowledge_delivery
from actions.requeue_delivery import requeue_delivery
from bot.terminal.app import Terminal
from bot.terminal.desk import WRONG_USE, Desk, Failed, open_desk, say
from domain.admin_notices import DoubtfulMessage, ParkedMessage
from domain.notices import Saying
from domain.refusals import Refusal
from locales import formats
from locales.catalog import Words
from locales.refusals import refusal
from locales.render.parked import cause_of, doubt_of, recipient_of, subject_of
from locales.sayings import say as saying
from models.base import LARGEST_NUMBER
from models.queries.parked import read_doubtful, read_parked
from models.work import Database

LISTED = 1_000
Listed = ParkedMessage | DoubtfulMessage


@dataclass(frozen=True)
class Wish:
    """What was typed behind `dondoc unknowns`."""

    received: int | None
    resend: int | None
    everything: bool
    as_json: bool


def add_to(terminal: Terminal) -> None:
    words = terminal.words
    as_json = typer.Option(False, "--json", help=words("Answer as JSON."))
    received = typer.Option(
        None,
        min=1,
        max=LARGEST_NUMBER,
        metavar="ID",
        help=words("It was received, or may be left as it is."),
    )
    resend = typer.Option(
        None, min=1, max=LARGEST_NUMBER, metavar="ID", help=words("Send it once more.")
    )
    everything = typer.Option(
        False,
        "--all",
        help=words("Also those that were dealt with, or were in doubt for a while."),
    )

    @terminal.command(
        "unknowns",
        words("List messages that may not have arrived, or decide about one."),
        "unknowns --resend 12",
    )
    def unknowns(
        as_json: bool = as_json,
        received: int | None = received,
        resend: int | None = resend,
        everything: bool = everything,
    ) -> None:
        desk = open_desk()
        if received is not None and resend is not None:
            raise Failed(desk.words("Choose --received or --resend."), WRONG_USE)
        wish = Wish(received, resend, everything, as_json)
        asyncio.run(answer(desk, wish))


async def answer(desk: Desk, wish: Wish) -> None:
    async with desk.office() as database:
        if wish.received is None and wish.resend is None:
            await list_parked(database, desk, wish)
            return
        try:
            await decide(database, desk, wish)
        except Refusal as refused:
            said = refusal(refused.reason, refused.facts, desk.words)
            raise Failed(said) from None


async def decide(database: Database, desk: Desk, wish: Wish) -> None:
    """The terminal is the administrator's. Raises Refusal."""
    async with database.begin() as work:
        if wish.resend is not None:
            number, done = wish.resend, Saying.QUEUED_AGAIN
            await requeue_delivery(work, number, None)
        else:
            assert wish.received is not None
            number = wish.received
            unknown = await acknowledge_delivery(work, number, None)
            done = Saying.SAID_RECEIVED if unknown else Saying.LET_BE
    say(saying(done, {"number": str(number)}, desk.words))


async def list_parked(database: Database, desk: Desk, wish: Wish) -> None:
    async with database.read() as reads:
        found: list[Listed] = [
            *await read_parked(reads, limit=LISTED, dealt_with=wish.everything)
        ]
        if wish.everything:
            found += await read_doubtful(reads, limit=LISTED)
    if wish.as_json:
        facts = [as_facts(one, desk) for one in found]
        say(json.dumps(facts, ensure_ascii=False))
        return
    if not found:
        say(desk.words("No message waits for a decision."))
        return
    for one in found:
        say(line_of(one, desk))
    say(desk.words("To decide: dondoc unknowns --received ID, or --resend ID"))


def line_of(one: Listed, desk: Desk) -> str:
    words = desk.words
    return words("{number}. {to}: {what}, {at}. {cause}").format(
        number=one.id,
        to=recipient_of(one, words),
        what=subject_of(one, words),
        at=formats.moment(one.at, desk.settings.zone, words.language),
        cause=_cause(one, words),
    )


def _cause(one: Listed, words: Words) -> str:
    if isinstance(one, DoubtfulMessage):
        return doubt_of(one, words)
    return cause_of(one, words)


def as_facts(one: Listed, desk: Desk) -> dict[str, Any]:
    return {
        "id": one.id,
        **_state(one),
        "to": one.to,
        "what": list(one.what),
        "at": one.at.astimezone(desk.settings.zone).isoformat(),
        "reason": one.reason,
        "message": _cause(one, desk.words),
    }


def _state(one: Listed) -> dict[str, Any]:
    if isinstance(one, DoubtfulMessage):
        return {"state": "doubtful", "then": one.then}
    state = "unknown" if one.is_unknown else "dead"
    return {"state": state, "attempts": one.attempts}
