"""The commands around the giving of tasks, part of `handlers/commands.py: COMMANDS`."""

from __future__ import annotations

from actions.show_proposals import may_see_proposals
from domain.permissions import Action, may_somewhere
from domain.scope import Actor
from handlers import amending, assigning, inspection, proposals, violations
from handlers.command import Command, Where
from locales.catalog import N_


def may_give(actor: Actor) -> bool:
    return may_somewhere(actor, Action.GIVE_TASK)


def may_amend(actor: Actor) -> bool:
    return may_somewhere(actor, Action.AMEND_TASK)


def may_inspect(actor: Actor) -> bool:
    return may_somewhere(actor, Action.INSPECT)


def may_note(actor: Actor) -> bool:
    return may_somewhere(actor, Action.RECORD_VIOLATION)


GIVING = (
    Command(
        "giaoviec",
        N_("Give a task: /giaoviec unit: content; document; deadline"),
        assigning.give,
        where=Where.PRIVATE,
        allowed=may_give,
        changes=True,
        begins=True,
    ),
    Command(
        "sua",
        N_("Correct a task by a document: /sua NV-12 deadline; document"),
        amending.amend,
        where=Where.PRIVATE,
        allowed=may_amend,
        changes=True,
    ),
    Command(
        "huynhiemvu",
        N_("Cancel a task by a document: /huynhiemvu NV-12 document, reason"),
        amending.cancel,
        where=Where.PRIVATE,
        allowed=may_amend,
        changes=True,
    ),
    Command(
        "dexuat",
        N_("Proposals received: /dexuat unit: content; division"),
        proposals.proposals,
        where=Where.PRIVATE,
        allowed=may_see_proposals,
        changes=True,
    ),
    Command(
        "kiemtra",
        N_("Inspections: /kiemtra unit; 02/12; without words, what is planned"),
        inspection.inspect,
        where=Where.PRIVATE,
        allowed=may_inspect,
        changes=True,
    ),
    Command(
        "vipham",
        N_("Violations of the procedure: /vipham unit: what; document; day"),
        violations.violations,
        where=Where.PRIVATE,
        allowed=may_note,
        changes=True,
    ),
)
