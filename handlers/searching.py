"""`/tim từ khóa`: tasks by number, abstract, unit or state, diacritics or not."""

from __future__ import annotations

from telegram import Update

from domain.folding import nfc
from domain.notices import SHOWN, Saying, TaskList, Told
from domain.refusals import Reason, Refusal
from handlers.arguments import take_code
from handlers.context import Context, Turn
from handlers.my_tasks import scope_here
from handlers.progress import show_card
from locales.reading.searches import LONGEST_SEARCH, read_search
from models.queries.search import find_tasks, with_units
from models.queries.subjects import delivery_of_message
from models.working_days import read_calendar


async def search(_update: Update, context: Context) -> None:
    """A task's own code shows its card."""
    typed = nfc(" ".join(context.args or ()))
    task_id, rest = take_code(typed)
    if task_id is not None and not rest:
        await show_card(context.turn, task_id)
    else:
        await show_found(context.turn, typed)


async def show_found(turn: Turn, typed: str, page: int | None = None) -> None:
    """Within what he may see; in a group only its own unit's, whoever asks."""
    said, asked = read_search(typed)
    wish = await with_units(turn.reads, said)
    if wish.is_empty:
        raise Refusal(Reason.NO_SEARCH)
    number = page or asked
    scope = scope_here(turn)
    # Words may stand in any task: it is no brief look as that of the turn.
    async with turn.look_beside() as reads:
        found = await find_tasks(
            reads,
            await read_calendar(reads),
            scope,
            wish,
            offset=(number - 1) * SHOWN,
        )
    if not found.lines:
        turn.say(Told(Saying.NOTHING_FOUND, {"typed": typed[:LONGEST_SEARCH]}))
        return
    turn.say(
        TaskList(
            kind="found",
            lines=found.lines,
            page=number,
            pages=-(-found.total // SHOWN),
            total=found.total,
            in_group=turn.place.in_group,
            typed=typed[:LONGEST_SEARCH],
            more=found.more,
        )
    )


async def turn_page(turn: Turn, page: int) -> None:
    """A page of the search under whose answer the button is."""
    told = await delivery_of_message(turn.reads, turn.chat, turn.place.message_id)
    if told is None or told.notice != "TaskList" or not told.params.get("typed"):
        raise Refusal(Reason.STALE_BUTTON, code="")
    await show_found(turn, told.params["typed"], page)
