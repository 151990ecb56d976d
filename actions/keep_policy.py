"""The policy that the settings choose is taken over when the program starts."""

from __future__ import annotations

from domain.policy import Policy
from domain.policy_file import digest_of
from models.policies import store_policy, versions_of
from models.queries.audits import Deed, note_deed
from models.work import Reads, Work


async def is_kept(reads: Reads, chosen: Policy) -> bool:
    """The last version stored says the same."""
    stored = await versions_of(reads)
    return bool(stored) and stored[-1].digest == digest_of(chosen)


async def keep_policy(work: Work, profile: Policy, own: Policy | None) -> None:
    """Store a new version if it says something else than the last one did.

    An office whose own policy begins later goes by its profile until then.
    """
    chosen = own or profile
    if await is_kept(work, chosen):
        return
    if not await versions_of(work) and chosen.valid_from > work.today:
        await _store(work, profile)
    await _store(work, chosen)


async def _store(work: Work, policy: Policy) -> None:
    version = await store_policy(work, policy)
    detail = {"profile": policy.name, "valid_from": policy.valid_from.isoformat()}
    deed = Deed("policy_stored", f"policy:{version}", None, "terminal", detail)
    await note_deed(work, deed)
