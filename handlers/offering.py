"""Questions whose facts are shown as they were when they were asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from actions.questions import Asked
from domain.absence import may_arrange
from domain.assigning_notices import AmendmentCard, AssignmentCard
from domain.notices import LayoutAsked, Saying
from domain.permissions import Action
from domain.refusals import Reason, Refusal
from domain.urging_notices import Offer, UrgePreview
from handlers.answering import put_question
from handlers.context import Turn
from models import notice_codec
from models.queries.colleagues import Colleague, colleagues_named, units_of

MOST_NAMES = 8  # offered by buttons; others are typed


def shown_as(
    notice: Offer | UrgePreview | AssignmentCard | AmendmentCard | LayoutAsked,
) -> dict[str, Any]:
    """The part of a question's facts that says how it is shown."""
    name, facts = notice_codec.name_of(notice), notice_codec.dump(notice)
    return {"shown": {"notice": name, "facts": facts}}


async def offer(turn: Turn, kind: Asked, kept: dict[str, Any], shown: Offer) -> None:
    """Ask, and keep what has been said so far."""
    await put_question(turn, kind, {**kept, **shown_as(shown)})


def people_offered(
    saying: Saying, facts: dict[str, str], people: Iterable[Colleague]
) -> Offer:
    """Names to be pressed; with more than a few of them the name is typed."""
    named = tuple((f"o{one.id}", one.name) for one in people)
    return Offer(saying.value, facts, named[:MOST_NAMES])


async def the_one_named(turn: Turn, words: str, units: frozenset[int]) -> Colleague:
    """The person meant, of these units. Raises Refusal: unknown, or borne twice."""
    found = await colleagues_named(turn.reads, words, units)
    if not found:
        raise Refusal(Reason.NAME_UNKNOWN, name=words[:100])
    return _one_of(found)


async def the_one_arranged(turn: Turn, words: str, action: Action) -> Colleague:
    """The person meant, of all for whom this may be arranged by who asks.

    Unknown and forbidden are refused in the same words. Raises Refusal.
    """
    found = []
    for one in await colleagues_named(turn.reads, words):
        units = await units_of(turn.reads, one.id)
        if may_arrange(turn.actor, action, one.id, units):
            found.append(one)
    if not found:
        raise Refusal(Reason.NOT_FOUND)
    return _one_of(found)


def _one_of(found: Sequence[Colleague]) -> Colleague:
    """Raises Refusal for a name borne twice."""
    if len(found) > 1:
        codes = ", ".join(one.code for one in found)
        raise Refusal(Reason.NAME_TWICE, name=found[0].name, codes=codes)
    return found[0]
