"""Notices whose facts are read when they leave: look again before you send."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from domain.notices import Notice
from domain.policy import Policy
from models import notice_codec
from models.outbox import Live
from models.work import Reads
from scheduler.gather.assigning import gather_draft, gather_proposal
from scheduler.gather.card import gather_card
from scheduler.gather.data_quality import gather_findings
from scheduler.gather.digest import gather_digest
from scheduler.gather.endings import gather_inherited
from scheduler.gather.exchange import gather_exchange
from scheduler.gather.imports import gather_discrepancy, gather_import_rows
from scheduler.gather.in_group import as_the_group_reads
from scheduler.gather.kept import Kept
from scheduler.gather.own_data import gather_own_data
from scheduler.gather.parked import gather_parked
from scheduler.gather.process import gather_process
from scheduler.gather.question import gather_question
from scheduler.gather.reconciling import gather_difference
from scheduler.gather.report_file import gather_report_file
from scheduler.gather.roll_call import gather_roll_call
from scheduler.gather.rounds import gather_review_state, gather_round
from scheduler.gather.settings import gather_settings
from scheduler.gather.shared import Shared

Gatherer = Callable[[Reads, Policy, Kept, Shared | None], Awaitable[Notice | None]]

LIVE: Mapping[str, Gatherer] = {
    Live.CARD: lambda reads, policy, kept, _: gather_card(reads, policy, kept.params),
    Live.DIGEST: gather_digest,
    Live.ROLL_CALL: lambda reads, policy, kept, _: gather_roll_call(
        reads, policy, kept.params
    ),
    Live.QUESTION: lambda reads, _policy, kept, _: gather_question(reads, kept.params),
    Live.FILE: lambda reads, policy, kept, _: gather_report_file(
        reads, policy, kept.params, kept.language
    ),
    Live.SETTINGS: lambda reads, policy, kept, _: gather_settings(
        reads, policy, kept.params
    ),
    Live.PARKED: lambda reads, _policy, kept, _: gather_parked(reads, kept.params),
    Live.IMPORT_ROWS: lambda reads, _policy, kept, _: gather_import_rows(
        reads, kept.params
    ),
    Live.REVIEW_STATE: lambda reads, _policy, kept, _: gather_review_state(
        reads, kept.params
    ),
    Live.ROUND: lambda reads, _policy, kept, _: gather_round(reads, kept.params),
    Live.DIFFERENCE: lambda reads, _policy, kept, _: gather_difference(
        reads, kept.params
    ),
    Live.EXCHANGE: lambda reads, _policy, kept, _: gather_exchange(reads, kept.params),
    Live.TASK_DRAFT: lambda reads, _policy, kept, _: gather_draft(reads, kept.params),
    Live.PROPOSAL: lambda reads, policy, kept, _: gather_proposal(
        reads, policy, kept.params
    ),
    Live.FINDINGS: lambda reads, policy, kept, _: gather_findings(
        reads, policy, kept.params
    ),
    Live.OWN_DATA: lambda reads, _policy, kept, _: gather_own_data(reads, kept.params),
    Live.INHERITED: lambda reads, _policy, kept, _: gather_inherited(
        reads, kept.params
    ),
    Live.PROCESS: lambda reads, policy, kept, _: gather_process(
        reads, policy, kept.params
    ),
    Live.DISCREPANCY: lambda reads, _policy, kept, _: gather_discrepancy(
        reads, kept.params
    ),
}


async def gather(
    reads: Reads, policy: Policy, kept: Kept, shared: Shared | None = None
) -> Notice | None:
    """What is to be said now; None when there is nothing left to say.

    `shared` is what was read for the digests of this round together.
    """
    gatherer = LIVE.get(kept.notice)
    if gatherer is None:
        notice: Notice | None = notice_codec.load(kept.notice, kept.params)
    else:
        notice = await gatherer(reads, policy, kept, shared)
    if kept.group is None or notice is None:
        return notice
    return await as_the_group_reads(reads, policy, kept, notice)
