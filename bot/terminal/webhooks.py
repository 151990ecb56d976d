"""`dondoc webhook`: where other systems are told of what happens."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass

import typer

from actions.webhooks import NewWebhook, add_webhook, remove_webhook
from bot.terminal.app import Terminal
from bot.terminal.desk import WRONG_USE, Desk, Failed, open_desk, say
from bot.terminal.people import unit_id
from bot.terminal.tokens import check_name
from domain.destinations import Wrong, WrongDestination
from domain.outcomes import Outcome, Sent
from domain.systems import Topic, read_words
from locales.catalog import N_
from models.queries.endpoints import Endpoint, Standing, endpoint_at, standing_of

DOES = ("add", "list", "remove", "test")
ALL = ",".join(topic.value for topic in Topic)
WRONGS = {
    Wrong.NOT_AN_ADDRESS: N_("This is no address. Use https://host/path"),
    Wrong.NOT_HTTPS: N_("The address must begin with https://"),
    Wrong.PASSWORD: N_("The address must not hold a name or password."),
    Wrong.PRIVATE: N_("The address is private. Set {setting} for its network."),
}


@dataclass(frozen=True)
class Wish:
    """What was typed behind `dondoc webhook`."""

    what: str
    system: str
    topics: str
    unit: str | None
    as_json: bool


def add_to(terminal: Terminal) -> None:
    words = terminal.words
    does = typer.Argument(metavar="ACTION", help=words("add, list, remove or test."))
    what = typer.Argument(
        "",
        metavar="WHAT",
        help=words("For add: the address. For remove and test: the number."),
    )
    system = typer.Option(
        "", "--system", metavar="SYSTEM", help=words("Whose address it is.")
    )
    topics = typer.Option(
        ALL,
        "--events",
        metavar="EVENTS",
        help=words("Which events, by commas; all if nothing is said."),
    )
    unit = typer.Option(
        None, "--unit", metavar="UNIT", help=words("Only for tasks of this unit.")
    )
    as_json = typer.Option(False, "--json", help=words("Answer as JSON."))

    @terminal.command(
        "webhook",
        words("Tell another system of what happens to tasks, or end that."),
        "webhook add https://idesk.example.vn/dondoc --system idesk",
    )
    def webhook(  # noqa: PLR0913 (what can be typed)
        does: str = does,
        what: str = what,
        system: str = system,
        topics: str = topics,
        unit: str | None = unit,
        as_json: bool = as_json,
    ) -> None:
        desk = open_desk()
        wish = Wish(what, system, topics, unit, as_json)
        actions = {"add": add, "list": list_all, "remove": remove, "test": test}
        if does not in DOES:
            said = desk.words("“{text}” is no action. Use add, list, remove or test.")
            raise Failed(said.format(text=does), WRONG_USE)
        asyncio.run(actions[does](desk, wish))


async def add(desk: Desk, wish: Wish) -> None:
    """Prints the secret, with which the other system proves what it is sent."""
    words = desk.words
    check_name(desk, wish.system)
    topics = read_words(wish.topics, Topic)
    if topics is None:
        said = words("“{text}” is no list of events. Use: {known}")
        raise Failed(said.format(text=wish.topics, known=ALL), WRONG_USE)
    try:
        async with desk.office() as database, database.begin() as work:
            unit = await unit_id(work, words, wish.unit)
            told = [Topic(topic) for topic in topics]
            new = NewWebhook(wish.system, wish.what, told, unit)
            number, secret = await add_webhook(work, new)
    except WrongDestination as wrong:
        raise Failed(_wrong(wrong.reason, desk), WRONG_USE) from None
    said = words("Number {number}. Its secret, shown this once: {secret}")
    say(said.format(number=number, secret=secret))


def _wrong(reason: Wrong, desk: Desk) -> str:
    return desk.words(WRONGS[reason]).format(setting="DONDOC_EVENT_NETWORKS")


async def list_all(desk: Desk, wish: Wish) -> None:
    async with desk.office() as database, database.read() as reads:
        found = await standing_of(reads)
    if wish.as_json:
        say(json.dumps([as_facts(one) for one in found], ensure_ascii=False))
        return
    if not found:
        say(desk.words("No system is told of events."))
    for one in found:
        state = desk.words("told") if one.is_active else desk.words("told no more")
        said = desk.words(
            "{number}. {system}: {url} ({topics}); {state}; {waiting} waiting, {dead}"
            " given up"
        )
        say(said.format(number=one.id, state=state, **as_facts(one)))


def as_facts(one: Standing) -> dict[str, object]:
    return {
        "id": one.id,
        "system": one.system,
        "url": one.url,
        "topics": ", ".join(topic.value for topic in one.topics),
        "active": one.is_active,
        "waiting": one.waiting,
        "dead": one.dead,
    }


async def remove(desk: Desk, wish: Wish) -> None:
    number = _number(desk, wish)
    async with desk.office() as database, database.begin() as work:
        if not await remove_webhook(work, number):
            raise _unknown(desk, number)
    say(desk.words("Nothing is sent there any more, also what was waiting."))


async def test(desk: Desk, wish: Wish) -> None:
    """One call, at once and past the outbox, that says of itself that it is a test."""
    number = _number(desk, wish)
    async with desk.office() as database, database.read() as reads:
        endpoint = await endpoint_at(reads, number)
    if endpoint is None:
        raise _unknown(desk, number)
    outcome = await call(desk, endpoint)
    if not isinstance(outcome, Sent):
        said = desk.words("It was not received ({why}). Check the address there.")
        why = getattr(outcome, "why", type(outcome).__name__)
        if why == Wrong.PRIVATE.value:
            said = desk.words(WRONGS[Wrong.PRIVATE])
        raise Failed(said.format(why=why, setting="DONDOC_EVENT_NETWORKS"))
    say(desk.words("It was received."))


async def call(desk: Desk, endpoint: Endpoint) -> Outcome:
    # Its library is of no use to the other commands.
    from channels.webhook import Call, WebhookChannel

    now = desk.clock.now()
    said = {"type": "webhook.test", "timestamp": now.isoformat(), "data": {}}
    number = f"dondoc_test_{int(now.timestamp())}"
    channel = WebhookChannel(desk.settings.private_networks)
    body = json.dumps(said).encode()
    try:
        return await channel.send(
            Call(endpoint.url, endpoint.secret, number, body, now)
        )
    finally:
        await channel.close()


def _number(desk: Desk, wish: Wish) -> int:
    if not (wish.what.isascii() and wish.what.isdecimal() and len(wish.what) < 19):
        said = desk.words("Give its number; dondoc webhook list shows it.")
        raise Failed(said, WRONG_USE)
    return int(wish.what)


def _unknown(desk: Desk, number: int) -> Failed:
    said = desk.words("There is no address of number {number}.")
    return Failed(said.format(number=number))
