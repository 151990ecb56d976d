"""The commands around the giving of tasks, for `handlers/commands.py: COMMANDS`.

All of them change something, and are answered in private: name, help, callback, right.
"""

from __future__ import annotations

from actions.show_proposals import may_see_proposals
from domain.permissions import Action, may_somewhere
from domain.scope import Actor
from handlers import amending, assigning, inspection, proposals
from locales.catalog import N_


def may_give(actor: Actor) -> bool:
    return may_somewhere(actor, Action.GIVE_TASK)


def may_amend(actor: Actor) -> bool:
    return may_somewhere(actor, Action.AMEND_TASK)


def may_inspect(actor: Actor) -> bool:
    return may_somewhere(actor, Action.INSPECT)


GIVING = (
    (
        "giaoviec",
        N_("Give a task: /giaoviec unit: content; document; deadline"),
        assigning.give,
        may_give,
    ),
    (
        "sua",
        N_("Correct a task by a document: /sua NV-12 deadline; document"),
        amending.amend,
        may_amend,
    ),
    (
        "huynhiemvu",
        N_("Cancel a task by a document: /huynhiemvu NV-12 document, reason"),
        amending.cancel,
        may_amend,
    ),
    (
        "dexuat",
        N_("Proposals received, three working days: /dexuat unit: content; division"),
        proposals.proposals,
        may_see_proposals,
    ),
    (
        "kiemtra",
        N_("Inspections: /kiemtra unit; 02/12; without words, what is planned"),
        inspection.inspect,
        may_inspect,
    ),
)
