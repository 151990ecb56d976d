"""What a group may read of a task: many see it, and not all of them need to know."""

from __future__ import annotations

from dataclasses import replace

from domain.notices import TaskCard, TaskLine
from domain.policy import Policy


def line_for_group(line: TaskLine, policy: Policy) -> TaskLine:
    """Code, unit and deadline always; content and name as the office decided."""
    return replace(
        line,
        content=line.content if policy.group_shows_content else "",
        officer=line.officer if policy.group_shows_names else None,
    )


def card_for_group(card: TaskCard, policy: Policy) -> TaskCard:
    return replace(
        card,
        line=line_for_group(card.line, policy),
        abstract=card.abstract if policy.group_shows_content else "",
        in_group=True,
    )
