"""Somebody's own settings, as they stand."""

from __future__ import annotations

from typing import Any

from domain.policy import Policy
from domain.preferences import Hours, SettingsCard, mutable_rules
from models.queries.people import person
from models.queries.preferences import read_preferences
from models.work import Reads


async def gather_settings(
    reads: Reads, policy: Policy, params: dict[str, Any]
) -> SettingsCard | None:
    """None for who is no officer any more."""
    reader = await person(reads, params["officer"])
    if reader is None:
        return None
    chosen = await read_preferences(reads, reader.id)
    own = chosen.policy(policy)
    return SettingsCard(
        language=chosen.language,
        quiet=Hours(own.quiet_from, own.quiet_until),
        own_quiet=own is not policy,
        limits=Hours(policy.own_quiet_earliest, policy.own_quiet_latest),
        mutable=mutable_rules(tuple(reader.actor.roles), policy),
        muted=chosen.muted,
    )
