"""Somebody changes his own settings; what is shown of them changes in place."""

from __future__ import annotations

from dataclasses import replace

from domain.policy import Policy
from domain.preferences import Hours, Preferences, is_allowed, mutable_rules
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from locales.catalog import LANGUAGES
from models.history import mark_stale
from models.queries.preferences import keep_preferences, read_preferences
from models.work import Work


def subject_of(officer_id: int) -> str:
    """What his settings are called where messages say what they are about."""
    return f"preference:{officer_id}"


async def choose_language(work: Work, actor: Actor, language: str) -> None:
    """Raises Refusal for a language that we do not speak."""
    if language not in LANGUAGES:
        raise Refusal(Reason.STALE_BUTTON, code="")
    chosen = await read_preferences(work, actor.officer_id)
    await _keep(work, actor, replace(chosen, language=language))


async def choose_quiet(
    work: Work, actor: Actor, quiet: Hours | None, *, policy: Policy
) -> None:
    """None: the office's quiet hours again. Raises Refusal beyond its limits."""
    if quiet is not None and not is_allowed(quiet, policy):
        limits = {
            "earliest": f"{policy.own_quiet_earliest:%H:%M}",
            "latest": f"{policy.own_quiet_latest:%H:%M}",
        }
        raise Refusal(Reason.BEYOND_QUIET, **limits)
    chosen = await read_preferences(work, actor.officer_id)
    await _keep(work, actor, replace(chosen, quiet=quiet))


async def mute(
    work: Work, actor: Actor, rule: str, *, on: bool, policy: Policy
) -> None:
    """Mute a rule, or hear it again. Raises Refusal for one that is not his to mute."""
    if rule not in mutable_rules(tuple(actor.roles), policy):
        raise Refusal(Reason.MAY_NOT_MUTE)
    chosen = await read_preferences(work, actor.officer_id)
    muted = chosen.muted | {rule} if on else chosen.muted - {rule}
    await _keep(work, actor, replace(chosen, muted=muted))


async def _keep(work: Work, actor: Actor, chosen: Preferences) -> None:
    await keep_preferences(work, actor.officer_id, chosen)
    await mark_stale(work, subject_of(actor.officer_id))
