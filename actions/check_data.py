"""What is not right in the register, for who checks it (003, point 2c)."""

from __future__ import annotations

from collections.abc import Mapping

from domain.data_notices import DataCheck, FoundTask, FoundTasks
from domain.data_quality import Checked, Finding, Yardstick, check_scope_of
from domain.notices import SHOWN
from domain.permissions import Action, may_somewhere
from domain.policy import Policy
from domain.refusals import Reason, Refusal
from domain.scope import Actor, scope_of
from models.queries.data_quality import count_findings, count_to_mend, found_tasks
from models.queries.people import unit_names
from models.work import Reads
from models.working_days import read_calendar


async def begin_check(reads: Reads, actor: Actor, policy: Policy) -> Checked:
    """Raises Refusal for who checks nothing."""
    scope = check_scope_of(actor)
    if scope.is_empty:
        raise Refusal(Reason.NOT_ALLOWED, code="/rasoat")
    return Checked(scope, await yardstick(reads, policy))


async def yardstick(reads: Reads, policy: Policy) -> Yardstick:
    return Yardstick(reads.today, await read_calendar(reads), policy.entry_days)


async def check_data(reads: Reads, actor: Actor, policy: Policy) -> DataCheck:
    """Counts first. Raises Refusal."""
    checked = await begin_check(reads, actor, policy)
    counts, documents = await count_findings(reads, checked)
    return await _told(reads, checked, counts, documents)


async def check_what_to_mend(reads: Reads, actor: Actor, policy: Policy) -> DataCheck:
    """What somebody can do something about; the rest is only counted. Raises
    Refusal."""
    checked = await begin_check(reads, actor, policy)
    return await _told(reads, checked, await count_to_mend(reads, checked))


async def _told(
    reads: Reads, checked: Checked, counts: Mapping[Finding, int], documents: int = 0
) -> DataCheck:
    divisions = await unit_names(reads, sorted(checked.scope.divisions))
    return DataCheck(
        as_of=checked.by.today,
        since=checked.by.since,
        counts=tuple((one, counts[one]) for one in Finding if counts.get(one)),
        undated_documents=documents,
        divisions=", ".join(divisions.values()),
        entry_days=checked.by.entry_days,
    )


async def list_found(
    reads: Reads, actor: Actor, policy: Policy, finding: Finding, page: int = 1
) -> FoundTasks:
    """One page. Raises Refusal, also for a page that the list does not have."""
    checked = await begin_check(reads, actor, policy)
    lines, total = await found_tasks(
        reads, checked, finding, limit=SHOWN, offset=(page - 1) * SHOWN
    )
    if not lines and page > 1:
        raise Refusal(Reason.STALE_BUTTON, code="")  # the list is shorter by now
    sees = scope_of(actor)
    return FoundTasks(
        finding=finding,
        lines=lines,
        page=page,
        pages=max(1, -(-total // SHOWN)),
        total=total,
        classifies=finding is Finding.NO_CLASS
        and may_somewhere(actor, Action.AMEND_TASK),
        opens=sees.everything or checked.scope.divisions == sees.divisions != set(),
    )


async def all_found(
    reads: Reads, actor: Actor, policy: Policy
) -> dict[Finding, tuple[FoundTask, ...]]:
    """For the workbook: every finding that has tasks. Raises Refusal."""
    checked = await begin_check(reads, actor, policy)
    found = {}
    for finding in Finding:
        lines, _ = await found_tasks(reads, checked, finding)
        if lines:
            found[finding] = lines
    return found
