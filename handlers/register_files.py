"""`/nhap`: a register sent as a file; shown first, stored by a button."""

from __future__ import annotations

import asyncio
from pathlib import PurePath
from typing import Any

from telegram import Document, Update

from actions.exchange_messages import Came, propose_message
from actions.import_drafts import (
    check_may_import,
    import_draft,
    keep_draft,
    load_draft,
    may_import,
)
from actions.import_register import ImportResult, Source, preview_register
from actions.name_unit import NoUnit, name_unit
from actions.note_secret import note_secret_rows
from actions.questions import Asked, close
from actions.rounds import units_of
from actions.show_difference import counts_of, first_rows
from domain.buttons import number_in
from domain.import_notices import ImportDone, ImportPreview
from domain.notices import Saying, Told
from domain.refusals import Reason, Refusal
from domain.register import FileProblem, Register, UnreadableFile
from domain.scope import Actor
from domain.secret_names import digest_of, is_secret_name
from domain.secret_symbols import any_bears_symbol
from files.digests import digest_of_bytes
from files.importers import SHIPPED, read_message
from handlers.answering import put_question
from handlers.conflicts import show_conflict
from handlers.context import Context, Turn
from handlers.layout_question import ask_layout
from handlers.reconciling import compare_file
from handlers.register_reading import (
    MOST_BYTES,
    Sent,
    Understood,
    Unmapped,
    fetch,
    own_folder,
    refused,
    understand,
)
from models import notice_codec
from models.outbox import Live
from models.queries.imports import drop_drafts
from models.tables import ImportDraft, Question

MESSAGES = (".edxml", ".xml")


async def ask_for_file(update: Update, context: Context) -> None:
    """`/nhap` without a file says what to send, and asks what earlier ones left."""
    context.turn.say(Told(Saying.SEND_REGISTER, {}))
    await show_conflict(context.turn, context.turn.reads)


async def bring_file(turn: Turn, document: Document) -> None:
    """Read the file, and show what importing it would do. Nothing is stored of it but
    what was understood, and that only until it is decided."""
    if turn.place.in_group:
        raise Refusal(Reason.FILE_NOT_TAKEN)
    compares = only_compares(turn.actor)
    turn.check_room()
    name = PurePath(document.file_name or "").name
    if is_secret_name(name):
        raise Refusal(Reason.SECRET, digest=digest_of(name))
    sent, content = Sent(name, document.file_id, compares), b""
    try:
        content = await _fetch(turn, document)
        if not compares and PurePath(name).suffix.lower() in MESSAGES:
            await _propose(turn, name, content)
            return
        understood = await understand(turn, sent, content)
    except Unmapped as unknown:
        await ask_layout(turn, sent, unknown)
    except UnreadableFile as error:
        turn.say(refused(name, content, error))
    else:
        await take_register(turn, understood, sent)


def only_compares(actor: Actor) -> bool:
    """Who answers for a unit may send its own figures. Raises Refusal for others."""
    if not may_import(actor) and units_of(actor):
        return True
    check_may_import(actor)
    return False


async def take_register(turn: Turn, understood: Understood, sent: Sent) -> None:
    """Show what it would change; or compare it, of who may import none."""
    register, source = understood.register, understood.source
    by = turn.actor.officer_id
    await note_secret_rows(
        await turn.open(), register, source.digest, door="chat", by=by
    )
    if sent.compares:
        await compare_file(turn, source, register)
    else:
        await _show(turn, register, source)


async def _fetch(turn: Turn, document: Document) -> bytes:
    """Raises UnreadableFile for one that is too large."""
    if (document.file_size or 0) > MOST_BYTES:
        raise UnreadableFile(FileProblem.TOO_LARGE)
    return await fetch(turn, document.file_id)


async def _propose(turn: Turn, name: str, content: bytes) -> None:
    """A message of the exchange goes to the clerks. Raises UnreadableFile."""
    with own_folder() as folder:
        path = folder / "message.edxml"
        await asyncio.to_thread(path.write_bytes, content)
        message = await read_message(path)
    if any_bears_symbol(message.texts(), turn.policy.secret_symbols):
        raise UnreadableFile(FileProblem.SECRET)
    came = Came(name, digest_of_bytes(content), message)
    number = await propose_message(await turn.open(), came)
    turn.say(Told(Saying.PROPOSED if number else Saying.CAME_BEFORE, {}))


async def _show(turn: Turn, register: Register, source: Source) -> None:
    # It is held against the whole year, so it is no brief look as that of the turn.
    async with turn.look_beside() as reads:
        result = await preview_register(reads, register, profile=source.profile)
    draft = await keep_draft(await turn.open(), register, source)
    await _ask_to_import(turn, draft, register, result)


async def _ask_to_import(
    turn: Turn, draft: ImportDraft, register: Register, result: ImportResult
) -> None:
    preview = ImportPreview(
        question_id=0,  # known once it is asked
        draft_id=draft.id,
        file_name=draft.file_name,
        system=SHIPPED[draft.profile].system if draft.profile in SHIPPED else "",
        counts=counts_of(result),
        **first_rows(result, register),
    )
    facts: dict[str, Any] = {"draft": draft.id, "preview": notice_codec.dump(preview)}
    await put_question(turn, Asked.IMPORT, facts)


async def answer_import(turn: Turn, question: Question, verb: str) -> None:
    """*Nhập* or *Hủy* under what was shown, or which unit a name means."""
    if verb == "yes":
        await store_shown(turn, question)
    elif verb == "no":
        await drop_shown(turn, question)
    else:
        await _name_unit(turn, question, verb)


async def _name_unit(turn: Turn, question: Question, verb: str) -> None:
    """`near0`: the first of the names that were asked about is that unit's. What is
    kept of the file is looked at again, and asked about anew."""
    check_may_import(turn.actor)
    asked = question.facts["preview"].get("near", [])
    chosen = number_in(verb.removeprefix("near"))
    if chosen is None or chosen >= len(asked):
        raise Refusal(Reason.QUESTION_OVER)
    written, meant = asked[chosen]
    draft, register = await load_draft(turn.work, turn.actor, question.facts["draft"])
    try:
        await name_unit(turn.work, written, meant, by=turn.actor.officer_id)
    except NoUnit:
        raise Refusal(Reason.QUESTION_OVER) from None
    named = Told(Saying.UNIT_NAMED, {"written": written, "unit": meant})
    await close(turn.work, question, named)
    result = await preview_register(turn.work, register, profile=draft.profile)
    await _ask_to_import(turn, draft, register, result)


async def store_shown(turn: Turn, question: Question) -> None:
    """*Nhập*: what was shown is stored; the question says what became of it."""
    result: ImportResult = await import_draft(
        turn.work, turn.actor, question.facts["draft"]
    )
    name = question.facts["preview"]["file_name"]
    await close(turn.work, question, ImportDone(name, result.run, counts_of(result)))


async def drop_shown(turn: Turn, question: Question) -> None:
    """*Hủy*: nothing is stored, and nothing kept."""
    await drop_drafts(turn.work, turn.actor.officer_id)
    await close(turn.work, question, Told(Saying.CANCELLED, {}))


async def send_rows(turn: Turn, draft_id: int) -> None:
    """All rows of the preview, as a file."""
    check_may_import(turn.actor)
    await load_draft(turn.work, turn.actor, draft_id)
    turn.show(Live.IMPORT_ROWS, {"draft": draft_id}, subject=f"draft:{draft_id}")
