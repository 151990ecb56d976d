"""What a group may read of a task: many see it, and not all of them need to know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


MENTIONED = 5  # Telegram notifies no more of one message's mentions


def mentioning(
    lines: Sequence[TaskLine], accounts: Mapping[int, int]
) -> tuple[TaskLine, ...]:
    """The first names become mentions by the number of the account, so that their
    phones tell them; the private message goes to everybody all the same.

    `accounts`: of the officer of a task, by the task. A line without a name stays so.
    """
    seen: list[int] = []
    told = []
    for line in lines:
        account = accounts.get(line.id) if line.officer else None
        if account is not None and account not in seen:
            seen.append(account)
        is_told = account in seen[:MENTIONED]
        told.append(replace(line, account=account) if is_told else line)
    return tuple(told)


def card_for_group(card: TaskCard, policy: Policy) -> TaskCard:
    return replace(
        card,
        line=line_for_group(card.line, policy),
        abstract=card.abstract if policy.group_shows_content else "",
        in_group=True,
    )
