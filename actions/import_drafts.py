"""A register read in a chat: kept until it is imported or dropped."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from actions.import_register import ImportResult, Source, import_register
from domain.permissions import Action, may_in_unit
from domain.refusals import Reason, Refusal
from domain.register import Column, LeftOut, Register, RegisterRow, RowProblem
from domain.scope import Actor
from models.queries.imports import drop_drafts, get_draft
from models.tables import ImportDraft
from models.work import Reads, Work


def may_import(actor: Actor) -> bool:
    return may_in_unit(actor, Action.IMPORT_REGISTER, None)


def check_may_import(actor: Actor) -> None:
    """Raises Refusal: a file from anybody else is not even opened."""
    if not may_import(actor):
        raise Refusal(Reason.NOT_ALLOWED)


async def keep_draft(work: Work, register: Register, source: Source) -> ImportDraft:
    """Keep what was understood; an earlier draft of the same person is dropped."""
    assert source.actor_id is not None
    await drop_drafts(work, source.actor_id)
    draft = ImportDraft(
        officer_id=source.actor_id,
        at=work.now,
        file_name=source.file_name[:250],
        digest=source.digest,
        profile=source.profile,
        body=pack(register),
    )
    work.session.add(draft)
    await work.session.flush()
    return draft


async def load_draft(
    reads: Reads, actor: Actor, draft_id: int
) -> tuple[ImportDraft, Register]:
    """Raises Refusal for one that is gone, or not his."""
    draft = await get_draft(reads, draft_id)
    if draft is None or draft.officer_id != actor.officer_id:
        raise Refusal(Reason.QUESTION_OVER)
    return draft, unpack(draft.body)


async def import_draft(work: Work, actor: Actor, draft_id: int) -> ImportResult:
    """Import what was shown, and forget the draft. Raises Refusal."""
    check_may_import(actor)
    draft, register = await load_draft(work, actor, draft_id)
    result = await import_register(
        work,
        register,
        file_name=draft.file_name,
        digest=draft.digest,
        actor_id=actor.officer_id,
        profile=draft.profile,
    )
    await drop_drafts(work, actor.officer_id)
    return result


def pack(register: Register) -> bytes:
    kept = {
        "sheet": register.sheet,
        "columns": {column.value: text for column, text in register.columns.items()},
        "rows": [row.as_fields() for row in register.rows],
        "left_out": [
            [
                *(one.row, one.column, one.problem.value, one.detail, one.near),
                *(one.sheet, one.key, one.year, one.units),
            ]
            for one in register.left_out
        ],
    }
    return zlib.compress(json.dumps(kept, ensure_ascii=False).encode())


def unpack(body: bytes) -> Register:
    kept: Mapping[str, Any] = json.loads(zlib.decompress(body))
    return Register(
        kept["sheet"],
        {Column(column): text for column, text in kept["columns"].items()},
        tuple(RegisterRow.from_fields(row) for row in kept["rows"]),
        tuple(map(_left_out, kept["left_out"])),
    )


def _left_out(kept: Sequence[Any]) -> LeftOut:
    """Drafts of an earlier version do not say whose row it is."""
    row, column, problem, detail, near, *whose = kept
    sheet, key, year, units = whose or ("", "", None, ())
    told = row, column, RowProblem(problem), detail, near
    return LeftOut(*told, sheet, key, year, tuple(units))
