"""Whose document a message speaks of: asked where it is not said, never guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.exchange import ExchangeDoubt, ExchangeKind, ExchangeMessage, Reference
from domain.scope import Actor
from models.tables import ExchangeMessage as Exchange
from models.tables import Task, TaskEvent
from models.work import Database
from tests.actions.exchanged import (
    ASKED,
    DUE,
    ISSUED,
    LATER,
    NEW,
    RECALL,
    TWO,
    UPDATE,
    bring,
    card,
    states,
)
from tests.actions.registers import check_replay, every


async def test_what_may_be_another_bodys_is_asked_and_not_guessed(
    database: Database, clerk: Actor
) -> None:
    """The same number of another body: the clerk says whether it is the same."""
    await bring(database, clerk, NEW)
    theirs = replace(RECALL, issuer="UBND huyện X")
    shown = await card(database, replace(theirs, note="Sai"))
    assert (shown.touched, shown.doubtful) == ((), ("NV-1",))
    await bring(database, clerk, theirs)
    assert await states(database) == [("not_started", DUE, NEW.content)]
    await bring(database, clerk, theirs, "whole")
    assert await states(database) == [("cancelled", DUE, NEW.content)]
    *_, first, second = await every(database, Exchange)
    assert first.facts["outcome"]["untouched"] == [1]
    assert second.facts["outcome"]["cancelled"] == [1]


async def test_a_new_document_of_another_body_overwrites_nothing(
    database: Database, clerk: Actor
) -> None:
    await bring(database, clerk, NEW)
    theirs = replace(NEW, issuer="UBND huyện X", content="Việc khác", due_on=None)
    shown = await card(database, replace(theirs, note="x"))
    assert shown.doubtful == ("NV-1",)
    await bring(database, clerk, theirs)
    ours = ("not_started", DUE, NEW.content)
    assert await states(database) == [ours, ("not_started", None, "Việc khác")]
    # Each goes on by itself.
    await bring(database, clerk, replace(theirs, kind=UPDATE, content="Việc khác nữa"))
    assert await states(database) == [ours, ("not_started", None, "Việc khác nữa")]
    assert (await card(database, replace(NEW, note="lần 2"))).doubtful == ()
    await check_replay(database)


@pytest.mark.parametrize(
    "replaced",
    [
        Reference("419/UBND-TH", ISSUED),
        Reference("", document_id="a" * 36),  # known by the message that brought it
    ],
)
async def test_what_is_replaced_is_cancelled_and_given_anew(
    database: Database, clerk: Actor, replaced: Reference
) -> None:
    await bring(database, clerk, replace(NEW, document_id="a" * 36))
    later = replace(LATER, replaces=(replaced,), due_on=date(2026, 12, 25))
    shown = await card(database, replace(later, note="xem"))
    assert (shown.replaces, shown.touched) == ((replaced.name,), ("NV-1",))
    await bring(database, clerk, later)
    assert await states(database) == [
        ("cancelled", DUE, NEW.content),
        ("not_started", date(2026, 12, 25), NEW.content),
    ]
    events = sorted(await every(database, TaskEvent), key=lambda one: one.id)
    (cancelled,) = [one for one in events if one.kind == "cancelled"]
    assert (cancelled.note, cancelled.door) == ("500/UBND-TH, 18/11/2026", "exchange")
    await check_replay(database)


async def test_a_replacement_that_names_nothing_of_ours_cancels_nothing(
    database: Database, clerk: Actor
) -> None:
    """Not said what; another body's; and the same document in a later text."""
    await bring(database, clerk, NEW)
    shown = await card(database, LATER)
    assert ExchangeDoubt.NOTHING_REPLACED in shown.doubts
    other = Reference("419/UBND-TH", ISSUED, "Bộ Nội vụ")
    await bring(database, clerk, replace(LATER, replaces=(other,)))
    itself = replace(NEW, kind=ExchangeKind.REPLACE, replaces=ASKED, content="Sửa lại")
    await bring(database, clerk, itself)
    assert [(state, content) for state, _, content in await states(database)] == [
        ("not_started", "Sửa lại"),
        ("not_started", NEW.content),
    ]
    await check_replay(database)


async def test_each_class_of_the_recipients_is_a_task(
    database: Database, clerk: Actor
) -> None:
    """QC45_a,c: two tasks, of which one has a deadline; a later text speaks of both."""
    await bring(database, clerk, replace(NEW, tags=TWO))
    a, c = await every(database, Task)
    assert [(t.must_report, t.has_deadline) for t in (a, c)] == [
        (True, True),
        (True, False),
    ]
    assert [(t.due_on, t.deadline_text) for t in (a, c)] == [
        (DUE, "30/11/2026"),
        (None, ""),
    ]
    await bring(database, clerk, replace(NEW, tags=TWO, note="gửi lại"))
    later = date(2026, 12, 15)
    said = replace(NEW, kind=UPDATE, tags=(), content="Việc mới", due_on=later)
    await bring(database, clerk, said)
    assert await states(database) == [
        ("not_started", later, "Việc mới"),
        ("not_started", None, "Việc mới"),
    ]
    await check_replay(database)


@pytest.mark.parametrize(
    ("message", "doubts"),
    [
        (NEW, ()),
        (replace(NEW, tags=(), due_on=None, steering="2"), ()),
        (replace(NEW, tags=(), due_on=None), (ExchangeDoubt.NO_TASK,)),
        (replace(NEW, tags=TWO), (ExchangeDoubt.SEVERAL_CLASSES,)),
        (replace(LATER, replaces=ASKED), ()),
        (LATER, (ExchangeDoubt.NOTHING_REPLACED,)),
        (replace(RECALL, tags=(), due_on=None), ()),
    ],
)
def test_what_the_clerk_is_warned_of(
    message: ExchangeMessage, doubts: tuple[ExchangeDoubt, ...]
) -> None:
    assert message.warnings == doubts
